package dev.vigil.bench.notice.naive;

import dev.vigil.bench.load.Pace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One notice as in the log: its runs, in order of their T0, and what was published. */
final class NaiveNotice {
    private static final long TRIAGE_MS = 2 * Pace.HOUR_MS;

    final List<NaiveRun> runs = new ArrayList<>();
    final List<Fact> acks = new ArrayList<>();
    final List<Fact> strays = new ArrayList<>();
    long triagedInLog = NaiveRun.NEVER;
    private boolean voided;

    /**
     * @param facts all of one notice, in any order
     */
    NaiveNotice(List<Fact> facts) {
        facts.stream()
                .filter(fact -> !fact.isPublished())
                .sorted(Comparator.comparingLong(Fact::logMs))
                .forEach(this::take);
        facts.stream().filter(Fact::isPublished).forEach(this::published);
    }

    private void take(Fact fact) {
        switch (fact.kind()) {
            case RECEIVED -> received(fact);
            case TRIAGED -> triaged(fact);
            case SUPPLEMENTED -> supplemented(fact);
            case WITHDRAWN -> runs.forEach(run -> run.end(fact.logMs(), fact.a()));
            case CONFIRMED -> runs.forEach(run -> run.prove(fact.text(), fact.logMs(), fact.a()));
            case BACK -> back(fact);
            case ACKED -> acks.add(fact);
            default -> throw new IllegalArgumentException(fact + " is no input");
        }
    }

    private void received(Fact fact) {
        if (runs.isEmpty()) {
            start(fact, Long.MIN_VALUE, List.of(fact.text().split(",")));
            triagedInLog = fact.more().equals("complete") ? fact.logMs() : NaiveRun.NEVER;
        }
    }

    private void triaged(Fact fact) {
        triagedInLog = Math.min(triagedInLog, fact.logMs());
        boolean incomplete = fact.more().equals("INCOMPLETE");
        if (incomplete && !voided && fact.a() <= runs.get(0).startsAt + TRIAGE_MS) {
            voided = true;
            runs.get(0).end(fact.logMs(), fact.a());
        }
    }

    private void supplemented(Fact fact) {
        if (fact.more().equals("complete") && voided && runs.size() == 1) {
            start(fact, Long.MIN_VALUE, runs.get(0).items());
        }
        for (String item : fact.text().split(",")) {
            if (!item.isEmpty() && runs.stream().noneMatch(run -> run.has(item))) {
                start(fact, Long.MIN_VALUE, List.of(item));
            }
        }
    }

    private void back(Fact fact) {
        NaiveRun last = null;
        for (NaiveRun run : runs) {
            last = run.has(fact.text()) ? run : last;
        }
        if (last != null && last.isDone(fact.text(), fact.a())) {
            start(fact, fact.a(), List.of(fact.text()));
        }
    }

    private void start(Fact by, long provedFrom, Iterable<String> items) {
        runs.add(new NaiveRun(by.a(), by.logMs(), provedFrom, items));
        runs.sort(Comparator.comparingLong(run -> run.startsAt));
    }

    private void published(Fact fact) {
        if (fact.generation() < 1 || fact.generation() > runs.size()) {
            strays.add(fact);
            return;
        }
        NaiveRun run = runs.get(fact.generation() - 1);
        switch (fact.kind()) {
            case ALERT -> run.alerts.add(fact);
            case RESOLVED -> run.resolved.add(fact);
            case BREACH -> run.breaches.add(fact);
            case CORRECTION -> run.corrections.add(fact);
            default -> throw new IllegalArgumentException(fact + " was not published");
        }
    }
}
