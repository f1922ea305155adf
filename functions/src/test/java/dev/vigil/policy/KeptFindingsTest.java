package dev.vigil.policy;

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

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.FindingBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.JudgedSessionBuilder;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A session of any length keeps what decides, and counts what has left. */
class KeptFindingsTest {
    private static final SessionStarted LIVE = session(SessionKind.LIVE, "CN");
    private static final SessionStarted UPLOAD = session(SessionKind.UPLOAD, "CN");
    private static final long SONG_MS = 15_000;

    /** Seven times as many songs as are kept; a month has been tried. */
    private static final int SPAN = 7 * KeptFindings.MOST;

    private ListIndex list = new ListIndex();
    private JudgedSession state = JudgedSession.fresh(SESSION);
    private Verdict last;

    /** The next song opens before the one before it closes: the verdict never closes. */
    @Test
    void aMedleyThatNeverEndsHasVerdictsOfOneSize() {
        int early = 0;
        int later = 0;
        long evidenceMs = 0;
        int songs = 2 * SPAN;
        for (int i = 0; i < songs; i++) {
            judge(song(i, true, 3_000));
            if (i > 0) {
                judge(song(i - 1, false, SONG_MS - 200));
            }
            assertThat(state.published().evidenceMs()).isGreaterThanOrEqualTo(evidenceMs);
            evidenceMs = state.published().evidenceMs();
            if (i % 50 == 0) {
                int bytes = Json.bytes(last).length;
                boolean first = i < SPAN;
                early = first ? Math.max(early, bytes) : early;
                later = first ? later : Math.max(later, bytes);
            }
        }
        System.out.println("medley: verdicts of " + early + ", later " + later + " bytes");
        assertThat(state.findings()).hasSize(KeptFindings.MOST);
        assertThat(last.state()).isEqualTo(VerdictState.OPEN);
        assertThat(last.evidence()).hasSize(KeptFindings.MOST);
        assertThat(last.moreEvidence()).isEqualTo(songs - KeptFindings.MOST);
        assertThat(last.rulings()).hasSize(Verdicts.MOST_WORKS);
        assertThat(last.moreRulings()).isEqualTo(KeptFindings.MOST - Verdicts.MOST_WORKS);
        assertThat(evidenceMs).isGreaterThan((songs - 1) * (SONG_MS - 200));
        assertThat(later).isBetween(early / 2, 200_000);
        assertThat(later).as("longer numbers alone").isLessThan(early + 2_000);
    }

    @Test
    void aClosedFindingThatDecidesNothingLeavesTheVerdictBeyondTheLimit() {
        list(TestingRights.of(entry(ListClass.STAYDOWN), "entry-7", work(7)));
        judge(song(0, true, 200_000));
        for (int i = 1; i <= 3 * KeptFindings.MOST; i++) {
            judge(song(i, true, 3_000));
            judge(song(i, false, 9_000));
            assertThat(state.findings().size() + state.left()).isEqualTo(i + 1);
        }
        assertThat(last.evidence()).hasSizeLessThanOrEqualTo(KeptFindings.MOST);
        assertThat(last.moreEvidence()).isGreaterThan(KeptFindings.MOST);
        assertThat(works()).as("the open one and the ground").contains(work(0), work(7));
        assertThat(works()).contains(work(3 * KeptFindings.MOST)).doesNotContain(work(8));
        list(withdrawn(TestingRights.of(entry(ListClass.STAYDOWN), "entry-7", work(7))));
        assertThat(judge(song(0, true, 210_000)).command().measure()).isEqualTo(Measure.LIFT);
    }

    /** Many matches of one recording are one ground; the session is lifted when it falls. */
    @Test
    void ofManyGroundsOfOneKindTheNewestStays() {
        list(entry(ListClass.STAYDOWN));
        for (int i = 0; i < 50; i++) {
            judge(finding(LIVE, evidence("m" + (100 + i), WORK, NOON_MS + i, 4_000, true)));
        }
        for (int i = 0; i < 50; i++) {
            judge(finding(LIVE, evidence("m" + (100 + i), WORK, NOON_MS + i, 4_000, false)));
        }
        assertThat(last.state()).isEqualTo(VerdictState.CLOSED);
        assertThat(state.findings())
                .extracting(kept -> kept.evidence().matchId())
                .containsExactly("m149");
        judge(song(1, true, 3_000));
        assertThat(last.moreEvidence()).isEqualTo(49);
        list(withdrawn(entry(ListClass.STAYDOWN)));
        assertThat(judge(song(1, true, 4_000)).command().measure()).isEqualTo(Measure.LIFT);
    }

