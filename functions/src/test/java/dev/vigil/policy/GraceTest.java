package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.finding;
import static dev.vigil.policy.TestingRights.owned;
import static dev.vigil.policy.TestingRights.owners;
import static dev.vigil.policy.TestingRights.policy;
import static dev.vigil.policy.TestingRights.registered;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.verdict.GracedWork;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.WorkRuling;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An owner gives the user of a live stream time to stop before its wish is carried out. */
class GraceTest {
    private static final long GRACE_MS = 30_000;
    private static final SessionStarted LIVE = session(SessionKind.LIVE, "CN");
    private static final SessionStarted UPLOAD = session(SessionKind.UPLOAD, "CN");
    private static final MatchRule BLOCK = MatchRule.always(Action.BLOCK).withGraceMs(GRACE_MS);

    private ListIndex list = new ListIndex();
    private JudgedSession state = JudgedSession.fresh(SESSION);

    private static Owners wish(MatchRule... rules) {
        return owners(registered(1, null, "owner"), policy("owner", 1, rules));
    }

    /** A match that began at {@code fromMs} after noon and was last captured at {@code toMs}. */
    private static Finding found(
            SessionStarted context, String match, long fromMs, long toMs, Owners owners) {
        Evidence evidence = evidence(match, WORK, NOON_MS + toMs, toMs - fromMs, true);
        return owned(finding(context, evidence), owners);
    }

