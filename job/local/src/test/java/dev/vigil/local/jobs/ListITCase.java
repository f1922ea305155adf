package dev.vigil.local.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Profile;
import dev.vigil.cli.Vigil;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Push;
import dev.vigil.edge.Pacer;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Progress;
import dev.vigil.edge.ReferencePush;
import dev.vigil.edge.SessionPush;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.flink.match.IndexPlan;
import dev.vigil.match.SearchSettings;
import dev.vigil.policy.Limits;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.MediaJob;
import dev.vigil.stream.MediaOptions;
import dev.vigil.stream.jobs.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A running stream, and all that the verbs of the list do to it, with signatures asked for. */
@ExtendWith(SharedBroker.class)
class ListITCase {
    private static final SearchSettings LISTENING = new SearchSettings(5, 1, 100);

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final int TASKS = 2;

    /** Longer than the test takes. */
    private static final int WORK_S = 400;

    @TempDir private Path folder;

    private Site site;
    private volatile boolean ends;

    @Test
    void aRunningStreamFollowsTheListAndOnlyItsAuthorities(EmbeddedBroker broker) throws Exception {
        KeyPair ncac = ListKeys.create();
        Files.writeString(folder.resolve("ncac.pem"), ListKeys.pem(ncac.getPrivate()));
        Files.writeString(folder.resolve("keys"), ListKeys.line(ncac.getPublic(), "ncac"));
        Files.writeString(
                folder.resolve("other.pem"), ListKeys.pem(ListKeys.create().getPrivate()));
        try (Site open = Site.on(broker)) {
            site = open;
            short[] work = Composer.compose(21, WORK_S, PcmSource.RATE_HZ).pcm();
            register(work);
            JobClient job = start(new Authorities(Map.of("ncac", List.of(ncac.getPublic()))));
            Thread stream = stream(work);
            try {
                site.await(() -> assertThat(verdicts()).isNotEmpty());
                forged();
                listed();
                moved();
                imported();
            } finally {
                ends = true;
                stream.join();
            }
            Site.stop(job);
        }
    }

    private void forged() throws Exception {
        assertThat(add("court.1", "the-work", "ncac.pem")).as("an id of another").isEqualTo(WRONG);
        assertThat(add("ncac.1", "the-work", null)).isEqualTo(FAILED);
        assertThat(add("ncac.1", "the-work", "other.pem")).isEqualTo(FAILED);
        assertThat(site.all(Topic.DEAD_LETTERS, DeadLetter.class))
                .extracting(DeadLetter::reason)
                .containsExactlyInAnyOrder("UNSIGNED_ENTRY", "FORGED_ENTRY");
        assertThat(measures()).isEmpty();
        assertThat(site.all(Topic.LIST_EFFECTIVE, ListEffective.class)).isEmpty();
    }

    /** The forged ones stand on the topic with version 1; neither jobs nor verbs know them. */
    private void listed() throws Exception {
        assertThat(add("ncac.1", "the-work", "ncac.pem")).isEqualTo(DONE);
        site.await(() -> assertThat(measures()).isEqualTo(List.of(Measure.STOP_STREAM)));
        assertThat(answers("ncac.1", 1)).containsExactly(0, 1);
        site.await(() -> receipt("b-1") != null && receipt("b-1").stopped() == 1);
        assertThat(receipt("b-1").complete()).isTrue();
        assertThat(receipt("b-1").rejudged()).isEqualTo(1);
        assertThat(receipt("b-1").entries()).isEqualTo(1);
    }

    private void moved() throws Exception {
        assertThat(add("ncac.1", "another-work", "ncac.pem")).isEqualTo(DONE);
        site.await(
                () -> assertThat(measures()).isEqualTo(List.of(Measure.STOP_STREAM, Measure.LIFT)));
        site.await(() -> receipt("b-1").lifted() == 1);
        assertThat(Vigil.run(verb("withdraw", "ncac.1", "--key", path("ncac.pem"))))
                .isEqualTo(DONE);
        assertThat(answers("ncac.1", 3)).containsExactly(0, 1);
    }

