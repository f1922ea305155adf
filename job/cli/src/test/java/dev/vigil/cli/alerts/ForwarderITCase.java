package dev.vigil.cli.alerts;

import static dev.vigil.cli.alerts.TestingAlerts.alert;
import static dev.vigil.cli.alerts.TestingAlerts.breach;
import static dev.vigil.cli.alerts.TestingAlerts.correction;
import static dev.vigil.cli.alerts.TestingAlerts.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.cli.Vigil;
import dev.vigil.cli.alerts.TestingTarget.Reply;
import dev.vigil.cli.alerts.TestingTarget.Request;
import dev.vigil.client.alerts.AlertmanagerForm;
import dev.vigil.client.alerts.Backoff;
import dev.vigil.client.alerts.Form;
import dev.vigil.client.alerts.Forwarder;
import dev.vigil.client.alerts.HeaderFile;
import dev.vigil.client.alerts.Target;
import dev.vigil.client.alerts.WebhookForm;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.GroupReader;
import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics on a real broker, a target that answers as told. */
class ForwarderITCase {
    private static final long NOW_MS = System.currentTimeMillis();

    private static EmbeddedBroker broker;

    @TempDir private Path directory;
    private Bus bus;
    private final List<String> progress = new CopyOnWriteArrayList<>();
    private final List<Duration> waits = new ArrayList<>();

