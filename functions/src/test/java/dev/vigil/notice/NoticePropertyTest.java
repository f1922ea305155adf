package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.incomplete;
import static dev.vigil.notice.TestingNotices.joining;
import static dev.vigil.notice.TestingNotices.notice;
import static dev.vigil.notice.TestingNotices.supplement;
import static dev.vigil.notice.TestingNotices.triage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.TriageOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariants 1, 2, 9, 10 and 11 over random histories, beside a model that shares no code. */
class NoticePropertyTest {
    private static final int HISTORIES = 4_000;
    private static final int EVENTS = 60;
    private static final List<String> ITEMS = List.of("a", "b", "c", "d");

    /** What a broken machine would do; planted between it and its reader. */
    enum Fault {
        NONE,
        /** Invariant 1: a level is missed. */
        LEVEL_MISSED,
        /** Invariant 1: a level is told twice. */
        LEVEL_TWICE,
        /** Invariant 2: the last alert comes again after the end. */
        ALERT_AFTER_END,
        /** Invariant 9: the last but one item counts for all. */
        LAST_BUT_ONE,
        /** Invariant 10: a late proof takes the breach away instead of correcting it. */
        BREACH_DELETED,
        /** Invariant 11: what comes back is not noticed. */
        NOT_REARMED
    }

    private final TreeMap<String, Integer> seen = new TreeMap<>();
    private Fault fault = Fault.NONE;
    private OneNotice one;
    private NaiveClock model;
    private String lastAlert;
    private int told;
    private int readBack;