    private Judgement judge(Finding finding) {
        Judgement judgement = SessionJudge.judge(state, finding, list, true, NOON_MS + 60_000);
        state = judgement.session();
        return judgement;
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCK", "MUTE", "GEO_BLOCK"})
    void theUserIsWarnedAndThenTheWishIsCarriedOut(Action wish) {
        Owners owners = wish(MatchRule.always(wish).withGraceMs(GRACE_MS));
        Verdict warned = judge(found(LIVE, "m", 0, 8_000, owners)).verdict();
        assertThat(warned.action()).isEqualTo(Action.WARN);
        assertThat(warned.rulings())
                .extracting(WorkRuling::stopBy)
                .containsExactly(NOON_MS + 8_000 + GRACE_MS);
        assertThat(Sentences.user(warned)).contains("Stop showing the work before ");
        assertThat(judge(found(LIVE, "m", 0, 7_999 + GRACE_MS, owners)).command()).isNull();

        Judgement over = judge(found(LIVE, "m", 0, 8_000 + GRACE_MS, owners));
        assertThat(over.command()).isNotNull();
        assertThat(over.verdict().action().blocks()).isTrue();
        assertThat(over.verdict().rulings()).extracting(WorkRuling::stopBy).containsOnlyNulls();
    }

    /** It stops in time, and comes back: the time that was given does not begin anew. */
    @Test
    void aMatchThatEndsInTimeStaysAWarningAndTheNextOneHasNoMoreTime() {
        Owners owners = wish(BLOCK);
        judge(found(LIVE, "m-1", 0, 8_000, owners));
        Finding first = found(LIVE, "m-1", 0, 20_000, owners);
        assertThat(judge(first.with(first.evidence().withOpen(false))).command()).isNull();
        assertThat(state.findings()).as("the episode is over").isEmpty();

        assertThat(judge(found(LIVE, "m-2", 25_000, 30_000, owners)).command()).isNull();
        assertThat(judge(found(LIVE, "m-2", 25_000, 38_000, owners)).command().measure())
                .isEqualTo(Measure.STOP_STREAM);
    }

    @Test
    void anotherSessionWithTheIdHasItsOwnTime() {
        Owners owners = wish(BLOCK);
        judge(found(LIVE, "m-1", 0, 8_000, owners));
        assertThat(state.anew().given(WORK)).isNull();
    }

    @Test
    void anUploadHasNoTime() {
        assertThat(judge(found(UPLOAD, "m", 0, 8_000, wish(BLOCK))).command().measure())
                .isEqualTo(Measure.BLOCK);
    }

    /** What the law, an order, the list or a notice decides does not wait. */
    @ParameterizedTest
    @EnumSource(ListClass.class)
    void theListDoesNotWait(ListClass listClass) {
        list.put(entry(listClass));
        Judgement judged = judge(found(LIVE, "m", 0, 8_000, wish(BLOCK)));
        assertThat(judged.verdict().action().blocks()).isTrue();
        assertThat(judged.verdict().rulings()).extracting(WorkRuling::stopBy).containsOnlyNulls();
    }

    /** While it waits the entry comes. */
    @Test
    void anEntryThatComesMeanwhileDoesNotWait() {
        judge(found(LIVE, "m", 0, 8_000, wish(BLOCK)));
        list.put(entry(ListClass.PERMISSION_REQUIRED));
        assertThat(judge(found(LIVE, "m", 0, 10_000, wish(BLOCK))).command()).isNotNull();
    }

    /** It is stopped already: time that is given afterwards gives nothing back. */
    @Test
    void aStreamThatWasCutForTheWorkIsNotLetGo() {
        judge(found(LIVE, "m", 0, 8_000, wish(MatchRule.always(Action.BLOCK))));
        Judgement later = judge(found(LIVE, "m", 0, 10_000, wish(BLOCK)));
        assertThat(later.command()).isNull();
        assertThat(state.commanded().measure()).isEqualTo(Measure.STOP_STREAM);
    }

    /** Two owners: one gives time, the other one does not. */
    @Test
    void anOwnerThatGivesNoTimeIsStricter() {
        OwnerRule waits = new OwnerRule(Action.WARN, policy("a", 1), NOON_MS + 5_000, null);
        OwnerRule waitsLonger = new OwnerRule(Action.WARN, policy("z", 1), NOON_MS + 9_000, null);
        OwnerRule warns = new OwnerRule(Action.WARN, policy("z", 1), null, null);
        OwnerRule cuts = new OwnerRule(Action.MUTE, policy("z", 1), null, null);
        assertThat(OwnerRule.stricter(waits, waitsLonger)).isEqualTo(waits);
        assertThat(OwnerRule.stricter(warns, waitsLonger)).isEqualTo(waitsLonger);
        assertThat(OwnerRule.stricter(waits, cuts)).isEqualTo(cuts);
    }

    /** A person looks where the owner would restrict, though not yet. */
    @Test
    void anExcerptIsLookedAtAsIfNoTimeWereGiven() {
        Owners owners = owners(registered(1, 10_000L, "owner"), policy("owner", 1, BLOCK));
        assertThat(judge(found(LIVE, "m", 0, 8_000, owners)).verdict().action())
                .isEqualTo(Action.REVIEW);
    }

    /** A user is not warned of what may be nothing. */
    @ParameterizedTest
    @CsvSource({"WEAK, OBSERVE", "QUARANTINED, OBSERVE", "UNCOUNTED, WARN"})
    void doubtfulEvidenceWarnsNobody(EvidenceStanding standing, Action action) {
        Finding finding = found(LIVE, "m", 0, 8_000, wish(BLOCK));
        Finding doubtful = finding.with(finding.evidence().weighed(null, standing));
        assertThat(judge(doubtful).verdict().action()).isEqualTo(action);
    }

    /** A rotation of more works than are kept would else begin anew with each round. */
    @Test
    void beyondSixtyFourWorksNoTimeIsGiven() {
        for (int i = 0; i < 100; i++) {
            state = state.giving(List.of(GracedWork.from("other-" + i, NOON_MS + i)));
        }
        assertThat(state.graced()).hasSize(64);
        assertThat(state.given("other-0").from()).isEqualTo(NOON_MS);
        assertThat(state.graced("other-0", NOON_MS + 5_000).from()).isEqualTo(NOON_MS);
        assertThat(state.graced("other-64", NOON_MS)).isNull();
        JudgedSession full = state;
        assertThat(full.giving(List.of(GracedWork.from("other-0", 1L)))).isSameAs(full);
        assertThat(judge(found(LIVE, "m", 0, 8_000, wish(BLOCK))).command().measure())
                .isEqualTo(Measure.STOP_STREAM);
    }

    /** The user was told the time: what its owner gives less from now on is for other streams. */
    @Test
    void aTimeThatWasGivenIsNeverMovedForward() {
        judge(found(LIVE, "m", 0, 8_000, wish(BLOCK)));
        Owners hasty = wish(MatchRule.always(Action.BLOCK).withGraceMs(5_000L));
        Judgement later = judge(found(LIVE, "m", 0, 20_000, hasty));
        assertThat(later.verdict().rulings())
                .extracting(WorkRuling::stopBy)
                .containsExactly(NOON_MS + 8_000 + GRACE_MS);
        assertThat(later.command()).isNull();
        assertThat(judge(found(LIVE, "m", 0, 7_999 + GRACE_MS, hasty)).command()).isNull();
        assertThat(judge(found(LIVE, "m", 0, 8_000 + GRACE_MS, hasty)).command()).isNotNull();
    }

    /** Two matches of one work begin apart: the time runs from the later one. */
    @Test
    void theTimeOfAWorkRunsFromItsLatestMatch() {
        Owners warns = wish(MatchRule.always(Action.WARN));
        judge(found(LIVE, "m-1", 0, 8_000, warns));
        judge(found(LIVE, "m-2", 0, 20_000, warns));
        ListIndex none = list;
        JudgedSession both =
                state.withFindings(
                        state.findings().stream().map(one -> owned(one, wish(BLOCK))).toList());
        Judgement judged = SessionJudge.rejudge(both, none, true, NOON_MS + 60_000);
        assertThat(judged.command()).isNull();
        assertThat(judged.verdict().rulings())
                .extracting(WorkRuling::stopBy)
                .containsOnly(NOON_MS + 20_000 + GRACE_MS);
    }

    /** Without any time the block would be stricter than the review: it is as strict later. */
    @Test
    void aReviewThatAnotherOwnerWishesDoesNotLoseTheBlock() {
        RegisteredWork work =
                registered(1, null, "a")
                        .withOwners(
                                List.of(
                                        new OwnerShare("a", List.of(), List.of()),
                                        new OwnerShare("b", List.of(), List.of())));
        Owners two =
                owners(
                        work,
                        policy("a", 1, MatchRule.always(Action.REVIEW)),
                        policy("b", 1, BLOCK));
        Verdict reviewed = judge(found(LIVE, "m", 0, 8_000, two)).verdict();
        assertThat(reviewed.action()).isEqualTo(Action.REVIEW);
        assertThat(reviewed.rulings())
                .extracting(WorkRuling::stopBy)
                .containsExactly(NOON_MS + 8_000 + GRACE_MS);
        assertThat(Sentences.user(reviewed)).contains("Stop showing the work before ");
        assertThat(judge(found(LIVE, "m", 0, 7_999 + GRACE_MS, two)).command()).isNull();
        assertThat(judge(found(LIVE, "m", 0, 8_000 + GRACE_MS, two)).command().measure())
                .isEqualTo(Measure.STOP_STREAM);
    }

    /** The rights of a work count a reference's block before the time is over. */
    @Test
    void aReferenceIsAskedAsIfNoTimeWereGiven() {
        Finding finding = found(LIVE, "m", 0, 8_000, wish(BLOCK));
        assertThat(new Ruling(finding, list).blocks()).isTrue();
    }
}
