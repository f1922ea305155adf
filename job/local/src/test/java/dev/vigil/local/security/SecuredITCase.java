package dev.vigil.local.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audio.Profile;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.CausedBy;
import dev.vigil.client.bus.Push;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Progress;
import dev.vigil.edge.ReferencePush;
import dev.vigil.edge.SessionPush;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.Credentials;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.local.embedded.AskedDoctor;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeBuilder;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.options.OptionsParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over SASL_SSL, each with the least rights: enough to work, and not enough for anything else. */
class SecuredITCase {
    private static final String ACCOUNT = "fan-2";
    private static final String PERSON = "oidc:mei";
    private static final String[] SHOWN = {"", "/config", "/plan", "/exceptions", "/checkpoints"};

    private static CapturedLog log;
    private static SecureBroker broker;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        log = new CapturedLog();
        broker = SecureBroker.start(directory);
    }

    @AfterAll
    static void stop() {
        broker.close();
        log.close();
    }

    @Test
    void theJobsWorkWithTheirRightsAndShowNoSecret() throws Exception {
        try (MiniCluster flink = flink()) {
            flink.start();
            JobID media = submit(flink, "media", broker.file(Party.MEDIA));
            JobID notice = submit(flink, "notice", broker.file(Party.NOTICE));
            JobID ledger = submit(flink, "ledger", broker.file(Party.LEDGER));
            write();
            try (Bus reader = bus(Party.COMPLIANCE)) {
                await(() -> isBlocked(reader));
                await(() -> hasBreach(reader, "n-1"));
                assertThat(reader.all(Topic.DEAD_LETTERS)).isEmpty();
                assertThat(reader.all(Topic.NOTICE_DEAD_LETTERS)).isEmpty();
            }
            confirmTheBlock();
            aPersonWaivesTheSecondOffence();
            String ui = flink.getRestAddress().get().toString();
            awaitWell(ui);
            for (JobID job : List.of(media, notice, ledger)) {
                for (String page : SHOWN) {
                    assertThat(get(ui + "/jobs/" + job + page)).doesNotContain(broker.secrets());
                }
            }
            assertThat(get(ui + "/jobmanager/config")).doesNotContain(broker.secrets());
            // A second start aborts what the first has left open: it asks for more than writing.
            for (JobID job : List.of(notice, ledger)) {
                flink.cancelJob(job).get();
                flink.requestJobResult(job).get();
            }
            submit(flink, "notice", broker.file(Party.NOTICE));
            submit(flink, "ledger", broker.file(Party.LEDGER));
            overdue("n-2");
            long at = System.currentTimeMillis();
            actedOn("item-3", at);
            try (Bus reader = bus(Party.COMPLIANCE)) {
                await(() -> hasBreach(reader, "n-2"));
                await(() -> strikes(reader) == 3);
            }
        }
        assertThat(log.text())
                .as("clients have told their settings")
                .contains("sasl.jaas.config = [hidden]")
                .doesNotContain(broker.secrets());
    }

    /** Unconfirmed it becomes an alert, sooner or later as the machine is busy. */
    private static void confirmTheBlock() throws Exception {
        try (Bus platform = bus(Party.PLATFORM)) {
            await(() -> !platform.all(Topic.COMMANDS, EnforcementCommand.class).isEmpty());
            EnforcementCommand command =
                    platform.all(Topic.COMMANDS, EnforcementCommand.class).get(0);
            long now = System.currentTimeMillis();
            platform.send(
                    Topic.SESSION_CONFIRMATIONS,
                    EventType.ACTION_CONFIRMED,
                    command.sessionId(),
                    now,
                    ActionConfirmedBuilder.builder()
                            .confirmationId("c-1")
                            .itemId(command.sessionId())
                            .measure(command.measure())
                            .commandId(command.commandId())
                            .effectiveAt(now)
                            .build());
        }
    }

    private static boolean isWarned(Bus platform) throws Exception {
        return platform.all(Topic.WARNINGS, UserWarning.class).stream()
                .anyMatch(one -> one.accountId().equals(ACCOUNT));
    }

    /** Each by its own party: the platform reports, the desk decides, the job counts. */
    private static void aPersonWaivesTheSecondOffence() throws Exception {
        actedOn("item-1", System.currentTimeMillis() - Duration.ofHours(1).toMillis());
        long at;
        try (Bus platform = bus(Party.PLATFORM)) {
            await(() -> isWarned(platform));
            at = System.currentTimeMillis();
            platform.send(
                    Topic.RECEIPTS,
                    EventType.WARNING_RECEIPT,
                    ACCOUNT,
                    at,
                    new WarningReceipt(
                            ACCOUNT + "/FIRST/item:item-1",
                            ACCOUNT,
                            ReceiptState.DELIVERED,
                            at,
                            "inbox",
                            null));
        }
        actedOn("item-2", at);
        try (Bus reader = bus(Party.COMPLIANCE);
                Bus desk =
                        new Bus(
                                broker.client(Party.DESK),
                                CausedBy.person(PERSON),
                                System.err::println)) {
            await(() -> strikes(reader) == 1);
            desk.send(
                    Topic.DECISIONS,
                    EventType.OFFENCE_WAIVED,
                    ACCOUNT,
                    at,
                    new OffenceWaived("item:item-2", ACCOUNT, PERSON, "a mistake", at));
            await(() -> strikes(reader) == 2);
            assertThat(reader.all(Topic.LEDGER_DEAD_LETTERS)).isEmpty();
        }
    }

    /** As the notice job publishes it of an item that was taken down. */
    private static void actedOn(String item, long publishedAt) throws Exception {
        long at = System.currentTimeMillis();
        ItemOutcome outcome =
                ItemOutcomeBuilder.builder()
                        .noticeId("notice-of-" + item)
                        .itemId(item)
                        .accountId(ACCOUNT)
                        .publishedAt(publishedAt)
                        .workId("the-work")
                        .outcome(ItemOutcomeKind.ACTED)
                        .at(at)
                        .effectiveAt(at)
                        .generation(1)
                        .build();
        try (Bus notice = bus(Party.NOTICE)) {
            notice.send(Topic.OUTCOMES, EventType.NOTICE_OUTCOME, item, at, outcome);
        }
    }

    /** Changes of them that are committed. */
    private static int strikes(Bus reader) throws Exception {
        return reader.all(Topic.STRIKES, StrikeChanged.class).size();
    }

    @Test
    void whoLacksARightIsToldWhich() throws Exception {
        try (Bus reader = bus(Party.COMPLIANCE)) {
            assertThatThrownBy(() -> reader.send(Topic.LIST, EventType.LIST_UPSERTED, "e", 0, "e"))
                    .hasMessageContaining("expected the right to do so while sending to list")
                    .hasMessageContaining("vigil topics --acls");
            assertThatThrownBy(() -> reader.all(Topic.MEDIA_LIVE))
                    .hasMessageContaining("expected the right to do so while reading media.live");
        }
        try (Bus platform = bus(Party.PLATFORM)) {
            assertThatThrownBy(() -> platform.all(Topic.NOTICES))
                    .as("the platform does not read who has notified")
                    .hasMessageContaining("expected the right");
            assertThatThrownBy(
                            () ->
                                    platform.send(
                                            Topic.DECISIONS,
                                            EventType.OFFENCE_WAIVED,
                                            ACCOUNT,
                                            0,
                                            "waived"))
                    .as("the platform does not decide about its accounts")
                    .hasMessageContaining("while sending to decisions");
        }
        try (Bus desk = bus(Party.DESK)) {
            for (Topic topic : List.of(Topic.RECEIPTS, Topic.APPEALS, Topic.ACCOUNT_STANDINGS)) {
                assertThatThrownBy(
                                () -> desk.send(topic, EventType.WARNING_RECEIPT, ACCOUNT, 0, "r"))
                        .as("the desk decides, and reports nothing")
                        .hasMessageContaining("while sending to " + topic.topicName());
            }
        }
        assertThatThrownBy(() -> push(Party.AUTHORITY, Topic.MEDIA_LIVE))
                .hasMessageContaining("expected the right to write to media.live, got none");
    }

    @Test
    void aJobThatLacksRightsDoesNotStartAndNamesThem() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check("media", broker.file(Party.NOTICE)))
                .withMessageContaining("topic media.live: expected the right to [READ]")
                .withMessageContaining("topic list: expected the right to [READ, WRITE]")
                .withMessageContaining("vigil topics --acls --apply")
                .withMessageNotContaining("topic escalations");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check("notice", broker.file(Party.MEDIA)))
                .withMessageContaining("topic breaches: expected the right to [READ, WRITE]")
                .withMessageContaining("--transaction.prefix: expected the right to WRITE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check("ledger", broker.file(Party.NOTICE)))
                .withMessageContaining("topic strikes: expected the right to [READ, WRITE]")
                .withMessageContaining("topic decisions: expected the right to [READ]")
                .withMessageContaining(
                        "--transaction.prefix.ledger: expected the right to WRITE with"
                                + " transactional ids that begin with vigil-ledger")
                .withMessageContaining("--apply --transaction-prefix-ledger vigil-ledger");
    }

    @Test
    void aWrongPasswordIsToldWithoutIt(@TempDir Path directory) throws Exception {
        Credentials others = Credentials.make(directory, List.of("vigil-media"));
        Path wrong = broker.with(Party.MEDIA, others);
        assertThatThrownBy(() -> check("media", wrong))
                .hasMessageContaining("Authentication failed")
                .message()
                .doesNotContain(others.secrets());
        assertThat(log.text()).doesNotContain(others.secrets());
    }

    private static MiniCluster flink() {
        Configuration configuration = new Configuration();
        configuration.setString("rest.bind-port", "0");
        configuration.setString("rest.address", "127.0.0.1");
        return new MiniCluster(
                new MiniClusterConfiguration.Builder()
                        .setConfiguration(configuration)
                        .setNumTaskManagers(1)
                        .setNumSlotsPerTaskManager(3)
                        .build());
    }

    private static JobID submit(MiniCluster flink, String job, Path clientFile) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("restart-strategy.type", "none");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        Configuration options = options(job, clientFile);
        VigilJob.check(options);
        VigilJob.build(env, options);
        var graph = env.getStreamGraph();
        graph.setJobName("vigil " + job);
        return flink.submitJob(graph).get().getJobID();
    }

    private static void check(String job, Path clientFile) {
        VigilJob.check(options(job, clientFile));
    }

    private static Configuration options(String job, Path clientFile) {
        return OptionsParser.parse(
                "--job",
                job,
                "--kafka.bootstrap",
                broker.bootstrap(),
                "--kafka.properties",
                clientFile.toString());
    }

    /** A work on the list, a stream of it, and a notice that is overdue: it asks for a breach. */
    private static void write() throws Exception {
        Sound work = Composer.compose(11, 30, PcmSource.RATE_HZ);
        long now = System.currentTimeMillis();
        try (Push push = push(Party.PLATFORM, Topic.REFERENCES)) {
            ReferencePush.Name name = new ReferencePush.Name("the-work", "master", 1, "The Work");
            new ReferencePush(push, Profile.CURRENT)
                    .push(name, PcmSource.of(work.pcm()), now, Progress.none());
        }
        try (Bus authority = bus(Party.AUTHORITY)) {
            authority.send(Topic.LIST, EventType.LIST_UPSERTED, "entry-1", now, entry(now));
        }
        overdue("n-1");
        try (Push push = push(Party.PLATFORM, Topic.MEDIA_LIVE)) {
            SessionStarted started =
                    SessionStartedBuilder.builder()
                            .sessionId("stream-1")
                            .kind(SessionKind.LIVE)
                            .accountId("fan")
                            .serviceTerritories(List.of("CN"))
                            .startAt(now - work.durationMs())
                            .build();
            new SessionPush(push, SessionPush.Pace.NONE, () -> false)
                    .push(started, PcmSource.of(work.pcm()), Progress.none());
        }
    }

    private static void overdue(String id) throws Exception {
        long received = System.currentTimeMillis() - Duration.ofHours(25).toMillis();
        List<NoticeItem> items = List.of(new NoticeItem(id + "-item", null));
        NoticeReceived notice =
                NoticeReceivedBuilder.builder()
                        .noticeId(id)
                        .receivedAt(received)
                        .notifier("studio")
                        .works(List.of())
                        .items(items)
                        .build();
        try (Bus bridge = bus(Party.BRIDGE)) {
            bridge.send(Topic.NOTICES, EventType.NOTICE_RECEIVED, id, received, notice);
        }
    }

    private static boolean hasBreach(Bus reader, String noticeId) throws Exception {
        return reader.all(Topic.BREACHES).stream()
                .anyMatch(event -> event.as(BreachRecord.class).noticeId().equals(noticeId));
    }

    private static ListEntry entry(long now) {
        return ListEntryBuilder.builder()
                .entryId("entry-1")
                .version(1)
                .listClass(ListClass.FORBIDDEN)
                .workId("the-work")
                .titles(List.of())
                .windows(List.of())
                .territoryInclude(List.of())
                .territoryExclude(List.of())
                .issuedAt(now)
                .build();
    }

    private static boolean isBlocked(Bus reader) throws Exception {
        return reader.all(Topic.VERDICTS).stream()
                .map(event -> event.as(Verdict.class))
                .anyMatch(verdict -> verdict.action() == Action.BLOCK);
    }

    private static void awaitWell(String ui) {
        AskedDoctor.awaitWell(
                "--bootstrap",
                broker.bootstrap(),
                "--kafka-properties",
                broker.file(Party.OPERATOR).toString(),
                "--flink",
                ui);
    }

    private static Bus bus(Party party) throws Exception {
        return new Bus(broker.client(party));
    }

    private static Push push(Party party, Topic topic) throws Exception {
        return Broker.connect(broker.bootstrap(), broker.client(party), topic);
    }

    private static String get(String address) throws Exception {
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(address)).build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(address).isEqualTo(200);
        return response.body();
    }

    private static void await(Callable<Boolean> condition) {
        Await.onTopics(broker.admin(), condition);
    }
}
