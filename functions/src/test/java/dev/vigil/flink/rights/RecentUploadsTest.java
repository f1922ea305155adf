package dev.vigil.flink.rights;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.Steps;
import dev.vigil.flink.TestingOperators;
import dev.vigil.policy.Limits;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.reference.HealthReason;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.RightsInput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads that are over, and what the rights of their work take to them. */
class RecentUploadsTest {
    private static final long LOOK_BACK_MS = 72 * HOUR_MS;
    private static final ListEntry STAYDOWN = entry(ListClass.STAYDOWN);

    private static final Limits LIMITS = new Limits(HOUR_MS, 0, 3, 2);

    private KeyedOneInputStreamOperatorTestHarness<String, RightsInput, Finding> rights;
    private long nowMs = NOON_MS;

    @BeforeEach
    void start() throws Exception {
        open(null);
        load();
    }

    @AfterEach
    void close() throws Exception {
        rights.close();
    }

    @Test
    void nothingIsLeftAfterTheLookBack() throws Exception {
        int uploads = 3 * RecheckWalk.STEP;
        for (int i = 0; i < uploads; i++) {
            finished("s-" + i, "account-1");
            pass(1);
        }
        pass(LOOK_BACK_MS - uploads - 1);
        assertThat(rights.numProcessingTimeTimers()).isEqualTo(1);
        assertThat(stateEntries(rights)).as("uploads and their range").isEqualTo(2);
        for (int i = 0; i < uploads + 10; i++) {
            pass(1);
        }
        assertThat(stateEntries(rights)).isZero();
        assertThat(rights.numProcessingTimeTimers()).isZero();
        out(rights);
        send(RightsInput.list(WORK, STAYDOWN));
        assertThat(rights.numProcessingTimeTimers()).isZero();
    }

    /** Each timer that fires is a mailbox action of its own. */
    @Test
    void noStepIsLargerThanItMayBeAndAllAreReached() throws Exception {
        int uploads = 5 * RecheckWalk.STEP + 1;
        for (int i = 0; i < uploads; i++) {
            finished("s-" + i, "account-1");
        }
        out(rights);
        send(RightsInput.list(WORK, STAYDOWN));
        assertThat(out(rights)).as("an event does not wait for a scan").isEmpty();
        int reached = 0;
        for (int ms = 0; ms < 7; ms++) {
            pass(1);
            List<Finding> step = out(rights);
            assertThat(step)
                    .hasSizeLessThanOrEqualTo(RecheckWalk.STEP)
                    .allMatch(Finding::isAfterwards);
            reached += step.size();
        }
        assertThat(reached).isEqualTo(uploads);
        assertThat(rights.numProcessingTimeTimers()).as("to forget").isEqualTo(1);
    }

    /** Timers go before all other input: without a rest, it would wait for the end of the walk. */
    @Test
    void aWalkRestsAsLongAsAStepTook() throws Exception {
        firstStepTaking(3);
        pass(3 * RecheckWalk.STEP - 1);
        assertThat(out(rights)).as("in the rest").isEmpty();
        pass(2);
        assertThat(out(rights)).as("the second step").hasSize(RecheckWalk.STEP);
    }

    @Test
    void aRestIsNoLongerThanItMayBe() throws Exception {
        firstStepTaking(HOUR_MS / RecheckWalk.STEP);
        pass(Steps.MOST_REST_MS + 1);
        assertThat(out(rights)).as("the second step").hasSize(RecheckWalk.STEP);
    }

    /** The first of two steps, whose reader takes so long for each finding. */
    private void firstStepTaking(long msEach) throws Exception {
        rights.close();
        rights =
                TestingOperators.keyed(
                        new SlowlyRead(() -> pass(msEach)),
                        RightsInput::workId,
                        Types.STRING,
                        null);
        pass(0);
        load();
        for (int i = 0; i < 2 * RecheckWalk.STEP; i++) {
            finished("s-" + i, "account-1");
        }
        out(rights);
        send(RightsInput.list(WORK, STAYDOWN));
        pass(1);
        assertThat(out(rights)).as("the first step").hasSize(RecheckWalk.STEP);
    }

    @Test
    void stepsOfSeveralWorksDoNotFireTogether() throws Exception {
        for (int work = 0; work < 64; work++) {
            finished("work-" + work, "s-" + work, "account-1");
        }
        out(rights);
        for (int work = 0; work < 64; work++) {
            send(RightsInput.list("work-" + work, STAYDOWN));
        }
        int reached = 0;
        for (int ms = 0; ms < 65; ms++) {
            pass(1);
            List<Finding> step = out(rights);
            assertThat(step).hasSizeLessThanOrEqualTo(1);
            reached += step.size();
        }
        assertThat(reached).isEqualTo(64);
    }

