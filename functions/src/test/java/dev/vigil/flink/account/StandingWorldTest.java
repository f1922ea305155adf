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
import static dev.vigil.account.TestingAccounts.waived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.LedgerRules;
import dev.vigil.account.NaiveStanding;
import dev.vigil.account.NaiveStanding.Ladder;
import dev.vigil.account.NaiveStanding.Result;
import dev.vigil.account.PublishedAccount;
import dev.vigil.account.TestingLadders;
import dev.vigil.flink.TestingOperators;
import dev.vigil.flink.account.StandingWorld.Fault;
import dev.vigil.flink.account.StandingWorld.Savepoint;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.EducationCompleted;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The life of an account through the operator: killed, restored from older savepoints on another
 * number of tasks and under another ladder, started without state. What it publishes is what a
 * naive model has of the same facts, each of it once.
 */
class StandingWorldTest {
    private static final int SEEDS = Integer.getInteger("seeds", 20);

    /** At most, until a planted fault is seen. */
    private static final int TRIES = 50;

    /** The world that shows the fault of the model that few of them show. */
    private static final long FIRST_TRIED = 29;

    /** Worlds without a fault, by seed: two tests look at the same ones. */
    private static final Map<Long, Lived> UNPLANTED = new HashMap<>();

    @AfterAll
    static void forget() {
        UNPLANTED.clear();
    }

    private static Lived unplanted(long seed) throws Exception {
        Lived lived = UNPLANTED.get(seed);
        if (lived == null) {
            lived = new Lived(seed);
            UNPLANTED.put(seed, lived);
        }
        return lived;
    }

    @Test
    void whateverHappensToTheJobTheAccountComesToTheSame() throws Exception {
        List<String> broken = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            broken.addAll(unplanted(seed).broken);
        }
        assertThat(broken).as("seeds").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedFaultIsCaught(Fault fault) throws Exception {
        boolean isCaught = false;
        for (int tried = 0; tried < TRIES && !isCaught; tried++) {
            long seed = 1 + (firstTried(fault) - 1 + tried) % TRIES;
            isCaught =
                    new Lived(seed, fault)
                            .broken.stream().anyMatch(what -> what.contains(fault.caughtBy + " "));
        }
        assertThat(isCaught).as("caught by " + fault.caughtBy).isTrue();
    }

    /** The one fault that few worlds show is looked for where it was found. */
    private static long firstTried(Fault fault) {
        return fault == Fault.LATE_REVERSALS_ARE_LOST ? 22 : 1;
    }

    /** Worlds have no owners' wishes, courses, orders and edges; histories have. */
    private static final Set<NaiveStanding.Fault> NOT_IN_A_WORLD =
            EnumSet.of(
                    NaiveStanding.Fault.NONE,
                    NaiveStanding.Fault.INCIDENT_OPENED_ON_ARRIVAL,
                    NaiveStanding.Fault.OWNERS_WISH_COUNTS,
                    NaiveStanding.Fault.A_COURSE_FORGIVES_FOR_GOOD,
                    NaiveStanding.Fault.EXPIRES_A_MILLISECOND_LATE,
                    NaiveStanding.Fault.SEEN_COUNTS);

    /** P1 to P7, P10, P11: what else the account might have come to is not what it came to. */
    @Test
    void aFaultOfTheModelIsSeen() throws Exception {
        Set<NaiveStanding.Fault> missed = EnumSet.complementOf(EnumSet.copyOf(NOT_IN_A_WORLD));
        PrimitiveIterator.OfLong seeds =
                LongStream.concat(LongStream.of(FIRST_TRIED), LongStream.rangeClosed(1, TRIES))
                        .iterator();
        while (seeds.hasNext() && !missed.isEmpty()) {
            Lived lived = unplanted(seeds.nextLong());
            missed.removeIf(fault -> lived.isOtherwise(fault));
        }
        assertThat(missed).as("planted and not seen").isEmpty();
    }

    /**
     * What was published and the facts that were there.
     *
     * @param t the time (UTC epoch ms)
     */
    private record Moment(List<AccountFact> facts, long t, Ladder ladder, Result published) {
        Result model(NaiveStanding.Fault fault) {
            return NaiveStanding.of(facts, t, ladder, fault);
        }

        boolean isOtherwise(NaiveStanding.Fault fault) {
            return !model(fault).equals(published);
        }
    }

