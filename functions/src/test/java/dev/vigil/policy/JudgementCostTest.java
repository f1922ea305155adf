package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.finding;
import static dev.vigil.policy.TestingRights.owned;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.enforcement.OrderedMeasure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.MatchRuleBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.JudgedSessionBuilder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A judgement is a bounded step, however many works, territories and owners meet in it. */
class JudgementCostTest {
    private static final List<String> CODES =
            IntStream.range(0, Ruling.MOST_TERRITORIES)
                    .mapToObj(i -> "" + (char) ('A' + i / 26) + (char) ('A' + i % 26))
                    .toList();

    private static final int MOST_MS = 200;

    @Test
    void aHundredWorksInThreeHundredTerritoriesAreJudgedInOneStep() {
        ListIndex list = new ListIndex();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < KeptFindings.MOST; i++) {
            list.put(
                    TestingRights.in(
                            TestingRights.of(entry(ListClass.STAYDOWN), "e-" + i, work(i)),
                            CODES.subList(i, i + 10),
                            List.of()));
            findings.add(finding(everywhere(), evidence("m-" + i, work(i), NOON_MS, 9_000, true)));
        }
        assertThat(bestMs(findings, list)).isLessThan(MOST_MS);
    }

    /** Each work has 1,000 owners, of which one in each territory has a wish of its own. */
    @Test
    void soAreWorksOfAThousandOwnersWithAPolicyEach() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < KeptFindings.MOST; i++) {
            Finding of = finding(everywhere(), evidence("m-" + i, work(i), NOON_MS, 9_000, true));
            findings.add(Rules.lean(owned(of, thousand(work(i)))));
        }
        assertThat(findings.get(0).owners().policies()).hasSize(1_000);
        assertThat(findings.get(0).owners().policies().get(0).rules()).hasSize(1);
        assertThat(bestMs(findings, new ListIndex())).isLessThan(MOST_MS);
    }

    private static Owners thousand(String workId) {
        List<OwnerShare> shares = new ArrayList<>();
        List<MatchPolicy> policies = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String owner = "owner-" + i;
            shares.add(new OwnerShare(owner, List.of(CODES.get(i % CODES.size())), List.of()));
            List<MatchRule> rules = new ArrayList<>();
            for (int rule = 0; rule < 20; rule++) {
                long never = 1_000_000 + rule;
                rules.add(MatchRuleBuilder.builder().matchMs(never).action(Action.BLOCK).build());
            }
            rules.add(MatchRule.always(i % 7 == 0 ? Action.BLOCK : Action.WARN));
            rules.add(MatchRule.always(Action.REVIEW));
            policies.add(new MatchPolicy(owner, 1, rules, null));
        }
        return new Owners(new RegisteredWork(workId, 1, 100_000L, null, null, shares), policies);
    }

    private static String work(int number) {
        return "work-" + number;
    }

    private static SessionStarted everywhere() {
        return session(SessionKind.LIVE, "*");
    }

    /** Of the thread's own time, as the machine may be busy. */
    private static long bestMs(List<Finding> findings, ListIndex list) {
        JudgedSession session =
                JudgedSessionBuilder.builder()
                        .sessionId(SESSION)
                        .context(everywhere())
                        .findings(findings)
                        .episode(1)
                        .commanded(OrderedMeasure.NOTHING)
                        .build();
        var threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            long began = threads.getCurrentThreadCpuTime();
            Judgement judgement = SessionJudge.rejudge(session, list, true, NOON_MS);
            best = Math.min(best, threads.getCurrentThreadCpuTime() - began);
            assertThat(judgement.verdict().decisions()).hasSizeGreaterThan(100);
        }
        System.out.println("one judgement: " + best / 1_000_000 + " ms");
        return best / 1_000_000;
    }

    /** What is judged once for many, and left out as it decides nothing, changes no decision. */
    @Test
    void groupedTerritoriesAndLeftOutRulesChangeNoDecision() {
        int left = 0;
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            Finding whole = any(random);
            Finding lean = Rules.lean(whole);
            left += lean.equals(whole) ? 0 : 1;
            ListIndex list = new ListIndex();
            for (int i = 0; i < random.nextInt(3); i++) {
                list.put(
                        TestingRights.in(
                                InvariantsTest.anyEntry(random, "entry-" + i),
                                some(random),
                                List.of()));
            }
            List<Decision> decisions = new Ruling(whole, list).decisions();
            assertThat(new Ruling(lean, list).decisions()).as("seed %d", seed).isEqualTo(decisions);
            assertThat(new Ruling(lean, list).shadow())
                    .as("seed %d", seed)
                    .isEqualTo(new Ruling(whole, list).shadow());
            for (Decision decision : decisions) {
                SessionStarted there = session(SessionKind.LIVE, decision.territory());
                Finding alone = in(there, whole);
                if (!decision.territory().equals("*")) {
                    assertThat(new Ruling(alone, list).decisions())
                            .as("seed %d", seed)
                            .containsExactly(decision);
                }
            }
        }
        assertThat(left).as("findings of which something is left out").isGreaterThan(100);
    }

    private static Finding any(Random random) {
        Authorization[] deals =
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> InvariantsTest.anyAuthorization(random, "deal-" + i))
                        .toArray(Authorization[]::new);
        SessionStarted context = session(SessionKind.LIVE, "CN", "HK", "JP", "KR", "US");
        Finding finding =
                finding(
                        context,
                        evidence("m", TestingRights.WORK, NOON_MS, random.nextInt(9_000), true),
                        deals);
        List<OwnerShare> shares = new ArrayList<>();
        List<MatchPolicy> policies = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            List<RightType> rights =
                    random.nextBoolean()
                            ? List.of()
                            : List.of(RightType.values()[random.nextInt(2)]);
            shares.add(new OwnerShare("owner-" + i, some(random), rights));
            List<MatchRule> rules = new ArrayList<>();
            for (int rule = 0; rule < random.nextInt(4); rule++) {
                rules.add(
                        MatchRuleBuilder.builder()
                                .territory(
                                        random.nextBoolean()
                                                ? null
                                                : some(random).stream().findFirst().orElse("*"))
                                .matchMs(random.nextBoolean() ? null : 4_000L)
                                .action(Action.values()[random.nextInt(Action.values().length)])
                                .build());
            }
            policies.add(
                    new MatchPolicy("owner-" + i, 1, rules, random.nextInt(4) == 0 ? true : null));
        }
        RegisteredWork work =
                new RegisteredWork(
                        TestingRights.WORK,
                        1,
                        100_000L,
                        random.nextBoolean() ? null : 3_000L,
                        null,
                        shares);
        return owned(finding, new Owners(work, policies));
    }

    private static Finding in(SessionStarted there, Finding finding) {
        return finding.with()
                .context(there)
                .authorizationsLoaded(true)
                .afterwards(null)
                .presentUntil(null)
                .stayDown(null)
                .build();
    }

    private static List<String> some(Random random) {
        return List.of("CN", "HK", "JP").subList(0, random.nextInt(4));
    }
}
