package dev.vigil.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.audit.RecordHeader;
import dev.vigil.client.bus.Topics;
import dev.vigil.desk.act.DeskOutbox;
import dev.vigil.desk.act.OutboxRow;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.compare.CompareProgram;
import dev.vigil.desk.inspect.InspectionSettings;
import dev.vigil.desk.oidc.FakeProvider;
import dev.vigil.desk.oidc.OidcOptions;
import dev.vigil.desk.oidc.OidcSignIn;
import dev.vigil.desk.sign.RoleMap;
import dev.vigil.desk.sign.SignIn;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.DeskPlace;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.peers.Sample;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two desks of one store, as a cluster runs them, and what they report of themselves. */
@ExtendWith(SharedBroker.class)
class DeskNumbersITCase {
    private static final Path PLACES = Path.of("../../k8s-operator").toAbsolutePath();
    private static final long T0 = 1_795_507_200_000L;
    private static final Pattern METRIC = Pattern.compile("\\bvigil_desk_\\w+");

    @TempDir private Path folder;
    private final List<String> warnings = new CopyOnWriteArrayList<>();

    private Desk desk(StoreAddress address, Properties client) throws IOException {
        return desk(address, client, DeskPlace.here(new InetSocketAddress("127.0.0.1", 0)), null);
    }

    private Desk desk(StoreAddress address, Properties client, DeskPlace place, SignIn signIn)
            throws IOException {
        return Desk.start(
                new DeskOptions(
                        address,
                        client,
                        WritingParties.open(),
                        place,
                        signIn,
                        List::of,
                        InstantSource.system(),
                        InspectionSettings.none(),
                        CompareProgram.none(),
                        link -> {},
                        warnings::add));
    }

    private static double value(Desk desk, String name, String... label) {
        Map<String, String> labels = label.length == 0 ? Map.of() : Map.of(label[0], label[1]);
        return desk.samples().stream()
                .filter(it -> it.name().equals("vigil_desk_" + name))
                .filter(it -> it.labels().equals(labels))
                .mapToDouble(Sample::value)
                .findFirst()
                .orElse(-1);
    }

    private static boolean leads(Desk desk) {
        return value(desk, "lease_held") == 1;
    }

    @ParameterizedTest
    @EnumSource
    void oneOfTwoLeadsAndBothReport(TestingStores kind, EmbeddedBroker broker) throws Exception {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrap());
        Topics.create(client);
        StoreAddress address = kind.address(folder);
        try (Store store = Store.open(address);
                Desk first = desk(address, client)) {
            await().atMost(Await.PATIENCE).until(() -> leads(first) && first.isReady());
            try (Desk second = desk(address, client)) {
                await().atMost(Await.PATIENCE).until(second::isReady);
                assertThat(leads(second)).isFalse();
                ordered(store);
                sent(first);
                sent(second);
                refused(second);

                first.close();

                await().atMost(Await.PATIENCE).until(() -> leads(second));
                assertThat(second.isAlive()).isTrue();
            }
        }
        assertThat(warnings).isEmpty();
    }

    /** Such as one whose database is away: it is there, and answers with an error. */
    @Test
    void aProviderThatFailsIsReported(EmbeddedBroker broker) throws Exception {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrap());
        Topics.create(client);
        StoreAddress address = TestingStores.SQLITE.address(folder);
        try (FakeProvider provider = new FakeProvider()) {
            try (Desk desk = signedInBy(provider, address, client)) {
                await().atMost(Await.PATIENCE).until(() -> value(desk, "provider_answers") == 1);
            }
            provider.away(true);
            try (Desk desk = signedInBy(provider, address, client)) {
                await().atMost(Await.PATIENCE)
                        .until(() -> warnings.toString().contains("the provider does not answer"));
                assertThat(value(desk, "provider_answers")).isZero();
                await().atMost(Await.PATIENCE)
                        .untilAsserted(() -> rulesAndPanelsNameWhatIsReported(desk));
            }
        }
    }

    private Desk signedInBy(FakeProvider provider, StoreAddress address, Properties client)
            throws IOException {
        URI own = URI.create("http://127.0.0.1:8082");
        return desk(
                address,
                client,
                new DeskPlace(new InetSocketAddress("127.0.0.1", 0), own, null, null),
                new OidcSignIn(
                        new OidcOptions(
                                provider.issuer(),
                                FakeProvider.CLIENT,
                                null,
                                "openid",
                                "groups",
                                RoleMap.of(List.of("leads=lead")),
                                null,
                                own),
                        InstantSource.system()));
    }

    private static void ordered(Store store) throws IOException {
        List<RecordHeader> headers = new ArrayList<>();
        Envelope.json(EventType.NOTICE_WITHDRAWN, "/vigil/desk", "request-1", "n-1", T0)
                .with()
                .actor("oidc:wang")
                .build()
                .headers()
                .forEach((name, value) -> headers.add(new RecordHeader(name, value)));
        try (Handle handle = store.handle()) {
            DeskOutbox.add(
                    handle,
                    new OutboxRow(
                            "request-1",
                            Topic.NOTICES.topicName(),
                            "n-1".getBytes(StandardCharsets.UTF_8),
                            headers,
                            Json.bytes(new NoticeWithdrawn("n-1", T0, "by mail")),
                            T0,
                            "oidc:wang"));
        }
    }

    /** Whichever has sent it, both report of the store. */
    private static void sent(Desk desk) {
        await().atMost(Await.PATIENCE)
                .until(() -> value(desk, "read_offsets_total", "topic", "notices") > 0);
        await().atMost(Await.PATIENCE)
                .until(() -> value(desk, "outbox_records", "state", "waiting") == 0);
        assertThat(value(desk, "outbox_records", "state", "in_doubt")).isZero();
        assertThat(value(desk, "outbox_oldest_seconds")).isZero();
        assertThat(value(desk, "store_bytes")).isGreaterThan(100_000);
        assertThat(value(desk, "missed_offsets_total")).isZero();
        assertThat(value(desk, "broker_answers")).isEqualTo(1);
        assertThat(value(desk, "store_answers")).isEqualTo(1);
        assertThat(value(desk, "stopped")).isZero();
    }

    private static void refused(Desk desk) throws Exception {
        assertThat(status(desk, "signin/link?t=x")).isEqualTo(403);
        assertThat(status(desk, "")).isEqualTo(401);
        await().atMost(Await.PATIENCE)
                .until(() -> value(desk, "requests_total", "status", "4xx") == 2);
        assertThat(value(desk, "refused_sign_ins_total")).isEqualTo(1);
        assertThat(value(desk, "requests_total", "status", "5xx")).isZero();
    }

    private static int status(Desk desk, String path) throws Exception {
        URI address = desk.address().resolve(path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** A rule on a number that is not reported never fires, and a panel shows nothing. */
    private static void rulesAndPanelsNameWhatIsReported(Desk desk) throws IOException {
        Set<String> used = new TreeSet<>();
        for (String file : List.of("alerts/desk.rules.yaml", "monitoring/dashboard.json")) {
            Matcher metric = METRIC.matcher(Files.readString(PLACES.resolve(file)));
            while (metric.find()) {
                used.add(metric.group());
            }
        }
        assertThat(used)
                .hasSizeGreaterThan(8)
                .isSubsetOf(desk.samples().stream().map(Sample::name).collect(Collectors.toSet()));
    }
}
