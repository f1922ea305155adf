package dev.vigil.flink.rights;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.authorization;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.LoadedOperators;
import dev.vigil.flink.TestingOperators;
import dev.vigil.flink.verdict.JudgeFunction;
import dev.vigil.policy.Limits;
import dev.vigil.policy.ListIndex;
import dev.vigil.policy.PermittedAction;
import dev.vigil.policy.Preview;
import dev.vigil.policy.Probation;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.verdict.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Rights and Judge one behind the other: finished uploads follow the list and the registers. */
class LookBackTest {
    private static final long LOOK_BACK_MS = 72 * HOUR_MS;
    private static final int SEEDS = 12;
    private static final int BLOCKS = 3;
    private static final Limits NO_LIMITS = new Limits(24 * HOUR_MS, 0, 0, 0);

    private static final Limits FEW = new Limits(24 * HOUR_MS, 0, BLOCKS, 0);

    private static final List<String> WORKS = List.of("work-1", "work-2");

    /** What is done to the findings between the two. */
    private static final UnaryOperator<Finding> AS_THEY_ARE = finding -> finding;

    private static final UnaryOperator<Finding> LOST_ON_THE_WAY =
            finding ->
                    finding.isAfterwards() && finding.changes().entries().isEmpty()
                            ? null
                            : finding;

    private static final UnaryOperator<Finding> NOT_COUNTED =
            finding ->
                    finding.isAfterwards()
                            ? PermittedAction.weighed(
                                    finding, new Probation.Standing(null, EvidenceStanding.COUNTED))
                            : finding;

    /** One history of uploads, entries and authorizations, and what came of it. */
    private static final class Chain implements AutoCloseable {
        private final KeyedOneInputStreamOperatorTestHarness<String, RightsInput, Finding> rights;
        private final KeyedBroadcastOperatorTestHarness<String, JudgeInput, ListInput, Verdict>
                judge;
        private final UnaryOperator<Finding> way;
        private final Map<String, Verdict> verdicts = new HashMap<>();
        private final Map<String, String> ids = new HashMap<>();
        private final Map<String, Measure> inForce = new HashMap<>();
        private final Map<String, ListEntry> entries = new HashMap<>();
        private final Map<String, Authorization> authorizations = new HashMap<>();
        private final Map<String, Owners> owners = new HashMap<>();
        private final Set<String> everBlocked = new HashSet<>();
        private int lifts;
        private long nowMs = NOON_MS + 1_000;
        private long startAt = NOON_MS - HOUR_MS;

        Chain(Limits limits, UnaryOperator<Finding> way) throws Exception {
            this.way = way;
            rights = LoadedOperators.rights(limits, LOOK_BACK_MS);
            judge = LoadedOperators.judge(LOOK_BACK_MS);
            pass(0);
        }

        /** The first and the last report of a match in an upload. */
        void upload(int number, String workId, String account) throws Exception {
            String sessionId = "upload-" + number;
            SessionStarted session =
                    SessionStartedBuilder.builder()
                            .sessionId(sessionId)
                            .kind(SessionKind.UPLOAD)
                            .accountId(account)
                            .serviceTerritories(List.of("CN"))
                            .startAt(startAt)
                            .build();
            String matchId = sessionId + "/" + startAt + "/" + workId;
            for (boolean open : new boolean[] {true, false}) {
                rights.processElement(
                        RightsInput.match(
                                new OpenMatch(
                                        sessionId,
                                        session,
                                        TestingRights.evidence(
                                                matchId, workId, NOON_MS, 4_000, open))),
                        0);
            }
        }

        void list(ListEntry entry) throws Exception {
            ListEntry known = entries.put(entry.entryId(), entry);
            judge.processBroadcastElement(ListInput.entry(entry, NOON_MS), 0);
            rights.processElement(RightsInput.list(entry.workId(), entry), 0);
            if (known != null && !known.workId().equals(entry.workId())) {
                rights.processElement(RightsInput.list(known.workId(), entry), 0);
            }
        }

        void authorize(Authorization authorization) throws Exception {
            authorizations.put(authorization.authorizationId(), authorization);
            for (String workId : WORKS) {
                rights.processElement(RightsInput.authorization(workId, authorization), 0);
            }
        }

