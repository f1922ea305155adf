package dev.vigil.flink.account;

import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;

import dev.vigil.account.AccountHistory;
import dev.vigil.account.AccountProperty.Seen;
import dev.vigil.account.AccountProperty.Subject;
import dev.vigil.account.LedgerRules;
import dev.vigil.account.MovedFact;
import dev.vigil.account.NaiveStanding.Fault;
import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.OffenceChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * Histories of many accounts through Standing: read in turns, on one to three tasks, killed and
 * restored from any older savepoint on another number of tasks, so that facts are read again. Each
 * history is moved so that its moment is the same for all. Once more restored at the end, from an
 * older savepoint and with what was published: then nothing more may come.
 */
final class ThroughTheOperator implements Subject {
    private static final long NOW_MS = T0_MS + 1_000 * DAY_MS;
    private static final int MOST_KILLS = 3;

    private final Fault planted;
    private final Kind notReadBack;
    private final Random random = new Random(7);

    /** What was published again by a start from an older savepoint; receipts of later aside. */
    final List<String> again = new ArrayList<>();

    int kills;

    /**
     * @param planted null for the operator itself
     * @param notReadBack a topic that the job does not read back; null for none
     */
    ThroughTheOperator(Fault planted, Kind notReadBack) {
        this.planted = planted;
        this.notReadBack = notReadBack;
    }