    @Test
    void anAuthorizationConcernsThoseAloneWhomItNamesOrNamed() throws Exception {
        send(RightsInput.authorization(WORK, granted(1, "account-1")));
        finished("s-1", "account-1");
        finished("s-2", "account-2");
        finished("s-3", "account-3");
        out(rights);
        send(RightsInput.authorization(WORK, granted(2, "account-2")));
        List<Finding> again = after(5);
        assertThat(again).extracting(Finding::sessionId).containsExactly("s-1", "s-2");
        assertThat(again.get(0).authorizations()).isEmpty();
        assertThat(again.get(1).authorizations()).containsExactly(granted(2, "account-2"));
    }

    @Test
    void aWishOfTheOwnerAndTheRegisterOfWorksAreTakenToThem() throws Exception {
        finished("s-1", "account-1");
        out(rights);
        RegisteredWork work =
                new RegisteredWork(
                        WORK, 1, null, null, null, List.of(new OwnerShare("studio", null, null)));
        send(RightsInput.work("studio", work));
        assertThat(after(5)).extracting(f -> f.owners().work()).containsExactly(work);
        MatchPolicy policy =
                new MatchPolicy("studio", 1, List.of(MatchRule.always(Action.BLOCK)), null);
        send(RightsInput.policy(WORK, policy));
        assertThat(after(5))
                .hasSize(1)
                .allMatch(f -> f.owners().policies().equals(List.of(policy)))
                .allMatch(f -> f.evidence().standing() == EvidenceStanding.COUNTED);
    }

    /** Invariant 13 holds for what is blocked afterwards too, together with what is on air. */
    @Test
    void uploadsThatAreBlockedAfterwardsCountLikeAnyOther() throws Exception {
        for (int i = 0; i < 5; i++) {
            finished("s-" + i, "account-1");
        }
        assertThat(out(rights))
                .extracting(f -> f.evidence().standing())
                .containsOnly(EvidenceStanding.UNCOUNTED);
        send(RightsInput.match(match(WORK, "on-air", "account-1", SessionKind.LIVE, true)));
        out(rights);
        send(RightsInput.list(WORK, STAYDOWN));
        List<Finding> findings = after(5);
        assertThat(findings).hasSize(6);
        assertThat(counted(findings)).containsExactly("on-air", "s-0", "s-1");
        assertThat(findings.stream().map(f -> f.evidence().standing()))
                .containsOnly(EvidenceStanding.COUNTED, EvidenceStanding.QUARANTINED);
        assertThat(side(rights, RightsFunction.HEALTH))
                .extracting(ReferenceHealth::reason)
                .containsExactly(HealthReason.FLOOD);
    }

    @Test
    void whatAPersonFindsOfAReferenceIsTakenToThem() throws Exception {
        send(RightsInput.list(WORK, STAYDOWN));
        for (int i = 0; i < 4; i++) {
            finished("s-" + i, "account-1");
        }
        assertThat(counted(out(rights))).containsExactly("s-0", "s-1", "s-2");
        review(ReviewOutcome.OVERTURNED, "s-1");
        assertThat(counted(after(5))).as("let go").containsExactly("s-0", "s-2");
        review(ReviewOutcome.CONFIRMED, null);
        assertThat(counted(after(5))).containsExactly("s-0", "s-1", "s-2", "s-3");
        review(ReviewOutcome.QUARANTINED, null);
        assertThat(counted(after(5))).isEmpty();
        send(
                RightsInput.review(
                        new ReferenceReview(
                                WORK, "another", ReviewOutcome.CONFIRMED, null, null, nowMs)));
        assertThat(after(5)).as("of another reference").isEmpty();
    }

    @Test
    void whatComesDuringAWalkIsTakenByTheNextInOneGo() throws Exception {
        for (int i = 0; i < 2 * RecheckWalk.STEP; i++) {
            finished("s-" + i, "account-1");
        }
        out(rights);
        send(RightsInput.list(WORK, STAYDOWN));
        pass(2);
        send(RightsInput.list(WORK, withdrawn(STAYDOWN)));
        send(RightsInput.authorization(WORK, authorization("deal-1")));
        finished("late", "account-1");
        out(rights);
        List<Finding> second = new ArrayList<>();
        for (int ms = 0; ms < 10; ms++) {
            pass(1);
            out(rights).stream()
                    .filter(f -> !f.changes().equals(WorkListing.NONE.with(STAYDOWN)))
                    .forEach(second::add);
        }
        assertThat(second).hasSize(2 * RecheckWalk.STEP + 1);
        assertThat(second)
                .allMatch(f -> f.changes().equals(WorkListing.NONE.with(withdrawn(STAYDOWN))))
                .allMatch(f -> f.authorizations().equals(List.of(authorization("deal-1"))));
    }