    @Test
    void randomHistoriesAgreeWithTheModel() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            assertThat(disagreement(seed)).as("seed %d", seed).isNull();
        }
        assertThat(seen.keySet())
                .as("what happened at all: %s", seen)
                .contains(
                        "alert E0",
                        "alert E1",
                        "alert E7",
                        "alert E8",
                        "alert E4.1",
                        "breach",
                        "correction false",
                        "correction true",
                        "resolved ACTIONED",
                        "resolved CLEARED",
                        "resolved CLOSED_LATE",
                        "resolved INCOMPLETE",
                        "resolved NOT_FOUND",
                        "resolved REJECTED",
                        "resolved WITHDRAWN");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedFaultIsFound(Fault planted) {
        fault = planted;
        String found = null;
        for (long seed = 1; seed <= 200 && found == null; seed++) {
            found = disagreement(seed);
        }
        assertThat(found).as("%s in 200 histories", planted).isNotNull();
    }

    /** Null where machine and model publish the same at every step of the history. */
    private String disagreement(long seed) {
        Random random = new Random(seed);
        begin(random);
        for (int i = 0; i < EVENTS && one.state != null; i++) {
            happen(random);
            List<String> expected = model.lines();
            List<String> got = lines();
            if (!got.equals(expected)) {
                return "event " + i + ": expected " + expected + ", got " + got;
            }
        }
        return null;
    }

    private void begin(Random random) {
        String[] items = some(random, 1 + random.nextInt(3));
        boolean isComplete = random.nextBoolean();
        one =
                OneNotice.of(
                        isComplete ? complete(NOTICE, T0_MS, items) : notice(NOTICE, T0_MS, items));
        model = new NaiveClock(T0_MS, isComplete, items);
        lastAlert = null;
        told = 0;
        readBack = 0;
    }

    private static String[] some(Random random, int count) {
        return ITEMS.subList(0, count).toArray(new String[0]);
    }

    private void happen(Random random) {
        long nowMs = one.nowMs;
        switch (random.nextInt(20)) {
            case 0 -> {
                long stampMs = T0_MS - random.nextInt(120) * MINUTE_MS - random.nextInt(1_000);
                one.on(NoticeInput.received(notice(NOTICE, stampMs, "a")));
                model.received(stampMs, "a");
            }
            case 1, 2, 3, 4 -> done(random, nowMs);
            case 5 -> back(random, nowMs);
            case 6 -> {
                String[] items = some(random, 1 + random.nextInt(4));
                long atMs = nowMs - random.nextInt(1_000);
                one.on(NoticeInput.supplemented(joining(NOTICE, atMs, items)));
                model.join(atMs, items);
            }
            case 7, 8 -> decide(random, nowMs);
            case 9, 10 -> ack(random, nowMs);
            case 11 -> {
                if (random.nextInt(8) == 0) {
                    one.on(NoticeInput.withdrawn(new NoticeWithdrawn(NOTICE, nowMs, null)));
                    model.withdrawn(nowMs);
                }
            }
            default -> advance(random);
        }
    }

    private void done(Random random, long nowMs) {
        String item = ITEMS.get(random.nextInt(4));
        long effectiveMs = nowMs - random.nextInt(random.nextBoolean() ? 20 : 6 * 60) * MINUTE_MS;
        if (random.nextInt(5) == 0) {
            one.notFound(item, nowMs);
            model.done(item, nowMs, false, nowMs);
        } else {
            one.done(item, effectiveMs, nowMs);
            model.done(item, effectiveMs, true, nowMs);
        }
        if (fault == Fault.LAST_BUT_ONE && one.status().itemsOpen().size() == 1) {
            one.done(one.status().itemsOpen().get(0), effectiveMs, nowMs);
        }
    }

    private void back(Random random, long nowMs) {
        String item = ITEMS.get(random.nextInt(4));
        long atMs = nowMs - random.nextInt(60) * MINUTE_MS - random.nextInt(1_000);
        if (fault != Fault.NOT_REARMED) {
            one.back(item, atMs);
        }
        model.back(item, atMs);
    }

    private void decide(Random random, long nowMs) {
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                long atMs = nowMs - random.nextInt(90) * MINUTE_MS;
                one.on(NoticeInput.triaged(incomplete(NOTICE, atMs, Element.EVIDENCE)));
                model.incomplete(atMs);
            }
            case 2, 3 -> {
                one.on(NoticeInput.supplemented(supplement(NOTICE, nowMs)));
                model.supplement(nowMs);
            }
            case 4, 5 -> {
                one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.ACCEPTED, nowMs)));
                model.accepted();
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.REJECTED, nowMs)));
                    model.rejected();
                }
            }
        }
    }

    private void ack(Random random, long nowMs) {
        if (one.alerts.isEmpty()) {
            return;
        }
        var alert = one.alerts.get(one.alerts.size() - 1 - random.nextInt(2) % one.alerts.size());
        one.acked(alert.generation() + "/" + alert.level(), nowMs);
        model.acknowledged(alert.generation(), alert.level(), nowMs);
    }

    /** Mostly small steps, sometimes an outage of days; then all that was published comes back. */
    private void advance(Random random) {
        int kind = random.nextInt(30);
        long stepMs =
                kind == 0
                        ? random.nextInt(4) * DAY_MS
                        : kind < 12
                                ? random.nextInt(20) * MINUTE_MS
                                : random.nextInt(4 * 3_600) * 1_000L;
        long nowMs = one.nowMs + stepMs;
        model.reached(nowMs);
        one.jump(nowMs);
        if (one.state != null && random.nextBoolean()) {
            readBack();
        }
    }

    private void readBack() {
        for (Step step : List.copyOf(one.steps.subList(readBack, one.steps.size()))) {
            step.breaches().forEach(b -> one.adopted(b.generation(), "breach", b.dueAt()));
            for (var correction : step.corrections()) {
                String how = correction.cleared() ? "breach/cleared" : "breach/closed-late";
                one.adopted(correction.generation(), how, correction.doneAt());
            }
            step.alerts().forEach(a -> one.adopted(a.generation(), a.level(), a.toldAt()));
        }
        readBack = one.steps.size();
    }

    /** What was published since the last call, sorted, with the planted fault. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Step step : one.steps.subList(told, one.steps.size())) {
            lines.addAll(lines(step));
        }
        told = one.steps.size();
        plant(lines);
        lines.sort(null);
        lines.forEach(line -> seen.merge(kind(line), 1, Integer::sum));
        return lines;
    }

    private List<String> lines(Step step) {
        List<String> lines = new ArrayList<>();
        for (var alert : step.alerts()) {
            String what = " alert " + alert.level() + " after " + alert.skippedLevels();
            lastAlert = alert.generation() + what;
            lines.add(lastAlert);
        }
        for (var breach : step.breaches()) {
            List<String> open = breach.itemsOpen().stream().sorted().toList();
            lines.add(breach.generation() + " breach " + breach.dueAt() + " open " + open);
        }
        step.corrections().forEach(c -> lines.add(c.generation() + " correction " + c.cleared()));
        step.resolved().forEach(r -> lines.add(r.generation() + " resolved " + r.outcome()));
        return lines;
    }

    private void plant(List<String> lines) {
        boolean ends = lines.stream().anyMatch(line -> line.contains("resolved"));
        switch (fault) {
            case LEVEL_MISSED -> lines.removeIf(line -> line.contains("alert E5 "));
            case LEVEL_TWICE ->
                    lines.addAll(lines.stream().filter(l -> l.contains("alert E3 ")).toList());
            case ALERT_AFTER_END -> {
                if (ends && lastAlert != null) {
                    lines.add(lastAlert);
                }
            }
            case BREACH_DELETED -> lines.removeIf(line -> line.contains("correction true"));
            case NONE, LAST_BUT_ONE, NOT_REARMED -> {}
        }
    }

    private static String kind(String line) {
        String[] words = line.split(" ");
        return words[1].equals("breach") ? words[1] : words[1] + " " + words[2];
    }
}
