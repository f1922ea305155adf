package dev.vigil.flink.account;

import static dev.vigil.account.TestingCases.MINUTE_MS;
import static dev.vigil.account.TestingCases.NOON_MS;
import static dev.vigil.account.TestingCases.ordered;
import static dev.vigil.account.TestingCases.tried;
import static dev.vigil.account.TestingCases.verdict;
import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.NaiveCase;
import dev.vigil.account.NaiveCase.Act;
import dev.vigil.account.NaiveCase.Revision;
import dev.vigil.account.TestingCases.Ruled;
import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P2, P9 and P10: Cases and Grounds, killed, restored from old savepoints, on another number of
 * tasks, with their topics read in any order: what accounts know in the end is what a naive model
 * says.
 */
class OffencesCrashTest {
    private static final List<String> ENTRIES = List.of("film", "song", "game");

    /** What was written, by key of its topic. */
    private final Map<String, List<Object>> logs = new TreeMap<>();

    private final Map<String, List<Revision>> revisions = new TreeMap<>();
    private final Map<String, List<Act>> commands = new HashMap<>();
    private final Map<String, List<Act>> confirmations = new HashMap<>();
    private final Map<String, Boolean> standing = new HashMap<>();

    private Job job;

    /** A fault that the comparison has to see. */
    enum Plant {
        NONE,
        /** P9: what is only tried counts as decided. */
        READS_SHADOW,
        /** P9: what was made while the registers loaded counts. */
        READS_WARMING,
        /** P9: a measure that failed counts as one that took effect. */
        COUNTS_FAILED,
        /** P2: each episode of a session is an offence. */
        KEY_IS_THE_VERDICT,
        /** P10: one fallen ground of a session fells all its reasons. */
        BY_SESSION,
        /** P10: what a person overturns in one session falls in all. */
        OVERTURNS_ALL;

        CaseFact heard(CaseFact fact) {
            return switch (fact.kind()) {
                case VERDICT -> CaseFact.verdict(heard(fact.verdict()));
                case FAILED ->
                        this == COUNTS_FAILED
                                ? confirmation(fact.failed().itemId(), fact.failed().commandId())
                                : fact;
                default -> fact;
            };
        }

        private Verdict heard(Verdict verdict) {
            if (this == READS_WARMING) {
                return VerdictBuilder.builder(verdict).reasonCode("MATCH_ONLY").build();
            }
            if (this != READS_SHADOW) {
                return verdict;
            }
            List<WorkRuling> all = new ArrayList<>();
            if (verdict.rulings() != null) {
                all.addAll(verdict.rulings());
            }
            for (Decision tried : verdict.shadow()) {
                all.add(
                        WorkRulingBuilder.builder()
                                .workId(tried.workId())
                                .matchIds(List.of())
                                .territories(List.of("*"))
                                .action(tried.action())
                                .reasonCode(tried.reasonCode())
                                .listEntryId(tried.listEntryId())
                                .listEntryVersion(1L)
                                .build());
            }
            return VerdictBuilder.builder(verdict).rulings(all).build();
        }

        Offence told(Offence offence) {
            return this == KEY_IS_THE_VERDICT && offence.verdictId() != null
                    ? offence.withOffenceId("session:" + offence.verdictId())
                    : offence;
        }

        GroundState told(GroundState state) {
            return this == OVERTURNS_ALL
                    ? new GroundState(
                            state.ground(), null, state.stands(), state.version(), state.at())
                    : state;
        }
    }

    private static CaseFact confirmation(String session, String commandId) {
        return CaseFact.confirmed(
                ActionConfirmedBuilder.builder()
                        .confirmationId("c")
                        .itemId(session)
                        .measure(Measure.BLOCK)
                        .effectiveAt(NOON_MS)
                        .commandId(commandId)
                        .build());
    }

    /** Both operators, and what accounts have been told. */
    private record Snapshot(
            OperatorSubtaskState cases,
            OperatorSubtaskState grounds,
            int tasks,
            Map<String, Integer> read,
            Map<String, OffenceReason> reasons,
            Map<String, Long> established,
            Map<String, GroundState> states) {}

    private static final class Job {
        private final List<KeyedOneInputStreamOperatorTestHarness<String, CaseFact, AccountFact>>
                cases = new ArrayList<>();
        private final List<KeyedOneInputStreamOperatorTestHarness<String, GroundFact, AccountFact>>
                grounds = new ArrayList<>();
        private final Map<String, Integer> read = new HashMap<>();
        private final Plant plant;

        /** When a measure took effect, by offence. */
        private final Map<String, Long> established = new TreeMap<>();

