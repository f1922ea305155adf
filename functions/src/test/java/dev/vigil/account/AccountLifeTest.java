package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.confirmed;
import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.fact;
import static dev.vigil.account.TestingAccounts.listed;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;
import static dev.vigil.account.TestingAccounts.waived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.NaiveStanding.Fault;
import dev.vigil.account.NaiveStanding.Ladder;
import dev.vigil.account.NaiveStanding.Result;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.DepartmentReport;
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
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What must always hold of what is published in the life of an account (job/docs/domain.md), over
 * random lives: it repeats, is warned, wins and loses, is decided on and reported by people, is
 * erased and comes back, while the ladder changes. A check that a planted fault does not break
 * checks nothing.
 */
class AccountLifeTest {
    private static final int SEEDS = Integer.getInteger("seeds", 60);

    /** A fold that has a fault. */
    private enum Plant {
        NONE,
        /** P8 */
        OFFENCES_ARE_DROPPED_AT_THEIR_EXPIRY,
        /** P15 */
        FIRST_WARNINGS_ARE_NOT_SENT,
        /** P15 */
        NOTHING_IS_TAKEN_BACK
    }

    /** All that came out of one life. */
    private static final class Life {
        final long seed;
        final Plant plant;
        final Random random;
        final FoldedAccount account = new FoldedAccount();
        final List<AccountCommand> commands = new ArrayList<>();
        final List<UserWarning> warnings = new ArrayList<>();
        final List<StrikeChanged> strikes = new ArrayList<>();
        final List<DepartmentReport> reports = new ArrayList<>();
        final Map<String, OffenceChanged> offences = new TreeMap<>();
        final List<AccountFact> facts = new ArrayList<>();
        final List<StandingDecided> decisions = new ArrayList<>();
        final Set<String> unnamed = new HashSet<>();
        final Set<String> gone = new HashSet<>();
        final List<Moment> moments = new ArrayList<>();
        Ladder ladder = Ladder.DEFAULT;
        Long erasedAt;

        /** It has fallen: said again to each account with an offence that rests on it. */
        AccountFact ground;

        long t = T0_MS;

        Life(long seed, Plant plant) {
            this.seed = seed;
            this.plant = plant;
            this.random = new Random(seed);
        }

        private void at(long then, AccountFact... more) {
            t = Math.max(t, then);
            facts.addAll(List.of(more));
            FoldOutput output = account.at(t, more);
            commands.addAll(output.commands());
            output.warnings().stream().filter(one -> !isLost(one)).forEach(warnings::add);
            strikes.addAll(output.strikes());
            reports.addAll(output.reports());
            for (OffenceChanged one : output.offences()) {
                offences.put(one.offence().offenceId(), one);
            }
            output.forgotten().forEach(one -> offences.remove(one.offenceId()));
            if (plant == Plant.OFFENCES_ARE_DROPPED_AT_THEIR_EXPIRY) {
                offences.values().stream()
                        .filter(one -> one.state() == OffenceState.EXPIRED)
                        .forEach(one -> account.account.offences().remove(id(one)));
            }
            unnamed();
        }

        private static String id(OffenceChanged one) {
            return one.offence().offenceId();
        }

        private boolean isLost(UserWarning one) {
            return plant == Plant.FIRST_WARNINGS_ARE_NOT_SENT && one.kind() == WarningKind.FIRST
                    || plant == Plant.NOTHING_IS_TAKEN_BACK && one.kind() == WarningKind.LIFTED;
        }

        private void unnamed() {
            Set<String> named = new HashSet<>();
            warnings.forEach(one -> named.addAll(one.offences()));
            offences.forEach(
                    (id, one) -> {
                        if (one.state() == OffenceState.STANDING && !named.contains(id)) {
                            unnamed.add(id);
                        }
                    });
        }

        private void look() {
            List<AccountFact> known = new ArrayList<>(facts);
            for (UserWarning one : warnings) {
                known.add(AccountFact.of(Kind.WARNING_PUBLISHED, ACCOUNT, one.issuedAt(), one));
            }
            var standing = account.standings.isEmpty() ? null : account.standing();
            Result published = PublishedAccount.result(ACCOUNT, offences, standing, t);
            moments.add(new Moment(known, t, ladder, published, standing != null));
        }

        Moment last() {
            return moments.get(moments.size() - 1);
        }
    }