    /** A world from its first fact to a start without state, and what was wrong with it. */
    private static final class Lived {
        final List<String> broken = new ArrayList<>();
        private final long seed;
        private final List<Moment> moments = new ArrayList<>();

        Lived(long seed, Fault... faults) throws Exception {
            this.seed = seed;
            try (StandingWorld world = new StandingWorld(seed, faults)) {
                Random random = new Random(seed);
                script(random, world);
                live(random, world);
                world.until(world.nowMs + 3 * DAY_MS);
                while (world.hasMore()) {
                    world.until(world.nextMs() + DAY_MS);
                }
                world.checkpoint();
                compare(world);
                check(world);
                world.until(world.nowMs + 300 * DAY_MS);
                world.checkpoint();
                compare(world);
                coldStart(world);
            }
        }

        private void broken(String what) {
            broken.add(seed + ": " + what);
        }

        private void live(Random random, StandingWorld world) throws Exception {
            List<Savepoint> savepoints = new ArrayList<>(List.of(world.checkpoint()));
            boolean changes = random.nextInt(4) == 0;
            while (world.hasMore()) {
                world.until(world.nextMs() + (random.nextInt(3) == 0 ? 15_000 : 0));
                unwarned(world);
                if (random.nextInt(4) == 0) {
                    compare(world);
                }
                // The next end, and a fold that waits for strikes to be read back.
                if (world.operator().numEventTimeTimers() > 2) {
                    broken("P7 timers " + world.operator().numEventTimeTimers());
                }
                switch (random.nextInt(8)) {
                    case 0, 1 -> savepoints.add(world.checkpoint());
                    case 2 -> world.kill();
                    case 3 -> {
                        if (random.nextInt(4) == 0) {
                            world.start(savepoints.get(random.nextInt(savepoints.size())));
                            savepoints.add(world.checkpoint());
                        }
                    }
                    case 4 -> {
                        if (random.nextInt(4) == 0) {
                            world.loseTransaction();
                        }
                    }
                    case 5 -> {
                        if (changes && random.nextInt(3) == 0) {
                            world.rules(TestingLadders.milder());
                            world.kill();
                            changes = false;
                        }
                    }
                    default -> {}
                }
            }
        }

        // What must hold at each moment ----------------------------------------------------------

        private void unwarned(StandingWorld world) {
            Set<String> named = new HashSet<>();
            world.warnings.forEach(one -> named.addAll(one.offences()));
            latest(world)
                    .forEach(
                            (id, one) -> {
                                if (one.state() == OffenceState.STANDING && !named.contains(id)) {
                                    broken("P15 unwarned " + id);
                                }
                            });
        }

        // What must hold in the end --------------------------------------------------------------

        private void check(StandingWorld world) {
            strikesWithoutGap(world);
            nothingTwice(world);
            measuresEnd(world);
            refusedFalsely(world);
            endedByAPerson(world);
            warnedAfterErasure(world);
            reportsAreCorrected(world);
            StrikeChanged last =
                    world.strikes.isEmpty() ? null : world.strikes.get(world.strikes.size() - 1);
            Long erasedAt = erasedAt(world);
            boolean isGone = last == null || erasedAt != null && last.at() < erasedAt;
            int changed = isGone ? 0 : last.strikesAfter();
            AccountStanding standing = world.standings.get(world.standings.size() - 1);
            if (changed != standing.strikes().size()) {
                broken("P14 strikes " + changed + ", standing " + standing.strikes().size());
            }
        }

        private void compare(StandingWorld world) {
            if (world.standings.isEmpty()) {
                return;
            }
            AccountStanding standing = world.standings.get(world.standings.size() - 1);
            Ladder ladder =
                    standing.ladderVersion().equals("milder")
                            ? Ladder.milderSince(world.changedAt)
                            : Ladder.DEFAULT;
            List<AccountFact> facts = new ArrayList<>(world.inputs);
            for (UserWarning one : world.warnings) {
                facts.add(AccountFact.of(Kind.WARNING_PUBLISHED, ACCOUNT, one.issuedAt(), one));
            }
            Moment now =
                    new Moment(
                            facts,
                            world.nowMs,
                            ladder,
                            PublishedAccount.result(ACCOUNT, latest(world), standing, world.nowMs));
            moments.add(now);
            if (now.isOtherwise(NaiveStanding.Fault.NONE)) {
                broken(
                        "P1 expected "
                                + now.model(NaiveStanding.Fault.NONE)
                                + ", got "
                                + now.published());
            }
        }

