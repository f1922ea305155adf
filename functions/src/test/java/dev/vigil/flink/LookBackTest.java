package dev.vigil.flink;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.authorization;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.policy.Limits;
import dev.vigil.policy.Preview;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.EnforcementCommand;
import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.Measure;
import dev.vigil.schema.event.RightType;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.event.Verdict;
import dev.vigil.schema.flow.JudgeInput;
import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.flow.Loaded;
import dev.vigil.schema.flow.RecentInput;
import dev.vigil.schema.flow.RightsInput;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.OpenMatch;
import dev.vigil.schema.state.Owners;
import dev.vigil.schema.state.WorkListing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Rights, Recent and Judge one behind the other: finished uploads follow list and register. */
class LookBackTest {
    private static final long LOOK_BACK_MS = 72 * HOUR_MS;
    private static final int SEEDS = 25;
    private static final Limits NO_LIMITS = new Limits(24 * HOUR_MS, 0, 0, 0);

    private static final List<String> WORKS = List.of("work-1", "work-2");

    /** One history of uploads, entries and authorizations, and what came of it. */
    private static final class Chain implements AutoCloseable {
        private final KeyedOneInputStreamOperatorTestHarness<String, RightsInput, Finding> rights;
        private final KeyedOneInputStreamOperatorTestHarness<String, RecentInput, JudgeInput>
                recent;
        private final KeyedBroadcastOperatorTestHarness<String, JudgeInput, ListInput, Verdict>
                judge;
        private final boolean changesOvertake;
        private final List<RecentInput> onTheirWay = new ArrayList<>();
        private final Map<String, Verdict> verdicts = new HashMap<>();
        private final Map<String, Measure> inForce = new HashMap<>();
        private final Map<String, ListEntry> entries = new HashMap<>();
        private final Map<String, Authorization> authorizations = new HashMap<>();
        private int lifts;
        private long nowMs = NOON_MS + 1_000;

        Chain(boolean changesOvertake) throws Exception {
            this.changesOvertake = changesOvertake;
            rights =
                    TestingOperators.keyed(
                            new Rights(NO_LIMITS, LOOK_BACK_MS),
                            RightsInput::workId,
                            Types.STRING,
                            null);
            recent =
                    TestingOperators.keyed(
                            new Recent(LOOK_BACK_MS), RecentInput::key, Types.STRING, null);
            judge =
                    TestingOperators.broadcast(
                            new Judge(LOOK_BACK_MS),
                            JudgeInput::sessionId,
                            Types.STRING,
                            1,
                            0,
                            null);
            for (String key : KeyGroups.oneKeyEach()) {
                for (int topic = 0; topic < Rights.TOPICS; topic++) {
                    rights.processElement(
                            RightsInput.loaded(key, new Loaded("topic-" + topic, 0, 1)), 0);
                }
            }
            judge.processBroadcastElement(ListInput.loaded(new Loaded("list", 0, 1)), 0);
            pass(0);
        }

        /** The first and the last report of a match in an upload. */
        void upload(int number, String workId, String account) throws Exception {
            String sessionId = "upload-" + number;
            SessionStarted session =
                    new SessionStarted(
                            sessionId,
                            SessionKind.UPLOAD,
                            account,
                            null,
                            null,
                            List.of("CN"),
                            NOON_MS - HOUR_MS,
                            null,
                            null);
            String matchId = sessionId + "/" + workId;
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

        void pass(long ms) throws Exception {
            nowMs += ms;
            rights.setProcessingTime(nowMs);
            onTheirWay.addAll(side(rights, Rights.UPLOADS));
            if (changesOvertake) {
                onTheirWay.sort((a, b) -> b.kind().compareTo(a.kind()));
            }
            for (RecentInput input : onTheirWay) {
                recent.processElement(input, 0);
            }
            onTheirWay.clear();
            assertThat(out(rights)).as("uploads go another way").isEmpty();
            recent.setProcessingTime(nowMs);
            for (JudgeInput input : out(recent)) {
                judge.processElement(input, 0);
            }
            judge.setProcessingTime(nowMs);
            out(judge).forEach(verdict -> verdicts.put(verdict.sessionId(), verdict));
            for (EnforcementCommand command : side(judge, Judge.COMMANDS)) {
                boolean lift = command.measure() == Measure.LIFT;
                lifts += lift ? 1 : 0;
                inForce.put(command.sessionId(), lift ? null : command.measure());
            }
        }

        /** Each upload stands as it would if it were judged now for the first time. */
        void assertAsIfJudgedNow(String as) {
            WorkListing[] listing = {WorkListing.NONE};
            entries.values().forEach(entry -> listing[0] = listing[0].with(entry));
            assertThat(verdicts).as(as).isNotEmpty();
            for (Verdict verdict : verdicts.values()) {
                boolean blocked =
                        Preview.decisions(
                                        verdict,
                                        workId -> listing[0],
                                        authorizations.values(),
                                        workId -> Owners.NONE)
                                .stream()
                                .anyMatch(decision -> decision.action().blocks());
                String where = as + ", " + verdict.sessionId();
                assertThat(inForce.get(verdict.sessionId()) == Measure.BLOCK)
                        .as(where)
                        .isEqualTo(blocked);
                assertThat(verdict.action().blocks()).as(where).isEqualTo(blocked);
                assertThat(verdict.verdictId())
                        .as("one verdict through its life")
                        .isEqualTo(verdict.sessionId() + "/1");
            }
        }

        @Override
        public void close() throws Exception {
            rights.close();
            recent.close();
            judge.close();
        }
    }

    @Test
    void aWithdrawalReversesWhatOnlyThatEntryCaused() throws Exception {
        try (Chain chain = new Chain(false)) {
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

    @Test
    void afterTheLookBackNothingIsJudgedAgain() throws Exception {
        try (Chain chain = new Chain(false)) {
            chain.upload(1, "work-1", "fan-1");
            chain.pass(100);
            chain.pass(LOOK_BACK_MS);
            chain.list(entry("e-1", 1, "work-1", false));
            chain.pass(100);
            assertThat(chain.inForce).isEmpty();
            assertThat(TestingOperators.stateEntries(chain.recent)).isZero();
        }
    }

    @Test
    void everyUploadStandsAsIfItWereJudgedNow() throws Exception {
        int lifts = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            lifts += history(seed, false);
        }
        assertThat(lifts).as("measures that were taken back").isGreaterThan(SEEDS);
    }

    /** The guard can fail: changes that overtake the findings that they change are found out. */
    @Test
    void aPlantedWayOnWhichChangesOvertakeFindingsIsCaught() throws Exception {
        int caught = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                history(seed, true);
            } catch (AssertionError e) {
                caught++;
            }
        }
        assertThat(caught).isPositive();
    }

    private static int history(long seed, boolean changesOvertake) throws Exception {
        Random random = new Random(seed);
        try (Chain chain = new Chain(changesOvertake)) {
            for (int step = 0; step < 60; step++) {
                String workId = WORKS.get(random.nextInt(2));
                switch (random.nextInt(5)) {
                    case 0 -> chain.list(next(random, chain, workId));
                    case 1 -> chain.authorize(nextDeal(random, chain));
                    case 2 -> chain.pass(random.nextInt(5));
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
            chain.assertAsIfJudgedNow("seed " + seed);
            return chain.lifts;
        }
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
