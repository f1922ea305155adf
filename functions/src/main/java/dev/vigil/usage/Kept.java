package dev.vigil.usage;

import dev.vigil.schema.usage.MeteredSession;
import dev.vigil.schema.usage.SessionAudience;
import dev.vigil.schema.usage.UsedMark;
import dev.vigil.schema.usage.UsedMatch;
import dev.vigil.schema.usage.UsedPiece;
import dev.vigil.schema.usage.UsedSince;
import dev.vigil.schema.usage.UsedUnder;
import dev.vigil.schema.usage.UsedWork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is kept of a session, however long it is: the works shown lately, their latest pieces.
 * Earlier ones are closed: they are counted, and nothing about them changes any more. What of them
 * is no sum, the session itself and the most viewers, is marked, or it would be counted again.
 */
final class Kept {
    /** More than a verdict names matches. */
    static final int MOST_WORKS = 128;

    static final int MOST_PIECES = 1_024;
    static final int MOST_UNDERS = 64;

    /** Of a session, the latest. */
    static final int MOST_MARKS = 256;

    private Kept() {}

    static MeteredSession within(MeteredSession session, UsageDays days) {
        MeteredSession few = cut(session);
        if (few == session || few.works().isEmpty()) {
            return few;
        }
        List<UsedMark> marks = new ArrayList<>(few.marks());
        for (UsedMark mark : Amounts.lost(session, few, days)) {
            marks.removeIf(mark::isOfSame);
            marks.add(mark);
        }
        return few.withMarks(
                List.copyOf(marks.subList(Math.max(0, marks.size() - MOST_MARKS), marks.size())));
    }

    private static MeteredSession cut(MeteredSession session) {
        MeteredSession few = UsedMeasures.within(session);
        if (few.reports().size() > Audiences.MOST) {
            List<SessionAudience> reports = few.reports();
            few =
                    few.withReports(
                            List.copyOf(
                                    reports.subList(
                                            reports.size() - Audiences.MOST, reports.size())));
        }
        return few.works().size() <= MOST_WORKS
                        && few.unders().size() <= MOST_UNDERS
                        && pieces(few.works()) <= MOST_PIECES
                ? few
                : closed(few);
    }

    private static int pieces(List<UsedWork> works) {
        return works.stream().mapToInt(work -> work.pieces().size()).sum();
    }

    /** Down to three quarters, so that it does not come with each revision. */
    private static MeteredSession closed(MeteredSession session) {
        int from = Math.max(0, session.works().size() - MOST_WORKS);
        List<UsedWork> works =
                new ArrayList<>(session.works().subList(from, session.works().size()));
        for (int i = 0; i < works.size() && isOver(works); ) {
            UsedWork work = works.get(i);
            if (work.pieces().isEmpty()) {
                works.set(i++, work.with().matches(List.of()).since(List.of()).build());
            } else {
                works.set(i, withoutFirst(work));
            }
        }
        return numbered(session.withWorks(works));
    }

    private static boolean isOver(List<UsedWork> works) {
        return pieces(works) > MOST_PIECES * 3 / 4 || unders(works).size() > MOST_UNDERS * 3 / 4;
    }

    private static UsedWork withoutFirst(UsedWork work) {
        UsedPiece first = work.pieces().get(0);
        return work.with()
                .pieces(List.copyOf(work.pieces().subList(1, work.pieces().size())))
                .closedMs(Math.max(work.closedMs(), first.toMs()))
                .build();
    }

    private static Set<Integer> unders(List<UsedWork> works) {
        Set<Integer> unders = new HashSet<>();
        for (UsedWork work : works) {
            work.pieces().forEach(piece -> unders.add(piece.under()));
            work.matches().forEach(match -> unders.add(match.under()));
            work.since().forEach(since -> unders.add(since.under()));
        }
        return unders;
    }

    /** Without those that nothing names. */
    private static MeteredSession numbered(MeteredSession session) {
        TreeMap<Integer, Integer> numbers = new TreeMap<>();
        List<UsedUnder> unders = new ArrayList<>();
        for (int under : unders(session.works())) {
            numbers.put(under, 0);
        }
        for (int under : numbers.keySet()) {
            numbers.put(under, unders.size());
            unders.add(session.unders().get(under));
        }
        List<UsedWork> works = new ArrayList<>();
        for (UsedWork work : session.works()) {
            works.add(
                    work.with()
                            .pieces(
                                    work.pieces().stream()
                                            .map(p -> p.numbered(numbers.get(p.under())))
                                            .toList())
                            .matches(
                                    work.matches().stream()
                                            .map(
                                                    m ->
                                                            new UsedMatch(
                                                                    m.matchId(),
                                                                    m.toMs(),
                                                                    numbers.get(m.under())))
                                            .toList())
                            .since(
                                    work.since().stream()
                                            .map(s -> new UsedSince(s.at(), numbers.get(s.under())))
                                            .toList())
                            .build());
        }
        return session.with().works(List.copyOf(works)).unders(List.copyOf(unders)).build();
    }
}
