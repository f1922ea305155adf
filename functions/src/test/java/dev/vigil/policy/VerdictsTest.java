package dev.vigil.policy;

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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.enforcement.OrderedMeasure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListMeasure;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.OtherPlaces;
import dev.vigil.schema.match.SharedSound;
import dev.vigil.schema.match.SharedVote;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.JudgedSessionBuilder;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import dev.vigil.schema.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a verdict says of each work, and how large it may become. */
class VerdictsTest {
    private static final int SINK_BYTES = 1_048_576;

    private ListIndex list = new ListIndex();
    private JudgedSession state = JudgedSession.fresh(SESSION);

    /** In force or over: since when the work is listed is said to the user. */
    @Test
    void aRulingByAnEntryHasTheTimeOfItsIssue() {
        list(entry(ListClass.IN_SCREENING));
        Judgement judged = judge(finding(session(SessionKind.LIVE, "CN"), match("m1", WORK)));
        assertThat(judged.verdict().rulings())
                .extracting(WorkRuling::listEntryId, WorkRuling::listedAt)
                .containsExactly(tuple("entry-1", entry(ListClass.IN_SCREENING).issuedAt()));
        list = new ListIndex();
        state = JudgedSession.fresh(SESSION);
        Judgement unlisted = judge(finding(session(SessionKind.LIVE, "CN"), match("m1", WORK)));
        assertThat(unlisted.verdict().rulings())
                .extracting(WorkRuling::listedAt)
                .containsOnlyNulls();
    }

    @Test
    void eachWorkHasItsRulingsWithMatchesAndTerritories() {
        SessionStarted two = session(SessionKind.LIVE, "CN", "HK");
        list(in(entry(ListClass.STAYDOWN), List.of("CN"), List.of()));
        list(TestingRights.of(entry(ListClass.FORBIDDEN), "entry-2", "work-2"));
        judge(finding(two, match("m1", WORK), authorization("deal")));
        judge(finding(two, match("m2", WORK)));
        judge(finding(two, match("m3", WORK)));
        Judgement last = judge(finding(two, match("m4", "work-2")));
        assertThat(last.verdict().rulings())
                .extracting(
                        WorkRuling::workId,
                        WorkRuling::action,
                        WorkRuling::matchIds,
                        WorkRuling::territories,
                        WorkRuling::listEntryId,
                        WorkRuling::authorizationId)
                .containsExactly(
                        tuple(
                                "work-2",
                                Action.BLOCK,
                                List.of("m4"),
                                List.of("CN", "HK"),
                                "entry-2",
                                null),
                        tuple(
                                WORK,
                                Action.GEO_BLOCK,
                                List.of("m2", "m3"),
                                List.of("CN"),
                                "entry-1",
                                null),
                        tuple(WORK, Action.OBSERVE, List.of("m2", "m3"), List.of("HK"), null, null),
                        tuple(
                                WORK,
                                Action.ALLOW_WITH_USAGE,
                                List.of("m1"),
                                List.of("CN", "HK"),
                                null,
                                "deal"));
        assertThat(last.verdict().moreRulings()).isNull();
    }

    /** The verdict says what its command says. */
    @Test
    void theActionIsWhatHappensToTheSessionAsAWhole() {
        SessionStarted both = session(SessionKind.LIVE, "CN", "HK");
        list(in(entry(ListClass.STAYDOWN), List.of("CN", "HK"), List.of()));
        Judgement all = judge(finding(both, match("m1", WORK)));
        assertThat(all.verdict().decisions())
                .extracting(Decision::action)
                .containsOnly(Action.GEO_BLOCK);
        assertThat(all.verdict().action()).isEqualTo(Action.BLOCK);
        assertThat(all.command().measure()).isEqualTo(Measure.STOP_STREAM);

        start();
        list(entry(ListClass.STAYDOWN));
        Judgement some = judge(finding(both, match("m1", WORK), inHongKong()));
        assertThat(some.verdict().decisions())
                .extracting(Decision::action)
                .containsExactly(Action.BLOCK, Action.ALLOW_WITH_USAGE);
        assertThat(some.verdict().action()).isEqualTo(Action.GEO_BLOCK);
        assertThat(some.command().measure()).isEqualTo(Measure.GEO_BLOCK);

        start();
        ListEntry order = TestingRights.scoped(entry(ListClass.ORDER), List.of(), ListMeasure.MUTE);
        list(order);
        assertThat(judge(finding(both, match("m1", WORK))).command().measure())
                .isEqualTo(Measure.MUTE);
    }