        void own(String workId, RegisteredWork work) throws Exception {
            owners.put(workId, owners.getOrDefault(workId, Owners.NONE).with(work));
            rights.processElement(RightsInput.work("studio", work), 0);
        }

        void wish(String workId, MatchPolicy policy) throws Exception {
            owners.put(workId, owners.getOrDefault(workId, Owners.NONE).with(policy));
            rights.processElement(RightsInput.policy(workId, policy), 0);
        }

        void review(String workId, ReviewOutcome outcome, String sessionId) throws Exception {
            ReferenceReview review =
                    new ReferenceReview(workId, "reference-1", outcome, sessionId, null, nowMs);
            rights.processElement(RightsInput.review(review), 0);
        }

        void pass(long ms) throws Exception {
            nowMs += ms;
            rights.setProcessingTime(nowMs);
            for (Finding finding : out(rights)) {
                Finding arrived = way.apply(finding);
                if (arrived != null) {
                    judge.processElement(JudgeInput.finding(arrived), 0);
                }
            }
            judge.setProcessingTime(nowMs);
            out(judge).forEach(verdict -> verdicts.put(verdict.sessionId(), verdict));
            for (EnforcementCommand command : side(judge, JudgeFunction.COMMANDS)) {
                boolean lift = command.measure() == Measure.LIFT;
                lifts += lift ? 1 : 0;
                inForce.put(command.sessionId(), lift ? null : command.measure());
                if (!lift) {
                    everBlocked.add(command.sessionId());
                }
            }
        }

        /**
         * Each upload stands as it would if it were judged now for the first time.
         *
         * @param held true where references may have used up what they may block
         */
        void assertStanding(String as, boolean held) {
            ListIndex listing = ListIndex.of(entries.values());
            assertThat(verdicts).as(as).isNotEmpty();
            for (Verdict verdict : verdicts.values()) {
                boolean blocked =
                        Preview.of(
                                        verdict,
                                        workId -> authorizations.values(),
                                        workId -> owners.getOrDefault(workId, Owners.NONE),
                                        nowMs)
                                .by(listing)
                                .stream()
                                .anyMatch(decision -> decision.action().blocks());
                String where = as + ", " + verdict.sessionId();
                assertThat(inForce.get(verdict.sessionId()) == Measure.BLOCK)
                        .as(where)
                        .isEqualTo(verdict.action().blocks());
                if (held && blocked && !verdict.action().blocks()) {
                    assertThat(verdict.action()).as(where).isEqualTo(Action.REVIEW);
                } else {
                    assertThat(verdict.action().blocks()).as(where).isEqualTo(blocked);
                }
                String first = ids.putIfAbsent(verdict.sessionId(), verdict.verdictId());
                assertThat(first)
                        .as("one verdict through its life")
                        .isIn(null, verdict.verdictId());
            }
        }

        @Override
        public void close() throws Exception {
            rights.close();
            judge.close();
        }
    }

    @Test
    void aWithdrawalReversesWhatOnlyThatEntryCaused() throws Exception {
        try (Chain chain = new Chain(NO_LIMITS, AS_THEY_ARE)) {
            chain.list(entry("e-1", 1, "work-1", false));
            chain.list(entry("e-2", 1, "work-2", false));
            chain.upload(1, "work-1", "fan-1");
            chain.upload(2, "work-1", "fan-2");
            chain.upload(2, "work-2", "fan-2");
            chain.pass(100);
            chain.pass(60_000);
            assertThat(chain.inForce)
                    .containsEntry("upload-1", Measure.BLOCK)
                    .containsEntry("upload-2", Measure.BLOCK);
            chain.list(entry("e-1", 2, "work-1", true));
            chain.pass(100);
            assertThat(chain.inForce)
                    .containsEntry("upload-1", null)
                    .containsEntry("upload-2", Measure.BLOCK);
            assertThat(chain.lifts).isEqualTo(1);
            chain.list(entry("e-1", 3, "work-1", false));
            chain.pass(100);
            assertThat(chain.inForce).containsEntry("upload-1", Measure.BLOCK);
        }
    }