        /** By offence and ground. */
        private final Map<String, OffenceReason> reasons = new TreeMap<>();

        /** By account, ground and offence. */
        private final Map<String, GroundState> states = new HashMap<>();

        Job(int tasks, Snapshot from, Plant plant) throws Exception {
            this.plant = plant;
            for (int task = 0; task < tasks; task++) {
                cases.add(
                        TestingOperators.keyed(
                                new CasesFunction(),
                                CaseFact::caseId,
                                Types.STRING,
                                tasks,
                                task,
                                from == null ? null : part(from.cases(), from, tasks, task)));
                grounds.add(
                        TestingOperators.keyed(
                                new GroundsFunction(Long.MAX_VALUE / 4),
                                GroundFact::ground,
                                Types.STRING,
                                tasks,
                                task,
                                from == null ? null : part(from.grounds(), from, tasks, task)));
            }
            if (from != null) {
                read.putAll(from.read());
                reasons.putAll(from.reasons());
                established.putAll(from.established());
                states.putAll(from.states());
            }
        }

        private static OperatorSubtaskState part(
                OperatorSubtaskState all, Snapshot from, int tasks, int task) {
            return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    all, KeyGroups.MAX_PARALLELISM, from.tasks(), tasks, task);
        }

        Snapshot snapshot(long id) throws Exception {
            return new Snapshot(
                    merged(cases, id),
                    merged(grounds, id),
                    cases.size(),
                    Map.copyOf(read),
                    Map.copyOf(reasons),
                    Map.copyOf(established),
                    Map.copyOf(states));
        }

        private static OperatorSubtaskState merged(
                List<? extends AbstractStreamOperatorTestHarness<?>> tasks, long id)
                throws Exception {
            OperatorSubtaskState[] parts = new OperatorSubtaskState[tasks.size()];
            for (int task = 0; task < parts.length; task++) {
                parts[task] = tasks.get(task).snapshot(id, id);
            }
            return AbstractStreamOperatorTestHarness.repackageState(parts);
        }

        void give(Object fact) throws Exception {
            if (fact instanceof GroundFact ground) {
                rest(ground);
                return;
            }
            CaseFact of = plant.heard((CaseFact) fact);
            var task = cases.get(task(of.caseId()));
            task.processElement(of, Long.MIN_VALUE);
            for (AccountFact told : out(task)) {
                Offence offence = plant.told(told.offence());
                if (offence.establishedAt() != null) {
                    established.merge(offence.offenceId(), offence.establishedAt(), Math::min);
                }
                for (OffenceReason reason : offence.reasons()) {
                    reasons.put(offence.offenceId() + " " + reason.ground(), reason);
                }
            }
            for (GroundFact rests : side(task, CasesFunction.RESTS_ON)) {
                rest(rests);
            }
            assertThat(dead(task)).isEmpty();
        }

        private void rest(GroundFact fact) throws Exception {
            var task = grounds.get(task(fact.ground()));
            task.processElement(fact, Long.MIN_VALUE);
            for (AccountFact told : out(task)) {
                GroundState state = plant.told(told.ground());
                states.merge(
                        told.accountId() + " " + state.ground() + " " + state.offenceId(),
                        state,
                        (one, other) -> other.version() >= one.version() ? other : one);
            }
        }

