package dev.vigil.stream.jobs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.WindowType;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.caughtup.Run;
import dev.vigil.stream.caughtup.RunningJob;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notice job goes on from the savepoint of every release. */
@ExtendWith(SharedBroker.class)
class NoticeSavepointITCase {
    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long SAVED = at(30);

    /** What may still be told of: of those that were closed when the state was saved nothing. */
    private static final Set<String> OPEN =
            Set.of("breached", "urgent", "halfway", "partly", "fresh", "large", "listed");

    /** Of which news is gathered. */
    private static final String[] MANY_ITEMS =
            IntStream.range(0, 500).mapToObj(item -> "large-" + item).toArray(String[]::new);

    private static final List<SavedJob> SAVED_JOBS = SavedJob.ofEveryRelease("notice");

    static List<SavedJob> savepoints() {
        return SAVED_JOBS;
    }

    /** One notice of each kind, 30 hours on their way. */
    @BeforeAll
    static void record(EmbeddedBroker broker, @TempDir Path directory) throws Exception {
        for (SavedJob missing : SAVED_JOBS.stream().filter(SavedJob::isToBeRecorded).toList()) {
            Run run = new Run(1);
            run.clockMs.set(SAVED);
            try (Site site = Site.on(broker)) {
                publish(site);
                try (RunningJob job = start(site, run, null)) {
                    job.awaitOnTopic(() -> status(site, "partly", NoticeState.PARTIAL));
                    job.awaitOnTopic(
                            () ->
                                    assertThat(ids(site, Topic.BREACHES))
                                            .contains("breached/1/breach"));
                    job.awaitOnTopic(
                            () -> assertThat(ids(site, Topic.ESCALATIONS)).contains("fresh/1/E0"));
                    confirmOneOfMany(site, job);
                    missing.record(job.stopWithCanonicalSavepoint(directory), site);
                }
            }
        }
    }

    /** It waits beside the case for five seconds of event time, which hardly moves. */
    private static void confirmOneOfMany(Site site, RunningJob job) throws Exception {
        job.awaitOnTopic(() -> assertThat(statuses(site, "large")).isNotEmpty());
        site.confirm("large-0", SAVED);
        site.confirm("small-item", SAVED);
        job.awaitOnTopic(() -> status(site, "small", NoticeState.ACTIONED));
    }

    private static void publish(Site site) throws Exception {
        site.send(Topic.LIST, EventType.LIST_UPSERTED, "screening", START, screening());
        site.send(Topic.NOTIFIERS, EventType.NOTIFIER_STANDING, "hasty", START, hasty());
        site.notice("breached", at(0));
        site.notice("countered", at(5));
        site.notice("urgent", at(7));
        site.notice("halfway", at(18) + 10 * MINUTE_MS);
        site.notice("answered", at(20));
        site.notice("partly", at(20), "one", "other");
        site.notice("incomplete", at(20));
        site.notice("rejected", at(20));
        site.notice("withdrawn", at(20));
        site.notice("fresh", at(29));
        site.notice("small", at(29));
        site.notice("large", at(29), MANY_ITEMS);
        site.confirm("countered-item", at(6));
        site.send(
                Topic.COUNTER_NOTICES,
                EventType.COUNTER_NOTICE,
                "countered",
                at(8),
                new CounterNotice("countered", at(8), List.of(), null, null));
        site.confirm("answered-item", at(22));
        site.confirm("one", at(22));
        triage(site, "incomplete", TriageOutcome.INCOMPLETE);
        triage(site, "rejected", TriageOutcome.REJECTED);
        site.send(
                Topic.NOTICES,
                EventType.NOTICE_WITHDRAWN,
                "withdrawn",
                at(22),
                new NoticeWithdrawn("withdrawn", at(22), null));
        site.sendBy(
                "li",
                Topic.NOTICES,
                EventType.NOTIFIER_ERASED,
                "gone",
                at(22),
                new NotifierErased("gone", "r-1", at(22)));
        site.send(
                Topic.ACKS,
                EventType.ALERT_ACKNOWLEDGED,
                "unborn",
                at(29),
                new AlertAcknowledged("unborn", "unborn/1/E2", "wang", at(29), null));
    }

