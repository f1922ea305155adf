package dev.vigil.flink.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.decided;
import static dev.vigil.account.TestingAccounts.fact;
import static dev.vigil.account.TestingAccounts.filed;
import static dev.vigil.account.TestingAccounts.ground;
import static dev.vigil.account.TestingAccounts.listed;
import static dev.vigil.account.TestingAccounts.offence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.NaiveStandings;
import dev.vigil.flink.TestingOperators;
import dev.vigil.flink.account.StandingWorld.Fault;
import dev.vigil.flink.account.StandingWorld.Savepoint;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The life of an account through the operator: killed, restored from older savepoints, started
 * without state. What it publishes is what a naive model has of the same facts, each of it once.
 */
class StandingWorldTest {
    private static final int SEEDS = Integer.getInteger("seeds", 100);

    @Test
    void whateverHappensToTheJobTheAccountComesToTheSame() throws Exception {
        List<String> broken = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            broken.addAll(lived(seed));
        }
        assertThat(broken).as("seeds").isEmpty();
    }

    @Test
    void plantedFaultsAreCaught() throws Exception {
        for (Fault fault : Fault.values()) {
            boolean isCaught = false;
            for (long seed = 1; seed <= SEEDS && !isCaught; seed++) {
                isCaught = !lived(seed, fault).isEmpty();
            }
            assertThat(isCaught).as("planted: " + fault).isTrue();
        }
    }

    private static List<String> lived(long seed, Fault... faults) throws Exception {
        List<String> broken = new ArrayList<>();
        try (StandingWorld world = new StandingWorld(seed, faults)) {
            Random random = new Random(seed);
            script(random, world);
            List<Savepoint> savepoints = new ArrayList<>();
            savepoints.add(world.checkpoint());
            while (world.hasMore()) {
                world.until(world.nextMs() + (random.nextInt(3) == 0 ? 15_000 : 0));
                unwarned(world, broken);
                moreThanOneTimer(world, broken);
                switch (random.nextInt(8)) {
                    case 0, 1 -> savepoints.add(world.checkpoint());
                    case 2 -> world.kill();
                    case 4 -> {
                        if (random.nextInt(4) == 0) {
                            world.loseTransaction();
                        }
                    }
                    case 3 -> {
                        if (random.nextInt(4) == 0) {
                            world.start(savepoints.get(random.nextInt(savepoints.size())));
                            savepoints.add(world.checkpoint());
                        }
                    }
                    default -> {}
                }
            }
            world.until(world.nowMs + 3 * DAY_MS);
            while (world.hasMore()) {
                world.until(world.nextMs() + DAY_MS);
            }
            world.checkpoint();
            check(world, broken);
            coldStart(world, broken);
        }
        return broken.stream().map(what -> seed + ": " + what).distinct().toList();
    }

    /** Facts of some months, most of which repeat within days. */
    private static void script(Random random, StandingWorld world) {
        long at = T0_MS;
        int many = 3 + random.nextInt(6);
        for (int i = 0; i < many; i++) {
            at += List.of(HOUR_MS, DAY_MS + 1, 2 * DAY_MS, 9 * DAY_MS).get(random.nextInt(4));
            String id = "session:" + i;
            long establishedAt = at + 30_000 + random.nextInt(60_000);
            AccountFact one =
                    fact(offence(id, at, establishedAt, listed("entry-" + random.nextInt(3))));
            world.later(one);
            if (random.nextInt(3) == 0) {
                world.later(one.withTime(establishedAt + random.nextInt(3) * HOUR_MS));
            }
            long then = establishedAt + HOUR_MS * (1 + random.nextInt(48));
            if (random.nextInt(4) == 0) {
                world.later(filed("appeal-" + i, id, then));
                AppealOutcome outcome = AppealOutcome.values()[random.nextInt(2)];
                world.later(decided("appeal-" + i, outcome, then + DAY_MS));
            }
        }
        if (random.nextInt(3) == 0) {
            long gone = T0_MS + random.nextInt(20) * DAY_MS + 7;
            world.later(
                    AccountFact.of(
                            AccountFact.Kind.ERASED,
                            ACCOUNT,
                            gone,
                            new AccountErased(ACCOUNT, "request", gone)));
        }
        if (random.nextInt(3) == 0) {
            long then = at - random.nextInt(5) * DAY_MS;
            world.later(ground("list/entry-0", false, 2, then));
            if (random.nextBoolean()) {
                world.later(ground("list/entry-0", true, 3, then + DAY_MS));
            }
        }
    }

    // What must hold at each moment ----------------------------------------------------------

    /** P15 */
    private static void unwarned(StandingWorld world, List<String> broken) {
        Set<String> named = new HashSet<>();
        world.warnings.forEach(one -> named.addAll(one.offences()));
        latest(world)
                .forEach(
                        (id, one) -> {
                            if (one.state() == OffenceState.STANDING && !named.contains(id)) {
                                broken.add("unwarned " + id);
                            }
                        });
    }

    private static Map<String, OffenceChanged> latest(StandingWorld world) {
        Map<String, OffenceChanged> latest = new HashMap<>();
        world.offences.forEach(one -> latest.put(one.offence().offenceId(), one));
        world.forgotten.forEach(one -> latest.remove(one.offenceId()));
        return latest;
    }

    private static void moreThanOneTimer(StandingWorld world, List<String> broken) {
        if (world.operator().numEventTimeTimers() > 1) {
            broken.add("timers " + world.operator().numEventTimeTimers());
        }
    }

    // What must hold in the end ------------------------------------------------------------------

    private static void check(StandingWorld world, List<String> broken) {
        strikesWithoutGap(world, broken);
        nothingTwice(world, broken);
        measuresEnd(world, broken);
        refusedFalsely(world, broken);
        endedByAPerson(world, broken);
        warnedAfterErasure(world, broken);
        AccountStanding standing = world.standings.get(world.standings.size() - 1);
        List<AccountFact> facts = new ArrayList<>(world.inputs);
        world.warnings.forEach(
                one ->
                        facts.add(
                                AccountFact.of(
                                        AccountFact.Kind.WARNING_PUBLISHED,
                                        ACCOUNT,
                                        one.issuedAt(),
                                        one)));
        String naive = NaiveStandings.of(facts, world.nowMs);
        String real =
                NaiveStandings.text(
                        standing.strikes().size(),
                        standing.pending(),
                        standing.offences(),
                        standing.warnings());
        if (!naive.equals(real)) {
            broken.add("expected " + naive + ", got " + real);
        }
        StrikeChanged last =
                world.strikes.isEmpty() ? null : world.strikes.get(world.strikes.size() - 1);
        Long erasedAt = erasedAt(world);
        boolean isGone = last == null || erasedAt != null && last.at() <= erasedAt;
        int changed = isGone ? 0 : last.strikesAfter();
        if (changed != standing.strikes().size()) {
            broken.add("strikes say " + changed + ", the standing " + standing.strikes().size());
        }
    }

    /** A decision may come when its proposal is gone; nothing else is wrong in the script. */
    private static void refusedFalsely(StandingWorld world, List<String> broken) {
        for (DeadLetter one : world.dead) {
            boolean isLate = one.reason().equals("PROPOSAL_NOT_OPEN");
            // What was about the erased account is not known any more.
            boolean isErased = erasedAt(world) != null && one.reason().endsWith("_UNKNOWN");
            if (!isLate && !isErased) {
                broken.add("dead " + one);
            }
        }
    }

    /** P11 */
    private static void endedByAPerson(StandingWorld world, List<String> broken) {
        for (AccountCommand one : world.commands) {
            boolean isDecided =
                    world.inputs.stream()
                            .filter(f -> f.kind() == AccountFact.Kind.DECIDED)
                            .map(AccountFact::decided)
                            .filter(d -> d.decision() == ProposalDecision.CARRY_OUT)
                            .anyMatch(d -> d.proposalId().equals(one.decisionRef()));
            if (one.measure() == Measure.SERVICE_ENDED && !isDecided) {
                broken.add("ended without a decision " + one.commandId());
            }
        }
    }

    private static Long erasedAt(StandingWorld world) {
        return world.inputs.stream()
                .filter(f -> f.kind() == AccountFact.Kind.ERASED)
                .map(AccountFact::time)
                .findFirst()
                .orElse(null);
    }

    /** P15 */
    private static void warnedAfterErasure(StandingWorld world, List<String> broken) {
        Long erasedAt = erasedAt(world);
        if (erasedAt == null) {
            return;
        }
        Set<String> gone = new HashSet<>();
        for (AccountFact f : world.inputs) {
            if (f.kind() == AccountFact.Kind.OFFENCE && f.offence().occurredAt() <= erasedAt) {
                gone.add(f.offence().offenceId());
            }
        }
        for (UserWarning one : world.warnings) {
            if (one.issuedAt() > erasedAt && one.offences().stream().anyMatch(gone::contains)) {
                broken.add("warned after erasure " + one.warningId());
            }
        }
    }

    /** P14 */
    private static void strikesWithoutGap(StandingWorld world, List<String> broken) {
        List<StrikeChanged> strikes = world.strikes;
        Long erasedAt = erasedAt(world);
        for (int i = 0; i < strikes.size(); i++) {
            StrikeChanged one = strikes.get(i);
            StrikeChanged last = i == 0 ? null : strikes.get(i - 1);
            boolean isNew =
                    last == null
                            || erasedAt != null && last.at() <= erasedAt && one.at() > erasedAt;
            int before = isNew ? 0 : last.strikesAfter();
            if (one.seq() != i + 1 || one.strikesBefore() != before) {
                broken.add("strike " + (i + 1) + " is " + one.seq());
            }
        }
    }

    private static void nothingTwice(StandingWorld world, List<String> broken) {
        Set<String> sent = new HashSet<>();
        for (UserWarning one : world.warnings) {
            if (!sent.add(one.warningId() + "/" + one.revision() + "/" + one.attempt())) {
                broken.add("warning twice " + one.warningId());
            }
        }
        for (AccountCommand one : world.commands) {
            if (!sent.add(one.commandId() + "/" + one.attempt())) {
                broken.add("command twice " + one.commandId());
            }
        }
        for (int i = 1; i < world.standings.size(); i++) {
            AccountStanding one = world.standings.get(i);
            if (one.withAt(T0_MS).equals(world.standings.get(i - 1).withAt(T0_MS))) {
                broken.add("standing twice");
            }
        }
    }

    /** P12: each ends once; none goes on beyond its time; none is sent that is past. */
    private static void measuresEnd(StandingWorld world, List<String> broken) {
        Map<String, AccountCommand> open = new HashMap<>();
        for (AccountCommand one : world.commands) {
            if (one.measure() == Measure.LIFT) {
                if (open.remove(one.lifts()) == null && one.attempt() == null) {
                    broken.add("lifted twice " + one.lifts());
                }
            } else if (one.attempt() == null) {
                open.put(one.commandId(), one);
            }
            if (one.measure() != Measure.LIFT
                    && one.until() != null
                    && one.deadline() - 10_000 >= one.until()) {
                broken.add("past " + one.commandId());
            }
        }
        for (AccountCommand one : open.values()) {
            if (one.until() != null && one.until() <= world.nowMs) {
                broken.add("not lifted " + one.commandId());
            }
        }
    }

    /** P13 */
    private static void coldStart(StandingWorld world, List<String> broken) throws Exception {
        List<Object> before = sent(world);
        world.start(null);
        world.until(world.nowMs + 1);
        List<Object> again = sent(world);
        before.forEach(again::remove);
        if (!again.isEmpty()) {
            broken.add("sent at a cold start: " + again);
        }
    }

    private static Object last(List<?> all) {
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    private static List<Object> sent(StandingWorld world) {
        List<Object> all = new ArrayList<>(world.warnings);
        all.addAll(world.commands);
        all.addAll(world.strikes);
        all.addAll(world.uncommitted);
        all.addAll(world.standings);
        all.addAll(world.offences);
        all.addAll(world.reports);
        return all;
    }

    /** P7: first the stub, at the end only the number of its last strike.changed (P14). */
    @Test
    void aQuietAccountIsForgotten() throws Exception {
        try (StandingWorld world = new StandingWorld(1)) {
            script(new Random(5), world);
            while (world.hasMore()) {
                world.until(world.nextMs());
            }
            // Its warnings admonish for a year.
            world.until(world.nowMs + 400 * DAY_MS);
            while (world.hasMore()) {
                world.until(world.nextMs());
            }
            assertThat(world.operator().numEventTimeTimers()).isEqualTo(1);
            assertThat(last(world.standings))
                    .isInstanceOfSatisfying(
                            AccountStanding.class,
                            one -> {
                                assertThat(one.strikes()).isEmpty();
                                assertThat(one.offences()).isZero();
                                assertThat(one.nextChangeAt()).isNull();
                            });
            world.checkpoint();
            world.until(world.nowMs + 1);
            world.until(world.nowMs + 4 * 365 * DAY_MS);
            assertThat(TestingOperators.stateEntries(world.operator()))
                    .as("the last strike.changed was %s", world.strikes.size())
                    .isEqualTo(1);
            assertThat(world.operator().numEventTimeTimers()).isZero();
            assertThat(world.forgotten).extracting(one -> one.offenceId()).contains((String) null);
        }
    }
}
