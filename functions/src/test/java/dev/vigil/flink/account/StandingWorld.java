package dev.vigil.flink.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;

import dev.vigil.account.LedgerRules;
import dev.vigil.account.TestingAccounts;
import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountCommandBuilder;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.Forgotten;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * The operator among its topics, a platform that delivers warnings and carries out commands, and
 * people who decide, report and appeal. It may be killed, restored from an older savepoint on
 * another number of tasks and with another ladder, and started without state, its topics read in
 * any order.
 */
final class StandingWorld implements AutoCloseable {
    /** Ways in which the surroundings may be wrong, and the check that must catch it. */
    enum Fault {
        /** P1: what is read late is not read. */
        LATE_FACTS_ARE_LOST("P1"),
        /** P8: what falls after its expiry is no news. */
        LATE_REVERSALS_ARE_LOST("P8"),
        /** P11: an undecided proposal is carried out. */
        UNDECIDED_IS_CARRIED_OUT("P11"),
        /** P12: the second LIFT of a measure has the id of the first. */
        LIFTS_WITHOUT_NUMBER("P12"),
        STRIKES_NOT_READ_BACK("P14"),
        WARNINGS_NOT_READ_BACK("P13"),
        COMMANDS_NOT_READ_BACK("P13"),
        STANDINGS_NOT_READ_BACK("P13"),
        OFFENCES_NOT_READ_BACK("P13"),
        REPORTS_NOT_READ_BACK("P13"),
        /** P14: what an aborted transaction held is there all the same. */
        STRIKES_AT_LEAST_ONCE("P14"),
        /** P15: warnings go to an account that was erased. */
        ERASED_IS_WARNED("P15"),
        /** P15 */
        FIRST_WARNINGS_ARE_LOST("P15");

        final String caughtBy;

        Fault(String caughtBy) {
            this.caughtBy = caughtBy;
        }
    }

    /**
     * @param atMs when it is written, which may be hours after its own time
     */
    private record Coming(long atMs, AccountFact fact) {}

    private final Random random;
    private final Set<Fault> faults;
    private final PriorityQueue<Coming> coming =
            new PriorityQueue<>(Comparator.comparingLong(Coming::atMs));

    /** What was written to the input topics, in this order. */
    final List<AccountFact> inputs = new ArrayList<>();

    /** What was written to the job's own topics. */
    final List<AccountFact> own = new ArrayList<>();

    final List<StrikeChanged> uncommitted = new ArrayList<>();
    final List<StrikeChanged> strikes = new ArrayList<>();
    final List<OffenceChanged> offences = new ArrayList<>();
    final List<AccountStanding> standings = new ArrayList<>();
    final List<UserWarning> warnings = new ArrayList<>();
    final List<AccountCommand> commands = new ArrayList<>();
    final List<DepartmentReport> reports = new ArrayList<>();
    final List<LedgerAlert> alerts = new ArrayList<>();
    final List<Forgotten> forgotten = new ArrayList<>();
    final List<DeadLetter> dead = new ArrayList<>();

    private LedgerRules rules;
    private LedgerRules before;

    /** When another ladder came to apply. */
    long changedAt = Long.MIN_VALUE;

    private KeyedOneInputStreamOperatorTestHarness<String, AccountFact, AccountStanding> operator;
    private int tasks = 1;
    private int readInputs;
    private int readOwn;
    private Savepoint last;
    private long checkpoint;
    long nowMs = TestingAccounts.T0_MS;
    boolean confirms = true;
    boolean delivers = true;
    boolean decides = true;
    private final Set<String> decided = new HashSet<>();
    private final Set<String> lost = new HashSet<>();
    private int appeals;

    record Savepoint(OperatorSubtaskState state, int tasks, int inputs, int own) {}

    StandingWorld(long seed, Fault... faults) throws Exception {
        this(seed, LedgerRules.DEFAULTS, faults);
    }

    StandingWorld(long seed, LedgerRules rules, Fault... faults) throws Exception {
        this.random = new Random(seed * 7_919);
        this.rules = rules;
        this.before = rules;
        this.faults = EnumSet.noneOf(Fault.class);
        this.faults.addAll(List.of(faults));
        open(null);
    }

    /** From the next start on. */
    void rules(LedgerRules next) {
        rules = next;
    }