    private static void triage(Site site, String id, TriageOutcome outcome) throws Exception {
        site.send(
                Topic.NOTICES,
                EventType.NOTICE_TRIAGED,
                id,
                at(21),
                NoticeTriaged.of(id, outcome, at(21), "li", "no address"));
    }

    private static ListEntry screening() {
        return ListEntryBuilder.builder()
                .entryId("screening")
                .version(1)
                .listId("list")
                .listClass(ListClass.IN_SCREENING)
                .authority("authority")
                .batchNo("2026-1")
                .workId("the-film")
                .titles(List.of("The Film"))
                .windows(
                        List.of(
                                new ListWindow(
                                        WindowType.THEATRICAL,
                                        "2026-01-01T00:00:00",
                                        null,
                                        "Asia/Shanghai")))
                .territoryInclude(List.of())
                .territoryExclude(List.of())
                .issuedAt(START)
                .build();
    }

    private static NotifierStanding hasty() {
        return new NotifierStanding(
                "hasty",
                StandingLevel.WATCH,
                false,
                9,
                2,
                7,
                0,
                0,
                START,
                null,
                "UNFOUNDED",
                null,
                null,
                START);
    }

    @ParameterizedTest
    @MethodSource("savepoints")
    void openNoticesGoOnAndClosedOnesStaySilent(
            SavedJob saved, EmbeddedBroker broker, @TempDir Path directory) throws Exception {
        Run run = new Run(1);
        run.clockMs.set(SAVED);
        try (Site site = Site.on(broker);
                RunningJob job = start(site, run, saved, saved.unpacked(directory))) {
            site.notice("fresh", at(29));
            site.notice("answered", at(20));
            site.confirm("breached-item", at(23));
            site.confirm("urgent-item", SAVED);
            site.send(Topic.NOTICES, EventType.NOTICE_RECEIVED, "listed", SAVED, listed());
            job.awaitOnTopic(
                    () -> assertThat(ids(site, Topic.ESCALATIONS)).contains("listed/1/E0"));
            job.awaitOnTopic(() -> status(site, "breached", NoticeState.CLEARED));
            run.clockMs.set(SAVED + 20 * MINUTE_MS);
            job.awaitOnTopic(
                    () -> assertThat(ids(site, Topic.ESCALATIONS)).contains("halfway/1/E2"));
            run.clockMs.set(at(54));
            job.awaitOnTopic(
                    () -> assertThat(ids(site, Topic.BREACHES)).contains("fresh/1/breach"));
            job.awaitOnTopic(() -> ids(site, Topic.NOTICE_DEAD_LETTERS).size() > 0);

            assertThat(ids(site, Topic.ESCALATIONS))
                    .contains("halfway/1/E2", "fresh/1/E8", "urgent/1/resolved")
                    .doesNotContain("fresh/1/E0", "urgent/1/E8", "breached/1/E8")
                    .as("closed notices stay closed")
                    .allMatch(id -> OPEN.contains(id.substring(0, id.indexOf('/'))));
            assertThat(ids(site, Topic.BREACHES))
                    .containsExactlyInAnyOrder(
                            "breached/1/breach/cleared",
                            "halfway/1/breach",
                            "partly/1/breach",
                            "listed/1/breach",
                            "large/1/breach",
                            "fresh/1/breach");
            assertThat(statuses(site, "listed"))
                    .as("the list is in the state only")
                    .allMatch(status -> status.listedWorks().equals(List.of("the-film")));
            assertThat(statuses(site, "partly"))
                    .isNotEmpty()
                    .allMatch(status -> status.itemsDone().equals(List.of("one")));
            assertThat(statuses(site, "large"))
                    .as("the confirmation is in the state only")
                    .last()
                    .matches(status -> status.itemsDone().equals(List.of("large-0")));
            assertThat(site.all(Topic.NOTICE_DEAD_LETTERS, DeadLetter.class))
                    .as("came a day before its notice")
                    .singleElement()
                    .matches(letter -> letter.key().equals("unborn"));
        }
    }