    /** Of this test: what another one has committed is none of it. */
    private final String group = "it-" + UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("kafka"));
        Topics.create(broker.bootstrap());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void open() {
        bus = Bus.of(broker.bootstrap());
    }

    /** What a test has written or read goes with its topics; the others are as new. */
    @AfterEach
    void close() throws Exception {
        bus.close();
        List<String> used =
                Stream.concat(
                                Forwarder.topics().stream(),
                                Stream.of(Topic.NOTICE_DEAD_LETTERS, Topic.DEAD_LETTERS))
                        .map(Topic::topicName)
                        .toList();
        try (Admin kafka = Admin.create(client())) {
            kafka.deleteTopics(used).all().get();
            Await.onTopics(
                    client(), () -> Collections.disjoint(kafka.listTopics().names().get(), used));
        }
        Topics.create(client());
    }

    private static Properties client() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrap());
        return client;
    }

    @Test
    void aDocumentThatIsRefusedBecomesADeadLetterAndTheNextGoesOn() throws Exception {
        send("n-1", "n-2", "n-3");
        bus.send(new ProducerRecord<>("escalations", new byte[] {'k'}, new byte[] {1}));
        try (TestingTarget target =
                new TestingTarget(
                        (request, before) ->
                                request.body().contains("n-2/")
                                        ? Reply.of(422, "no such\nnotice")
                                        : Reply.OK)) {
            drain(target.uri(), new WebhookForm());
            assertThat(ids(target)).containsExactlyInAnyOrder(key("n-1"), key("n-2"), key("n-3"));
        }
        assertThat(bus.all(Topic.NOTICE_DEAD_LETTERS))
                .extracting(event -> event.as(DeadLetter.class))
                .anySatisfy(
                        letter -> {
                            assertThat(letter.reason()).isEqualTo("ALERT_REFUSED");
                            assertThat(letter.key()).isEqualTo(key("n-2"));
                            assertThat(letter.message()).contains("422 'no such notice'");
                        })
                .anySatisfy(letter -> assertThat(letter.reason()).isEqualTo("ALERT_UNREADABLE"))
                .hasSize(2);
        assertNothingIsLeft();
    }

    @Test
    void whatFailsForAWhileIsSentAgainInItsOrderAndTheServerIsObeyed() throws Exception {
        TestingAlerts.send(bus, breach("n-1", NOW_MS), correction("n-1", NOW_MS, true));
        List<Reply> replies =
                List.of(
                        Reply.of(500, "oops"),
                        new Reply(429, "slow down", Map.of("retry-after", "7")),
                        new Reply(503, "", Map.of("retry-after", "2")),
                        Reply.of(401, "who are you"));
        try (TestingTarget target =
                new TestingTarget(
                        (request, before) ->
                                before < replies.size() ? replies.get(before) : Reply.OK)) {
            drain(target.uri(), new WebhookForm());
            assertThat(ids(target).subList(0, 5)).containsOnly("n-1/1");
            assertThat(ids(target).subList(5, 6)).containsExactly("n-1/1/cleared");
        }
        assertThat(waits).hasSize(4);
        assertThat(waits.get(0)).isLessThan(Duration.ofSeconds(1));
        assertThat(waits.get(1)).isEqualTo(Duration.ofSeconds(7));
        assertThat(waits.get(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(progress).anyMatch(line -> line.contains("429 'slow down'; attempt 2 failed"));
        assertThat(bus.all(Topic.NOTICE_DEAD_LETTERS)).isEmpty();
    }

    @Test
    void withoutATargetNothingIsCommittedAndNothingLost() throws Exception {
        send("n-1", "n-2");
        URI nobody;
        try (TestingTarget gone = new TestingTarget((request, before) -> Reply.OK)) {
            nobody = gone.uri();
        }
        assertThatThrownBy(() -> drain(nobody, new WebhookForm()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sent the next time");
        try (TestingTarget target = new TestingTarget((request, before) -> Reply.OK)) {
            drain(target.uri(), new WebhookForm());
            assertThat(ids(target)).containsExactlyInAnyOrder(key("n-1"), key("n-2"));
        }
        assertNothingIsLeft();
    }

    @Test
    void theWebhookGetsTheEventInStructuredMode() throws Exception {
        TestingAlerts.send(bus, breach("n-1", NOW_MS));
        Path headers = Files.writeString(directory.resolve("headers"), "Authorization: Bearer t");
        try (TestingTarget target = new TestingTarget((request, before) -> Reply.OK)) {
            assertThat(
                            Vigil.run(
                                    "alerts",
                                    "--bootstrap",
                                    broker.bootstrap(),
                                    "--to",
                                    target.uri() + "/hook",
                                    "--format",
                                    "webhook",
                                    "--header-file",
                                    headers.toString(),
                                    "--once"))
                    .isZero();
            Request request = target.requests().get(0);
            assertThat(request.path()).isEqualTo("/hook");
            assertThat(request.headers())
                    .containsEntry("Authorization", List.of("Bearer t"))
                    .containsEntry("Content-type", List.of("application/cloudevents+json"));
            Map<?, ?> document = document(request);
            assertThat(document.get("specversion")).isEqualTo("1.0");
            assertThat(document.get("type")).isEqualTo("dev.vigil.breach.record.v1");
            assertThat(document.get("id")).isEqualTo("n-1/1");
            assertThat((Map<?, ?>) document.get("data")).extracting("dueAt").isEqualTo(NOW_MS);
        }
    }

    @Test
    void alertmanagerHearsOfOpenAlertsAgainAfterARestart() throws Exception {
        send("n-1", "n-2");
        try (TestingTarget target = new TestingTarget((request, before) -> Reply.OK)) {
            drain(target.uri(), new AlertmanagerForm("page", null));
            TestingAlerts.send(bus, resolved("n-1", NOW_MS + 1_000, "E4"));
            target.requests().clear();
            drain(target.uri(), new AlertmanagerForm("page", null));
            List<String> bodies = target.requests().stream().map(Request::body).toList();
            assertThat(bodies)
                    .as("the end of n-1, and n-2 that stands")
                    .hasSize(2)
                    .anyMatch(body -> body.contains("\"n-1\"") && !body.contains("\"n-2\""))
                    .anyMatch(body -> body.contains("\"n-2\"") && !body.contains("\"n-1\""));
        }
    }

    /** The broker drops what it has of a group that commits nothing for a week. */
    @Test
    void whereNothingComesForLongARestartRepeatsNothing() throws Exception {
        send("n-1");
        try (TestingTarget target = new TestingTarget((request, before) -> Reply.OK);
                GroupReader reader = new GroupReader(client(), group, Forwarder.topics())) {
            drain(target.uri(), new WebhookForm());
            AtomicInteger rounds = new AtomicInteger();
            AtomicLong nowMs = new AtomicLong(NOW_MS);
            InstantSource clock = () -> Instant.ofEpochMilli(nowMs.get());
            forwarder(reader, target.uri(), new WebhookForm(), clock)
                    .follow(
                            () -> {
                                if (rounds.get() == 1) {
                                    forgetTheGroup();
                                    nowMs.addAndGet(Duration.ofDays(1).toMillis());
                                }
                                return rounds.getAndIncrement() < 2;
                            });
            assertThat(target.requests()).hasSize(1);
        }
        assertNothingIsLeft();
    }

    private void forgetTheGroup() {
        try (Admin kafka = Admin.create(client())) {
            kafka.deleteConsumerGroups(List.of(group)).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private void send(String... notices) throws Exception {
        for (String notice : notices) {
            TestingAlerts.send(bus, alert(notice, "E4", "major", NOW_MS));
        }
    }

    private static String key(String notice) {
        return notice + "/1/E4";
    }

    private void drain(URI uri, Form form) throws Exception {
        try (GroupReader reader = new GroupReader(client(), group, Forwarder.topics())) {
            forwarder(reader, uri, form, Clock.systemUTC()).drain();
        }
    }

    private Forwarder forwarder(GroupReader reader, URI uri, Form form, InstantSource clock) {
        Target target =
                new Target(
                        uri,
                        new HeaderFile(null),
                        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(1), new Random(7)),
                        Duration.ofSeconds(20),
                        waits::add,
                        Clock.systemUTC(),
                        progress::add);
        return new Forwarder(
                reader, bus, form, target, Duration.ofMinutes(1), clock, progress::add);
    }

    private void assertNothingIsLeft() throws Exception {
        try (TestingTarget again = new TestingTarget((request, before) -> Reply.OK)) {
            drain(again.uri(), new WebhookForm());
            assertThat(again.requests()).isEmpty();
        }
    }

    private static List<Object> ids(TestingTarget target) {
        return target.requests().stream()
                .<Object>map(request -> document(request).get("id"))
                .toList();
    }

    private static Map<?, ?> document(Request request) {
        return Json.read(
                request.body().getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.class);
    }
}