        boolean isOtherwise(NaiveStanding.Fault fault) {
            return moments.stream().anyMatch(moment -> moment.isOtherwise(fault));
        }

        /** A decision may come when what it is about is gone; nothing else is wrong. */
        private void refusedFalsely(StandingWorld world) {
            for (DeadLetter one : world.dead) {
                boolean isLate =
                        one.reason().equals("PROPOSAL_NOT_OPEN")
                                || one.reason().equals("REPORT_NOT_OPEN");
                // What was about the erased account is not known any more.
                boolean isErased = erasedAt(world) != null && one.reason().endsWith("_UNKNOWN");
                if (!isLate && !isErased) {
                    broken("P1 dead " + one);
                }
            }
        }

        private void endedByAPerson(StandingWorld world) {
            for (AccountCommand one : world.commands) {
                boolean isDecided =
                        world.inputs.stream()
                                .filter(f -> f.kind() == Kind.DECIDED)
                                .map(AccountFact::decided)
                                .filter(d -> d.decision() == ProposalDecision.CARRY_OUT)
                                .anyMatch(d -> d.proposalId().equals(one.decisionRef()));
                if (one.measure() == Measure.SERVICE_ENDED && !isDecided) {
                    broken("P11 ended without a person " + one.commandId());
                }
            }
        }

        private void warnedAfterErasure(StandingWorld world) {
            Long erasedAt = erasedAt(world);
            if (erasedAt == null) {
                return;
            }
            Set<String> gone = new HashSet<>();
            for (AccountFact f : world.inputs) {
                if (f.kind() == Kind.OFFENCE && f.offence().occurredAt() <= erasedAt) {
                    gone.add(f.offence().offenceId());
                }
            }
            for (UserWarning one : world.warnings) {
                if (one.issuedAt() > erasedAt + LATE_MS
                        && one.offences().stream().anyMatch(gone::contains)) {
                    broken("P15 warned after erasure " + one.warningId());
                }
            }
        }

        private void strikesWithoutGap(StandingWorld world) {
            List<StrikeChanged> strikes = world.strikes;
            Long erasedAt = erasedAt(world);
            for (int i = 0; i < strikes.size(); i++) {
                StrikeChanged one = strikes.get(i);
                StrikeChanged last = i == 0 ? null : strikes.get(i - 1);
                boolean isNew =
                        last == null
                                || erasedAt != null
                                        && last.at() <= erasedAt + LATE_MS
                                        && one.at() > erasedAt;
                boolean isNext =
                        one.strikesBefore() == (last == null ? 0 : last.strikesAfter())
                                || isNew && one.strikesBefore() == 0;
                if (one.seq() != i + 1 || !isNext) {
                    broken("P14 strike " + (i + 1) + " is " + one.seq());
                }
            }
        }

        private void nothingTwice(StandingWorld world) {
            Set<String> sent = new HashSet<>();
            for (UserWarning one : world.warnings) {
                if (!sent.add(one.warningId() + "/" + one.revision() + "/" + one.attempt())) {
                    broken("P13 warning twice " + one.warningId());
                }
            }
            for (AccountCommand one : world.commands) {
                if (!sent.add(one.commandId() + "/" + one.attempt())) {
                    String lift = one.measure() == Measure.LIFT ? "P12 " : "P13 ";
                    broken(lift + "command twice " + one.commandId());
                }
            }
            for (int i = 1; i < world.standings.size(); i++) {
                AccountStanding one = world.standings.get(i);
                if (one.withAt(T0_MS).equals(world.standings.get(i - 1).withAt(T0_MS))) {
                    broken("P13 standing twice");
                }
            }
            Map<String, DepartmentReport> last = new HashMap<>();
            for (DepartmentReport one : world.reports) {
                DepartmentReport whenever = one.with().at(T0_MS).to(T0_MS).build();
                if (whenever.equals(last.put(one.reportId(), whenever))) {
                    broken("P13 report twice " + one.reportId());
                }
            }
        }