    /** Who moves a class loses every savepoint: Flink says so when the task restores. */
    @ParameterizedTest
    @MethodSource("savepoints")
    void aPlantedClassThatIsGoneIsNamed(
            SavedJob saved, EmbeddedBroker broker, @TempDir Path directory) throws Exception {
        String moved = saved.planted(directory, Map.of("notice.NoticeCase", "notice.NoticeFile"));
        Run run = new Run(1);
        run.clockMs.set(SAVED);
        try (Site site = Site.on(broker);
                RunningJob job = start(site, run, saved, moved)) {
            assertThatThrownBy(
                            () ->
                                    job.client()
                                            .getJobExecutionResult()
                                            .get(Await.PATIENCE.toSeconds(), SECONDS))
                    .hasStackTraceContaining("dev.vigil.schema.notice.NoticeFile");
        }
    }

    /** No error tells of it: only what the job does, as in the test above. */
    @ParameterizedTest
    @MethodSource("savepoints")
    void aPlantedStateNameLosesEveryOpenNotice(
            SavedJob saved, EmbeddedBroker broker, @TempDir Path directory) throws Exception {
        // News without their case would stop the job.
        Map<String, String> others =
                Map.of("notice-case", "notice-file", "gathered-news", "gathered-olds");
        String renamed = saved.planted(directory, others);
        Run run = new Run(1);
        run.clockMs.set(SAVED);
        try (Site site = Site.on(broker);
                RunningJob job = start(site, run, saved, renamed)) {
            site.send(Topic.NOTICES, EventType.NOTICE_RECEIVED, "listed", SAVED, listed());
            job.awaitOnTopic(
                    () -> assertThat(ids(site, Topic.ESCALATIONS)).contains("listed/1/E0"));
            run.clockMs.set(at(54));
            job.awaitOnTopic(
                    () -> assertThat(ids(site, Topic.BREACHES)).contains("listed/1/breach"));
            assertThat(ids(site, Topic.BREACHES)).containsExactly("listed/1/breach");
        }
    }

    private static NoticeReceived listed() {
        return NoticeReceivedBuilder.builder()
                .noticeId("listed")
                .channel("mail")
                .receivedAt(SAVED)
                .notifier("hasty")
                .works(List.of(new NoticeWork("The Film", "the-film")))
                .items(List.of(new NoticeItem("listed-item", null)))
                .build();
    }

    private static RunningJob start(Site site, Run run, SavedJob saved, String savepoint)
            throws Exception {
        saved.fill(site);
        return start(site, run, savepoint);
    }

    private static RunningJob start(Site site, Run run, String savepoint) throws Exception {
        StreamExecutionEnvironment env = Site.environment(1, SavedJob.settings(savepoint));
        Configuration options = site.options("notice");
        VigilJob.build(env, options, run.tickingClock());
        return site.running(env.executeAsync("notice"));
    }

    private static long at(double hours) {
        return START + Math.round(hours * HOUR_MS);
    }

    private static boolean status(Site site, String notice, NoticeState state) {
        return statuses(site, notice).stream().anyMatch(status -> status.state() == state);
    }

    private static List<NoticeStatus> statuses(Site site, String notice) {
        return site.all(Topic.NOTICE_STATUS, NoticeStatus.class).stream()
                .filter(status -> status.noticeId().equals(notice))
                .toList();
    }

    private static List<String> ids(Site site, Topic topic) {
        return site.records(topic).stream().map(r -> r.substring(0, r.indexOf(' '))).toList();
    }
}