    /**
     * What was published and the facts that were there.
     *
     * @param t the time (UTC epoch ms)
     */
    private record Moment(
            List<AccountFact> facts, long t, Ladder ladder, Result published, boolean isKnown) {
        Result model(Fault fault) {
            Result result = NaiveStanding.of(facts, t, ladder, fault);
            return isKnown ? result : result.published();
        }

        boolean isOtherwise(Fault fault) {
            return !model(fault).equals(published);
        }
    }

    /** The lives of all seeds: a check does not change them. */
    private static final List<Life> LIVES =
            LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> life(seed, Plant.NONE)).toList();

    private static Life life(long seed, Plant plant) {
        Life life = new Life(seed, plant);
        Random random = life.random;
        int many = 4 + random.nextInt(5);
        int erasure = random.nextInt(3) == 0 ? random.nextInt(many) : -1;
        int change = random.nextInt(4) == 0 ? random.nextInt(many) : -1;
        for (int i = 0; i < many; i++) {
            long at = life.t + List.of(HOUR_MS, 2 * DAY_MS, 5 * DAY_MS).get(random.nextInt(3));
            happens(life, "session:" + i, at, "e-" + i % 3);
            if (i % 3 == 1 && life.ground != null) {
                life.at(life.t + 1, life.ground);
            }
            deliver(life);
            life.at(life.t + 10_000);
            confirm(life);
            decide(life);
            report(life);
            reverse(life, "session:" + i, i);
            if (i == erasure) {
                erase(life);
            }
            if (i == change) {
                life.ladder = Ladder.milderSince(life.t + 1);
                life.account.rules(TestingLadders.milder());
                life.at(life.t + 1);
            }
            life.look();
        }
        for (int day = 0; day < 40; day++) {
            life.at(life.t + DAY_MS);
        }
        life.look();
        late(life);
        life.look();
        return life;
    }

    /** Seen first, then confirmed; and said again with less than before. */
    private static void happens(Life life, String id, long at, String entry) {
        var whole = offence(id, at, at + 60_000, listed(entry));
        if (life.random.nextInt(3) == 0) {
            life.at(at + 30_000, fact(whole.withEstablishedAt(null)));
        }
        life.at(at + 60_000, fact(whole));
        if (life.random.nextInt(3) == 0) {
            life.at(at + 90_000, fact(whole.withTimeCodes(List.of())).withTime(at + 90_000));
        }
    }

    private static void deliver(Life life) {
        for (UserWarning one : List.copyOf(life.warnings)) {
            boolean isSent = life.erasedAt == null || one.issuedAt() > life.erasedAt;
            if (isSent && life.random.nextInt(4) > 0) {
                life.at(
                        life.t + 1_000,
                        receipt(one.warningId(), ReceiptState.DELIVERED, life.t + 1_000));
            }
        }
    }

    private static void confirm(Life life) {
        for (AccountCommand one : List.copyOf(life.commands)) {
            if (life.random.nextInt(3) > 0) {
                life.at(life.t + 100, confirmed(one.commandId(), life.t + 100));
            }
        }
    }

    private static void decide(Life life) {
        Proposal proposal =
                life.account.standings.isEmpty() ? null : life.account.standing().proposal();
        if (proposal != null
                && proposal.state() == ProposalState.OPEN
                && life.random.nextBoolean()) {
            long at = life.t + HOUR_MS;
            ProposalDecision decision = ProposalDecision.values()[life.random.nextInt(3)];
            boolean isShort = decision == ProposalDecision.DEFER && life.random.nextBoolean();
            StandingDecided decided =
                    new StandingDecided(
                            proposal.proposalId(),
                            ACCOUNT,
                            decision,
                            isShort ? Long.valueOf(at + 3 * DAY_MS) : null,
                            "person-1",
                            "looked at",
                            at);
            life.decisions.add(decided);
            life.at(at, AccountFact.of(Kind.DECIDED, ACCOUNT, at, decided));
        }
    }

    /** People approve what is drafted, and send what they approved. */
    private static void report(Life life) {
        Map<String, DepartmentReport> last = new HashMap<>();
        life.reports.forEach(one -> last.put(one.reportId(), one));
        for (DepartmentReport one : last.values()) {
            long at = life.t + 1_000;
            if (one.state() == ReportState.DRAFT && life.random.nextBoolean()) {
                life.at(at, said(Kind.REPORT_DECIDED, at, approved(one, at)));
            } else if (one.state() == ReportState.APPROVED
                    || one.state() == ReportState.CORRECTED) {
                life.at(at, said(Kind.REPORT_DELIVERED, at, sent(one, at)));
            }
        }
    }

    private static AccountFact said(Kind kind, long at, Object record) {
        return AccountFact.of(kind, ACCOUNT, at, record);
    }

    private static ReportDecided approved(DepartmentReport of, long at) {
        return new ReportDecided(
                of.reportId(), ACCOUNT, of.version(), ReportDecision.APPROVE, "p-2", null, at);
    }

    private static ReportDelivered sent(DepartmentReport of, long at) {
        return new ReportDelivered(
                of.reportId(), ACCOUNT, of.version(), DeliveryState.SENT, "post", "d", "p", at);
    }

    private static void reverse(Life life, String id, int turn) {
        Random random = life.random;
        if (random.nextInt(5) == 0) {
            life.at(life.t + HOUR_MS, waived(id, life.t + HOUR_MS));
        }
        if (random.nextInt(life.ground == null ? 6 : 2) == 0) {
            long then = life.t + HOUR_MS;
            boolean stands = life.ground != null || random.nextInt(4) == 0;
            AccountFact ground = TestingAccounts.ground("list/e-1", stands, turn, then);
            life.ground = stands ? null : ground;
            life.at(then, ground);
        }
        if (random.nextInt(5) == 0 && !life.commands.isEmpty()) {
            String measure = life.commands.get(random.nextInt(life.commands.size())).commandId();
            long then = life.t + HOUR_MS;
            String appeal = "m-" + turn;
            life.at(then, TestingAccounts.filedAgainst(appeal, measure, then));
            AppealOutcome outcome = AppealOutcome.values()[random.nextInt(2)];
            life.at(then + HOUR_MS, TestingAccounts.decided(appeal, outcome, then + HOUR_MS));
        }
    }

    /** Read at once, or hours after its date. */
    private static void erase(Life life) {
        boolean isLate = life.random.nextBoolean();
        life.erasedAt = isLate ? life.t - 30 * 60_000 : life.t + HOUR_MS;
        for (AccountFact one : life.facts) {
            if (one.kind() == Kind.OFFENCE && one.offence().occurredAt() <= life.erasedAt) {
                life.gone.add(one.offence().offenceId());
            }
        }
        AccountErased erased = new AccountErased(ACCOUNT, "request", life.erasedAt);
        life.at(
                life.t + HOUR_MS + 1_000,
                AccountFact.of(Kind.ERASED, ACCOUNT, life.erasedAt, erased));
    }

    /** Long after all offences have expired one of them falls. */
    private static void late(Life life) {
        life.at(life.t + 91 * DAY_MS);
        List<String> all = List.copyOf(life.offences.keySet());
        if (!all.isEmpty() && life.random.nextBoolean()) {
            String id = all.get(life.random.nextInt(all.size()));
            life.at(life.t + HOUR_MS, waived(id, life.t + HOUR_MS));
        }
        for (int day = 0; day < 3; day++) {
            life.at(life.t + DAY_MS);
            report(life);
        }
        life.at(life.t + 300 * DAY_MS);
    }

    // Checks ------------------------------------------------------------------------------------

    private interface Check {
        /** What is wrong; null for nothing. */
        String of(Life life);
    }

    private static void holdsOnlyWithout(Check check, Consumer<Life> planted) {
        isCaught(
                check,
                life -> {
                    planted.accept(life);
                    return life;
                });
    }

    private static void holdsOnlyWithout(Check check, Plant plant) {
        isCaught(check, life -> life(life.seed, plant));
    }

    private static void isCaught(Check check, UnaryOperator<Life> planted) {
        boolean isCaught = false;
        for (Life life : LIVES) {
            assertThat(check.of(life)).as("seed %s", life.seed).isNull();
            isCaught = isCaught || check.of(planted.apply(life(life.seed, Plant.NONE))) != null;
        }
        assertThat(isCaught).as("a life whose planted fault was caught").isTrue();
    }

    /** P1 to P7 at each turn of a life, with all that was published meanwhile. */
    @Test
    void anAccountIsAtEachMomentWhatTheNaiveModelHas() {
        Set<Fault> missed = new HashSet<>(List.of(Fault.values()));
        missed.removeAll(NOT_IN_A_LIFE);
        for (Life life : LIVES) {
            for (Moment moment : life.moments) {
                assertThat(moment.published())
                        .as("seed %s, day %s", life.seed, (moment.t() - T0_MS) / DAY_MS)
                        .isEqualTo(moment.model(Fault.NONE));
                missed.removeIf(moment::isOtherwise);
            }
        }
        assertThat(missed).as("planted and not caught").isEmpty();
    }

    /**
     * Lives have no disputes of offences, wishes of owners, courses and outages; histories and
     * worlds have.
     */
    private static final Set<Fault> NOT_IN_A_LIFE =
            Set.of(
                    Fault.NONE,
                    Fault.INCIDENT_OPENED_ON_ARRIVAL,
                    Fault.ADMONISHED_BY_WHAT_JOINED_LATER,
                    Fault.OWNERS_WISH_COUNTS,
                    Fault.SUSPENDED_COUNTS,
                    Fault.UPHELD_IS_DATED_ANEW,
                    Fault.A_COURSE_FORGIVES_FOR_GOOD,
                    Fault.EXPIRES_A_MILLISECOND_LATE,
                    Fault.SEEN_COUNTS);

    /** P8: of each report that was sent, whatever falls later. */
    @Test
    void aReversalCorrectsAReportThatWasSentOnce() {
        holdsOnlyWithout(AccountLifeTest::uncorrected, Plant.OFFENCES_ARE_DROPPED_AT_THEIR_EXPIRY);
        holdsOnlyWithout(
                AccountLifeTest::uncorrected,
                life ->
                        List.copyOf(life.reports).stream()
                                .filter(one -> one.state() == ReportState.CORRECTED)
                                .forEach(
                                        one ->
                                                life.reports.add(
                                                        one.withVersion(one.version() + 1))));
    }

    private static String uncorrected(Life life) {
        if (life.erasedAt != null) {
            return null;
        }
        Map<String, Set<String>> accused = new HashMap<>();
        Map<String, DepartmentReport> last = new HashMap<>();
        Map<String, DepartmentReport> lookedAt = new HashMap<>();
        for (DepartmentReport one : life.reports) {
            DepartmentReport before = last.put(one.reportId(), one);
            String version = one.reportId() + "/" + one.version();
            lookedAt.putIfAbsent(version, one);
            boolean isCorrection = one.state() == ReportState.CORRECTED && before != null;
            if (isCorrection
                    && one.version() > before.version()
                    && one.fallen().equals(before.fallen())) {
                return "corrected twice " + one;
            }
            if (one.state() == ReportState.SENT) {
                accused.computeIfAbsent(one.reportId(), none -> new HashSet<>())
                        .addAll(Reports.accused(lookedAt.get(version)));
            }
        }
        Map<String, String> states = life.last().model(Fault.NONE).states();
        for (Map.Entry<String, Set<String>> sent : accused.entrySet()) {
            for (String id : sent.getValue()) {
                boolean isNamed = last.get(sent.getKey()).fallen().contains(id);
                if ("FALLEN".equals(states.get(id)) && !isNamed) {
                    return "not corrected " + sent.getKey() + " of " + id;
                }
            }
        }
        return null;
    }

    /** P11 */
    @Test
    void aServiceIsEndedByADecisionAlone() {
        holdsOnlyWithout(
                life -> {
                    for (AccountCommand one : life.commands) {
                        boolean isDecided =
                                life.decisions.stream()
                                        .filter(d -> d.decision() == ProposalDecision.CARRY_OUT)
                                        .anyMatch(d -> d.proposalId().equals(one.decisionRef()));
                        if (one.measure() == Measure.SERVICE_ENDED && !isDecided) {
                            return one.toString();
                        }
                    }
                    return null;
                },
                life -> life.decisions.clear());
    }

    /** P12 */
    @Test
    void eachMeasureEndsOnce() {
        holdsOnlyWithout(AccountLifeTest::endless, life -> life.commands.removeIf(isLift()));
        holdsOnlyWithout(AccountLifeTest::endless, life -> life.commands.replaceAll(unnumbered()));
    }

    private static java.util.function.Predicate<AccountCommand> isLift() {
        return one -> one.measure() == Measure.LIFT;
    }

    /** A LIFT without the number of its command. */
    private static UnaryOperator<AccountCommand> unnumbered() {
        return one ->
                one.measure() == Measure.LIFT
                        ? one.withCommandId(one.commandId().replaceFirst("/[0-9]+/lift$", "/lift"))
                        : one;
    }

    private static String endless(Life life) {
        Set<String> sent = new HashSet<>();
        Map<String, AccountCommand> open = new HashMap<>();
        for (AccountCommand one : life.commands) {
            if (one.attempt() != null) {
                continue;
            }
            if (one.measure() == Measure.LIFT) {
                open.remove(one.lifts());
            } else {
                open.put(one.commandId(), one);
            }
            if (!sent.add(one.commandId())) {
                return "twice " + one.commandId();
            }
        }
        return open.values().stream()
                .filter(one -> one.until() != null && one.until() <= life.t)
                .map(one -> "never " + one.commandId())
                .findFirst()
                .orElse(null);
    }

    /** P13 */
    @Test
    void aStartWithoutStateSendsNothing() {
        holdsOnlyWithout(
                AccountLifeTest::sentAgain, life -> life.account.forget(Kind.WARNING_PUBLISHED));
        // A clock in the body.
        holdsOnlyWithout(
                AccountLifeTest::sentAgain,
                life ->
                        life.account.rewrite(
                                fact ->
                                        fact.kind() == Kind.STANDING_PUBLISHED
                                                ? fact.withStandingPublished(
                                                        fact.standingPublished()
                                                                .withNextChangeAt(life.t))
                                                : fact));
    }

    private static String sentAgain(Life life) {
        FoldOutput output = life.account.cold(fact -> false).at(life.t + 1);
        List<Object> sent = new ArrayList<>(output.commands());
        sent.addAll(output.warnings());
        sent.addAll(output.strikes());
        sent.addAll(output.standings());
        sent.addAll(output.offences());
        sent.addAll(output.reports());
        return sent.isEmpty() ? null : sent.toString();
    }

    /** P14: a sink that writes at least once. */
    @Test
    void strikesAreNumberedWithoutGapOrRepeat() {
        holdsOnlyWithout(
                life -> {
                    for (int i = 0; i < life.strikes.size(); i++) {
                        if (life.strikes.get(i).seq() != i + 1) {
                            return life.strikes.get(i).toString();
                        }
                    }
                    return null;
                },
                life -> life.strikes.addAll(List.copyOf(life.strikes)));
    }

    /** P15 */
    @Test
    void eachOffenceIsWarnedOfAndNoneAfterAnErasure() {
        holdsOnlyWithout(AccountLifeTest::wronglyWarned, Plant.FIRST_WARNINGS_ARE_NOT_SENT);
        holdsOnlyWithout(AccountLifeTest::wronglyWarned, Plant.NOTHING_IS_TAKEN_BACK);
        holdsOnlyWithout(
                AccountLifeTest::wronglyWarned,
                life ->
                        life.warnings.stream()
                                .findFirst()
                                .map(w -> w.withIssuedAt(life.t + 1))
                                .ifPresent(life.warnings::add));
    }

    private static String wronglyWarned(Life life) {
        if (!life.unnamed.isEmpty()) {
            return "unnamed " + life.unnamed;
        }
        Set<String> voided = new HashSet<>();
        life.warnings.stream()
                .filter(one -> one.kind() == WarningKind.LIFTED)
                .forEach(one -> voided.add(one.voids()));
        Map<String, UserWarning> last = new HashMap<>();
        life.warnings.forEach(one -> last.put(one.warningId(), one));
        for (UserWarning one : life.warnings) {
            boolean isOfErased =
                    life.erasedAt != null
                            && one.issuedAt() > life.erasedAt + 2 * HOUR_MS
                            && one.offences().stream().anyMatch(life.gone::contains);
            boolean isVoid =
                    one.kind() == WarningKind.FIRST
                            && last.get(one.warningId()).offences().stream()
                                    .allMatch(id -> hasFallen(life, id));
            if (isOfErased || isVoid && !voided.contains(one.warningId())) {
                return one.toString();
            }
        }
        return null;
    }

    private static boolean hasFallen(Life life, String id) {
        OffenceChanged last = life.offences.get(id);
        return last != null && last.state() == OffenceState.FALLEN;
    }
}