    /** A recording from the premiere, uploaded on its eve. */
    @Test
    void anUploadThatIsThereWhenAWindowOpensIsBlockedByIt() throws Exception {
        try (Chain chain = new Chain(NO_LIMITS, AS_THEY_ARE)) {
            chain.list(
                    TestingRights.windowed(
                            TestingRights.of(
                                    TestingRights.entry(ListClass.IN_SCREENING), "e-1", "work-1"),
                            TestingRights.window(NOON_MS + HOUR_MS, NOON_MS + 2 * HOUR_MS)));
            chain.upload(1, "work-1", "fan-1");
            chain.pass(HOUR_MS - 2_000);
            assertThat(chain.verdicts.get("upload-1").action()).isEqualTo(Action.OBSERVE);
            chain.pass(12_000);
            chain.pass(100);
            assertThat(chain.inForce).containsEntry("upload-1", Measure.BLOCK);
            chain.pass(2 * HOUR_MS);
            chain.authorize(authorization("another-deal"));
            chain.pass(100);
            chain.pass(100);
            assertThat(chain.lifts).as("when it closes nothing is lifted by chance").isZero();
        }
    }

    @Test
    void afterTheLookBackNothingIsJudgedAgain() throws Exception {
        try (Chain chain = new Chain(NO_LIMITS, AS_THEY_ARE)) {
            chain.upload(1, "work-1", "fan-1");
            chain.pass(100);
            chain.pass(LOOK_BACK_MS);
            assertThat(TestingOperators.stateEntries(chain.rights)).isZero();
            chain.list(entry("e-1", 1, "work-1", false));
            chain.pass(100);
            assertThat(chain.inForce).isEmpty();
        }
    }

    /** An overturned block is lifted, and what ended uncounted is blocked once it may be. */
    @Test
    void reviewsReachUploadsThatAreOver() throws Exception {
        try (Chain chain = new Chain(FEW, AS_THEY_ARE)) {
            for (int i = 0; i < BLOCKS + 1; i++) {
                chain.upload(i, "work-1", "fan-" + i);
            }
            chain.pass(100);
            assertThat(chain.inForce).isEmpty();
            chain.list(entry("e-1", 1, "work-1", false));
            chain.pass(100);
            chain.pass(100);
            assertThat(chain.everBlocked)
                    .containsExactlyInAnyOrder("upload-0", "upload-1", "upload-2");
            assertThat(chain.verdicts.get("upload-3").reasonCode())
                    .isEqualTo("EVIDENCE_QUARANTINED");
            chain.review("work-1", ReviewOutcome.OVERTURNED, "upload-1");
            chain.pass(100);
            chain.pass(100);
            assertThat(chain.inForce)
                    .containsEntry("upload-0", Measure.BLOCK)
                    .containsEntry("upload-1", null);
            chain.review("work-1", ReviewOutcome.CONFIRMED, null);
            chain.pass(100);
            chain.pass(100);
            assertThat(chain.inForce).containsEntry("upload-3", Measure.BLOCK);
        }
    }

    /** Whose id it had may upload anew: what changes for the old one is none of the new one's. */
    @Test
    void anotherUploadUnderTheSameIdIsNotTakenForTheOldOne() throws Exception {
        try (Chain chain = new Chain(NO_LIMITS, AS_THEY_ARE)) {
            chain.upload(1, "work-1", "fan-1");
            chain.pass(100);
            chain.startAt++;
            chain.upload(1, "work-2", "fan-1");
            chain.pass(100);
            chain.list(entry("e-1", 1, "work-1", false));
            chain.pass(100);
            chain.pass(100);
            assertThat(chain.inForce).isEmpty();
        }
    }

