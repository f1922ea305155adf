package dev.vigil.flink.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;

import dev.vigil.account.LedgerRules;
import dev.vigil.account.TestingAccounts;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountCommandBuilder;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.Forgotten;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * The operator among its topics and a platform that delivers warnings and carries out commands. It
 * may be killed, restored from an older savepoint, and started without state.
 */
final class StandingWorld implements AutoCloseable {
    /** Ways in which the surroundings may be wrong, which the checks must catch. */
    enum Fault {
        STRIKES_NOT_READ_BACK,
        WARNINGS_NOT_READ_BACK,
        COMMANDS_NOT_READ_BACK,
        STANDINGS_NOT_READ_BACK,
        /** What an aborted transaction held is there all the same. */
        STRIKES_AT_LEAST_ONCE,
        /** A proposal is carried out without a decision. */
        UNDECIDED_IS_CARRIED_OUT,
        /** Warnings go to an account that was erased. */
        ERASED_IS_WARNED
    }

    private final Random random;
    private final Set<Fault> faults;
    private final PriorityQueue<AccountFact> coming =
            new PriorityQueue<>(Comparator.comparingLong(AccountFact::time));

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

    private final LedgerRules rules;
    private KeyedOneInputStreamOperatorTestHarness<String, AccountFact, AccountStanding> operator;
    private int readInputs;
    private int readOwn;
    private Savepoint last;
    private long checkpoint;
    long nowMs = TestingAccounts.T0_MS;
    boolean confirms = true;
    boolean delivers = true;
    boolean decides = true;
    private final Set<String> decided = new HashSet<>();

    record Savepoint(OperatorSubtaskState state, int inputs, int own) {}

    StandingWorld(long seed, Fault... faults) throws Exception {
        this(seed, LedgerRules.DEFAULTS, faults);
    }

    StandingWorld(long seed, LedgerRules rules, Fault... faults) throws Exception {
        this.random = new Random(seed * 7_919);
        this.rules = rules;
        this.faults = EnumSet.noneOf(Fault.class);
        this.faults.addAll(List.of(faults));
        open(null);
    }

    private void open(OperatorSubtaskState state) throws Exception {
        operator =
                TestingOperators.keyed(
                        new StandingFunction(rules), AccountFact::accountId, Types.STRING, state);
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }

    KeyedOneInputStreamOperatorTestHarness<String, AccountFact, AccountStanding> operator() {
        return operator;
    }

    /** It is written at its own time. */
    void later(AccountFact fact) {
        coming.add(fact);
    }

    void later(List<AccountFact> facts) {
        coming.addAll(facts);
    }

    boolean hasMore() {
        return !coming.isEmpty();
    }

    long nextMs() {
        return coming.peek().time();
    }

    /** Time goes on until then, with all that comes meanwhile; what was published is read back. */
    void until(long atMs) throws Exception {
        while (!coming.isEmpty() && coming.peek().time() <= atMs) {
            nowMs = Math.max(nowMs, coming.peek().time());
            while (!coming.isEmpty() && coming.peek().time() <= nowMs) {
                AccountFact next = coming.poll();
                inputs.add(next);
                if (next.kind() == Kind.OFFENCE) {
                    inputs.addAll(fallenGrounds());
                }
            }
            turn();
        }
        nowMs = Math.max(nowMs, atMs);
        turn();
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
            AccountFact fact = isOwn ? own.get(readOwn++) : inputs.get(readInputs++);
            operator.processElement(fact, fact.time());
        }
    }

    private void gather() {
        for (OffenceChanged one : side(operator, StandingFunction.OFFENCES)) {
            offences.add(one);
            back(Kind.OFFENCE_PUBLISHED, one.changedAt(), one);
        }
        for (StrikeChanged one : side(operator, StandingFunction.STRIKES)) {
            uncommitted.add(one);
        }
        for (UserWarning one : side(operator, StandingFunction.WARNINGS)) {
            warnings.add(one);
            if (faults.contains(Fault.ERASED_IS_WARNED)) {
                warnings.add(one.withIssuedAt(nowMs + 500 * TestingAccounts.DAY_MS));
            }
            if (!faults.contains(Fault.WARNINGS_NOT_READ_BACK)) {
                back(Kind.WARNING_PUBLISHED, one.issuedAt(), one);
            }
            deliver(one);
        }
        for (AccountCommand one : side(operator, StandingFunction.COMMANDS)) {
            commands.add(one);
            if (!faults.contains(Fault.COMMANDS_NOT_READ_BACK)) {
                back(Kind.COMMAND_PUBLISHED, one.issuedAt(), one);
            }
            confirm(one);
        }
        for (DepartmentReport one : side(operator, StandingFunction.REPORTS)) {
            reports.add(one);
            back(Kind.REPORT_PUBLISHED, one.at(), one);
        }
        for (AccountStanding one : out(operator)) {
            standings.add(one);
            decide(one);
            if (!faults.contains(Fault.STANDINGS_NOT_READ_BACK)) {
                back(Kind.STANDING_PUBLISHED, one.at(), one);
            }
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

    private void back(Kind kind, long time, Object record) {
        own.add(AccountFact.of(kind, ACCOUNT, time, record));
    }

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
            later(TestingAccounts.decided(proposal.proposalId(), decision, at));
        }
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

    private void deliver(UserWarning warning) {
        int luck = random.nextInt(10);
        if (!delivers || luck == 0) {
            return;
        }
        ReceiptState state = luck == 1 ? ReceiptState.FAILED : ReceiptState.DELIVERED;
        later(
                TestingAccounts.receipt(
                        warning.warningId(), state, nowMs + 1_000 + random.nextInt(100_000)));
    }

    private void confirm(AccountCommand command) {
        if (confirms && random.nextInt(5) > 0) {
            long at = nowMs + 500 + random.nextInt(4_000);
            later(
                    AccountFact.of(
                            Kind.CONFIRMED,
                            ACCOUNT,
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

    private void commit() {
        for (StrikeChanged one : uncommitted) {
            strikes.add(one);
            if (!faults.contains(Fault.STRIKES_NOT_READ_BACK)) {
                back(Kind.STRIKE_PUBLISHED, one.at(), one);
            }
        }
        uncommitted.clear();
    }

    /** What was sent until then is committed with it. */
    Savepoint checkpoint() throws Exception {
        last = new Savepoint(operator.snapshot(++checkpoint, nowMs), readInputs, readOwn);
        commit();
        return last;
    }

    /** An outage: the transaction of the last checkpoint has expired at the broker. */
    void loseTransaction() throws Exception {
        last = new Savepoint(operator.snapshot(++checkpoint, nowMs), readInputs, readOwn);
        start(last);
    }

    /** The transaction of what was sent since the last checkpoint is aborted. */
    void kill() throws Exception {
        start(last);
    }

    void start(Savepoint from) throws Exception {
        if (faults.contains(Fault.STRIKES_AT_LEAST_ONCE)) {
            strikes.addAll(uncommitted);
        }
        uncommitted.clear();
        operator.close();
        open(from == null ? null : from.state());
        readInputs = from == null ? 0 : from.inputs();
        readOwn = from == null ? 0 : from.own();
        turn();
    }
}
