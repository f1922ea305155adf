package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.ACCOUNT;
import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.finding;
import static dev.vigil.policy.TestingRights.in;
import static dev.vigil.policy.TestingRights.session;
import static dev.vigil.policy.TestingRights.window;
import static dev.vigil.policy.TestingRights.windowed;
import static dev.vigil.policy.TestingRights.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.enforcement.OrderedMeasure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.FindingBuilder;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionJudgeTest {
    private static final SessionStarted LIVE = session(SessionKind.LIVE, "CN");
    private static final ListEntry STAYDOWN = entry(ListClass.STAYDOWN);

    private ListIndex list = new ListIndex();
    private JudgedSession state = JudgedSession.fresh(SESSION);
    private boolean listLoaded = true;
    private long nowMs = NOON_MS + 1_000;

    @Test
    void aBlockedStreamIsStoppedOnceAndTheEpisodeKeepsItsVerdict() {
        listed(STAYDOWN);
        Judgement first = judge(found(4_000, true));
        assertThat(first.verdict().revision()).isEqualTo(1);
        assertThat(first.verdict().state()).isEqualTo(VerdictState.OPEN);
        assertThat(first.verdict().detectionLatencyMs()).isEqualTo(5_000);
        assertThat(first.command().measure()).isEqualTo(Measure.STOP_STREAM);
        assertThat(first.command().territories()).isEmpty();

        assertThat(judge(found(6_000, true)).verdict()).isNull();
        Judgement closed = judge(found(7_000, false));
        assertThat(closed.verdict().state()).isEqualTo(VerdictState.CLOSED);
        assertThat(closed.verdict().verdictId()).isEqualTo(first.verdict().verdictId());
        assertThat(closed.command()).isNull();
    }

    /** Nothing is decided before it was captured. */
    @Test
    void aProducerWhoseClockIsAheadHasNoNegativeLatency() {
        listed(STAYDOWN);
        nowMs = NOON_MS - 120_000;
        Verdict verdict = judge(found(4_000, true)).verdict();
        assertThat(verdict.detectionLatencyMs()).isZero();
        assertThat(Sentences.inspector(verdict))
                .contains("by the clock of its producer.")
                .doesNotContain(" later.");
    }

    @Test
    void anUnchangedVerdictIsRepeatedAfterTenSecondsOfEvidenceNotBefore() {
        judge(found(4_000, true));
        assertThat(judge(found(13_999, true)).verdict()).isNull();
        assertThat(judge(found(14_000, true)).verdict().revision()).isEqualTo(2);
        assertThat(judge(found(14_000, true)).verdict()).isNull();
    }

    @Test
    void aWithdrawalLiftsAndTheNextMatchOpensAnotherEpisode() {
        listed(STAYDOWN);
        Judgement first = judge(found(4_000, true));
        listed(withdrawn(STAYDOWN));
        Judgement lifted = judge(found(5_000, true));
        assertThat(lifted.command().measure()).isEqualTo(Measure.LIFT);
        assertThat(number(lifted.command().commandId()))
                .isEqualTo(number(first.command().commandId()) + 1);
        assertThat(lifted.verdict().action()).isEqualTo(Action.OBSERVE);

        judge(found(6_000, false));
        assertThat(state.findings()).isEmpty();
        Judgement second = judge(finding(LIVE, match("m2", WORK, true)));
        assertThat(number(second.verdict().verdictId()))
                .isEqualTo(number(first.verdict().verdictId()) + 1);
    }

    /** Consumers keep the greatest revision of an id, and the command with the greatest number. */
    @Test
    void aJudgeThatHasForgottenASessionGivesItsNumbersToNothingElse() {
        listed(STAYDOWN);
        Judgement before = judge(found(4_000, true));
        listed(withdrawn(STAYDOWN));
        int lifted = number(judge(found(5_000, true)).command().commandId());
        state = JudgedSession.fresh(SESSION);
        list = new ListIndex();
        listed(STAYDOWN);
        long laterMs = NOON_MS + 120_000;
        nowMs = laterMs;
        Judgement after = judge(finding(LIVE, evidence("m2", WORK, laterMs, 4_000, true)));
        assertThat(number(after.verdict().verdictId()))
                .isGreaterThan(number(before.verdict().verdictId()));
        assertThat(number(after.command().commandId())).isGreaterThan(lifted);
    }

    /** A platform that confirms a command that it never had stops nothing by that. */
    @Test
    void aCommandFollowsTheGreatestNumberThatAPlatformCanName() {
        listed(STAYDOWN);
        String named = SESSION + "/command/" + Commands.MOST_NAMED;
        state = Reconciliation.confirmed(state, named, Measure.LIFT).orElseThrow();
        Judgement judgement = judge(found(4_000, true));
        String given = judgement.command().commandId();
        assertThat(given).isEqualTo(SESSION + "/command/1000000000");
        assertThat(state.commanded().count()).isEqualTo(1_000_000_000);

        assertThat(Reconciliation.fault(SESSION, state, given)).as("a late answer").isEmpty();
        assertThat(Reconciliation.confirmed(state, given, judgement.command().measure())).isEmpty();
        assertThat(Reconciliation.failed(state, given).orElseThrow().commanded())
                .isEqualTo(new OrderedMeasure(null, List.of(), 1_000_000_000));
    }

    /** So a platform can't use up the numbers of a session. */
    @ParameterizedTest
    @ValueSource(longs = {1_000_000_001, Integer.MAX_VALUE, 9_999_999_999L, 4_294_967_297L})
    void aPlatformCanNameNoGreaterNumberThanWasGiven(long number) {
        String named = SESSION + "/command/" + number;
        state = state.withCommanded(new OrderedMeasure(null, List.of(), 1_000_000_000));
        assertThat(Reconciliation.fault(SESSION, state, named).orElseThrow())
                .contains("commandId: expected", "got '" + named + "'");
        assertThat(Reconciliation.confirmed(state, named, Measure.LIFT)).isEmpty();
        assertThat(Reconciliation.failed(state, named)).isEmpty();
    }

    /** As far as ids can count, whatever a platform's clock says. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 59_999, NOON_MS, 253_402_300_799_999L})
    void aFirstNumberHasNineDigitsAtMost(long receivedAt) {
        assertThat(Commands.nextNumber(0, receivedAt)).isBetween(1, 500_000_000);
        assertThat(Commands.nextNumber(7, receivedAt)).isEqualTo(8);
    }

    /** Trap 7: of what was there before, nothing is taken back. */
    @Test
    void theEndOfAnEntryThatWasRightLiftsNothingFromBefore() {
        SessionStarted upload = session(SessionKind.UPLOAD, "CN");
        listed(STAYDOWN);
        judge(finding(upload, match("m1", WORK, false)));
        listed(STAYDOWN.ended(NOON_MS + 1));
        Judgement again = judge(finding(upload, match("m1", WORK, false)));
        assertThat(again.command()).isNull();
        assertThat(again.verdict().action()).isEqualTo(Action.BLOCK);
        assertThat(again.verdict().rulings())
                .extracting(WorkRuling::listEntryVersion)
                .containsExactly(STAYDOWN.version() + 1);
        listed(STAYDOWN.ended(NOON_MS + 1).withdrawn(NOON_MS + 2));
        assertThat(judge(finding(upload, match("m1", WORK, false))).command().measure())
                .as("after all it was a mistake")
                .isEqualTo(Measure.LIFT);
    }

    /** Trap 7: it is let go, and the verdict says that the entry was right until then. */
    @Test
    void aMatchThatGoesOnBehindTheEndOfItsEntryNamesIt() {
        for (ListEntry ended :
                List.of(
                        STAYDOWN.ended(NOON_MS + 5_000),
                        windowed(STAYDOWN, window(NOON_MS - 1, NOON_MS + 5_000))
                                .issued(2, NOON_MS))) {
            list = new ListIndex();
            state = JudgedSession.fresh(SESSION);
            listed(STAYDOWN);
            judge(finding(LIVE, evidence("m1", WORK, NOON_MS + 4_000, 4_000, true)));
            listed(ended);
            Judgement behind =
                    judge(finding(LIVE, evidence("m1", WORK, NOON_MS + 6_000, 6_000, true)));
            assertThat(behind.command().measure()).isEqualTo(Measure.LIFT);
            assertThat(behind.verdict().rulings())
                    .extracting(WorkRuling::action, WorkRuling::reasonCode, WorkRuling::listEntryId)
                    .containsExactly(
                            tuple(Action.OBSERVE, Reason.MATCH_ONLY, null),
                            tuple(Action.OBSERVE, Reason.OVER, STAYDOWN.entryId()));
            Judgement allowed =
                    judge(
                            finding(
                                    LIVE,
                                    evidence("m1", WORK, NOON_MS + 7_000, 7_000, true),
                                    authorization("deal-1")));
            assertThat(allowed.verdict().rulings())
                    .as("what was permitted was never right to block")
                    .extracting(WorkRuling::reasonCode)
                    .containsExactly(Reason.AUTHORIZED);
        }
    }

    @Test
    void aHarmlessMatchLaterDoesNotLiftABlock() {
        SessionStarted upload = session(SessionKind.UPLOAD, "CN");
        listed(STAYDOWN);
        assertThat(judge(finding(upload, match("m1", WORK, true))).command().measure())
                .isEqualTo(Measure.BLOCK);
        judge(finding(upload, match("m1", WORK, false)));

        Judgement other = judge(finding(upload, match("m2", "work-2", true)));
        assertThat(other.command()).isNull();
        assertThat(other.verdict().action()).isEqualTo(Action.BLOCK);
        judge(finding(upload, match("m2", "work-2", false)));
        assertThat(state.findings())
                .as("both are judged again when something changes")
                .extracting(f -> f.evidence().matchId())
                .containsExactly("m1", "m2");

        listed(withdrawn(STAYDOWN));
        assertThat(judge(finding(upload, match("m3", "work-2", true))).command().measure())
                .isEqualTo(Measure.LIFT);
    }

    @Test
    void theMostRestrictiveWorkWinsInEachTerritory() {
        SessionStarted two = session(SessionKind.LIVE, "CN", "HK");
        listed(in(STAYDOWN, List.of("CN"), List.of()));
        listed(
                TestingRights.entry(
                        "entry-2",
                        1,
                        ListClass.RIGHTS_DECLARED,
                        "work-2",
                        List.of("HK"),
                        List.of(),
                        null));
        Judgement one = judge(finding(two, match("m1", WORK, true)));
        assertThat(one.command().measure()).isEqualTo(Measure.GEO_BLOCK);
        assertThat(one.command().territories()).containsExactly("CN");

        Judgement both = judge(finding(two, match("m2", "work-2", true)));
        assertThat(both.verdict().decisions())
                .extracting(Decision::workId)
                .containsExactly(WORK, "work-2");
        assertThat(both.command().measure()).isEqualTo(Measure.STOP_STREAM);
    }

    @Test
    void theCommandNamesTheWorkThatDecided() {
        listed(TestingRights.of(STAYDOWN, "entry-2", "work-2"));
        judge(finding(LIVE, match("m1", WORK, true)));
        assertThat(judge(finding(LIVE, match("m2", "work-2", true))).command().workId())
                .isEqualTo("work-2");
    }

    @Test
    void shownEverywhereIsBlockedOnlyWhereTheEntryApplies() {
        listed(in(STAYDOWN, List.of("CN"), List.of()));
        for (SessionStarted everywhere :
                List.of(session(SessionKind.LIVE), session(SessionKind.LIVE, "*"))) {
            state = JudgedSession.fresh(SESSION);
            EnforcementCommand command =
                    judge(finding(everywhere, match("m", WORK, true))).command();
            assertThat(command.measure()).isEqualTo(Measure.GEO_BLOCK);
            assertThat(command.territories()).containsExactly("CN");
        }
    }

    @Test
    void shownEverywhereIsNotBlockedWhereItIsAuthorized() {
        listed(STAYDOWN);
        EnforcementCommand command =
                judge(finding(session(SessionKind.LIVE), match("m", WORK, true), forChina()))
                        .command();
        assertThat(command.measure()).isEqualTo(Measure.GEO_BLOCK);
        assertThat(command.territories()).contains("HK", "US").doesNotContain("CN", "*");
    }

    private static Authorization forChina() {
        return authorization(
                "a",
                1,
                ACCOUNT,
                List.of(WORK),
                List.of(RightType.LIVE_RELAY),
                List.of("CN"),
                NOON_MS - HOUR_MS,
                null,
                null,
                null);
    }

    @Test
    void staleLiveMediaIsEvidenceAndCutOnceItIsFreshAgain() {
        listed(STAYDOWN);
        nowMs = NOON_MS + 60_001;
        Judgement stale = judge(found(4_000, true));
        assertThat(stale.verdict().action()).isEqualTo(Action.BLOCK);
        assertThat(stale.command()).isNull();

        nowMs = NOON_MS + 60_000;
        assertThat(judge(found(4_000, true)).command().measure()).isEqualTo(Measure.STOP_STREAM);
        listed(withdrawn(STAYDOWN));
        nowMs = NOON_MS + 60_001;
        assertThat(judge(found(4_000, true)).command().measure()).isEqualTo(Measure.LIFT);
    }

    /** The broker received it just now: it is the platform's clock that is wrong, not the sound. */
    @ParameterizedTest
    @ValueSource(longs = {60_000, 600_000, -240_000})
    void aPlatformWhoseClockIsWrongGetsItsCommands(long behindMs) {
        listed(STAYDOWN);
        Evidence captured = evidence("m1", WORK, NOON_MS - behindMs, 4_000, true);
        nowMs = NOON_MS + 5_000;
        Judgement judged = judge(finding(LIVE, captured.withReceivedAt(NOON_MS + 4_000)));
        assertThat(judged.command().measure()).isEqualTo(Measure.STOP_STREAM);
    }

    @Test
    void soundThatTheBrokerHasHadForAMinuteIsLateWhateverThePlatformsClockSays() {
        listed(STAYDOWN);
        nowMs = NOON_MS + 70_000;
        Evidence captured = evidence("m1", WORK, NOON_MS + 65_000, 4_000, true);
        Judgement judged = judge(finding(LIVE, captured.withReceivedAt(NOON_MS)));
        assertThat(judged.verdict().action()).isEqualTo(Action.BLOCK);
        assertThat(judged.command()).isNull();
    }

    @Test
    void anUploadIsNeverStale() {
        listed(STAYDOWN);
        nowMs = NOON_MS + 100 * HOUR_MS;
        assertThat(
                        judge(finding(session(SessionKind.UPLOAD), match("m", WORK, true)))
                                .command()
                                .measure())
                .isEqualTo(Measure.BLOCK);
    }

    @Test
    void whileTheListLoadsEverythingIsObservedAndJudgedLater() {
        listLoaded = false;
        Judgement warming = judge(found(4_000, false));
        assertThat(warming.verdict().reasonCode()).isEqualTo(Reason.WARMING);
        assertThat(warming.verdict().action()).isEqualTo(Action.OBSERVE);
        assertThat(warming.command()).isNull();
        assertThat(warming.warming()).isTrue();

        listed(STAYDOWN);
        listLoaded = true;
        Judgement loaded = rejudge();
        assertThat(loaded.verdict().action()).isEqualTo(Action.BLOCK);
        assertThat(loaded.verdict().verdictId()).isEqualTo(warming.verdict().verdictId());
        assertThat(loaded.command().measure()).isEqualTo(Measure.STOP_STREAM);
        assertThat(loaded.warming()).isFalse();
    }

    @Test
    void nobodyIsCutWhileTheAuthorizationsLoad() {
        listed(STAYDOWN);
        Finding early =
                FindingBuilder.builder()
                        .sessionId(SESSION)
                        .context(LIVE)
                        .evidence(match("m1", WORK, true))
                        .authorizations(List.of())
                        .changes(WorkListing.NONE)
                        .build();
        assertThat(judge(early).command()).isNull();
        Judgement later = judge(finding(LIVE, match("m1", WORK, true), authorization("a")));
        assertThat(later.verdict().action()).isEqualTo(Action.ALLOW_WITH_USAGE);
        assertThat(later.command()).isNull();
    }

    @Test
    void aRestartDoesNotTakeAVerdictBackWhileItLoads() {
        listed(STAYDOWN);
        judge(found(4_000, true));
        listLoaded = false;
        Judgement restarted = judge(found(20_000, true));
        assertThat(restarted.verdict()).isNull();
        assertThat(restarted.warming()).isTrue();
        listLoaded = true;
        assertThat(rejudge().verdict().action()).isEqualTo(Action.BLOCK);
    }

    @Test
    void aCarriedChangeIsNotForgottenByTheNextFindingOfTheMatch() {
        Finding ahead =
                FindingBuilder.builder()
                        .sessionId(SESSION)
                        .context(LIVE)
                        .evidence(match("m1", WORK, true))
                        .authorizations(List.of())
                        .authorizationsLoaded(true)
                        .changes(WorkListing.NONE.with(STAYDOWN))
                        .build();
        assertThat(judge(ahead).verdict().action()).isEqualTo(Action.BLOCK);
        assertThat(judge(found(5_000, true)).command()).isNull();
        assertThat(state.commanded().measure()).isEqualTo(Measure.STOP_STREAM);
    }

    @Test
    void aCommandIsGivenOncePerChange() {
        listed(STAYDOWN);
        int commands = 0;
        for (int i = 1; i <= 100; i++) {
            commands += judge(found(i * 2_000, true)).command() == null ? 0 : 1;
        }
        assertThat(commands).isEqualTo(1);
    }

    @Test
    void aSessionIdThatIsUsedAgainIsStoppedAgain() {
        listed(STAYDOWN);
        String first = judge(found(4_000, true)).command().commandId();
        judge(found(5_000, false));
        SessionStarted again = LIVE.withStartAt(LIVE.startAt() + 60_000);
        Judgement second = judge(finding(again, evidence("m2", WORK, NOON_MS, 4_000, true)));
        assertThat(second.command().measure()).isEqualTo(Measure.STOP_STREAM);
        assertThat(second.command().commandId()).isNotEqualTo(first);
        assertThat(second.verdict().startAt()).isEqualTo(again.startAt());
    }

    @Test
    void aFindingThatLostItsContextIsReviewedAndBlocksNothing() {
        judge(found(4_000, true));
        judge(found(5_000, false));
        listed(STAYDOWN);
        // The session is known from before; this finding came without its context.
        Judgement unknown = judge(finding(null, evidence("m3", WORK, NOON_MS, 4_000, true)));
        assertThat(unknown.verdict().action()).isEqualTo(Action.REVIEW);
        assertThat(unknown.command()).isNull();
    }

    /** Of a kept-down recording: what matched other references of the work is not meant. */
    @Test
    void anEntryOnOneReferenceBlocksWhatMatchedThatAlone() {
        listed(StayDownWork.entry(new StayDown("item", "n-1", true, NOON_MS), WORK));
        assertThat(judge(found(4_000, true)).verdict().action()).isEqualTo(Action.OBSERVE);
        Finding kept = finding(LIVE, of("staydown.item", match("m2", WORK, true)));
        Judgement blocked = judge(kept);
        assertThat(blocked.command().measure()).isEqualTo(Measure.STOP_STREAM);
        assertThat(blocked.verdict().decisions())
                .extracting(Decision::listEntryId)
                .containsExactly("staydown.item");
        listed(StayDownWork.entry(new StayDown("item", "n-1", false, NOON_MS + 1), WORK));
        assertThat(rejudge().command().measure()).isEqualTo(Measure.LIFT);
    }

    @Test
    void whoIsAuthorizedForTheWorkMayShowTheKeptDownRecordingOfIt() {
        listed(StayDownWork.entry(new StayDown("item", "n-1", true, NOON_MS), WORK));
        Finding kept =
                finding(
                        LIVE,
                        of("staydown.item", match("m1", WORK, true)),
                        authorization("deal-1"));
        Judgement judged = judge(kept);
        assertThat(judged.verdict().action()).isEqualTo(Action.ALLOW_WITH_USAGE);
        assertThat(judged.command()).isNull();
    }

    /** The stream goes on: what was shown before stays authorized, what comes after is cut. */
    @Test
    void aRevocationInMidStreamCutsFromItsTimeOn() {
        listed(STAYDOWN);
        long revokedAt = NOON_MS + 2_000;
        Authorization revoked =
                authorization(
                        "a",
                        2,
                        ACCOUNT,
                        List.of(WORK),
                        List.of(RightType.LIVE_RELAY),
                        List.of(),
                        NOON_MS - HOUR_MS,
                        null,
                        null,
                        revokedAt);
        judge(finding(LIVE, evidence("m1", WORK, NOON_MS, 4_000, true), authorization("a")));
        nowMs = revokedAt + 1_000;
        Judgement told = judge(upTo(revokedAt - 1, revoked));
        assertThat(told.command()).isNull();
        assertThat(state.published().decisions().get(0).authorizationVersion()).isEqualTo(2);
        Judgement cut = judge(upTo(revokedAt, revoked));
        assertThat(cut.command().measure()).isEqualTo(Measure.STOP_STREAM);
        assertThat(cut.verdict().decisions().get(0).failedTests()).containsExactly("a: REVOKED");
    }

    private static Finding upTo(long captureEndMs, Authorization authorization) {
        long matchedMs = 4_000 + captureEndMs - NOON_MS;
        return finding(LIVE, evidence("m1", WORK, captureEndMs, matchedMs, true), authorization);
    }

    /** Of the work, in all sessions of the account: not of the match. */
    @Test
    void anExcerptThatIsAuthorizedIsUsedUpByEarlierSessions() {
        listed(STAYDOWN);
        Authorization excerpt =
                authorization(
                        "a",
                        1,
                        ACCOUNT,
                        List.of(WORK),
                        List.of(RightType.LIVE_RELAY),
                        List.of(),
                        NOON_MS - HOUR_MS,
                        null,
                        10_000L,
                        null);
        Evidence short4s = match("m1", WORK, true);
        Judgement within = judge(finding(LIVE, short4s.weighed(10_000L, null), excerpt));
        assertThat(within.verdict().action()).isEqualTo(Action.ALLOW_WITH_USAGE);
        Judgement beyond = judge(finding(LIVE, short4s.weighed(10_001L, null), excerpt));
        assertThat(beyond.verdict().action()).isEqualTo(Action.BLOCK);
        assertThat(beyond.verdict().decisions().get(0).failedTests()).containsExactly("a: EXCERPT");
    }

    @Test
    void whatIsOnlyTriedIsToldAndNeverCarriedOut() {
        listed(STAYDOWN.tried(true));
        Judgement judged = judge(found(4_000, true));
        assertThat(judged.command()).isNull();
        assertThat(judged.verdict().action()).isEqualTo(Action.OBSERVE);
        assertThat(judged.verdict().decisions()).noneMatch(d -> d.listEntryId() != null);
        assertThat(judged.verdict().shadow())
                .extracting(Decision::action, Decision::listEntryId)
                .containsExactly(tuple(Action.BLOCK, STAYDOWN.entryId()));
        assertThat(judge(found(5_000, true)).verdict()).as("no news").isNull();

        listed(STAYDOWN.issued(2, NOON_MS).tried(false));
        Judgement inEarnest = judge(found(6_000, true));
        assertThat(inEarnest.command().measure()).isEqualTo(Measure.STOP_STREAM);
        assertThat(inEarnest.verdict().shadow()).isNull();
    }

    @Test
    void aPolicyThatIsOnlyTriedIsToldBesideTheOneInForce() {
        MatchPolicy tried =
                new MatchPolicy("owner", 2, List.of(MatchRule.always(Action.BLOCK)), true);
        Owners owners = TestingRights.owners(TestingRights.registered(1, null, "owner"), tried);
        Judgement judged = judge(TestingRights.owned(found(4_000, true), owners));
        assertThat(judged.command()).isNull();
        assertThat(judged.verdict().action()).isEqualTo(Action.OBSERVE);
        assertThat(judged.verdict().shadow())
                .extracting(Decision::action, Decision::policyVersion)
                .containsExactly(tuple(Action.BLOCK, 2L));
    }

    /** A stricter entry in earnest hides nothing of what is tried where it does not hold. */
    @Test
    void ofWhatIsTriedOnlyTheDifferenceIsTold() {
        SessionStarted two = session(SessionKind.LIVE, "CN", "HK");
        listed(in(STAYDOWN, List.of("CN"), List.of()));
        listed(TestingRights.of(STAYDOWN, "entry-2", WORK).tried(true));
        Judgement judged = judge(finding(two, match("m1", WORK, true)));
        assertThat(judged.command().territories()).containsExactly("CN");
        assertThat(judged.verdict().shadow()).extracting(Decision::territory).containsExactly("HK");
    }

    @Test
    void whatWaitsForAPersonIsNotCutAndIsCutOnceItMay() {
        listed(STAYDOWN);
        Evidence heard = match("m1", WORK, true);
        Judgement held = judge(finding(LIVE, heard.weighed(null, EvidenceStanding.QUARANTINED)));
        assertThat(held.command()).isNull();
        assertThat(held.verdict().action()).isEqualTo(Action.REVIEW);
        assertThat(held.verdict().decisions())
                .extracting(Decision::listEntryId)
                .as("what would have blocked")
                .containsExactly("entry-1");
        Judgement counted = judge(finding(LIVE, heard.weighed(null, EvidenceStanding.COUNTED)));
        assertThat(counted.command().measure()).isEqualTo(Measure.STOP_STREAM);
        Judgement overturned =
                judge(finding(LIVE, heard.weighed(null, EvidenceStanding.QUARANTINED)));
        assertThat(overturned.command().measure()).isEqualTo(Measure.LIFT);
    }

    private static Evidence of(String referenceId, Evidence known) {
        return known.with()
                .referenceId(referenceId)
                .usedMs(null)
                .standing(null)
                .receivedAt(null)
                .build();
    }

    private void listed(ListEntry entry) {
        list.put(entry);
    }

    private Finding found(long matchedMs, boolean open) {
        return finding(LIVE, evidence("m1", WORK, NOON_MS, matchedMs, open));
    }

    private static Evidence match(String matchId, String workId, boolean open) {
        return evidence(matchId, workId, NOON_MS, 4_000, open);
    }

    /** With which an id of a verdict or command ends. */
    private static int number(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('/') + 1));
    }

    private Judgement judge(Finding finding) {
        return kept(SessionJudge.judge(state, finding, list, listLoaded, nowMs));
    }

    private Judgement rejudge() {
        return kept(SessionJudge.rejudge(state, list, listLoaded, nowMs));
    }

    private Judgement kept(Judgement judgement) {
        state = judgement.session();
        return judgement;
    }
}
