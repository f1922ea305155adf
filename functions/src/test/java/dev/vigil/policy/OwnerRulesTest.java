package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.grantedBy;
import static dev.vigil.policy.TestingRights.owners;
import static dev.vigil.policy.TestingRights.policy;
import static dev.vigil.policy.TestingRights.registered;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.MatchRuleBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.Decision;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps 0, 6 and 7 of the table, and who may grant. */
class OwnerRulesTest {
    private static final SessionStarted LIVE = session(SessionKind.LIVE, "CN");
    private static final SessionStarted UPLOAD = session(SessionKind.UPLOAD, "CN");
    private static final MatchPolicy BLOCK = policy("owner", 3, MatchRule.always(Action.BLOCK));

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, 1, BLOCK",
        "ORDER, 2, BLOCK",
        "PERMISSION_REQUIRED, 4, BLOCK",
        "RIGHTS_DECLARED, 4, BLOCK",
        "STAYDOWN, 4, BLOCK",
        "IN_SCREENING, 3, REVIEW",
        "HOT_BROADCAST, 3, REVIEW",
        ", 3, REVIEW"
    })
    void whoeverGrantsWhatIsNotTheirsIsReviewedUnlessTheLawOrStepFourDecides(
            ListClass listClass, int step, Action action) {
        Decision decision =
                decide(
                        LIVE,
                        10_000,
                        listClass == null ? List.of() : List.of(entry(listClass)),
                        owners(registered(1, null, "owner"), BLOCK),
                        grantedBy("somebody", authorization("a")));
        assertThat(decision.step()).isEqualTo(step);
        assertThat(decision.action()).isEqualTo(action);
        if (step == 3) {
            assertThat(decision.reasonCode()).isEqualTo(Reason.OWNERSHIP_CONFLICT);
            assertThat(decision.workVersion()).isEqualTo(1);
        }
        if (step >= 3) {
            assertThat(decision.failedTests()).containsExactly("a: GRANTOR");
        }
    }

    static Stream<Arguments> grantors() {
        OwnerShare both = new OwnerShare("owner", List.of(), List.of());
        OwnerShare abroad = new OwnerShare("owner", List.of("HK"), List.of());
        OwnerShare china = new OwnerShare("other", List.of("CN"), List.of());
        OwnerShare relay = new OwnerShare("owner", List.of(), List.of(RightType.LIVE_RELAY));
        OwnerShare demand = new OwnerShare("other", List.of(), List.of(RightType.ON_DEMAND));
        return Stream.of(
                Arguments.of("owner", List.of(both), true),
                Arguments.of("other", List.of(both), false),
                Arguments.of(null, List.of(both), false),
                Arguments.of("nobody", List.of(abroad), true),
                Arguments.of("owner", List.of(abroad, china), false),
                Arguments.of("other", List.of(abroad, china), true),
                Arguments.of("owner", List.of(relay, demand), true),
                Arguments.of("other", List.of(relay, demand), false));
    }

    @ParameterizedTest
    @MethodSource("grantors")
    void aGrantorOwnsTheRightWhereAnybodyIsRegisteredForIt(
            String grantor, List<OwnerShare> shares, boolean fits) {
        RegisteredWork work = new RegisteredWork(WORK, 1, null, null, null, shares);
        Decision decision =
                decide(
                        LIVE,
                        10_000,
                        List.of(entry(ListClass.IN_SCREENING)),
                        owners(work),
                        grantedBy(grantor, authorization("a")));
        assertThat(decision.action()).isEqualTo(fits ? Action.ALLOW_WITH_USAGE : Action.REVIEW);
    }

    @ParameterizedTest
    @CsvSource({"10000, 6, REVIEW", "10001, 7, BLOCK", "1, 6, REVIEW"})
    void anExcerptGoesToAPersonWhereTheOwnerWouldBlock(long usedMs, int step, Action action) {
        Decision decision = decide(usedMs, owners(registered(1, 10_000L, "owner"), BLOCK));
        assertThat(decision.step()).isEqualTo(step);
        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.policyOwnerId()).isEqualTo("owner");
        assertThat(decision.policyVersion()).isEqualTo(3);
        assertThat(decision.workVersion()).isEqualTo(1);
    }

    @Test
    void anExcerptThatNobodyMindsIsObserved() {
        Decision decision = decide(10_000, owners(registered(1, 10_000L, "owner")));
        assertThat(decision.step()).isEqualTo(6);
        assertThat(decision.action()).isEqualTo(Action.OBSERVE);
        assertThat(decide(10_001, owners(registered(1, 10_000L, "owner"))).step()).isEqualTo(8);
    }

    @Test
    void nothingIsAnExcerptWhereTheWorkAllowsNoneOrItsLengthIsNotKnown() {
        assertThat(decide(1, owners(registered(1, null, "owner"), BLOCK)).step()).isEqualTo(7);
        assertThat(decide(1, owners(registered(1, 0L, "owner"), BLOCK)).step()).isEqualTo(7);
        assertThat(decide(1, owners(work(null, 10_000L, null), BLOCK)).step()).isEqualTo(7);
    }

    @Test
    void anExcerptIsASmallPartOfTheWork() {
        assertThat(decide(10_000, owners(work(100_000L, 60_000L, null), BLOCK)).step())
                .as("a tenth")
                .isEqualTo(6);
        assertThat(decide(10_001, owners(work(100_000L, 60_000L, null), BLOCK)).step())
                .isEqualTo(7);
        assertThat(decide(20_000, owners(work(100_000L, 60_000L, 20.0), BLOCK)).step())
                .isEqualTo(6);
    }

    private static RegisteredWork work(Long durationMs, Long excerptMs, Double excerptPct) {
        return new RegisteredWork(
                WORK,
                1,
                durationMs,
                excerptMs,
                excerptPct,
                List.of(new OwnerShare("owner", List.of(), List.of())));
    }

    @ParameterizedTest
    @EnumSource(value = ListClass.class)
    void aListedWorkHasNoExcerpts(ListClass listClass) {
        Decision decision =
                decide(LIVE, 1, List.of(entry(listClass)), owners(registered(1, 10_000L, "owner")));
        assertThat(decision.action()).isEqualTo(Action.BLOCK);
        assertThat(decision.step()).isLessThan(6);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void theOwnersWishIsFollowedAsItStands(Action action) {
        Decision decision =
                decide(
                        10_000,
                        owners(
                                registered(4, null, "owner"),
                                policy("owner", 2, MatchRule.always(action))));
        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.step()).isEqualTo(7);
        assertThat(decision.reasonCode()).isEqualTo(Reason.OWNER_POLICY);
        assertThat(decision.policyVersion()).isEqualTo(2);
        assertThat(decision.workVersion()).isEqualTo(4);
    }

    /** Of a live match of 10 s, heard from 0 to 10 s, in a work of 100 s. */
    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of(rule(10_000L, null, null, null, null), true),
                Arguments.of(rule(10_001L, null, null, null, null), false),
                Arguments.of(rule(null, 100.0, null, null, null), true),
                Arguments.of(rule(null, null, 10_000L, null, null), true),
                Arguments.of(rule(null, null, 10_001L, null, null), false),
                Arguments.of(rule(null, null, null, 10.0, null), true),
                Arguments.of(rule(null, null, null, 10.1, null), false),
                Arguments.of(rule(null, null, null, null, Modality.AUDIO), true),
                Arguments.of(rule(null, null, null, null, Modality.VIDEO), false),
                Arguments.of(rule(null, null, null, null, Modality.AV), false),
                Arguments.of(rule(10_000L, 100.0, 10_000L, 10.1, null), false));
    }

    private static MatchRule rule(
            Long matchMs, Double matchPct, Long refMs, Double refPct, Modality modality) {
        return new MatchRule(
                null, matchMs, matchPct, refMs, refPct, modality, Action.BLOCK, null, null);
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void aRuleHoldsWhereEveryConditionIsMet(MatchRule rule, boolean holds) {
        MatchPolicy policy = policy("owner", 1, rule, MatchRule.always(Action.WARN));
        assertThat(decide(10_000, owners(registered(1, null, "owner"), policy)).action())
                .isEqualTo(holds ? Action.BLOCK : Action.WARN);
    }

    @Test
    void theShareOfASessionIsOfWhatWasHeardAndOfAnUploadNotKnown() {
        MatchRule half = rule(null, 50.0, null, null, null);
        MatchRule more = rule(null, 50.1, null, null, null);
        assertThat(decide(LIVE, later(), owners(registered(1, null, "o"), policy("o", 1, half))))
                .extracting(Decision::action)
                .isEqualTo(Action.BLOCK);
        assertThat(decide(LIVE, later(), owners(registered(1, null, "o"), policy("o", 1, more))))
                .extracting(Decision::action)
                .isEqualTo(Action.OBSERVE);
        assertThat(decide(UPLOAD, later(), owners(registered(1, null, "o"), policy("o", 1, half))))
                .extracting(Decision::action)
                .isEqualTo(Action.OBSERVE);
    }

    /** From 10 to 20 s of the session. */
    private static Evidence later() {
        return EvidenceBuilder.builder()
                .matchId("m")
                .workId(WORK)
                .referenceId("reference-1")
                .queryStartMs(10_000)
                .queryEndMs(20_000)
                .refEndMs(10_000)
                .score(20)
                .tempo(1)
                .certainAfterMs(5_000)
                .captureStart(NOON_MS - 10_000)
                .captureEnd(NOON_MS)
                .open(true)
                .build();
    }

    @Test
    void aTerritorysRuleBlocksThereAlone() {
        MatchRule china = MatchRuleBuilder.builder().territory("CN").action(Action.BLOCK).build();
        Owners owners = owners(registered(1, null, "owner"), policy("owner", 1, china));
        assertThat(decide(owners, "CN").action()).isEqualTo(Action.GEO_BLOCK);
        assertThat(decide(owners, "HK").action()).isEqualTo(Action.OBSERVE);
        assertThat(decide(owners, "*").action()).isEqualTo(Action.OBSERVE);
    }

    @Test
    void anOwnerWishesWhereItOwnsAndOfSeveralTheStrictestCounts() {
        Owners abroad = owners(registered(1, null, "owner", "HK"), BLOCK);
        assertThat(decide(abroad, "HK").action()).isEqualTo(Action.GEO_BLOCK);
        assertThat(decide(abroad, "CN").step()).isEqualTo(8);

        RegisteredWork shared =
                new RegisteredWork(
                        WORK,
                        1,
                        null,
                        null,
                        null,
                        List.of(
                                new OwnerShare("a", List.of(), List.of()),
                                new OwnerShare("b", List.of(), List.of())));
        MatchPolicy lets = policy("a", 1, MatchRule.always(Action.ALLOW_WITH_USAGE));
        Decision decision =
                decide(
                        owners(
                                shared,
                                lets,
                                policy("b", 1, MatchRule.always(Action.MUTE)),
                                policy("former", 1, MatchRule.always(Action.BLOCK))),
                        "CN");
        assertThat(decision.action()).isEqualTo(Action.MUTE);
        assertThat(decision.policyOwnerId()).isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource({
        ", FORBIDDEN, 1, BLOCK, LISTED_FORBIDDEN",
        "COUNTED, FORBIDDEN, 1, BLOCK, LISTED_FORBIDDEN",
        "UNCOUNTED, FORBIDDEN, 0, REVIEW, EVIDENCE_UNCOUNTED",
        "WEAK, FORBIDDEN, 0, REVIEW, EVIDENCE_WEAK",
        "QUARANTINED, FORBIDDEN, 0, REVIEW, EVIDENCE_QUARANTINED",
        "COUNTED, , 8, OBSERVE, MATCH_ONLY",
        "UNCOUNTED, , 8, OBSERVE, MATCH_ONLY",
        "WEAK, , 0, OBSERVE, EVIDENCE_WEAK",
        "QUARANTINED, , 0, OBSERVE, EVIDENCE_QUARANTINED"
    })
    void evidenceThatMustNotBlockGoesToAPerson(
            EvidenceStanding standing, ListClass listClass, int step, Action action, String why) {
        Decision decision =
                Precedence.decide(
                        new Case(
                                LIVE,
                                evidence("m", WORK, NOON_MS, 10_000, true).weighed(null, standing),
                                listClass == null ? List.of() : List.of(entry(listClass)),
                                List.of(),
                                Owners.NONE),
                        "CN");
        assertThat(decision.step()).isEqualTo(step);
        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.reasonCode()).isEqualTo(why);
        assertThat(decision.listEntryId()).isEqualTo(listClass == null ? null : "entry-1");
    }

    private static Decision decide(long usedMs, Owners owners) {
        return decide(LIVE, usedMs, List.of(), owners);
    }

    private static Decision decide(SessionStarted context, Evidence evidence, Owners owners) {
        return Precedence.decide(new Case(context, evidence, List.of(), List.of(), owners), "CN");
    }

    private static Decision decide(Owners owners, String territory) {
        return Precedence.decide(
                new Case(
                        LIVE,
                        evidence("m", WORK, NOON_MS, 10_000, true),
                        List.of(),
                        List.of(),
                        owners),
                territory);
    }

    private static Decision decide(
            SessionStarted context,
            long usedMs,
            List<ListEntry> entries,
            Owners owners,
            Authorization... authorizations) {
        return Precedence.decide(
                new Case(
                        context,
                        evidence("m", WORK, NOON_MS, 10_000, true).weighed(usedMs, null),
                        entries,
                        List.of(authorizations),
                        owners),
                "CN");
    }
}