        /** Each ends once; none goes on beyond its time; none is sent that is past. */
        private void measuresEnd(StandingWorld world) {
            Map<String, AccountCommand> open = new HashMap<>();
            for (AccountCommand one : world.commands) {
                if (one.measure() == Measure.LIFT) {
                    if (open.remove(one.lifts()) == null && one.attempt() == null) {
                        broken("P12 lifted twice " + one.lifts());
                    }
                } else if (one.attempt() == null) {
                    open.put(one.commandId(), one);
                }
                if (one.measure() != Measure.LIFT
                        && one.until() != null
                        && one.deadline() - 10_000 >= one.until()) {
                    broken("P12 past " + one.commandId());
                }
            }
            for (AccountCommand one : open.values()) {
                if (one.until() != null && one.until() <= world.nowMs) {
                    broken("P12 not lifted " + one.commandId());
                }
            }
        }

        /**
         * P8: each that was sent names all that has fallen since, and no correction comes twice.
         */
        private void reportsAreCorrected(StandingWorld world) {
            Map<String, Set<String>> accused = new HashMap<>();
            Map<String, DepartmentReport> last = new HashMap<>();
            Map<String, DepartmentReport> lookedAt = new HashMap<>();
            for (DepartmentReport one : world.reports) {
                DepartmentReport before = last.put(one.reportId(), one);
                String version = one.reportId() + "/" + one.version();
                lookedAt.putIfAbsent(version, one);
                if (one.state() == ReportState.CORRECTED
                        && one.version() > before.version()
                        && one.fallen().equals(before.fallen())) {
                    broken("P8 corrected twice " + one.reportId());
                }
                if (one.state() == ReportState.SENT) {
                    lookedAt.get(version).offences().stream()
                            .filter(o -> o.state() != OffenceState.FALLEN)
                            .map(o -> o.offence().offenceId())
                            .forEach(
                                    accused.computeIfAbsent(one.reportId(), id -> new HashSet<>())
                                            ::add);
                }
            }
            if (erasedAt(world) != null) {
                return;
            }
            Map<String, String> states =
                    moments.get(moments.size() - 1).model(NaiveStanding.Fault.NONE).states();
            accused.forEach(
                    (report, offences) -> {
                        for (String id : offences) {
                            if ("FALLEN".equals(states.get(id))
                                    && !last.get(report).fallen().contains(id)) {
                                broken("P8 not corrected of " + id);
                            }
                        }
                    });
        }

        private void coldStart(StandingWorld world) throws Exception {
            List<Object> before = sent(world);
            world.startWithoutState();
            world.until(world.nowMs + 1);
            List<Object> again = sent(world);
            before.forEach(again::remove);
            if (!again.isEmpty()) {
                broken("P13 sent at a cold start: " + again);
            }
        }
    }

    /** An erasure may be read so long after its date. */
    private static final long LATE_MS = 5 * HOUR_MS;

    /** Facts of some months, most of which repeat within days. */
    private static void script(Random random, StandingWorld world) {
        long at = T0_MS;
        int many = 3 + random.nextInt(6);
        for (int i = 0; i < many; i++) {
            at += List.of(HOUR_MS, DAY_MS + 1, 2 * DAY_MS, 9 * DAY_MS).get(random.nextInt(4));
            happens(random, world, "session:" + i, at);
        }
        if (random.nextInt(3) == 0) {
            long gone = T0_MS + random.nextInt(20) * DAY_MS + 7;
            long readAt = gone + (random.nextBoolean() ? 0 : random.nextInt(5) * HOUR_MS);
            world.later(readAt, of(Kind.ERASED, gone, new AccountErased(ACCOUNT, "request", gone)));
        }
        if (random.nextInt(3) == 0) {
            long then = at - random.nextInt(5) * DAY_MS;
            world.later(ground("list/entry-0", false, 2, then));
            if (random.nextBoolean()) {
                world.later(ground("list/entry-0", true, 3, then + DAY_MS));
            }
        }
        // When all have expired.
        for (int i = random.nextInt(3); i > 0; i--) {
            long late = at + (92 + i) * DAY_MS;
            world.later(waived("session:" + random.nextInt(many), late));
        }
        // A ladder that has changed is applied with the next fact.
        long end = at + 100 * DAY_MS;
        world.later(of(Kind.EDUCATION, end, new EducationCompleted(ACCOUNT, "course", end)));
    }