    @Test
    void failedTestsAreNamedUpToTenNewestFirstAndCounted() {
        list(entry(ListClass.STAYDOWN));
        Finding finding = finding(session(SessionKind.LIVE, "CN"), match("m", WORK), over(156));
        Decision decision = judge(finding).verdict().decisions().get(0);
        assertThat(decision.failedTests())
                .hasSize(Precedence.MOST_FAILED_TESTS)
                .startsWith("deal-2026-week-155: EXPIRED", "deal-2026-week-154: EXPIRED");
        assertThat(decision.moreFailedTests()).isEqualTo(146);
    }

    /** A deal a week for three years, shown in each country of the world. */
    @Test
    void anOfficialAccountOfTheWholeWorldHasASmallVerdict() {
        list(entry(ListClass.STAYDOWN));
        String[] countries = Locale.getISOCountries();
        Judgement judged =
                judge(finding(session(SessionKind.LIVE, countries), match("m", WORK), over(156)));
        assertThat(judged.verdict().decisions()).hasSize(countries.length);
        int named = judged.verdict().decisions().get(0).failedTests().size();
        assertThat(named).isEqualTo(1);
        assertThat(judged.verdict().decisions().get(0).moreFailedTests()).isEqualTo(155);
        assertThat(Json.bytes(judged.verdict())).hasSizeLessThan(200_000);
        assertThat(judged.statement().decisions()).allMatch(d -> d.failedTests().isEmpty());
        assertThat(Json.bytes(judged.statement())).hasSizeLessThan(100_000);
    }

    /** 100 matches of 100 listed works in ten countries, ids of a usual length. */
    @Test
    void aLargeVerdictOfUsualIdsIsBelow200Kilobytes() {
        SessionStarted ten =
                session(
                        SessionKind.LIVE,
                        "CN",
                        "HK",
                        "MO",
                        "TW",
                        "JP",
                        "KR",
                        "SG",
                        "US",
                        "GB",
                        "FR");
        List<Finding> matches = new ArrayList<>();
        for (int i = 0; i < KeptFindings.MOST; i++) {
            String workId = "work-isrc-CN-A01-26-" + (10_000 + i);
            list(
                    TestingRights.of(
                            entry(ListClass.STAYDOWN), "staydown.item-" + (10_000 + i), workId));
            matches.add(finding(ten, match("live-room-4711/" + (100_000 + i), workId), over(12)));
        }
        Judgement last = judge(ten, matches);
        int bytes = Json.bytes(last.verdict()).length;
        System.out.println("large verdict of usual ids: " + bytes + " bytes");
        assertThat(bytes).isLessThan(200_000);
        assertThat(last.verdict().rulings()).hasSize(Verdicts.MOST_WORKS);
    }