    @Override
    public List<Seen> of(List<AccountHistory> histories) {
        Map<Integer, List<Integer>> byLadder = new TreeMap<>();
        for (int i = 0; i < histories.size(); i++) {
            byLadder.computeIfAbsent(histories.get(i).forgives(), none -> new ArrayList<>()).add(i);
        }
        Seen[] seen = new Seen[histories.size()];
        for (List<Integer> numbers : byLadder.values()) {
            try {
                read(histories, numbers, seen);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return List.of(seen);
    }

    private void read(List<AccountHistory> histories, List<Integer> numbers, Seen[] seen)
            throws Exception {
        List<AccountFact> facts = inTurns(histories, numbers);
        List<Step> steps = steps(facts.size());
        if (planted == null) {
            run(histories, numbers, facts, steps, seen);
            return;
        }
        Map<String, List<AccountFact>> read = new HashMap<>();
        for (Step step : steps) {
            if (step.read() != null) {
                AccountFact fact = facts.get(step.read());
                read.computeIfAbsent(fact.accountId(), none -> new ArrayList<>()).add(fact);
            }
        }
        for (int number : numbers) {
            seen[number] =
                    Seen.naive(
                            histories.get(number).at(NOW_MS),
                            read.getOrDefault(account(number), List.of()),
                            planted);
        }
    }

    /** A fact is read, or a savepoint is taken, or the job is killed and restored from one. */
    private List<Step> steps(int facts) {
        List<Step> steps = new ArrayList<>(List.of(Step.SAVEPOINT));
        List<Integer> savepoints = new ArrayList<>(List.of(0));
        int killed = 0;
        for (int next = 0; next < facts; next++) {
            steps.add(new Step(next, null, 0));
            if (random.nextInt(facts) < 4) {
                savepoints.add(next + 1);
                steps.add(Step.SAVEPOINT);
            }
            if (killed < MOST_KILLS && random.nextInt(facts) < 4) {
                killed++;
                int from = random.nextInt(savepoints.size());
                steps.add(new Step(null, from, 1 + random.nextInt(3)));
                next = savepoints.get(from) - 1;
            }
        }
        kills += killed;
        return steps;
    }

    private void run(
            List<AccountHistory> histories,
            List<Integer> numbers,
            List<AccountFact> facts,
            List<Step> steps,
            Seen[] seen)
            throws Exception {
        LedgerRules rules = histories.get(numbers.get(0)).rules();
        Job job = new Job(rules, 1, null);
        List<Savepoint> savepoints = new ArrayList<>();
        int read = 0;
        for (Step step : steps) {
            if (step.read() != null) {
                job.take(facts.get(step.read()));
                read = step.read() + 1;
            } else if (step.from() == null) {
                savepoints.add(job.savepoint(read));
            } else {
                job.close();
                job = new Job(rules, step.tasks(), savepoints.get(step.from()));
            }
        }
        job.until(NOW_MS);
        job.close();
        for (int number : numbers) {
            seen[number] = job.seen(account(number));
        }
        Set<String> aside = new HashSet<>();
        for (int number : numbers) {
            AccountHistory history = histories.get(number);
            if (history.received().facts().size() < history.facts().size()) {
                aside.add(account(number));
            }
        }
        restart(rules, job, savepoints.get(random.nextInt(savepoints.size())), facts, aside);
    }

    private void restart(
            LedgerRules rules,
            Job before,
            Savepoint from,
            List<AccountFact> facts,
            Set<String> aside)
            throws Exception {
        Job job = new Job(rules, 1 + random.nextInt(3), from);
        List<AccountFact> inputs = facts.subList(from.read(), facts.size());
        List<AccountFact> own =
                before.own.stream().filter(fact -> fact.kind() != notReadBack).toList();
        Map<String, Integer> warned = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).kind() == Kind.WARNING_PUBLISHED) {
                warned.put(inputs.get(i).accountId(), i + 1);
            }
        }
        int input = 0;
        for (AccountFact fact : own) {
            // A topic keeps its order: a history's warnings come before their later revisions.
            int least =
                    fact.kind() == Kind.WARNING_PUBLISHED
                            ? warned.getOrDefault(fact.accountId(), 0)
                            : 0;
            while (input < least || input < inputs.size() && random.nextBoolean()) {
                job.take(inputs.get(input++));
            }
            job.take(fact);
        }
        for (AccountFact fact : inputs.subList(input, inputs.size())) {
            job.take(fact);
        }
        job.until(NOW_MS);
        job.close();
        job.own.stream()
                .filter(fact -> !aside.contains(fact.accountId()))
                .forEach(fact -> again.add(fact.kind() + " " + fact.accountId()));
    }

    /** Those of one account in their order. */
    private List<AccountFact> inTurns(List<AccountHistory> histories, List<Integer> numbers) {
        List<AccountFact> facts = new ArrayList<>();
        Map<Integer, Integer> next = new HashMap<>();
        List<Integer> left = new ArrayList<>(numbers);
        left.removeIf(number -> histories.get(number).facts().isEmpty());
        while (!left.isEmpty()) {
            int at = random.nextInt(left.size());
            int number = left.get(at);
            AccountHistory history = histories.get(number);
            int turn = next.merge(number, 1, Integer::sum);
            facts.add(
                    MovedFact.of(
                            history.facts().get(turn - 1), account(number), NOW_MS - history.t()));
            if (turn == history.facts().size()) {
                left.set(at, left.get(left.size() - 1));
                left.remove(left.size() - 1);
            }
        }
        return facts;
    }

    private static String account(int number) {
        return String.format("u-%06d", number);
    }

    /**
     * @param read the number of the fact; null for a savepoint or a restart
     * @param from the number of the savepoint; null for no restart
     */
    private record Step(Integer read, Integer from, int tasks) {
        static final Step SAVEPOINT = new Step(null, null, 0);
    }

    /**
     * @param read facts that were read by then
     */
    private record Savepoint(OperatorSubtaskState state, int tasks, int read) {}

    private static final class Job {
        private final List<
                        KeyedOneInputStreamOperatorTestHarness<
                                String, AccountFact, AccountStanding>>
                tasks = new ArrayList<>();
        private final List<AccountFact> own = new ArrayList<>();
        private final Map<String, AccountStanding> standings = new HashMap<>();
        private final Map<String, List<OffenceChanged>> offences = new HashMap<>();

        Job(LedgerRules rules, int many, Savepoint from) throws Exception {
            for (int task = 0; task < many; task++) {
                tasks.add(
                        TestingOperators.keyed(
                                new StandingFunction(rules),
                                AccountFact::accountId,
                                Types.STRING,
                                many,
                                task,
                                from == null
                                        ? null
                                        : AbstractStreamOperatorTestHarness
                                                .repartitionOperatorState(
                                                        from.state(),
                                                        KeyGroups.MAX_PARALLELISM,
                                                        from.tasks(),
                                                        many,
                                                        task)));
            }
        }

        Savepoint savepoint(int read) throws Exception {
            OperatorSubtaskState[] parts = new OperatorSubtaskState[tasks.size()];
            for (int task = 0; task < parts.length; task++) {
                parts[task] = tasks.get(task).snapshot(read, read);
            }
            return new Savepoint(
                    AbstractStreamOperatorTestHarness.repackageState(parts), parts.length, read);
        }

        void take(AccountFact fact) throws Exception {
            int task =
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            fact.accountId(), KeyGroups.MAX_PARALLELISM, tasks.size());
            tasks.get(task).processElement(fact, fact.time());
        }

        void until(long nowMs) throws Exception {
            for (var task : tasks) {
                task.processWatermark(nowMs);
                for (OffenceChanged one : side(task, StandingFunction.OFFENCES)) {
                    String account = one.offence().accountId();
                    offences.computeIfAbsent(account, none -> new ArrayList<>()).add(one);
                    back(Kind.OFFENCE_PUBLISHED, account, one);
                }
                for (AccountStanding one : out(task)) {
                    standings.put(one.accountId(), one);
                    back(Kind.STANDING_PUBLISHED, one.accountId(), one);
                }
                side(task, StandingFunction.STRIKES)
                        .forEach(one -> back(Kind.STRIKE_PUBLISHED, one.accountId(), one));
                side(task, StandingFunction.WARNINGS)
                        .forEach(one -> back(Kind.WARNING_PUBLISHED, one.accountId(), one));
                side(task, StandingFunction.COMMANDS)
                        .forEach(one -> back(Kind.COMMAND_PUBLISHED, one.accountId(), one));
                side(task, StandingFunction.REPORTS)
                        .forEach(one -> back(Kind.REPORT_PUBLISHED, one.accountId(), one));
                if (!side(task, PureFailure.DEAD).isEmpty()) {
                    throw new IllegalStateException("standing: expected no failure, got one");
                }
            }
        }

        private void back(Kind kind, String account, Object record) {
            own.add(AccountFact.of(kind, account, NOW_MS, record));
        }

        Seen seen(String account) {
            return Seen.of(
                    account,
                    offences.getOrDefault(account, List.of()),
                    standings.get(account),
                    NOW_MS);
        }

        void close() throws Exception {
            for (var task : tasks) {
                task.close();
            }
        }
    }
}