    /** A register that is still read may hold what lets an upload stay: the walk waits for it. */
    @Test
    void aWalkGoesOnAfterARestoreOnceEverythingIsLoaded() throws Exception {
        for (int i = 0; i < 3 * RecheckWalk.STEP; i++) {
            finished("s-" + i, "account-1");
        }
        out(rights);
        send(RightsInput.list(WORK, STAYDOWN));
        pass(2);
        int before = out(rights).size();
        assertThat(before).isBetween(1, 2 * RecheckWalk.STEP);
        OperatorSubtaskState half = rights.snapshot(1, 1);
        rights.close();
        open(half);
        assertThat(after(1_000)).isEmpty();
        load();
        List<Finding> rest = after(1_000);
        assertThat(rest)
                .hasSize(3 * RecheckWalk.STEP - before)
                .allMatch(Finding::authorizationsLoaded);
    }

    @Test
    void whatIsStillRunningOrALiveStreamOrNotLookedBackAtIsNotKept() throws Exception {
        send(RightsInput.match(match(WORK, "live", "account-1", SessionKind.LIVE, false)));
        assertThat(stateEntries(rights)).isZero();
        send(RightsInput.match(match(WORK, "s-1", "account-1", SessionKind.UPLOAD, true)));
        assertThat(stateEntries(rights)).as("the open match and its number").isEqualTo(3);
        rights.close();
        rights =
                TestingOperators.keyed(
                        new RightsFunction(TestingRights.REGISTERS, LIMITS, 0),
                        RightsInput::workId,
                        Types.STRING,
                        null);
        load();
        finished("s-1", "account-1");
        assertThat(stateEntries(rights)).isZero();
    }

    @Test
    void anUploadThatIsThereWhenAWindowOpensIsJudgedAgain() throws Exception {
        send(RightsInput.list(WORK, opensAt(nowMs + HOUR_MS)));
        finished("s-1", "account-1");
        assertThat(out(rights)).extracting(Finding::presentUntil).containsExactly(nowMs);
        assertThat(after(HOUR_MS - 2)).as("before it opens").isEmpty();
        pass(12_000);
        List<Finding> again = after(5);
        assertThat(again).hasSize(1).allMatch(Finding::isAfterwards);
        assertThat(again.get(0).presentUntil()).isGreaterThanOrEqualTo(NOON_MS + HOUR_MS);
        assertThat(rights.numProcessingTimeTimers()).as("to forget").isEqualTo(1);
    }

    @Test
    void aWindowOfAWithdrawnEntryOpensForNobody() throws Exception {
        ListEntry entry = opensAt(nowMs + HOUR_MS);
        send(RightsInput.list(WORK, entry));
        finished("s-1", "account-1");
        send(RightsInput.list(WORK, entry.withdrawn(nowMs)));
        pass(5);
        out(rights);
        pass(HOUR_MS + 12_000);
        assertThat(after(5)).as("withdrawn").isEmpty();
    }

    @Test
    void uploadsWaitForAWindowThatIsAnnouncedButNotForEver() throws Exception {
        send(RightsInput.list(WORK, opensAt(nowMs + LOOK_BACK_MS + 24 * HOUR_MS)));
        finished("s-1", "account-1");
        out(rights);
        pass(LOOK_BACK_MS + 1);
        assertThat(after(5)).as("nothing has happened").isEmpty();
        pass(24 * HOUR_MS + 12_000);
        assertThat(after(5)).extracting(Finding::sessionId).containsExactly("s-1");
        pass(HOUR_MS);
        assertThat(stateEntries(rights))
                .as("the entry, its place and what was blocked")
                .isEqualTo(3);

        send(RightsInput.list("work-2", opensAt("work-2", nowMs + 30 * 24 * HOUR_MS)));
        finished("work-2", "s-2", "account-1");
        int kept = stateEntries(rights);
        pass(6 * 24 * HOUR_MS + 1);
        pass(1);
        assertThat(stateEntries(rights)).as("upload and range are gone").isEqualTo(kept - 2);
    }

    /** Openings of one moment are spread: another one, for nobody, must not end the wait. */
    @Test
    void anUploadWhoseLookBackEndsWhileAWindowOpensIsJudgedAgain() throws Exception {
        long opensMs = nowMs + LOOK_BACK_MS - 1;
        ListEntry late = opensAt(opensMs);
        long lateMs = Endings.spread(opensMs, late.entryId(), 10_000);
        ListEntry early =
                IntStream.range(0, 100)
                        .mapToObj(i -> opensAt("early-" + i, WORK, opensMs))
                        .filter(e -> Endings.spread(opensMs, e.entryId(), 10_000) < lateMs - 100)
                        .findFirst()
                        .orElseThrow();
        long earlyMs = Endings.spread(opensMs, early.entryId(), 10_000);
        send(RightsInput.list(WORK, late));
        send(RightsInput.list(WORK, early));
        send(RightsInput.list(WORK, early.withdrawn(nowMs)));
        pass(earlyMs + 50 - LOOK_BACK_MS - nowMs);
        finished("s-1", "account-1");
        pass(earlyMs + 1 - nowMs);
        out(rights);
        pass(51);
        assertThat(out(rights)).as("its look-back is over").isEmpty();
        pass(20_000);
        assertThat(after(5)).extracting(Finding::sessionId).containsExactly("s-1");
    }