    /** Every id of 200 Chinese characters, every list as long as its door lets it be. */
    @Test
    void theLargestVerdictOfAllIsBelowWhatTheSinkTakes() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            codes.add("" + (char) ('A' + i / 26) + (char) ('A' + i % 26));
        }
        SessionStarted context =
                new SessionStarted(
                        SESSION,
                        SessionKind.LIVE,
                        id("account"),
                        id("channel"),
                        id("organisation"),
                        List.of(),
                        NOON_MS,
                        "\u0001".repeat(499) + "t",
                        null);
        List<Finding> matches = new ArrayList<>();
        for (int i = 0; i < KeptFindings.MOST + 1; i++) {
            String workId = id("work-" + i);
            list(named("entry-" + i, workId, codes.subList(i * 4, i * 4 + 4), null));
            list(named("tried-" + i, workId, codes.subList(300, 600), true));
            Evidence heard = evidence(id("match-" + i), workId, NOON_MS + i, 4_000, i % 2 == 0);
            matches.add(finding(context, heard.withShared(shared()), longNamed(over(40))));
        }
        Judgement largest = judge(context, matches);
        assertThat(largest.verdict().decisions()).hasSize(Ruling.MOST_TERRITORIES);
        assertThat(largest.verdict().decisions())
                .extracting(Decision::territory)
                .contains("*", "CN");
        assertThat(largest.verdict().evidence().size() + largest.verdict().moreEvidence())
                .isEqualTo(KeptFindings.MOST + 1);
        assertThat(largest.verdict().shadow()).isNotEmpty();
        assertThat(largest.verdict().moreShadow()).isPositive();
        int verdict = Json.bytes(largest.verdict()).length;
        int statement = Json.bytes(largest.statement()).length;
        System.out.println("largest verdict: " + verdict + " bytes, its reasons: " + statement);
        assertThat(verdict).isLessThan(SINK_BYTES - 50_000);
        assertThat(statement).isLessThan(SINK_BYTES - 50_000);
    }

    /** As many works as are named. */
    private static SharedSound shared() {
        List<String> works =
                IntStream.range(0, SharedSound.MOST_WORKS).mapToObj(i -> id("also-" + i)).toList();
        return new SharedSound(works, 1_000, SharedVote.LAW_AND_LIST);
    }

    /** Usage is counted of what a ruling names and the evidence has: never by the alphabet. */
    @Test
    void theEvidenceOfWhatWasMatchedLastIsNamed() {
        SessionStarted context = session(SessionKind.LIVE, "CN");
        List<Finding> matches = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Evidence heard =
                    evidence(
                            id("match-" + (100 + i)),
                            id("work-" + (100 + i)),
                            NOON_MS + i * 10_000L,
                            4_000,
                            i == 99);
            matches.add(finding(context, heard, over(1)));
        }
        Judgement last = judge(context, matches);
        assertThat(last.verdict().moreEvidence()).isPositive();
        assertThat(last.verdict().evidence())
                .extracting(Evidence::matchId)
                .contains(id("match-199"), id("match-198"))
                .doesNotContain(id("match-100"))
                .isSorted();
    }

    /** What a list may take is reckoned from the texts: never less than it takes. */
    @Test
    void noRecordIsLargerThanReckoned() {
        Evidence heard =
                evidence(id("m"), id("w"), Long.MAX_VALUE / 2, Long.MAX_VALUE / 3, false)
                        .weighed(Long.MIN_VALUE, null);
        assertThat(Json.bytes(heard)).hasSizeLessThan(Verdicts.mostBytes(heard));
        Evidence repeated =
                heard.withOtherPlaces(
                        new OtherPlaces(
                                Integer.MAX_VALUE,
                                Collections.nCopies(OtherPlaces.MOST, 999_999_999_999L)));
        assertThat(Json.bytes(repeated).length - Json.bytes(heard).length)
                .isLessThanOrEqualTo(Verdicts.mostBytes(repeated) - Verdicts.mostBytes(heard));
        Evidence shared = heard.withShared(shared());
        assertThat(Json.bytes(shared).length - Json.bytes(heard).length)
                .isLessThanOrEqualTo(Verdicts.mostBytes(shared) - Verdicts.mostBytes(heard));
        Decision decision =
                Decision.plain(
                                "CN",
                                Action.ALLOW_WITH_USAGE,
                                3,
                                "LISTED_PERMISSION_REQUIRED",
                                "Regulation 2013 art. 3",
                                id("w"))
                        .by(named(id("e"), id("w"), List.of(), null));
        assertThat(Json.bytes(decision)).hasSizeLessThan(Verdicts.mostBytes(decision));
        WorkRuling ruling =
                WorkRulingBuilder.builder()
                        .workId(id("w"))
                        .matchIds(List.of(id("m1"), id("m2")))
                        .territories(List.of("CN", "HK"))
                        .action(Action.ALLOW_WITH_USAGE)
                        .step(3)
                        .reasonCode("LISTED_PERMISSION_REQUIRED")
                        .authorizationId(id("a"))
                        .authorizationVersion(Long.MAX_VALUE)
                        .policyOwnerId(id("p"))
                        .policyVersion(Long.MAX_VALUE)
                        .listEntryId(id("e"))
                        .listEntryVersion(Long.MAX_VALUE)
                        .listedAt(Long.MAX_VALUE)
                        .stopBy(Long.MAX_VALUE)
                        .build();
        assertThat(Json.bytes(ruling)).hasSizeLessThan(Verdicts.mostBytes(ruling));
    }

    private static String id(String name) {
        return name + "作".repeat(200 - name.length());
    }

    private static ListEntry named(
            String entryId, String workId, List<String> where, Boolean tried) {
        ListEntry entry =
                TestingRights.entry(
                        entryId.length() == 200 ? entryId : id(entryId),
                        Long.MAX_VALUE,
                        ListClass.FORBIDDEN,
                        workId,
                        where,
                        List.of(),
                        null);
        return tried == null ? entry : entry.tried(true);
    }

    private static Authorization[] over(int deals) {
        Authorization[] over = new Authorization[deals];
        Arrays.setAll(
                over,
                i ->
                        authorization(
                                "deal-2026-week-" + i,
                                1,
                                TestingRights.ACCOUNT,
                                List.of(WORK),
                                List.of(RightType.values()),
                                List.of(),
                                NOON_MS - 1_000 * HOUR_MS + i * HOUR_MS,
                                NOON_MS - 1_000 * HOUR_MS + i * HOUR_MS + 1,
                                null,
                                null));
        return over;
    }

    private static Authorization[] longNamed(Authorization[] deals) {
        return Arrays.stream(deals)
                .map(
                        deal ->
                                authorization(
                                        id(deal.authorizationId()),
                                        1,
                                        deal.grantee(),
                                        deal.workIds(),
                                        deal.rightTypes(),
                                        deal.territories(),
                                        deal.from(),
                                        deal.to(),
                                        null,
                                        null))
                .toArray(Authorization[]::new);
    }

    private static Authorization inHongKong() {
        return authorization(
                "deal",
                1,
                TestingRights.ACCOUNT,
                List.of(WORK),
                List.of(RightType.values()),
                List.of("HK"),
                NOON_MS - HOUR_MS,
                null,
                null,
                null);
    }

    private static Evidence match(String matchId, String workId) {
        return evidence(matchId, workId, NOON_MS, 4_000, true);
    }

    private void start() {
        state = JudgedSession.fresh(SESSION);
        list = new ListIndex();
    }

    private void list(ListEntry entry) {
        list.put(entry);
    }

    /** The session with all of these matches at once, as a restored state may have it. */
    private Judgement judge(SessionStarted context, List<Finding> matches) {
        state =
                JudgedSessionBuilder.builder()
                        .sessionId(SESSION)
                        .context(context)
                        .findings(matches)
                        .episode(1)
                        .commanded(OrderedMeasure.NOTHING)
                        .build();
        return SessionJudge.rejudge(state, list, true, NOON_MS + 1_000);
    }

    private Judgement judge(Finding finding) {
        Judgement judgement = SessionJudge.judge(state, finding, list, true, NOON_MS + 1_000);
        state = judgement.session();
        return judgement;
    }
}