    @Test
    void everyUploadStandsAsIfItWereJudgedNow() throws Exception {
        int lifts = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            lifts += history(seed, NO_LIMITS, AS_THEY_ARE).lifts;
        }
        assertThat(lifts).as("measures that were taken back").isGreaterThan(SEEDS);
    }

    /** Invariant 13: of each work's reference so many, and the rest waits for a person. */
    @Test
    void noReferenceBlocksMoreUploadsThanItMay() throws Exception {
        int most = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            int blocked = history(seed, FEW, AS_THEY_ARE).everBlocked.size();
            assertThat(blocked).as("seed " + seed).isLessThanOrEqualTo(BLOCKS * WORKS.size());
            most = Math.max(most, blocked);
        }
        assertThat(most).as("both used what they may").isEqualTo(BLOCKS * WORKS.size());
    }

    /** The guard can fail: changes that never arrive are found out. */
    @Test
    void aPlantedWayOnWhichChangesAreLostIsCaught() throws Exception {
        int caught = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                history(seed, NO_LIMITS, LOST_ON_THE_WAY);
            } catch (AssertionError e) {
                caught++;
            }
        }
        assertThat(caught).isPositive();
    }

    /** And so is an upload that is blocked afterwards without being counted. */
    @Test
    void aPlantedBlockThatIsNotCountedIsCaught() throws Exception {
        int most = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            most = Math.max(most, history(seed, FEW, NOT_COUNTED).everBlocked.size());
        }
        assertThat(most).isGreaterThan(BLOCKS * WORKS.size());
    }

    private static Chain history(long seed, Limits limits, UnaryOperator<Finding> way)
            throws Exception {
        Random random = new Random(seed);
        try (Chain chain = new Chain(limits, way)) {
            for (int step = 0; step < 60; step++) {
                String workId = WORKS.get(random.nextInt(2));
                switch (random.nextInt(7)) {
                    case 0 -> chain.list(next(random, chain, workId));
                    case 1 -> chain.authorize(nextDeal(random, chain));
                    case 2 -> chain.pass(random.nextInt(5));
                    case 3 -> chain.wish(workId, nextPolicy(random, step));
                    case 4 -> chain.own(workId, nextWork(random, workId, step));
                    default -> {
                        // Now and then another match in an upload that is known.
                        int number = random.nextInt(step + 1);
                        chain.upload(number, workId, "fan-" + number % 3);
                    }
                }
            }
            chain.pass(1_000);
            chain.pass(1_000);
            chain.pass(60_000);
            chain.assertStanding("seed " + seed, limits.blocks() > 0);
            return chain;
        }
    }

    private static MatchPolicy nextPolicy(Random random, int step) {
        Action action = random.nextBoolean() ? Action.BLOCK : Action.OBSERVE;
        return new MatchPolicy("studio", step + 1, List.of(MatchRule.always(action)), null);
    }

    private static RegisteredWork nextWork(Random random, String workId, int step) {
        String owner = random.nextInt(3) == 0 ? "somebody" : "studio";
        return new RegisteredWork(
                workId, step + 1, null, null, null, List.of(new OwnerShare(owner, null, null)));
    }

    private static ListEntry next(Random random, Chain chain, String workId) {
        String entryId = "e-" + random.nextInt(3);
        ListEntry known = chain.entries.get(entryId);
        return entry(
                entryId,
                known == null ? 1 : known.version() + 1,
                known == null || random.nextInt(4) == 0 ? workId : known.workId(),
                known != null && known.withdrawnAt() == null && random.nextInt(3) > 0);
    }

    private static ListEntry entry(String entryId, long version, String workId, boolean withdrawn) {
        return TestingRights.entry(
                entryId,
                version,
                entryId.equals("e-2") ? ListClass.FORBIDDEN : ListClass.STAYDOWN,
                workId,
                List.of(),
                List.of(),
                withdrawn ? NOON_MS : null);
    }

    private static Authorization nextDeal(Random random, Chain chain) {
        String id = "deal-" + random.nextInt(2);
        Authorization known = chain.authorizations.get(id);
        return authorization(
                id,
                known == null ? 1 : known.version() + 1,
                "fan-" + random.nextInt(3),
                List.of(WORKS.get(random.nextInt(2))),
                List.of(RightType.ON_DEMAND),
                List.of(),
                NOON_MS - HOUR_MS,
                null,
                null,
                random.nextInt(3) == 0 ? NOON_MS - 1_000 : null);
    }
}
