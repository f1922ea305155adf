package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.FIRST_NUMBER;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.finding;
import static dev.vigil.policy.TestingRights.in;
import static dev.vigil.policy.TestingRights.session;
import static dev.vigil.policy.TestingRights.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatementsTest {
    private static final SessionStarted UPLOAD = session(SessionKind.UPLOAD, "CN");

    private static final RegisteredWork WORK_OF_STUDIO =
            new RegisteredWork(
                    WORK, 1, null, null, null, List.of(new OwnerShare("studio", null, null)));
    private static final RegisteredWork QUOTABLE =
            new RegisteredWork(
                    WORK,
                    1,
                    3_600_000L,
                    60_000L,
                    null,
                    List.of(new OwnerShare("studio", null, null)));

    private JudgedSession state = JudgedSession.fresh(SESSION);
    private static final String REASONS = "session-1/" + FIRST_NUMBER + "/reasons";

    private ListIndex listed = new ListIndex();
    private Verdict verdict;
    private long nowMs = NOON_MS + 1_000;

    /** Who reads one of the sentences alone must find all that it takes to object. */
    @ParameterizedTest
    @EnumSource(ListClass.class)
    void bothSentencesNameWorkTimesStepArticleEntryAndTheWayToObject(ListClass listClass) {
        list(entry(listClass));
        StatementOfReasons statement = judge(upload(90_000, true)).orElseThrow();
        int step = verdict.decisions().get(0).step();
        String article = verdict.decisions().get(0).articleRef();
        for (String sentence : List.of(statement.userSentence(), statement.inspectorSentence())) {
            assertThat(sentence)
                    .contains(WORK, "0:00.0 to 1:30.0", "step " + step, article, "entry-1")
                    .contains("counter-notice that names " + REASONS);
        }
        assertThat(statement.userSentence()).contains("version 1");
        assertThat(statement.inspectorSentence())
                .contains("version 1", "LISTED_" + listClass, "reference-1", "account-1");
        assertThat(statement.chineseGrounds())
                .anyMatch(ground -> ground.contains("信息网络传播权"))
                .hasSizeGreaterThan(1);
        assertThat(statement.statementId()).isEqualTo(REASONS);
        assertThat(statement.endDate()).isNull();
    }

    /** The same facts; no English word is left but ids and the code of the reason. */
    @ParameterizedTest
    @EnumSource(ListClass.class)
    void bothSentencesAreWordedInChineseToo(ListClass listClass) {
        list(entry(listClass));
        Authorization elsewhere = inHongKong();
        judge(finding(UPLOAD, match(90_000, true), elsewhere));
        ChineseSentences chinese = new ChineseSentences(ZoneId.of("Asia/Shanghai"));
        Decision decision = verdict.decisions().get(0);
        for (String sentence : List.of(chinese.user(verdict), chinese.inspector(verdict))) {
            assertThat(sentence)
                    .contains(WORK, "0:00.0 至 1:30.0", "第 " + decision.step() + " 步", "entry-1")
                    .contains(ChineseSentences.article(decision.articleRef()))
                    .contains("写明 " + REASONS, "《信息网络传播权保护条例》第十六条")
                    .doesNotContain(decision.articleRef())
                    .doesNotContainPattern("[A-Za-z]{2,} [A-Za-z]{2,}");
        }
        if (listClass != ListClass.FORBIDDEN && listClass != ListClass.ORDER) {
            assertThat(chinese.user(verdict)).contains("您的授权不包括此项使用（deal-1：地域不符）");
        }
        assertThat(chinese.inspector(verdict))
                .contains("LISTED_" + listClass, "reference-1", "account-1", "+08:00");
    }

    @Test
    void theFailedTestOfAnAuthorizationIsTold() {
        list(entry(ListClass.STAYDOWN));
        Authorization elsewhere = inHongKong();
        StatementOfReasons statement =
                judge(finding(UPLOAD, match(4_000, true), elsewhere)).orElseThrow();
        assertThat(statement.userSentence()).contains("do not cover it (deal-1: TERRITORY)");
        assertThat(statement.inspectorSentence()).contains("deal-1: TERRITORY");
        assertThat(statement.sourceType()).isEqualTo("SOURCE_ARTICLE_16");
    }

    @Test
    void theContentIsDatedByItsFirstMatchAndAllowedTerritoriesAreExcepted() {
        list(entry(ListClass.STAYDOWN));
        Authorization inHongKong = inHongKong();
        SessionStarted everywhere = session(SessionKind.UPLOAD);
        StatementOfReasons statement =
                judge(finding(everywhere, match(4_000, true), inHongKong)).orElseThrow();
        assertThat(statement.territorialScope()).containsExactly("*");
        assertThat(statement.exceptTerritories()).containsExactly("HK");
        assertThat(statement.contentDate()).isEqualTo(verdict.firstMatchCaptureTime());
    }

    @Test
    void theUserIsToldOnceAndAgainWhenItChangesEndsOrIsTakenBack() {
        list(entry(ListClass.IN_SCREENING));
        assertThat(judge(upload(4_000, true))).isPresent();
        assertThat(judge(upload(30_000, true))).as("only longer").isEmpty();
        assertThat(verdict.revision()).as("though the verdict is published again").isEqualTo(2);
        list(TestingRights.of(entry(ListClass.FORBIDDEN), "entry-2", WORK));
        assertThat(judge(upload(31_000, true)).orElseThrow().legalGround())
                .containsExactly("Regulation 2013 art. 3");
        list(withdrawn(TestingRights.of(entry(ListClass.FORBIDDEN), "entry-2", WORK)));
        list(withdrawn(entry(ListClass.IN_SCREENING)));
        StatementOfReasons over = judge(upload(32_000, true)).orElseThrow();
        assertThat(over.endDate()).isEqualTo(verdict.judgedAt());
        assertThat(over.decisionVisibility()).isEmpty();
        assertThat(over.legalGround()).as("what it was").containsExactly("Regulation 2013 art. 3");
        assertThat(over.userSentence()).startsWith("The earlier restriction is lifted.");
        assertThat(judge(upload(33_000, false))).isEmpty();
    }

    @Test
    void whatRestrictsNothingNeedsNoStatementButHasBothSentences() {
        assertThat(judge(upload(4_000, true))).isEmpty();
        assertThat(Sentences.user(verdict)).contains("stays online", WORK, "step 8");
        assertThat(judge(finding(UPLOAD, match(5_000, true), authorization("deal-1")))).isEmpty();
        assertThat(Sentences.user(verdict)).contains("stays online", "deal-1, version 1", "step 3");
        assertThat(Sentences.inspector(verdict))
                .contains("ALLOW_WITH_USAGE in CN at step 3", "authorization deal-1 version 1")
                .doesNotContain("dispute");
        assertThat(judge(finding(null, match(6_000, true)))).isEmpty();
        assertThat(Sentences.user(verdict)).contains("waits for a review");
    }

    @Test
    void theOwnersWishIsNamedWithItsPolicy() {
        Owners owners = TestingRights.owners(WORK_OF_STUDIO, wish(Action.BLOCK));
        StatementOfReasons statement =
                judge(TestingRights.owned(upload(90_000, true), owners)).orElseThrow();
        assertThat(statement.userSentence())
                .contains("owner of the work does not allow its use", "step 7")
                .contains("policy of studio, version 4", "counter-notice");
        assertThat(statement.inspectorSentence())
                .contains("OWNER_POLICY", "policy of studio version 4")
                .contains("register of works version 1");
        assertThat(statement.sourceType()).isEqualTo("SOURCE_TYPE_OTHER_NOTIFICATION");
        assertThat(statement.chineseGrounds()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void eachWishHasItsWords(Action action) {
        Owners owners = TestingRights.owners(WORK_OF_STUDIO, wish(action));
        judge(TestingRights.owned(upload(90_000, true), owners));
        assertThat(Sentences.user(verdict))
                .contains("The owner of the work ", "step 7", "policy of studio, version 4")
                .doesNotContain("null");
    }

    @Test
    void anExcerptSaysWhyItStaysAndWhyAPersonLooks() {
        Owners quotable = TestingRights.owners(QUOTABLE);
        assertThat(judge(TestingRights.owned(upload(4_000, true), quotable))).isEmpty();
        assertThat(Sentences.user(verdict)).contains("stays online", "an excerpt", "step 6");
        Owners unwanted = TestingRights.owners(QUOTABLE, wish(Action.BLOCK));
        assertThat(judge(TestingRights.owned(upload(5_000, true), unwanted))).isEmpty();
        assertThat(Sentences.user(verdict))
                .contains(
                        "waits for a review", "the owner of the work objects", "policy of studio");
    }

    @Test
    void whoeverHasGrantedWhatIsNotTheirsIsNotBlockedForIt() {
        Authorization by = TestingRights.grantedBy("somebody", authorization("deal-1"));
        Finding finding = finding(UPLOAD, match(5_000, true), by);
        judge(TestingRights.owned(finding, TestingRights.owners(WORK_OF_STUDIO)));
        assertThat(Sentences.user(verdict))
                .contains("waits for a review", "not registered as the owner", "step 3");
        assertThat(Sentences.inspector(verdict)).contains("deal-1: GRANTOR");
    }

    /** What is held back says so, and what would have decided; a block before it is taken back. */
    @ParameterizedTest
    @EnumSource(EvidenceStanding.class)
    void evidenceThatMayNotBlockSaysWhy(EvidenceStanding standing) {
        list(entry(ListClass.STAYDOWN));
        assertThat(judge(upload(4_000, true))).isPresent();
        Optional<StatementOfReasons> news =
                judge(finding(UPLOAD, match(5_000, true).weighed(61_000L, standing)));
        if (standing == EvidenceStanding.COUNTED) {
            assertThat(news).isEmpty();
            return;
        }
        assertThat(Sentences.inspector(verdict))
                .contains(
                        standing.name(),
                        "1:01.0 of the work used in the excerpt window",
                        "entry-1");
        assertThat(news.orElseThrow().userSentence())
                .startsWith("The earlier restriction is lifted. Your upload")
                .contains("waits for a review", "step 0", "list entry entry-1, version 1")
                .doesNotContain("without permission");
    }

    /**
     * It is an experiment of an owner or an authority, and has no effect that could be disputed.
     */
    @Test
    void whatIsOnlyTriedIsToldToNobodyInWords() {
        MatchPolicy tried =
                new MatchPolicy("studio", 4, List.of(MatchRule.always(Action.BLOCK)), true);
        Owners owners = TestingRights.owners(WORK_OF_STUDIO, tried);
        assertThat(judge(TestingRights.owned(upload(90_000, true), owners))).isEmpty();
        assertThat(verdict.shadow()).isNotEmpty();
        assertThat(List.of(Sentences.user(verdict), Sentences.inspector(verdict)))
                .noneMatch(sentence -> sentence.contains("BLOCK") || sentence.contains("policy"));
    }

    @Test
    void onlyTheTerritoriesThatAreKeptOutStandInIt() {
        list(in(entry(ListClass.RIGHTS_DECLARED), List.of("CN"), List.of()));
        SessionStarted both = session(SessionKind.LIVE, "CN", "HK");
        StatementOfReasons statement = judge(finding(both, match(4_000, true))).orElseThrow();
        assertThat(statement.territorialScope()).containsExactly("CN");
        assertThat(statement.userSentence()).contains("is blocked in CN:");
        assertThat(statement.chineseGrounds()).anyMatch(ground -> ground.contains("广播权"));
    }

    @Test
    void aSessionThatSendsPicturesIsVideoWhateverOfItMatches() {
        list(entry(ListClass.IN_SCREENING));
        PictureMatch moving = new PictureMatch(9, false, 0, 0, 1024, 1024, false);
        assertThat(typeOf(null, null)).isEqualTo("CONTENT_TYPE_AUDIO");
        assertThat(typeOf(moving, null)).isEqualTo("CONTENT_TYPE_VIDEO");
        assertThat(typeOf(null, OtherSense.UNMATCHED)).isEqualTo("CONTENT_TYPE_VIDEO");
    }

    private String typeOf(PictureMatch picture, OtherSense other) {
        state = JudgedSession.fresh(SESSION);
        Evidence match = match(90_000, true).with().picture(picture).otherSense(other).build();
        return judge(finding(UPLOAD, match)).orElseThrow().contentType();
    }

    @Test
    void howeverMuchMatchedTheFactsFitTheSchemaOfTheDsa() {
        list(entry(ListClass.STAYDOWN));
        for (int i = 0; i < 200; i++) {
            judge(finding(UPLOAD, evidence("m" + i, WORK, NOON_MS, 4_000 + i, true)));
        }
        list(TestingRights.of(entry(ListClass.FORBIDDEN), "entry-2", WORK));
        StatementOfReasons last = judge(upload(5_000, true)).orElseThrow();
        assertThat(last.facts()).hasSizeLessThanOrEqualTo(Statements.MOST_FACTS);
        assertThat(last.userSentence()).contains("and others");
    }

    /** Else who cuts the first work out and comes again is blocked anew. */
    @Test
    void theUserIsToldOfEachListedWorkThatIsAGround() {
        list(entry(ListClass.STAYDOWN));
        list(TestingRights.of(entry(ListClass.HOT_BROADCAST), "entry-2", "work-2"));
        assertThat(judge(upload(4_000, true)).orElseThrow().userSentence())
                .doesNotContain("work-2");
        StatementOfReasons both = judge(second(5_000, true)).orElseThrow();
        assertThat(both.userSentence())
                .contains(
                        WORK,
                        "also be restricted because of work-2 (step 5, list entry entry-2, version 1)");
        assertThat(both.inspectorSentence()).contains("work-2 (step 5, list entry entry-2");
        assertThat(judge(second(30_000, true))).as("only longer").isEmpty();
        judge(finding(UPLOAD, evidence("m3", "work-3", NOON_MS, 4_000, true)));
        assertThat(judge(finding(UPLOAD, evidence("m3", "work-3", NOON_MS, 50_000, true))))
                .as("is no ground")
                .isEmpty();
    }

    @Test
    void moreWorksThanAReaderTakesInAreNamedAsOthersOnce() {
        int statements = 0;
        String words = "";
        for (int i = 0; i < 40; i++) {
            String workId = "work-" + (100 + i);
            list(TestingRights.of(entry(ListClass.STAYDOWN), "entry-" + (100 + i), workId));
            Optional<StatementOfReasons> told =
                    judge(finding(UPLOAD, evidence("m" + (100 + i), workId, NOON_MS, 4_000, true)));
            statements += told.isPresent() ? 1 : 0;
            words = told.map(StatementOfReasons::userSentence).orElse(words);
        }
        assertThat(statements).isBetween(10, 12);
        assertThat(words).contains("; and others. ");
    }

    /** A verdict goes from OPEN to CLOSED and back as matches come and go. */
    @Test
    void noTwoStatementsInARowSayTheSame() {
        int said = 0;
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            state = JudgedSession.fresh(SESSION);
            listed = new ListIndex();
            String before = "";
            for (int i = 0; i < 100; i++) {
                int work = random.nextInt(4);
                if (random.nextInt(8) == 0) {
                    ListEntry entry =
                            TestingRights.of(
                                    entry(ListClass.STAYDOWN), "entry-" + work, "work-" + work);
                    list(random.nextBoolean() ? entry : withdrawn(entry));
                }
                Evidence heard =
                        evidence(
                                "m" + work,
                                "work-" + work,
                                NOON_MS,
                                4_000 + random.nextInt(3) * 10_000,
                                random.nextBoolean());
                Optional<StatementOfReasons> told = judge(finding(UPLOAD, heard));
                if (told.isPresent()) {
                    assertThat(told.get().userSentence()).as("seed %d", seed).isNotEqualTo(before);
                    before = told.get().userSentence();
                    said++;
                }
            }
        }
        assertThat(said).as("statements").isGreaterThan(200);
    }

    /** Live media that is read too late is evidence only. */
    @Test
    void whereNoCommandIsGivenNothingIsSaidToBeBlocked() {
        list(entry(ListClass.STAYDOWN));
        SessionStarted live = session(SessionKind.LIVE, "CN");
        nowMs = NOON_MS + 600_000;
        assertThat(judge(finding(live, match(4_000, true)))).isEmpty();
        assertThat(verdict.action()).isEqualTo(Action.BLOCK);
        assertThat(verdict.evidenceOnly()).isTrue();
        assertThat(Sentences.user(verdict))
                .contains("analysed too late to act on", "No action was taken.")
                .doesNotContain("is blocked", "counter-notice");
        assertThat(Sentences.inspector(verdict)).contains("No command was issued");
        assertThat(judge(finding(live, match(30_000, true)))).as("still none").isEmpty();
        nowMs = NOON_MS + 1_000;
        assertThat(judge(finding(live, match(31_000, true))).orElseThrow().userSentence())
                .contains("is blocked");
        assertThat(verdict.withheld()).isNull();
    }

    /** Its sound may have been captured at any time; what is known is when it arrived. */
    @Test
    void ofAnUploadNoTimeOfCaptureIsGiven() {
        list(entry(ListClass.STAYDOWN));
        assertThat(judge(upload(4_000, true)).orElseThrow().inspectorSentence())
                .doesNotContain("First captured");
        state = JudgedSession.fresh(SESSION);
        SessionStarted live = session(SessionKind.LIVE, "CN");
        assertThat(judge(finding(live, match(4_000, true))).orElseThrow().inspectorSentence())
                .contains("First captured at");
    }

    private static Finding second(long matchedMs, boolean open) {
        return finding(UPLOAD, evidence("m2", "work-2", NOON_MS, matchedMs, open));
    }

    private static MatchPolicy wish(Action action) {
        return TestingRights.policy("studio", 4, MatchRule.always(action));
    }

    private static Finding upload(long matchedMs, boolean open) {
        return finding(UPLOAD, match(matchedMs, open));
    }

    private static Evidence match(long matchedMs, boolean open) {
        return evidence("m1x", WORK, NOON_MS, matchedMs, open);
    }

    private void list(ListEntry entry) {
        listed.put(entry);
    }

    private Optional<StatementOfReasons> judge(Finding finding) {
        Judgement judgement = SessionJudge.judge(state, finding, listed, true, nowMs);
        state = judgement.session();
        if (judgement.verdict() == null) {
            return Optional.empty();
        }
        verdict = judgement.verdict();
        return Optional.ofNullable(judgement.statement());
    }

    private static Authorization inHongKong() {
        return authorization(
                "deal-1",
                1,
                "account-1",
                List.of(WORK),
                List.of(RightType.ON_DEMAND),
                List.of("HK"),
                NOON_MS - 1,
                null,
                null,
                null);
    }
}