    /** The task that has the account, of one to three. */
    private void open(Savepoint from) throws Exception {
        changedAt = rules == before ? changedAt : nowMs;
        before = rules;
        tasks = 1 + random.nextInt(3);
        int task =
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        ACCOUNT, KeyGroups.MAX_PARALLELISM, tasks);
        operator =
                TestingOperators.keyed(
                        new StandingFunction(rules),
                        AccountFact::accountId,
                        Types.STRING,
                        tasks,
                        task,
                        from == null
                                ? null
                                : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                        from.state(),
                                        KeyGroups.MAX_PARALLELISM,
                                        from.tasks(),
                                        tasks,
                                        task));
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }

    KeyedOneInputStreamOperatorTestHarness<String, AccountFact, AccountStanding> operator() {
        return operator;
    }

    // What comes --------------------------------------------------------------------------------

    /** It is written at its own time. */
    void later(AccountFact fact) {
        later(fact.time(), fact);
    }

    void later(long atMs, AccountFact fact) {
        coming.add(new Coming(atMs, fact));
    }

    boolean hasMore() {
        return !coming.isEmpty();
    }

    long nextMs() {
        return coming.peek().atMs();
    }

    /** Time goes on until then, with all that comes meanwhile; what was published is read back. */
    void until(long atMs) throws Exception {
        while (!coming.isEmpty() && coming.peek().atMs() <= atMs) {
            nowMs = Math.max(nowMs, coming.peek().atMs());
            while (!coming.isEmpty() && coming.peek().atMs() <= nowMs) {
                Coming next = coming.poll();
                inputs.add(next.fact());
                lose(next);
                if (next.fact().kind() == Kind.OFFENCE) {
                    inputs.addAll(fallenGrounds());
                }
            }
            turn();
        }
        nowMs = Math.max(nowMs, atMs);
        turn();
    }

    private void lose(Coming one) {
        AccountFact fact = one.fact();
        boolean isLate =
                faults.contains(Fault.LATE_FACTS_ARE_LOST)
                        && one.atMs() > fact.time() + TestingAccounts.HOUR_MS;
        boolean isLateReversal =
                faults.contains(Fault.LATE_REVERSALS_ARE_LOST)
                        && fact.kind() == Kind.WAIVED
                        && hasExpired(fact.waived().offenceId());
        if (isLate || isLateReversal) {
            lost.add(fact.toString());
        }
    }

    private boolean hasExpired(String offenceId) {
        return offences.stream()
                .filter(one -> one.offence().offenceId().equals(offenceId))
                .anyMatch(one -> one.state() == OffenceState.EXPIRED);
    }

    /** Said again to an account with an offence that rests on it. */
    private List<AccountFact> fallenGrounds() {
        Map<String, AccountFact> last = new LinkedHashMap<>();
        inputs.stream()
                .filter(fact -> fact.kind() == Kind.GROUND)
                .forEach(fact -> last.put(fact.ground().ground(), fact));
        return last.values().stream().filter(fact -> !fact.ground().stands()).toList();
    }

    private void turn() throws Exception {
        read();
        operator.processWatermark(nowMs);
        gather();
    }

    private void read() throws Exception {
        while (readInputs < inputs.size() || readOwn < own.size()) {
            boolean isOwn =
                    readInputs == inputs.size() || readOwn < own.size() && random.nextBoolean();
            take(isOwn ? own.get(readOwn++) : inputs.get(readInputs++));
        }
    }

    private void take(AccountFact fact) throws Exception {
        if (lost.isEmpty() || !lost.contains(fact.toString())) {
            operator.processElement(fact, fact.time());
        }
    }

    // What is published -------------------------------------------------------------------------

    private void gather() {
        for (OffenceChanged one : side(operator, StandingFunction.OFFENCES)) {
            offences.add(one);
            back(Kind.OFFENCE_PUBLISHED, one.changedAt(), one, Fault.OFFENCES_NOT_READ_BACK);
        }
        uncommitted.addAll(side(operator, StandingFunction.STRIKES));
        side(operator, StandingFunction.WARNINGS).forEach(this::warned);
        for (AccountCommand one : side(operator, StandingFunction.COMMANDS)) {
            commands.add(isUnnumbered(one) ? unnumbered(one) : one);
            back(Kind.COMMAND_PUBLISHED, one.issuedAt(), one, Fault.COMMANDS_NOT_READ_BACK);
            confirm(one);
            appeal(one);
        }
        for (DepartmentReport one : side(operator, StandingFunction.REPORTS)) {
            reports.add(one);
            back(Kind.REPORT_PUBLISHED, one.at(), one, Fault.REPORTS_NOT_READ_BACK);
            report(one);
        }
        for (AccountStanding one : out(operator)) {
            standings.add(one);
            decide(one);
            back(Kind.STANDING_PUBLISHED, one.at(), one, Fault.STANDINGS_NOT_READ_BACK);
        }
        for (Forgotten one : side(operator, StandingFunction.FORGOTTEN)) {
            forgotten.add(one);
            own.removeIf(fact -> isAbout(one, fact) && own.indexOf(fact) >= readOwn);
        }
        alerts.addAll(side(operator, StandingFunction.ALERTS));
        dead.addAll(side(operator, StandingFunction.REFUSED));
        dead.addAll(side(operator, PureFailure.DEAD));
    }

    private static boolean isAbout(Forgotten one, AccountFact fact) {
        return one.offenceId() != null
                && fact.kind() == Kind.OFFENCE_PUBLISHED
                && fact.offencePublished().offence().offenceId().equals(one.offenceId());
    }

    private void back(Kind kind, long time, Object record, Fault missing) {
        if (!faults.contains(missing)) {
            own.add(AccountFact.of(kind, ACCOUNT, time, record));
        }
    }

    private void warned(UserWarning one) {
        boolean isLost =
                faults.contains(Fault.FIRST_WARNINGS_ARE_LOST) && one.kind() == WarningKind.FIRST;
        if (!isLost) {
            warnings.add(one);
        }
        if (faults.contains(Fault.ERASED_IS_WARNED)) {
            warnings.add(one.withIssuedAt(nowMs + 500 * TestingAccounts.DAY_MS));
        }
        back(Kind.WARNING_PUBLISHED, one.issuedAt(), one, Fault.WARNINGS_NOT_READ_BACK);
        deliver(one);
    }

    private boolean isUnnumbered(AccountCommand one) {
        return faults.contains(Fault.LIFTS_WITHOUT_NUMBER) && one.measure() == Measure.LIFT;
    }

    private static AccountCommand unnumbered(AccountCommand one) {
        return one.withCommandId(one.commandId().replaceFirst("/[0-9]+/lift$", "/lift"));
    }

    // People and the platform -------------------------------------------------------------------

    /** A person decides in time, late, or never. */
    private void decide(AccountStanding standing) {
        Proposal proposal = standing.proposal();
        if (proposal == null || proposal.state() != ProposalState.OPEN || !decides) {
            return;
        }
        if (faults.contains(Fault.UNDECIDED_IS_CARRIED_OUT)) {
            commands.add(ending(proposal));
        }
        int luck = random.nextInt(6);
        if (luck < 4 && decided.add(proposal.proposalId())) {
            ProposalDecision decision =
                    luck == 0
                            ? ProposalDecision.CARRY_OUT
                            : luck == 1 ? ProposalDecision.DEFER : ProposalDecision.DECLINE;
            long at = nowMs + 1_000 + random.nextInt(10) * TestingAccounts.HOUR_MS;
            boolean isShort = decision == ProposalDecision.DEFER && random.nextBoolean();
            Long until = isShort ? Long.valueOf(at + 3 * TestingAccounts.DAY_MS) : null;
            later(
                    said(
                            Kind.DECIDED,
                            at,
                            new StandingDecided(
                                    proposal.proposalId(),
                                    ACCOUNT,
                                    decision,
                                    until,
                                    "person-1",
                                    "looked at",
                                    at)));
        }
    }

    private static AccountFact said(Kind kind, long at, Object record) {
        return AccountFact.of(kind, ACCOUNT, at, record);
    }

    private AccountCommand ending(Proposal proposal) {
        return AccountCommandBuilder.builder()
                .commandId(ACCOUNT + "/ENDED/planted/SERVICE_ENDED")
                .accountId(ACCOUNT)
                .measure(Measure.SERVICE_ENDED)
                .from(nowMs)
                .step(LadderStep.ENDED)
                .reason("DECISION")
                .decisionRef(proposal.proposalId())
                .issuedAt(nowMs)
                .deadline(nowMs + 10_000)
                .build();
    }

    /** Most drafts are approved, and all that was approved is sent. */
    private void report(DepartmentReport one) {
        long at = nowMs + 2_000;
        if (one.state() == ReportState.DRAFT && random.nextInt(4) > 0) {
            later(
                    said(
                            Kind.REPORT_DECIDED,
                            at,
                            new ReportDecided(
                                    one.reportId(),
                                    ACCOUNT,
                                    one.version(),
                                    ReportDecision.APPROVE,
                                    "person-2",
                                    null,
                                    at)));
        } else if (one.state() == ReportState.APPROVED || one.state() == ReportState.CORRECTED) {
            later(
                    said(
                            Kind.REPORT_DELIVERED,
                            at,
                            new ReportDelivered(
                                    one.reportId(),
                                    ACCOUNT,
                                    one.version(),
                                    DeliveryState.SENT,
                                    "post",
                                    "doc-1",
                                    "person-2",
                                    at)));
        }
    }

    /** Some receipts are read hours late. */
    private void deliver(UserWarning warning) {
        int luck = random.nextInt(10);
        if (!delivers || luck == 0) {
            return;
        }
        ReceiptState state = luck == 1 ? ReceiptState.FAILED : ReceiptState.DELIVERED;
        long at = nowMs + 1_000 + random.nextInt(100_000);
        long writtenAt = luck == 2 ? at + 6 * TestingAccounts.HOUR_MS : at;
        later(writtenAt, TestingAccounts.receipt(warning.warningId(), state, at));
    }

    private void confirm(AccountCommand command) {
        if (confirms && random.nextInt(5) > 0) {
            long at = nowMs + 500 + random.nextInt(4_000);
            later(
                    said(
                            Kind.CONFIRMED,
                            at,
                            ActionConfirmedBuilder.builder()
                                    .confirmationId("c-" + commands.size())
                                    .itemId(ACCOUNT)
                                    .measure(command.measure())
                                    .effectiveAt(at)
                                    .commandId(command.commandId())
                                    .build()));
        }
    }

    /** Some users appeal against a measure alone. */
    private void appeal(AccountCommand command) {
        if (command.measure() == Measure.LIFT || random.nextInt(8) > 0) {
            return;
        }
        long at = nowMs + TestingAccounts.HOUR_MS;
        String id = "measure-" + ++appeals;
        later(TestingAccounts.filedAgainst(id, command.commandId(), at));
        AppealOutcome outcome = AppealOutcome.values()[random.nextInt(2)];
        later(TestingAccounts.decided(id, outcome, at + TestingAccounts.DAY_MS));
    }

    // The job -----------------------------------------------------------------------------------

    private void commit() {
        for (StrikeChanged one : uncommitted) {
            strikes.add(one);
            back(Kind.STRIKE_PUBLISHED, one.at(), one, Fault.STRIKES_NOT_READ_BACK);
        }
        uncommitted.clear();
    }

    private Savepoint savepoint() throws Exception {
        OperatorSubtaskState state =
                AbstractStreamOperatorTestHarness.repackageState(
                        operator.snapshot(++checkpoint, nowMs));
        return new Savepoint(state, tasks, readInputs, readOwn);
    }

    /** What was sent until then is committed with it. */
    Savepoint checkpoint() throws Exception {
        last = savepoint();
        commit();
        return last;
    }

    /** An outage: the transaction of the last checkpoint has expired at the broker. */
    void loseTransaction() throws Exception {
        last = savepoint();
        start(last);
    }

    /** The transaction of what was sent since the last checkpoint is aborted. */
    void kill() throws Exception {
        start(last);
    }

    void start(Savepoint from) throws Exception {
        stop();
        open(from);
        readInputs = from.inputs();
        readOwn = from.own();
        turn();
    }

    private void stop() throws Exception {
        if (faults.contains(Fault.STRIKES_AT_LEAST_ONCE)) {
            strikes.addAll(uncommitted);
        }
        uncommitted.clear();
        operator.close();
    }

    /** Each topic is read in its own order, and the topics in any. */
    void startWithoutState() throws Exception {
        stop();
        open(null);
        List<Kind> topics = new ArrayList<>(List.of(Kind.values()));
        Collections.shuffle(topics, random);
        for (Kind topic : topics) {
            List<AccountFact> facts =
                    Stream.concat(inputs.stream(), own.stream())
                            .filter(fact -> fact.kind() == topic)
                            .toList();
            for (AccountFact fact : facts) {
                take(fact);
            }
        }
        readInputs = inputs.size();
        readOwn = own.size();
        turn();
    }
}
