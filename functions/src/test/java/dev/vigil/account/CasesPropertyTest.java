package dev.vigil.account;

import static dev.vigil.account.TestingCases.MINUTE_MS;
import static dev.vigil.account.TestingCases.NOON_MS;
import static dev.vigil.account.TestingCases.command;
import static dev.vigil.account.TestingCases.confirmed;
import static dev.vigil.account.TestingCases.fact;
import static dev.vigil.account.TestingCases.failed;
import static dev.vigil.account.TestingCases.outcome;
import static dev.vigil.account.TestingCases.tried;
import static dev.vigil.account.TestingCases.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.NaiveCase.Act;
import dev.vigil.account.NaiveCase.Revision;
import dev.vigil.account.TestingCases.Ruled;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceCase;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.VerdictState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Facts of different ids in any order, and any of them again, come to the same offence. Records of
 * one id are in one partition: they keep their order, and may all be read again from any of them
 * on.
 */
class CasesPropertyTest {
    private static final List<Measure> DONE =
            List.of(Measure.BLOCK, Measure.MUTE, Measure.LIFT, Measure.NOT_FOUND);

    private final List<Revision> revisions = new ArrayList<>();
    private final List<Act> commands = new ArrayList<>();
    private final List<Act> confirmations = new ArrayList<>();
    private final Map<String, List<CaseFact>> logs = new TreeMap<>();

    /** Trap 4: all orders of what a case usually has. */
    @Test
    void everyOrderOfASmallHistoryIsTheSameOffence() {
        Ruled film = Ruled.block("film");
        revision(1, NOON_MS, true, List.of(film));
        revision(1, NOON_MS, true, List.of(film.with(Action.OBSERVE)));
        revision(2, NOON_MS + MINUTE_MS, true, List.of(film.matching("trailer")));
        order(1, Measure.BLOCK);
        order(2, Measure.LIFT);
        order(3, Measure.MUTE);
        confirm(1, Measure.BLOCK, NOON_MS + 5_000);
        confirm(3, Measure.MUTE, NOON_MS + 90_000);
        var expected = NaiveCase.of(revisions, commands, confirmations);
        assertThat(expected.establishedAt()).isEqualTo(NOON_MS + 5_000);
        List<List<CaseFact>> orders = new ArrayList<>();
        interleave(new ArrayList<>(logs.values()), new ArrayList<>(), orders);
        assertThat(orders).hasSize(20_160);
        for (List<CaseFact> order : orders) {
            assertThat(result(offence(order))).isEqualTo(expected);
        }
        logs.clear();
    }

    @Test
    void everyOrderOfOutcomesIsTheSameOffence() {
        List<CaseFact> one =
                List.of(
                        outcome("n-1", null, ItemOutcomeKind.ACTED, NOON_MS, NOON_MS),
                        outcome("n-1", "u-1", ItemOutcomeKind.ACTED, NOON_MS, NOON_MS - 1),
                        outcome("n-1", "u-1", ItemOutcomeKind.FORGED, NOON_MS + 9, NOON_MS - 1));
        List<CaseFact> two =
                List.of(
                        outcome("n-2", "u-1", ItemOutcomeKind.ACTED, NOON_MS + 1, NOON_MS + 1),
                        outcome("n-2", "u-1", ItemOutcomeKind.COUNTERED, NOON_MS + 2, NOON_MS + 1),
                        outcome("n-2", "u-1", ItemOutcomeKind.UPHELD, NOON_MS + 3, NOON_MS + 1));
        List<CaseFact> three =
                List.of(outcome("n-3", "u-1", ItemOutcomeKind.DECLINED, NOON_MS, null));
        List<List<CaseFact>> orders = new ArrayList<>();
        interleave(List.of(one, two, three), new ArrayList<>(), orders);
        Offence expected = offence(orders.get(0));
        assertThat(expected.reasons())
                .extracting(OffenceReason::stands)
                .containsExactly(false, true);
        assertThat(expected.establishedAt()).isEqualTo(NOON_MS - 1);
        assertThat(orders)
                .hasSize(140)
                .allSatisfy(order -> assertThat(offence(order)).isEqualTo(expected));
    }

    @Test
    void aLargeHistoryIsWhatTheNaiveModelSaysInAnyOrderAndRepeated() {
        int offences = 0;
        int lifted = 0;
        for (long seed = 1; seed <= 800; seed++) {
            Random random = new Random(seed);
            write(random);
            var expected = NaiveCase.of(revisions, commands, confirmations);
            Offence first = null;
            for (int reading = 0; reading < 4; reading++) {
                Offence read = offence(shuffled(random));
                assertThat(result(read)).as("seed " + seed).isEqualTo(expected);
                first = reading == 0 ? read : first;
                assertThat(read).as("seed " + seed).isEqualTo(first);
            }
            offences += expected == null ? 0 : 1;
            lifted += expected != null && !expected.reasons().containsValue(true) ? 1 : 0;
            clear();
        }
        assertThat(offences).isGreaterThan(400);
        assertThat(lifted).isGreaterThan(15);
    }