        private int task(String key) {
            return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                    key, KeyGroups.MAX_PARALLELISM, cases.size());
        }

        boolean hasFallen(String account, String ground, String offenceId) {
            if (plant == Plant.BY_SESSION && anyHasFallen(account, offenceId)) {
                return true;
            }
            GroundState all = states.get(account + " " + ground + " null");
            GroundState own = states.get(account + " " + ground + " " + offenceId);
            return all != null && !all.stands() || own != null && !own.stands();
        }

        private boolean anyHasFallen(String account, String offenceId) {
            return reasons.keySet().stream()
                    .filter(key -> key.startsWith(offenceId + " "))
                    .map(key -> states.get(account + key.substring(offenceId.length()) + " null"))
                    .anyMatch(state -> state != null && !state.stands());
        }

        void close() throws Exception {
            for (int task = 0; task < cases.size(); task++) {
                cases.get(task).close();
                grounds.get(task).close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatAccountsKnowInTheEndIsWhatWasWritten(long seed) throws Exception {
        run(seed, Plant.NONE);
        assertThat(standing()).as("seed " + seed).isEqualTo(expected());
        assertThat(job.established).as("seed " + seed).isEqualTo(expectedEstablished());
        assertThat(expected().values()).contains(true, false);
        job.close();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aPlantedFaultIsCaught(Plant plant) throws Exception {
        boolean isCaught = false;
        for (long seed = 1; seed <= 60 && !isCaught; seed++) {
            forget();
            run(seed, plant);
            isCaught =
                    !standing().equals(expected())
                            || !job.established.equals(expectedEstablished());
            job.close();
        }
        assertThat(isCaught).isTrue();
    }

    private void forget() {
        logs.clear();
        revisions.clear();
        commands.clear();
        confirmations.clear();
        standing.clear();
    }

    private void run(long seed, Plant plant) throws Exception {
        Random random = new Random(seed);
        write(random);
        job = new Job(1, null, plant);
        List<Snapshot> savepoints = new ArrayList<>(List.of(job.snapshot(0)));
        int kills = 0;
        while (true) {
            List<String> left =
                    logs.keySet().stream().filter(log -> read(log) < logs.get(log).size()).toList();
            if (left.isEmpty()) {
                break;
            }
            String log = left.get(random.nextInt(left.size()));
            job.give(logs.get(log).get(read(log)));
            job.read.merge(log, 1, Integer::sum);
            if (random.nextInt(10) == 0) {
                savepoints.add(job.snapshot(savepoints.size()));
            }
            if (kills < 6 && random.nextInt(12) == 0) {
                kills++;
                job.close();
                job =
                        new Job(
                                1 + random.nextInt(3),
                                savepoints.get(random.nextInt(savepoints.size())),
                                plant);
            }
        }
        assertThat(kills).isPositive();
    }

    private int read(String log) {
        return job.read.getOrDefault(log, 0);
    }

    private void write(Random random) {
        for (int number = 1; number <= 12; number++) {
            session("s-" + number, "u-" + number % 3, random);
        }
        for (String entry : ENTRIES) {
            ListEntry last = entry(entry);
            for (int version = 1; version <= 1 + random.nextInt(3); version++) {
                last =
                        switch (random.nextInt(5)) {
                            case 0 -> last.ended(NOON_MS + version);
                            case 1, 2, 3 ->
                                    last.issued(last.version() + 1, NOON_MS).withWithdrawnAt(null);
                            default -> last.withdrawn(NOON_MS + version);
                        };
                log("entry " + entry).add(GroundFact.entry(last, NOON_MS));
                boolean isMistake =
                        last.withdrawnAt() != null && !Boolean.TRUE.equals(last.keepOffences());
                standing.put("list/" + entry, !isMistake);
            }
            for (int reference = 0; reference < 2; reference++) {
                reviews(entry, "r-" + reference, random);
            }
        }
    }

    private void reviews(String entry, String reference, Random random) {
        String work = "work-of-" + entry;
        String ground = "reference/" + work + "/" + reference;
        for (int count = 0; count < random.nextInt(3); count++) {
            ReviewOutcome outcome = ReviewOutcome.values()[random.nextInt(3)];
            String session = "s-" + (1 + random.nextInt(12));
            log(ground)
                    .add(
                            GroundFact.review(
                                    new ReferenceReview(
                                            work,
                                            reference,
                                            outcome,
                                            session,
                                            "wang",
                                            NOON_MS + count),
                                    null));
            switch (outcome) {
                case CONFIRMED -> standing.put(ground, true);
                case QUARANTINED -> standing.put(ground, false);
                case OVERTURNED -> standing.put(ground + " session:" + session, false);
            }
        }
    }

    private void session(String session, String account, Random random) {
        for (int episode = 1; episode <= 1 + random.nextInt(5); episode++) {
            for (int revision = 0; revision <= random.nextInt(3); revision++) {
                List<Ruled> ruled = new ArrayList<>();
                for (String entry : ENTRIES) {
                    if (random.nextBoolean()) {
                        Ruled any = Ruled.block(entry).matching("r-" + random.nextInt(2));
                        ruled.add(
                                switch (random.nextInt(6)) {
                                    case 0 -> any.with(Action.REVIEW);
                                    case 1 -> any.held("EVIDENCE_QUARANTINED");
                                    default -> any;
                                });
                    }
                }
                long atMs = NOON_MS + episode * MINUTE_MS;
                boolean says = random.nextInt(6) > 0;
                list(revisions, session).add(new Revision(episode, atMs, says, ruled));
                log("verdicts " + session)
                        .add(
                                CaseFact.verdict(
                                        verdict(episode, atMs, ruled.toArray(Ruled[]::new))
                                                .sessionId(session)
                                                .verdictId(session + "/" + episode)
                                                .accountId(account)
                                                .shadow(List.of(tried("tried")))
                                                .reasonCode(says ? "MATCH_ONLY" : "WARMING")
                                                .build()));
            }
        }
        for (int number = 1; number <= random.nextInt(4); number++) {
            Measure measure = random.nextInt(4) == 0 ? Measure.LIFT : Measure.BLOCK;
            String id = session + "/command/" + number;
            list(commands, session).add(new Act(number, measure, null));
            log("commands " + session)
                    .add(
                            CaseFact.command(
                                    ordered(number, measure, NOON_MS)
                                            .with()
                                            .sessionId(session)
                                            .accountId(account)
                                            .commandId(id)
                                            .build()));
            switch (random.nextInt(6)) {
                case 0 -> {}
                case 1 -> log("confirmations " + session).add(failed(session, id));
                case 2 -> confirm(session, number, id, Measure.NOT_FOUND);
                default -> confirm(session, number, id, measure);
            }
        }
    }

    private static CaseFact failed(String session, String commandId) {
        return CaseFact.failed(new ItemBack(session, NOON_MS, "no answer", commandId));
    }

    private void confirm(String session, int number, String commandId, Measure done) {
        list(confirmations, session).add(new Act(number, done, NOON_MS + number));
        log("confirmations " + session)
                .add(
                        CaseFact.confirmed(
                                ActionConfirmedBuilder.builder()
                                        .confirmationId("c")
                                        .itemId(session)
                                        .measure(done)
                                        .effectiveAt(NOON_MS + number)
                                        .commandId(commandId)
                                        .evidence("proof")
                                        .build()));
    }

    private static ListEntry entry(String entry) {
        return ListEntryBuilder.builder()
                .entryId(entry)
                .version(1)
                .listClass(ListClass.PERMISSION_REQUIRED)
                .workId("work-of-" + entry)
                .issuedAt(NOON_MS)
                .build();
    }

    private List<Object> log(String key) {
        return logs.computeIfAbsent(key, none -> new ArrayList<>());
    }

    private static <T> List<T> list(Map<String, List<T>> all, String session) {
        return all.computeIfAbsent(session, none -> new ArrayList<>());
    }

    /** Which reasons stand, as an account derives it from what it was told. */
    private Map<String, Boolean> standing() {
        Map<String, Boolean> all = new TreeMap<>();
        job.reasons.forEach(
                (key, reason) -> {
                    String offenceId = key.substring(0, key.indexOf(' '));
                    String account = account(offenceId);
                    boolean anyReference =
                            reason.references().stream()
                                    .anyMatch(
                                            r ->
                                                    !job.hasFallen(
                                                            account, "reference/" + r, offenceId));
                    all.put(
                            key,
                            reason.stands()
                                    && anyReference
                                    && !job.hasFallen(account, reason.ground(), offenceId));
                });
        return all;
    }

    /** A planted offence has more behind the number of its session. */
    private static String account(String offenceId) {
        String number = offenceId.substring(10).replaceFirst("/.*", "");
        return "u-" + Integer.parseInt(number) % 3;
    }

    private Map<String, Boolean> expected() {
        Map<String, Boolean> all = new TreeMap<>();
        revisions.forEach(
                (session, written) -> {
                    NaiveCase.Result result =
                            NaiveCase.of(
                                    written,
                                    commands.getOrDefault(session, List.of()),
                                    confirmations.getOrDefault(session, List.of()));
                    if (result == null) {
                        return;
                    }
                    String offenceId = "session:" + session;
                    result.reasons()
                            .forEach(
                                    (ground, stands) ->
                                            all.put(
                                                    offenceId + " " + ground,
                                                    stands
                                                            && isStanding(ground)
                                                            && anyOf(result, ground, offenceId)));
                });
        return all;
    }

    /** P9: only by a measure that the platform has confirmed. */
    private Map<String, Long> expectedEstablished() {
        Map<String, Long> all = new TreeMap<>();
        revisions.forEach(
                (session, written) -> {
                    NaiveCase.Result result =
                            NaiveCase.of(
                                    written,
                                    commands.getOrDefault(session, List.of()),
                                    confirmations.getOrDefault(session, List.of()));
                    if (result != null && result.establishedAt() != null) {
                        all.put("session:" + session, result.establishedAt());
                    }
                });
        return all;
    }

    private boolean anyOf(NaiveCase.Result result, String ground, String offenceId) {
        return result.references().get(ground).stream()
                .map(reference -> "reference/" + reference)
                .anyMatch(
                        reference ->
                                isStanding(reference) && isStanding(reference + " " + offenceId));
    }

    private boolean isStanding(String ground) {
        return standing.getOrDefault(ground, true);
    }
}
