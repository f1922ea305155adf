package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.confirmed;
import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.decided;
import static dev.vigil.account.TestingAccounts.fact;
import static dev.vigil.account.TestingAccounts.listed;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;
import static dev.vigil.account.TestingAccounts.waived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What must always hold of what is published in the life of an account (job/docs/domain.md), over
 * random lives: it repeats, is warned, wins and loses, is decided on by people, is erased and comes
 * back. A check that a planted fault does not break checks nothing.
 */
class AccountLifeTest {
    private static final int SEEDS = Integer.getInteger("seeds", 300);

    /** All that came out of one life. */
    private static final class Life {
        final FoldedAccount account = new FoldedAccount();
        final List<AccountCommand> commands = new ArrayList<>();
        final List<UserWarning> warnings = new ArrayList<>();
        final List<StrikeChanged> strikes = new ArrayList<>();
        final Map<String, ProposalDecision> decisions = new HashMap<>();
        final Set<String> unnamed = new HashSet<>();
        final Set<String> gone = new HashSet<>();
        Long erasedAt;

        /** It has fallen: said again to each account with an offence that rests on it. */
        AccountFact ground;

        long t = T0_MS;

        private void at(long then, AccountFact... facts) {
            t = Math.max(t, then);
            FoldOutput output = account.at(t, facts);
            commands.addAll(output.commands());
            warnings.addAll(output.warnings());
            strikes.addAll(output.strikes());
            unnamed();
        }

        private void unnamed() {
            Set<String> named = new HashSet<>();
            warnings.forEach(one -> named.addAll(one.offences()));
            Offences.at(StrikeLadder.DEFAULTS, account.account, t)
                    .forEach(
                            (id, one) -> {
                                if (one.isStanding() && !named.contains(id)) {
                                    unnamed.add(id);
                                }
                            });
        }
    }

    private static Life life(long seed) {
        Random random = new Random(seed);
        Life life = new Life();
        int many = 4 + random.nextInt(5);
        int erasure = random.nextInt(3) == 0 ? random.nextInt(many) : -1;
        for (int i = 0; i < many; i++) {
            long at = life.t + List.of(HOUR_MS, 2 * DAY_MS, 5 * DAY_MS).get(random.nextInt(3));
            String id = "session:" + i;
            life.at(at + 60_000, fact(offence(id, at, at + 60_000, listed("e-" + i % 3))));
            if (i % 3 == 1 && life.ground != null) {
                life.at(life.t + 1, life.ground);
            }
            deliver(random, life);
            life.at(life.t + 10_000);
            confirm(random, life);
            decide(random, life);
            if (random.nextInt(5) == 0) {
                life.at(life.t + HOUR_MS, waived(id, life.t + HOUR_MS));
            }
            if (random.nextInt(6) == 0) {
                long then = life.t + HOUR_MS;
                boolean stands = random.nextBoolean();
                AccountFact ground = TestingAccounts.ground("list/e-1", stands, i, then);
                life.ground = stands ? null : ground;
                life.at(then, ground);
            }
            if (i == erasure) {
                erase(life);
            }
        }
        for (int day = 0; day < 40; day++) {
            life.at(life.t + DAY_MS);
        }
        return life;
    }

    private static void deliver(Random random, Life life) {
        for (UserWarning one : List.copyOf(life.warnings)) {
            if (random.nextInt(4) > 0
                    && (life.erasedAt == null || one.issuedAt() > life.erasedAt)) {
                life.at(
                        life.t + 1_000,
                        receipt(one.warningId(), ReceiptState.DELIVERED, life.t + 1_000));
            }
        }
    }

    private static void confirm(Random random, Life life) {
        for (AccountCommand one : List.copyOf(life.commands)) {
            if (random.nextInt(3) > 0) {
                life.at(life.t + 100, confirmed(one.commandId(), life.t + 100));
            }
        }
    }

    private static void decide(Random random, Life life) {
        var proposal = life.account.standings.isEmpty() ? null : life.account.standing().proposal();
        if (proposal != null && proposal.state() == ProposalState.OPEN && random.nextBoolean()) {
            ProposalDecision decision =
                    ProposalDecision.values()[random.nextInt(ProposalDecision.values().length)];
            life.decisions.put(proposal.proposalId(), decision);
            life.at(life.t + HOUR_MS, decided(proposal.proposalId(), decision, life.t + HOUR_MS));
        }
    }

    private static void erase(Life life) {
        life.gone.addAll(life.account.account.offences().ids());
        life.erasedAt = life.t + HOUR_MS;
        AccountErased erased = new AccountErased(ACCOUNT, "request", life.erasedAt);
        life.at(life.erasedAt + 1_000, AccountFact.of(Kind.ERASED, ACCOUNT, life.erasedAt, erased));
    }

    private interface Check {
        /** What is wrong; null for nothing. */
        String of(Life life);
    }

    private static void holdsOnlyWithout(Check check, Consumer<Life> planted) {
        int caught = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Life life = life(seed);
            assertThat(check.of(life)).as("seed %s", seed).isNull();
            planted.accept(life);
            caught += check.of(life) == null ? 0 : 1;
        }
        assertThat(caught).as("lives whose planted fault was caught").isPositive();
    }

    /** P11 */
    @Test
    void aServiceIsEndedByADecisionAlone() {
        holdsOnlyWithout(
                life -> {
                    for (AccountCommand one : life.commands) {
                        boolean isDecided =
                                one.decisionRef() != null
                                        && life.decisions.get(one.decisionRef())
                                                == ProposalDecision.CARRY_OUT;
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
        holdsOnlyWithout(
                life -> {
                    Set<String> lifts = new HashSet<>();
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
                        if (!lifts.add(one.commandId())) {
                            return "twice " + one.commandId();
                        }
                    }
                    return open.values().stream()
                            .filter(one -> one.until() != null && one.until() <= life.t)
                            .map(one -> "never " + one.commandId())
                            .findFirst()
                            .orElse(null);
                },
                life -> life.commands.addAll(List.copyOf(life.commands)));
    }

    /** P13 */
    @Test
    void aStartWithoutStateSendsNothing() {
        holdsOnlyWithout(
                life -> {
                    FoldOutput output = life.account.cold(fact -> false).at(life.t + 1);
                    List<Object> sent = new ArrayList<>(output.commands());
                    sent.addAll(output.warnings());
                    sent.addAll(output.strikes());
                    sent.addAll(output.standings());
                    sent.addAll(output.offences());
                    sent.addAll(output.reports());
                    return sent.isEmpty() ? null : sent.toString();
                },
                life -> life.account.forget(Kind.WARNING_PUBLISHED));
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
        holdsOnlyWithout(
                life -> {
                    if (!life.unnamed.isEmpty()) {
                        return "unnamed " + life.unnamed;
                    }
                    return life.warnings.stream()
                            .filter(w -> life.erasedAt != null && w.issuedAt() > life.erasedAt)
                            .filter(w -> w.offences().stream().anyMatch(life.gone::contains))
                            .map(UserWarning::toString)
                            .findFirst()
                            .orElse(null);
                },
                life ->
                        life.warnings.stream()
                                .findFirst()
                                .map(w -> w.withIssuedAt(life.t + 1))
                                .ifPresent(life.warnings::add));
    }
}