    /** Where no owner is known, any party may permit: it must not be by the size of the record. */
    @Test
    void whatAStrangerHasGrantedGoesWithOwnersThatAreTooMany() {
        List<OwnerShare> shares = new ArrayList<>();
        List<String> everywhere = Collections.nCopies(300, "CN");
        for (int i = 0; i < 600; i++) {
            shares.add(new OwnerShare("owner-" + i, everywhere, List.of()));
        }
        shares.add(new OwnerShare("nothing", List.of(), List.of()).withShareBp(0));
        Owners owners = Owners.NONE.with(new RegisteredWork(WORK, 1, null, null, null, shares));
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            findings.add(
                    finding(
                                    LIVE,
                                    evidence("m" + i, WORK, NOON_MS + i, 4_000, true),
                                    authorization("right").withGrantor("owner-7"),
                                    authorization("wrong").withGrantor("nothing"),
                                    authorization("other").withGrantor("stranger"))
                            .of(owners));
        }
        JudgedSession session =
                JudgedSessionBuilder.builder()
                        .sessionId(SESSION)
                        .context(LIVE)
                        .findings(findings)
                        .episode(1)
                        .build();
        List<Finding> kept =
                KeptFindings.of(session, new Ruling(session, new ListIndex())).findings();
        assertThat(kept).hasSize(3);
        assertThat(kept).filteredOn(one -> one.owners().work() != null).hasSize(1);
        assertThat(kept)
                .filteredOn(one -> one.owners().work() == null)
                .allSatisfy(
                        one ->
                                assertThat(one.authorizations())
                                        .extracting(Authorization::authorizationId)
                                        .containsExactly("right"));
    }

    @Test
    void whileEverythingLoadsAnewTheGroundsStay() {
        list(TestingRights.of(entry(ListClass.STAYDOWN), "entry-0", work(0)));
        judge(song(0, true, 3_000));
        judge(song(0, false, 9_000));
        for (int i = 1; i <= 2 * KeptFindings.MOST; i++) {
            state =
                    SessionJudge.judge(state, song(i, false, 9_000), list, false, NOON_MS)
                            .session();
            assertThat(state.findings()).hasSizeLessThanOrEqualTo(KeptFindings.MOST);
        }
        assertThat(works()).contains(work(0), work(2 * KeptFindings.MOST));
    }

    /** Of an upload what has left comes back when something changes for it. */
    @Test
    void whatIsBackIsNotCountedTwice() {
        int songs = 2 * KeptFindings.MOST;
        judge(finding(UPLOAD, evidence("through", "other", NOON_MS, 4_000, true)));
        for (int i = 0; i < songs; i++) {
            judge(of(UPLOAD, song(i, false, 9_000)));
        }
        judge(finding(UPLOAD, evidence("through", "other", NOON_MS, 4_000, false)));
        long evidenceMs = state.evidenceMs();
        list(TestingRights.of(entry(ListClass.STAYDOWN), "entry-0", work(0)));
        Judgement again = judge(afterwards(of(UPLOAD, song(0, false, 9_000))));
        assertThat(again.command().measure()).isEqualTo(Measure.BLOCK);
        assertThat(works()).contains(work(0));
        assertThat(last.evidence().size() + more(last)).isEqualTo(songs + 1);
        assertThat(state.evidenceMs()).isEqualTo(evidenceMs);
    }

    /** Whatever leaves: the decisions are those of a judge that forgets nothing. */
    @Test
    void theDecisionsAreThoseOfAJudgeThatForgetsNothing() {
        List<Long> seeds = new ArrayList<>();
        int left = 0;
        for (long seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            list = new ListIndex();
            state = JudgedSession.fresh(SESSION);
            Map<String, Finding> all = new TreeMap<>();
            judge(all, song(0, true, 3_000));
            for (int i = 1; i < 200; i++) {
                if (random.nextInt(10) == 0) {
                    list(anyEntry(random));
                }
                Evidence heard = song(i, random.nextInt(20) == 0, 9_000).evidence();
                String workId = "work-" + random.nextInt(4);
                Authorization[] deals =
                        random.nextBoolean()
                                ? new Authorization[0]
                                : new Authorization[] {deal(workId, random)};
                judge(
                        all,
                        finding(
                                session(SessionKind.LIVE, "CN", "HK"),
                                evidence(
                                        heard.matchId(),
                                        workId,
                                        heard.captureEnd(),
                                        9_000,
                                        heard.open()),
                                deals));
                List<Finding> naive = List.copyOf(all.values());
                JudgedSession whole =
                        JudgedSessionBuilder.builder()
                                .sessionId(SESSION)
                                .context(state.context())
                                .findings(naive)
                                .episode(1)
                                .commanded(state.commanded())
                                .build();
                if (!new Ruling(whole, list)
                        .decisions().stream()
                                .map(decision -> decision.action())
                                .toList()
                                .equals(
                                        new Ruling(state, list)
                                                .decisions().stream()
                                                        .map(decision -> decision.action())
                                                        .toList())) {
                    seeds.add(seed);
                }
            }
            left += state.left();
        }
        assertThat(left).as("findings that have left").isGreaterThan(500);
        assertThat(seeds).as("seeds").isEmpty();
    }

    @Test
    void aFindingIsKeptWithWhatItsJudgementNeeds() {
        Authorization wide =
                authorization(
                        "deal",
                        1,
                        TestingRights.ACCOUNT,
                        List.of("a", WORK, "z"),
                        List.of(RightType.values()),
                        List.of(),
                        NOON_MS - 1,
                        null,
                        null,
                        null);
        ListEntry known = entry(ListClass.STAYDOWN);
        ListEntry ahead = TestingRights.of(known, "entry-2", WORK);
        list(known);
        Finding carrying =
                FindingBuilder.builder()
                        .sessionId(SESSION)
                        .context(LIVE)
                        .evidence(evidence("m", WORK, NOON_MS, 4_000, true))
                        .authorizations(List.of(wide))
                        .authorizationsLoaded(true)
                        .changes(WorkListing.NONE.with(known).with(ahead))
                        .build();
        judge(carrying);
        Finding kept = state.findings().get(0);
        assertThat(kept.authorizations().get(0).workIds()).containsExactly(WORK);
        assertThat(kept.changes().entries()).containsExactly(ahead);
        list(ahead);
        judge(carrying);
        assertThat(state.findings().get(0).changes().entries()).as("in force by now").isEmpty();
    }

    private static ListEntry anyEntry(Random random) {
        int number = random.nextInt(6);
        ListEntry entry =
                TestingRights.entry(
                        "entry-" + number,
                        1 + random.nextInt(1_000),
                        random.nextBoolean() ? ListClass.STAYDOWN : ListClass.FORBIDDEN,
                        "work-" + number % 4,
                        random.nextBoolean() ? List.of() : List.of("HK"),
                        List.of(),
                        random.nextBoolean() ? null : NOON_MS);
        return random.nextBoolean() ? entry : in(entry, List.of("CN"), List.of());
    }

    private static Authorization deal(String workId, Random random) {
        return authorization(
                "deal-" + random.nextInt(3),
                1,
                TestingRights.ACCOUNT,
                List.of(workId),
                List.of(RightType.values()),
                random.nextBoolean() ? List.of() : List.of("HK"),
                NOON_MS - 1,
                null,
                null,
                null);
    }

    private void judge(Map<String, Finding> all, Finding finding) {
        all.put(finding.evidence().matchId(), finding);
        judge(finding);
    }

    private List<String> works() {
        return state.findings().stream().map(kept -> kept.evidence().workId()).toList();
    }

    private static int more(Verdict verdict) {
        return verdict.moreEvidence() == null ? 0 : verdict.moreEvidence();
    }

    private static String work(int number) {
        return "work-isrc-CN-A01-26-" + (100_000 + number);
    }

    private static Finding song(int number, boolean open, long heardMs) {
        long startMs = number * SONG_MS;
        return finding(
                LIVE,
                EvidenceBuilder.builder()
                        .matchId(SESSION + "/" + Long.toHexString((startMs / 23) << 10))
                        .workId(work(number))
                        .referenceId("reference-" + number)
                        .queryStartMs(startMs)
                        .queryEndMs(startMs + heardMs)
                        .refEndMs(heardMs)
                        .score(460.3)
                        .tempo(1)
                        .certainAfterMs(3_200)
                        .captureStart(NOON_MS + startMs)
                        .captureEnd(NOON_MS + startMs + heardMs)
                        .open(open)
                        .build());
    }

    private static Finding of(SessionStarted context, Finding finding) {
        return finding(context, finding.evidence());
    }

    private static Finding afterwards(Finding finding) {
        return finding.with()
                .authorizationsLoaded(true)
                .owners(null)
                .afterwards(true)
                .presentUntil(null)
                .stayDown(null)
                .build();
    }

    private void list(ListEntry entry) {
        list.put(entry);
    }

    private Judgement judge(Finding finding) {
        Judgement judgement =
                SessionJudge.judge(
                        state, finding, list, true, finding.evidence().captureEnd() + 800);
        state = judgement.session();
        last = judgement.verdict() == null ? last : judgement.verdict();
        return judgement;
    }
}