    private void imported() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("b.csv"),
                        "entry,work,class,authority,batch\n"
                                + "ncac.2,the-work,ORDER,ncac,b-2\n"
                                + "ncac.3,another-work,ORDER,ncac,b-2\n");
        String[] read = verb("import", file.toString(), "--key", path("ncac.pem"));
        assertThat(Vigil.run(verb("preview", file.toString()))).isEqualTo(DONE);
        assertThat(Vigil.run(read)).isEqualTo(DONE);
        assertThat(site.bus.latest(Topic.LIST)).as("only shown").containsOnlyKeys("ncac.1");

        String[] apply = Arrays.copyOf(read, read.length + 1);
        apply[read.length] = "--apply";
        assertThat(Vigil.run(apply)).isEqualTo(DONE);
        site.await(() -> assertThat(measures()).hasSize(3));
        site.await(() -> receipt("b-2") != null && receipt("b-2").stopped() == 1);
        assertThat(receipt("b-2").entries()).isEqualTo(2);
        assertThat(Vigil.run(apply)).as("nothing differs any more").isEqualTo(DONE);
        assertThat(
                        site.all(Topic.LIST, ListEntry.class).stream()
                                .filter(entry -> entry.entryId().equals("ncac.2")))
                .hasSize(1);

        Files.writeString(
                file, "entry,work,class,authority\nncac.4,the-work,ORDER,ncac\nncac.5,,ORDER,\n");
        assertThat(Vigil.run(apply)).isEqualTo(FAILED);
        assertThat(site.bus.latest(Topic.LIST))
                .as("whole or not at all")
                .doesNotContainKey("ncac.4");
        assertThat(Vigil.run(verb("show", "--at", "1h", "--json"))).isEqualTo(DONE);
        assertThat(Vigil.run(verb("receipts", "b-2"))).isEqualTo(DONE);
        assertThat(Vigil.run(verb("receipts", "b-9"))).isEqualTo(FAILED);
    }

    private int add(String entryId, String workId, String key) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "add",
                                entryId,
                                "--work",
                                workId,
                                "--class",
                                "ORDER",
                                "--authority",
                                "ncac",
                                "--batch",
                                "b-1"));
        if (key != null) {
            words.addAll(List.of("--key", path(key)));
        }
        return Vigil.run(verb(words.toArray(String[]::new)));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String[] verb(String... words) {
        List<String> line = new ArrayList<>(List.of("list"));
        line.addAll(List.of(words));
        line.addAll(List.of("--bootstrap", bootstrap(), "--keys", path("keys")));
        return line.toArray(String[]::new);
    }

    /** First attempts: nobody confirms here, so on a loaded machine a command is due again. */
    private List<Measure> measures() {
        return site.all(Topic.COMMANDS, EnforcementCommand.class).stream()
                .filter(command -> command.attempt() == null)
                .map(EnforcementCommand::measure)
                .toList();
    }

    private List<Verdict> verdicts() {
        return site.all(Topic.VERDICTS, Verdict.class);
    }

    private List<Integer> answers(String entryId, long version) {
        return site.all(Topic.LIST_EFFECTIVE, ListEffective.class).stream()
                .filter(it -> it.entryId().equals(entryId) && it.version() == version)
                .map(ListEffective::subtask)
                .sorted()
                .toList();
    }

    private ListReceipt receipt(String batch) {
        return site.all(Topic.LIST_RECEIPTS, ListReceipt.class).stream()
                .filter(receipt -> receipt.batch().equals(batch))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private String bootstrap() {
        return site.clients().getProperty("bootstrap.servers");
    }

    private void register(short[] work) throws Exception {
        try (Push push = Broker.connect(bootstrap(), new Properties(), Topic.REFERENCES)) {
            new ReferencePush(push, Profile.CURRENT)
                    .push(
                            new ReferencePush.Name("the-work", "master", 1, "The Work"),
                            PcmSource.of(work),
                            System.currentTimeMillis(),
                            Progress.none());
        }
    }

    private JobClient start(Authorities authorities) throws Exception {
        StreamExecutionEnvironment env = Site.environment(TASKS);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients()).authorities(authorities);
        MediaJob.wire(
                kafka.mediaSources(env),
                kafka.sink(),
                new MediaOptions(
                        LISTENING,
                        IndexPlan.ONE_SLOT,
                        Limits.DEFAULT,
                        MediaOptions.Keeping.NONE,
                        0));
        return env.executeAsync("list");
    }

    /** In real time until it is told to end: a stream that stands still is soon no stream. */
    private Thread stream(short[] work) {
        long startMs = System.currentTimeMillis();
        SessionStarted started =
                SessionStartedBuilder.builder()
                        .sessionId("stream-1")
                        .kind(SessionKind.LIVE)
                        .accountId("account-1")
                        .serviceTerritories(List.of("CN"))
                        .startAt(startMs)
                        .build();
        SessionPush.Pace live = Pacer.realtime()::await;
        Thread thread =
                new Thread(
                        () -> {
                            try (Push push =
                                    Broker.connect(
                                            bootstrap(), new Properties(), Topic.MEDIA_LIVE)) {
                                new SessionPush(push, live, () -> ends)
                                        .push(started, PcmSource.of(work), Progress.none());
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        thread.start();
        return thread;
    }
}
