package dev.vigil.bench.notice.naive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of the clock as in the log. */
final class NaiveRun {
    /** When a proof was in the log, and the time of effect that it names. */
    private record Proof(long logMs, long effectiveMs) {}

    static final long NEVER = Long.MAX_VALUE;

    private final Map<String, Proof> items = new LinkedHashMap<>();
    final long startsAt;
    final List<Fact> alerts = new ArrayList<>();
    final List<Fact> resolved = new ArrayList<>();
    final List<Fact> breaches = new ArrayList<>();
    final List<Fact> corrections = new ArrayList<>();
    final long begunInLogMs;
    private final long provedFrom;
    private long voidedLogMs = NEVER;
    private long voidedAt;

    /**
     * @param begunInLogMs when it was first in the log: later than its T0
     * @param provedFrom what took effect earlier proves nothing here
     */
    NaiveRun(long startsAt, long begunInLogMs, long provedFrom, Iterable<String> items) {
        this.startsAt = startsAt;
        this.begunInLogMs = begunInLogMs;
        this.provedFrom = provedFrom;
        items.forEach(item -> this.items.put(item, null));
    }

    boolean has(String item) {
        return items.containsKey(item);
    }

    boolean isDone(String item, long by) {
        Proof proof = items.get(item);
        return proof != null && proof.effectiveMs <= by;
    }

    Iterable<String> items() {
        return items.keySet();
    }

    void prove(String item, long logMs, long effectiveMs) {
        if (has(item) && effectiveMs >= provedFrom && closedInLog() == NEVER) {
            Proof known = items.get(item);
            if (known == null || effectiveMs < known.effectiveMs) {
                items.put(item, new Proof(known == null ? logMs : known.logMs, effectiveMs));
            }
        }
    }

    /** It does not count any more: withdrawn, or never complete. */
    void end(long logMs, long at) {
        if (closedInLog() == NEVER) {
            voidedLogMs = logMs;
            voidedAt = at;
        }
    }

    boolean isVoid() {
        return voidedLogMs != NEVER;
    }

    /** When the log held what stopped it. */
    long closedInLog() {
        if (isVoid()) {
            return voidedLogMs;
        }
        long last = 0;
        for (Proof proof : items.values()) {
            if (proof == null) {
                return NEVER;
            }
            last = Math.max(last, proof.logMs);
        }
        return last;
    }

    /** The time from which it was done, by its proofs. */
    long stoppedAt() {
        if (isVoid()) {
            return voidedAt;
        }
        long last = startsAt;
        for (Proof proof : items.values()) {
            last = Math.max(last, proof.effectiveMs);
        }
        return last;
    }
}