    private static AccountFact of(Kind kind, long at, Object record) {
        return AccountFact.of(kind, ACCOUNT, at, record);
    }

    /**
     * Seen, confirmed, said again with less or the same; appealed or waived, which is read late.
     */
    private static void happens(Random random, StandingWorld world, String id, long at) {
        long establishedAt = at + 30_000 + random.nextInt(60_000);
        Offence whole = offence(id, at, establishedAt, listed("entry-" + random.nextInt(3)));
        if (random.nextInt(4) == 0) {
            world.later(fact(whole.withEstablishedAt(null)).withTime(at + 10_000));
        }
        world.later(fact(whole));
        if (random.nextInt(3) == 0) {
            AccountFact again = fact(random.nextBoolean() ? whole : whole.withTimeCodes(List.of()));
            world.later(again.withTime(establishedAt + random.nextInt(3) * HOUR_MS));
        }
        long then = establishedAt + HOUR_MS * (1 + random.nextInt(48));
        if (random.nextInt(4) == 0) {
            String appeal = "appeal-of-" + id.substring(id.indexOf(':') + 1);
            world.later(filed(appeal, id, then));
            AppealOutcome outcome = AppealOutcome.values()[random.nextInt(2)];
            world.later(decided(appeal, outcome, then + DAY_MS));
        }
        if (random.nextInt(8) == 0) {
            world.later(then + random.nextInt(4) * HOUR_MS, waived(id, then));
        }
    }

    private static Map<String, OffenceChanged> latest(StandingWorld world) {
        Map<String, OffenceChanged> latest = new HashMap<>();
        world.offences.forEach(one -> latest.put(one.offence().offenceId(), one));
        world.forgotten.forEach(one -> latest.remove(one.offenceId()));
        return latest;
    }

    private static Long erasedAt(StandingWorld world) {
        return world.inputs.stream()
                .filter(f -> f.kind() == Kind.ERASED)
                .map(AccountFact::time)
                .findFirst()
                .orElse(null);
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

    // P7: what is quiet is forgotten -------------------------------------------------------------

    /** First the stub, at the end only the number of its last strike.changed (P14). */
    @Test
    void aQuietAccountIsForgotten() throws Exception {
        for (long seed = 1; seed <= 8; seed++) {
            assertThat(leftOf(seed, LedgerRules.DEFAULTS)).as("seed %s", seed).isEmpty();
        }
    }

    /** Planted: offences are kept for longer than the ledger's memory. */
    @Test
    void anAccountThatIsKeptForLongerIsSeen() throws Exception {
        LedgerRules rules = LedgerRules.DEFAULTS;
        LedgerRules longer =
                new LedgerRules(
                        rules.ladder(),
                        rules.texts(),
                        2 * rules.memoryMs(),
                        rules.identityRef(),
                        rules.educationRef(),
                        rules.twoPersons());
        assertThat(leftOf(1, longer)).isNotEmpty();
    }

    private static List<String> leftOf(long seed, LedgerRules rules) throws Exception {
        List<String> left = new ArrayList<>();
        try (StandingWorld world = new StandingWorld(seed, rules)) {
            world.decides = false;
            script(new Random(seed + 4), world);
            world.until(T0_MS + 150 * DAY_MS);
            AccountStanding stub = world.standings.get(world.standings.size() - 1);
            boolean isStub =
                    (stub.nextChangeAt() == null) == (stub.warnings() == 0)
                            && stub.strikes().isEmpty()
                            && stub.offences() == 0;
            // Its last strike is read back: no fold waits for that.
            world.checkpoint();
            world.until(world.nowMs + 1);
            if (!isStub || world.operator().numEventTimeTimers() != 1) {
                left.add("a stub with a timer: " + stub);
            }
            world.until(world.nowMs + 4 * 365 * DAY_MS);
            int entries = TestingOperators.stateEntries(world.operator());
            if (entries > (world.strikes.isEmpty() ? 0 : 1)
                    || world.operator().numEventTimeTimers() > 0) {
                left.add(
                        entries + " entries, " + world.operator().numEventTimeTimers() + " timers");
            }
            boolean isGone = world.forgotten.stream().anyMatch(one -> one.offenceId() == null);
            if (!isGone) {
                left.add("its standing is not taken off the topic");
            }
        }
        return left;
    }
}