    private void clear() {
        revisions.clear();
        commands.clear();
        confirmations.clear();
        logs.clear();
    }

    private void write(Random random) {
        List<Ruled> works =
                List.of(
                        Ruled.block("film").by(ListClass.IN_SCREENING),
                        Ruled.block("song"),
                        Ruled.block("game").by(ListClass.STAYDOWN));
        for (int episode = 1; episode <= 1 + random.nextInt(5); episode++) {
            long captureMs = NOON_MS + random.nextInt(100) * MINUTE_MS;
            for (int count = random.nextInt(5); count >= 0; count--) {
                List<Ruled> ruled = new ArrayList<>();
                for (Ruled work : works) {
                    if (random.nextInt(3) == 0) {
                        ruled.add(any(work, random));
                    }
                }
                revision(episode, captureMs, random.nextInt(6) > 0, ruled);
            }
        }
        for (int number = 1; number <= random.nextInt(6); number++) {
            order(number, random.nextInt(3) == 0 ? Measure.LIFT : Measure.BLOCK);
            for (int count = random.nextInt(3); count > 0; count--) {
                confirm(
                        number,
                        DONE.get(random.nextInt(DONE.size())),
                        NOON_MS + random.nextInt(100) * MINUTE_MS);
            }
            if (random.nextInt(3) == 0) {
                log("confirmation-" + number).add(failed(number, NOON_MS));
            }
        }
    }

    private static Ruled any(Ruled work, Random random) {
        Action[] actions = Action.values();
        Ruled any = work.matching("r-" + random.nextInt(3));
        return switch (random.nextInt(4)) {
            case 0, 1 -> any.with(Action.BLOCK);
            case 2 -> any.with(actions[random.nextInt(actions.length)]);
            default -> any.held(random.nextBoolean() ? "EVIDENCE_QUARANTINED" : "ENTRY_OVER");
        };
    }

    private void revision(int episode, long captureMs, boolean says, List<Ruled> ruled) {
        revisions.add(new Revision(episode, captureMs, says, ruled));
        var verdict =
                verdict(episode, captureMs, ruled.toArray(Ruled[]::new))
                        .state(VerdictState.CLOSED)
                        .shadow(List.of(tried("shadow")));
        if (!says && captureMs / MINUTE_MS % 2 == 0) {
            verdict.withheld(true);
        } else if (!says) {
            verdict.reasonCode("WARMING");
        }
        log("verdict-" + episode).add(fact(verdict));
    }

    private void order(int number, Measure measure) {
        commands.add(new Act(number, measure, null));
        log("command-" + number).add(command(number, measure, NOON_MS));
    }

    private void confirm(int number, Measure measure, long effectiveMs) {
        confirmations.add(new Act(number, measure, effectiveMs));
        log("confirmation-" + number).add(confirmed(number, measure, effectiveMs));
    }

    private List<CaseFact> log(String id) {
        return logs.computeIfAbsent(id, none -> new ArrayList<>());
    }

    /** Some logs are read again, from anywhere to their end. */
    private List<CaseFact> shuffled(Random random) {
        List<List<CaseFact>> left = new ArrayList<>();
        for (List<CaseFact> log : logs.values()) {
            List<CaseFact> read = new ArrayList<>(log);
            if (random.nextInt(3) == 0) {
                read.addAll(log.subList(random.nextInt(log.size()), log.size()));
            }
            left.add(read);
        }
        List<CaseFact> all = new ArrayList<>();
        while (!left.isEmpty()) {
            int at = random.nextInt(left.size());
            all.add(left.get(at).remove(0));
            left.removeIf(List::isEmpty);
        }
        return all;
    }

    private static void interleave(
            List<List<CaseFact>> logs, List<CaseFact> read, List<List<CaseFact>> orders) {
        boolean isOver = true;
        for (int at = 0; at < logs.size(); at++) {
            List<CaseFact> log = logs.get(at);
            if (!log.isEmpty()) {
                isOver = false;
                List<List<CaseFact>> left = new ArrayList<>(logs);
                left.set(at, log.subList(1, log.size()));
                read.add(log.get(0));
                interleave(left, read, orders);
                read.remove(read.size() - 1);
            }
        }
        if (isOver) {
            orders.add(List.copyOf(read));
        }
    }

    /** As it was sent last; every message is whole. */
    private static Offence offence(List<CaseFact> facts) {
        OffenceCase state = null;
        Offence sent = null;
        for (CaseFact fact : facts) {
            Cases.Step step = Cases.on(state, fact);
            state = step.next();
            for (Offence changed : step.changed()) {
                sent = changed;
            }
        }
        return sent;
    }

    private static NaiveCase.Result result(Offence offence) {
        if (offence == null) {
            return null;
        }
        Map<String, Boolean> reasons = new TreeMap<>();
        Map<String, List<String>> references = new TreeMap<>();
        for (OffenceReason reason : offence.reasons()) {
            reasons.put(reason.ground(), reason.stands());
            if (!reason.references().isEmpty()) {
                references.put(reason.ground(), reason.references());
            }
        }
        return new NaiveCase.Result(
                offence.occurredAt(), offence.establishedAt(), reasons, references);
    }
}
