package dev.vigil.account;

import dev.vigil.schema.account.AccountBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Strikes at any moment, by what is known now. The least number of half-open windows that cover the
 * times of the offences that count: a part of them never needs more.
 */
final class Incidents {
    private static final Comparator<JudgedOffence> BY_TIME =
            Comparator.<JudgedOffence>comparingLong(offence -> offence.kept().occurredAt())
                    .thenComparing(JudgedOffence::id);

    private static final Comparator<Incident> BY_COUNTING =
            Comparator.comparingLong(Incident::from).thenComparing(Incident::anchor);

    private final StrikeLadder ladder;
    private final AccountBook book;
    private final List<JudgedOffence> admonished;
    private final List<JudgedOffence> admonishedIfUpheld;
    private final Map<String, Long> since;
    private final Map<String, Long> sinceIfUpheld;
    private final List<Long> warningEnds;
    private final Map<String, JudgedOffence> offences;

    Incidents(
            StrikeLadder ladder, Account account, Map<String, JudgedOffence> offences, long nowMs) {
        this.ladder = ladder;
        this.book = account.book();
        this.offences = offences;
        Admonitions admonitions = new Admonitions(ladder, account, offences, false);
        admonished = admonished(offences, admonitions, false);
        boolean isDisputed =
                offences.values().stream().anyMatch(one -> one.counts(true) != one.counts(false));
        admonishedIfUpheld =
                isDisputed
                        ? admonished(
                                offences, new Admonitions(ladder, account, offences, true), true)
                        : admonished;
        since = since(admonished);
        sinceIfUpheld = isDisputed ? since(admonishedIfUpheld) : since;
        warningEnds = admonitions.endsAfter(nowMs);
    }

    private List<JudgedOffence> admonished(
            Map<String, JudgedOffence> offences, Admonitions admonitions, boolean ifUpheld) {
        return offences.values().stream()
                .filter(offence -> offence.counts(ifUpheld))
                .filter(offence -> ladder.countsIn(offence.kept().territories()))
                .filter(admonitions::precede)
                .sorted(BY_TIME)
                .toList();
    }

    /** Whether one that was there then has stopped to count since: what fell before is no news. */
    boolean hasFallenSince(long thenMs) {
        return offences.values().stream()
                .filter(one -> one.establishedAt() != null && one.establishedAt() <= thenMs)
                .filter(one -> !one.counts(true) && !one.hadFallen(thenMs))
                .flatMap(one -> one.kept().reasons().stream())
                .anyMatch(reason -> ladder.counts(reason.kind()));
    }

    /** Warnings that admonish now. */
    int warnings() {
        return warningEnds.size();
    }

    /** When the next of them ends; null for none. */
    Long warningEndsAt() {
        return warningEnds.stream().min(Comparator.naturalOrder()).orElse(null);
    }

    List<JudgedOffence> counted(long atMs, boolean ifUpheld) {
        return (ifUpheld ? admonishedIfUpheld : admonished)
                .stream().filter(one -> atMs < one.establishedAt() + ladder.strikeMs()).toList();
    }

    /** In the order in which they began to count; what education forgives is left out. */
    List<Incident> ranked(long atMs, boolean ifUpheld) {
        Map<String, Long> counting = ifUpheld ? sinceIfUpheld : since;
        return windows(counted(atMs, ifUpheld)).stream()
                .map(window -> incident(window, counting))
                .sorted(BY_COUNTING)
                .skip(forgiven(atMs))
                .toList();
    }

    private long forgiven(long atMs) {
        return Math.min(
                ladder.educationForgives(),
                book.educated().stream()
                        .filter(at -> at <= atMs && atMs < at + Moments.YEAR_MS)
                        .count());
    }

    private List<List<JudgedOffence>> windows(List<JudgedOffence> counted) {
        List<List<JudgedOffence>> windows = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= counted.size(); to++) {
            boolean isOver =
                    to == counted.size()
                            || counted.get(to).kept().occurredAt()
                                    >= counted.get(from).kept().occurredAt() + ladder.incidentMs();
            if (isOver) {
                windows.add(counted.subList(from, to));
                from = to;
            }
        }
        return windows;
    }

    /**
     * Since when the strike of each offence counts. Of those that have expired too: their strike
     * does not begin anew with what is left of it.
     */
    private Map<String, Long> since(List<JudgedOffence> admonished) {
        Map<String, Long> since = new HashMap<>();
        for (List<JudgedOffence> window : windows(admonished)) {
            long first =
                    window.stream().mapToLong(JudgedOffence::establishedAt).min().orElseThrow();
            window.forEach(one -> since.put(one.id(), first));
        }
        return since;
    }

    private Incident incident(List<JudgedOffence> offences, Map<String, Long> since) {
        long from = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (JudgedOffence offence : offences) {
            from = Math.min(from, since.get(offence.id()));
            last = Math.max(last, offence.establishedAt());
        }
        return new Incident(
                offences.get(0).id(),
                offences.stream().map(JudgedOffence::id).toList(),
                from,
                last + ladder.strikeMs());
    }
}
