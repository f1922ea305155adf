package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.text.Columns;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Topics;
import dev.vigil.client.text.Times;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.CounterState;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What single verbs say and refuse, by what stands on topics; no job runs. */
class VerbsITCase {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final long NOW = System.currentTimeMillis();
    private static final long RECEIVED = NOW - 2 * DAY_MS;
    private static final long DUE = RECEIVED + DAY_MS;

    @TempDir private static Path folder;
    private static EmbeddedBroker broker;
    private static Bus bus;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        Topics.create(broker.bootstrap());
        bus = Bus.of(broker.bootstrap());
        // As ingest names it: the reference after its file, never master.
        reference("the-film", "battle-epic");
        reference("the-film", "trailer");
        reference("the-song", "radio-edit");
    }

    @AfterAll
    static void stop() {
        bus.close();
        broker.close();
    }

    private static void reference(String workId, String referenceId) throws IOException {
        ReferenceManifest manifest =
                new ReferenceManifest(
                        workId, referenceId, 1, "Title", "audio/1", 1, 10, 60_000, "0".repeat(64));
        String key = workId + "/" + referenceId + "/1/manifest";
        bus.send(Topic.REFERENCES, EventType.REFERENCE_MANIFEST, key, NOW, manifest);
    }

    private int vigil(String words) {
        return Vigil.line()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute((words + " --bootstrap " + broker.bootstrap()).split(" "));
    }

    private static List<String> reviewed(String workId) throws IOException {
        return bus.all(Topic.REVIEWS, ReferenceReview.class).stream()
                .filter(review -> review.workId().equals(workId))
                .map(ReferenceReview::referenceId)
                .toList();
    }

    @Test
    void aReviewMeansAllReferencesOfTheWork() throws Exception {
        assertThat(vigil("reference review the-film --outcome CONFIRMED")).isZero();

        assertThat(reviewed("the-film")).containsExactly("battle-epic", "trailer");
        assertThat(out.toString())
                .contains("the-film/battle-epic: CONFIRMED", "the-film/trailer: CONFIRMED");
    }

    @Test
    void aReviewOfWhatIsNotThereIsRefusedWithWhatIs() throws Exception {
        assertThat(vigil("reference review the-song --reference master --outcome QUARANTINED"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("expected a reference of the-song, got 'master'; it has radio-edit");
        assertThat(vigil("reference review no-such --outcome CONFIRMED")).isEqualTo(1);
        assertThat(err.toString()).contains("expected a work that has a reference, got 'no-such'");
        assertThat(reviewed("the-song")).isEmpty();
    }

    @Test
    void anOverturnedBlockIsOfOneReference() throws Exception {
        assertThat(vigil("reference review the-film --outcome OVERTURNED --session s-1"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("expected the one that blocked the session", "battle-epic, trailer");
    }

    @Test
    void aListEntryOfAnUnknownWorkIsPublishedWithAWarning() throws Exception {
        String typo = "list add typo-1 --work no-such-work --class FORBIDDEN --no-wait";
        assertThat(vigil(typo)).isZero();
        assertThat(err.toString()).contains("no reference of no-such-work");
        assertThat(bus.latest(Topic.LIST)).containsKey("typo-1");

        Path file =
                Files.writeString(
                        folder.resolve("list.csv"),
                        "entry,work,class\ne-1,the-flim,FORBIDDEN\ne-2,the-film,FORBIDDEN\n");
        for (String verb : List.of("import", "preview")) {
            err.getBuffer().setLength(0);
            assertThat(vigil("list " + verb + " " + file)).isZero();
            assertThat(err.toString()).contains("no reference of the-flim").doesNotContain("film");
        }
    }

    @Test
    void aPublishedTermOfAListOrAnAuthorizationIsSaid() throws Exception {
        String entry = "list add try-1 --work the-film --class STAYDOWN --no-wait";
        assertThat(vigil(entry + " --shadow")).isZero();
        assertThat(vigil("authorization grant deal-1 --to official --work the-film")).isZero();
        assertThat(vigil("authorization amend deal-1 --excerpt 3m")).isZero();

        assertThat(out.toString())
                .contains(
                        "try-1 version 1: the-film is STAYDOWN (only tried)\n",
                        "deal-1 version 1: official may use [the-film]\n",
                        "deal-1 version 2: official may use [the-film], 180 s of a work\n");
    }

    @Test
    void aLiveSessionThatIsOverIsNamedAsOneThatNoListStops() throws Exception {
        Evidence match =
                EvidenceBuilder.builder()
                        .matchId("over/m")
                        .workId("the-song")
                        .referenceId("radio-edit")
                        .queryEndMs(5_000)
                        .refEndMs(5_000)
                        .score(20)
                        .tempo(1)
                        .certainAfterMs(3_000)
                        .captureStart(NOW)
                        .captureEnd(NOW + 5_000)
                        .build();
        for (VerdictState state : VerdictState.values()) {
            String session = "live-" + state;
            Verdict verdict =
                    VerdictBuilder.builder()
                            .verdictId(session + "/1")
                            .revision(1)
                            .state(state)
                            .sessionId(session)
                            .sessionKind(SessionKind.LIVE)
                            .action(Action.OBSERVE)
                            .reasonCode("MATCH_ONLY")
                            .ruleVersion("r")
                            .decisions(List.of())
                            .evidence(List.of(match))
                            .firstMatchCaptureTime(NOW)
                            .judgedAt(NOW)
                            .build();
            bus.send(Topic.VERDICTS, EventType.VERDICT, session, NOW, verdict);
        }
        Path file =
                Files.writeString(
                        folder.resolve("song.csv"), "entry,work,class\ne-9,the-song,FORBIDDEN\n");
        assertThat(vigil("list preview " + file)).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .anyMatch(
                        it ->
                                it.matches(
                                        ".*live-CLOSED.* blocked in \\*, but the match is over .*"))
                .anyMatch(it -> it.contains("live-OPEN") && !it.contains("over"))
                .anyMatch(
                        it ->
                                it.contains(
                                        ", 2 would be blocked that are not (1 by a match that is over, "));
    }

    private static NoticeStatus status(
            String id, NoticeState state, ClockState clock, CounterState counter, NextStep next) {
        return NoticeStatusBuilder.builder()
                .noticeId(id)
                .generation(1)
                .state(state)
                .overdue(true)
                .notifier("studio")
                .receivedAt(RECEIVED)
                .dueAt(DUE)
                .asOf(NOW)
                .remainingMs(DUE - NOW)
                .lastLevel("E8")
                .itemsOpen(List.of())
                .itemsDone(List.of(id + "-item"))
                .listedWorks(List.of())
                .track(ClockTrack.STANDARD)
                .intake(IntakeState.ACCEPTED)
                .action(ActionState.REQUESTED)
                .forward(ForwardState.FORWARDED)
                .counter(counter)
                .clock(clock)
                .missing(List.of())
                .acknowledged(List.of())
                .moreItemsOpen(0)
                .moreItemsDone(0)
                .moreListedWorks(0)
                .moreAcknowledged(0)
                .clocks(1)
                .itemsJoined(0)
                .next(next)
                .nextBy(next == null ? null : NOW + DAY_MS)
                .build();
    }

    private static NoticeStatus after(String id, NoticeState state, ClockState clock) {
        return status(id, state, clock, CounterState.NONE, null);
    }

    private static void notice(NoticeStatus status) throws IOException {
        String id = status.noticeId();
        NoticeReceived notice =
                NoticeReceivedBuilder.builder()
                        .noticeId(id)
                        .channel("test")
                        .receivedAt(RECEIVED)
                        .notifier("studio")
                        .works(List.of())
                        .items(List.of(new NoticeItem(id + "-item", null)))
                        .build();
        bus.send(Topic.NOTICES, EventType.NOTICE_RECEIVED, id, RECEIVED, notice);
        bus.send(Topic.NOTICE_STATUS, EventType.NOTICE_STATUS, id, NOW, status);
    }

    @Test
    void causesStandBeforeTheirEffectsAndAStayDownIsShown() throws Exception {
        String id = "n-cleared";
        notice(status(id, NoticeState.CLEARED, ClockState.CLEARED, CounterState.NONE, null));
        String breachId = id + "/1/breach";
        BreachRecord breach =
                new BreachRecord(
                        breachId,
                        id,
                        1,
                        "studio",
                        RECEIVED,
                        DUE,
                        List.of(),
                        "NOT_DONE_WHEN_DUE",
                        null,
                        null);
        bus.send(Topic.BREACHES, EventType.BREACH, id, DUE, breach);
        long doneAt = DUE - 60_000;
        ActionConfirmed done =
                new ActionConfirmed(
                        "c-1",
                        id + "-item",
                        Measure.DELETE,
                        doneAt,
                        "li",
                        null,
                        "e",
                        null,
                        null,
                        null,
                        null,
                        null);
        bus.send(Topic.CONFIRMATIONS, EventType.ACTION_CONFIRMED, id + "-item", NOW, done);
        bus.send(
                Topic.BREACHES,
                EventType.BREACH_CORRECTION,
                id,
                doneAt,
                new BreachCorrection(breachId, id, 1, DUE, doneAt, true));
        bus.send(
                Topic.STAYDOWNS,
                EventType.STAYDOWN_REQUESTED,
                id + "-item",
                NOW,
                new StayDown(id + "-item", id, true, NOW));

        assertThat(vigil("notice show " + id)).isZero();

        assertThat(out.toString())
                .containsSubsequence(
                        "notice by studio",
                        "BREACH recorded",
                        "DELETE confirmed",
                        "n-cleared-item: recording stays down",
                        "breach cleared by proof");
    }

    @Test
    void aBreachIsClearedByProofWithItsNameOnly() throws Exception {
        String id = "n-late";
        notice(status(id, NoticeState.OVERDUE, ClockState.BREACHED, CounterState.NONE, null));
        String confirm = "notice confirm n-late-item --no-wait --effective 25h";

        assertThat(vigil(confirm)).isEqualTo(2);
        assertThat(err.toString()).contains("it clears the breach of n-late, got no proof");
        assertThat(vigil(confirm + " --evidence log-7")).isEqualTo(2);
        assertThat(vigil(confirm + " --evidence log-7 --by li")).isZero();
        assertThat(vigil("notice confirm n-late-item --no-wait")).as("late, no proof").isZero();
    }

    @Test
    void aNotifierIsShownWithItsStandingAndOneThatHasNoneIsUnknown() throws Exception {
        NotifierStanding flooding =
                new NotifierStanding(
                        "flooder",
                        StandingLevel.NORMAL,
                        true,
                        120,
                        0,
                        0,
                        0,
                        0,
                        NOW,
                        null,
                        "FLOOD",
                        null,
                        null,
                        NOW);
        bus.send(Topic.NOTIFIERS, EventType.NOTIFIER_STANDING, "flooder", NOW, flooding);

        assertThat(vigil("notifier show flooder")).isZero();
        assertThat(out.toString()).contains("flooder", "NORMAL", "yes", "120");
        assertThat(vigil("notifier show another")).isZero();
        assertThat(out.toString()).contains("No standing of a notifier 'another' was ever set");
    }

    /** As Ctrl-C does it, but for the process. */
    @Test
    void aWatchThatIsNotOnATerminalPrintsChangesUntilItIsInterrupted() throws Exception {
        notice(status("n-w", NoticeState.VALID, ClockState.RUNNING, CounterState.NONE, null));
        Thread watching = new Thread(() -> vigil("notice list --watch --notifier studio"));
        watching.start();
        // Until it has read what was there it prints nothing: so it is given news until it has.
        Await.until(
                Duration.ofMillis(100),
                () -> {
                    notice(after("n-w", NoticeState.ACTIONED, ClockState.STOPPED));
                    notice(
                            after("n-w", NoticeState.OVERDUE, ClockState.BREACHED)
                                    .withItemsOpen(List.of("n-w-item")));
                    return out.toString().contains("n-w: OVERDUE, E8; act on 1 item by ");
                },
                () -> {},
                out::toString);
        watching.interrupt();
        watching.join(Await.PATIENCE.toMillis());

        assertThat(watching.isAlive()).isFalse();
        assertThat(out.toString()).doesNotContain("next step");
    }

    @Test
    void aCounterNoticeSaysWhatIsLeftAndByWhen() throws Exception {
        notice(
                status(
                        "n-c1",
                        NoticeState.COUNTERED,
                        ClockState.STOPPED,
                        CounterState.COUNTERED,
                        NextStep.FORWARD_COUNTER_NOTICE));
        notice(
                status(
                        "n-c2",
                        NoticeState.COUNTERED,
                        ClockState.STOPPED,
                        CounterState.COUNTER_FORWARDED,
                        NextStep.PROCEEDING));

        assertThat(vigil("notice list --open")).isZero();
        assertThat(out.toString())
                .containsPattern("forward the counter-notice to the notifier by .*in 23 h 5. min")
                .satisfies(
                        text ->
                                assertThat(text.lines())
                                        .allMatch(line -> Columns.width(line) <= 100));
        assertThat(vigil("notice show n-c2")).isZero();
        assertThat(out.toString())
                .contains("complains or sues, else restore, by " + Times.clock(NOW + DAY_MS));
    }
}