    private static ListEntry opensAt(long fromMs) {
        return opensAt(WORK, fromMs);
    }

    private static ListEntry opensAt(String workId, long fromMs) {
        return opensAt("e-" + workId, workId, fromMs);
    }

    private static ListEntry opensAt(String entryId, String workId, long fromMs) {
        return TestingRights.windowed(
                TestingRights.of(entry(ListClass.IN_SCREENING), entryId, workId),
                TestingRights.window(fromMs, fromMs + 100 * HOUR_MS));
    }

    /** Rights whose reader takes time to read a finding. */
    private static final class SlowlyRead
            extends KeyedProcessFunction<String, RightsInput, Finding> {
        private static final long serialVersionUID = 1L;

        private final RightsFunction rights =
                new RightsFunction(TestingRights.REGISTERS, LIMITS, LOOK_BACK_MS);
        private final transient ThrowingRunnable<Exception> reading;

        private SlowlyRead(ThrowingRunnable<Exception> reading) {
            this.reading = reading;
        }

        @Override
        public void open(OpenContext context) {
            rights.setRuntimeContext(getRuntimeContext());
            rights.open(context);
        }

        @Override
        public void processElement(RightsInput input, Context context, Collector<Finding> out)
                throws Exception {
            rights.processElement(input, context, out);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<Finding> out)
                throws Exception {
            rights.onTimer(timestamp, context, slowly(out));
        }

        private Collector<Finding> slowly(Collector<Finding> out) {
            return new Collector<>() {
                @Override
                public void collect(Finding finding) {
                    ThrowingRunnable.unchecked(reading).run();
                    out.collect(finding);
                }

                @Override
                public void close() {
                    out.close();
                }
            };
        }
    }

    private static List<String> counted(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.evidence().standing() == EvidenceStanding.COUNTED)
                .map(Finding::sessionId)
                .toList();
    }

    private static Authorization granted(long version, String grantee) {
        return authorization(
                "deal-1",
                version,
                grantee,
                List.of(WORK),
                List.of(RightType.ON_DEMAND),
                List.of(),
                NOON_MS - HOUR_MS,
                null,
                null,
                null);
    }

    private void review(ReviewOutcome outcome, String sessionId) throws Exception {
        send(
                RightsInput.review(
                        new ReferenceReview(WORK, "reference-1", outcome, sessionId, null, nowMs)));
    }

    private void finished(String sessionId, String accountId) throws Exception {
        finished(WORK, sessionId, accountId);
    }

    private void finished(String workId, String sessionId, String accountId) throws Exception {
        send(RightsInput.match(match(workId, sessionId, accountId, SessionKind.UPLOAD, false)));
    }

    private static OpenMatch match(
            String workId, String sessionId, String accountId, SessionKind kind, boolean open) {
        SessionStarted session =
                SessionStartedBuilder.builder()
                        .sessionId(sessionId)
                        .kind(kind)
                        .accountId(accountId)
                        .serviceTerritories(List.of("CN"))
                        .startAt(NOON_MS)
                        .build();
        return new OpenMatch(
                sessionId,
                session,
                TestingRights.evidence("m-" + sessionId, workId, NOON_MS, 4_000, open));
    }

    private void load() throws Exception {
        for (String key : KeyGroups.oneKeyEach()) {
            for (String topic : TestingRights.REGISTERS) {
                send(RightsInput.loaded(key, new Loaded(topic, 0, 1)));
            }
        }
    }

    private void send(RightsInput input) throws Exception {
        rights.processElement(input, 0);
    }

    /** What is emitted until then, now included. */
    private List<Finding> after(long ms) throws Exception {
        pass(ms);
        pass(ms);
        return out(rights);
    }

    private void pass(long ms) throws Exception {
        nowMs += ms;
        rights.setProcessingTime(nowMs);
    }

    private void open(OperatorSubtaskState restored) throws Exception {
        rights =
                TestingOperators.keyed(
                        new RightsFunction(TestingRights.REGISTERS, LIMITS, LOOK_BACK_MS),
                        RightsInput::workId,
                        Types.STRING,
                        restored);
        rights.setProcessingTime(nowMs);
    }
}
