package dev.vigil.usage;

import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.MeteredSession;
import dev.vigil.schema.usage.SessionAudience;
import dev.vigil.schema.usage.UsageAmount;
import dev.vigil.schema.usage.UsedGroup;
import dev.vigil.schema.usage.UsedMark;
import dev.vigil.schema.usage.UsedPiece;
import dev.vigil.schema.usage.UsedSince;
import dev.vigil.schema.usage.UsedUnder;
import dev.vigil.schema.usage.UsedWork;
import dev.vigil.usage.UsedMeasures.Stop;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The part of a session in the rows of usage, as it follows from all that is known of it. */
final class Amounts {
    private static final String EVERYWHERE_ELSE = "*";

    private final MeteredSession session;
    private final UsageDays days;
    private final List<Stop> stops;
    private final Map<UsageKey, Figures> figures = new LinkedHashMap<>();

    private Amounts(MeteredSession session, UsageDays days) {
        this.session = session;
        this.days = days;
        stops = UsedMeasures.stops(session);
    }

    static Map<UsageKey, UsageAmount> of(MeteredSession session, UsageDays days) {
        Map<UsageKey, UsageAmount> all = new LinkedHashMap<>();
        derived(session, days).figures.forEach((key, one) -> all.put(key, one.amount()));
        return all;
    }

    /** What of the one is no sum and would be missing in the other. */
    static List<UsedMark> lost(MeteredSession before, MeteredSession after, UsageDays days) {
        Map<UsageKey, Figures> left = derived(after, days).figures;
        List<UsedMark> lost = new ArrayList<>();
        derived(before, days)
                .figures
                .forEach(
                        (key, its) ->
                                lost.addAll(
                                        its.lost(
                                                key.rowId(),
                                                left.getOrDefault(key, new Figures()))));
        return lost;
    }

    private static Amounts derived(MeteredSession session, UsageDays days) {
        Amounts amounts = new Amounts(session, days);
        for (UsedMark mark : session.marks()) {
            amounts.figures
                    .computeIfAbsent(UsageKey.of(mark.rowId()), key -> new Figures())
                    .marked(mark);
        }
        for (UsedWork work : session.works()) {
            work.pieces().forEach(piece -> amounts.add(work.workId(), piece));
            if (!work.since().isEmpty()) {
                session.reports().forEach(report -> amounts.addPlays(work, report));
            }
        }
        amounts.divide();
        return amounts;
    }

    private void add(String workId, UsedPiece piece) {
        UsedUnder under = session.unders().get(piece.under());
        Set<String> named = named(under);
        for (UsedGroup group : under.groups()) {
            for (String territory : group.territories()) {
                if (piece.upload()) {
                    figures(
                                    days.of(piece.capturedAt()),
                                    workId,
                                    territory,
                                    RightType.ON_DEMAND,
                                    group)
                            .uploaded(piece);
                } else {
                    for (Span span : shown(piece, territory, named)) {
                        add(workId, span, territory, named, group);
                    }
                }
            }
        }
    }

    /** Captured while it was to be seen there. */
    private List<Span> shown(UsedPiece piece, String territory, Set<String> named) {
        List<Span> shown = List.of(new Span(piece.capturedAt(), piece.capturedTo()));
        for (Stop stop : stops) {
            if (stop.isIn(territory, named)) {
                shown = Span.without(shown, stop.from(), stop.to());
            }
        }
        return shown;
    }

    private void add(
            String workId, Span span, String territory, Set<String> named, UsedGroup group) {
        long from = span.from();
        while (from < span.to()) {
            Span part = new Span(from, Math.min(span.to(), days.midnightBehind(from)));
            Figures of = figures(days.of(from), workId, territory, RightType.LIVE_RELAY, group);
            of.shown(part);
            for (SessionAudience report : session.reports()) {
                if (report.from() >= part.to()) {
                    break;
                }
                if (report.to() > part.from() && isSeenIn(report, territory, named)) {
                    of.seen(
                            report,
                            new Span(
                                    Math.max(part.from(), report.from()),
                                    Math.min(part.to(), report.to())));
                }
            }
            from = part.to();
        }
    }

    /**
     * Plays in a report are of the session: each work that was shown meanwhile has them once, each
     * of its rows by its part of the time.
     */
    private void divide() {
        Map<String, Map<SessionAudience, TreeMap<String, Figures>>> byWork = new LinkedHashMap<>();
        figures.forEach(
                (key, its) -> {
                    for (SessionAudience report : its.overlapMs().keySet()) {
                        if (report.plays() != null) {
                            byWork.computeIfAbsent(key.workId(), w -> new LinkedHashMap<>())
                                    .computeIfAbsent(report, r -> new TreeMap<>())
                                    .put(key.rowId(), its);
                        }
                    }
                });
        byWork.values()
                .forEach(
                        reports ->
                                reports.forEach((report, rows) -> divide(report, rows.values())));
    }

    /** In whole plays: each row has what it and those before it have, less what those have. */
    private static void divide(SessionAudience report, Collection<Figures> rows) {
        long sum = rows.stream().mapToLong(row -> row.overlapMs().get(report)).sum();
        long until = 0;
        long given = 0;
        for (Figures row : rows) {
            until += row.overlapMs().get(report);
            long upTo = part(report.plays(), until, sum);
            row.played(upTo - given);
            given = upTo;
        }
    }

    private static long part(long plays, long ms, long ofMs) {
        return BigInteger.valueOf(plays)
                .multiply(BigInteger.valueOf(ms))
                .divide(BigInteger.valueOf(ofMs))
                .longValue();
    }

    /** A report of plays is of the whole upload, at any later time. */
    private void addPlays(UsedWork work, SessionAudience report) {
        UsedUnder under = session.unders().get(under(work.since(), report.from()));
        Set<String> named = named(under);
        for (UsedGroup group : under.groups()) {
            for (String territory : group.territories()) {
                if (isSeenIn(report, territory, named)) {
                    figures(
                                    days.of(report.from()),
                                    work.workId(),
                                    territory,
                                    RightType.ON_DEMAND,
                                    group)
                            .played(report);
                }
            }
        }
    }

    private static int under(List<UsedSince> since, long at) {
        UsedSince last = since.get(0);
        for (UsedSince one : since) {
            if (one.at() <= at) {
                last = one;
            }
        }
        return last.under();
    }

    private static Set<String> named(UsedUnder under) {
        Set<String> named = new HashSet<>();
        under.groups().forEach(group -> named.addAll(group.territories()));
        return named;
    }

    private static boolean isSeenIn(SessionAudience report, String territory, Set<String> named) {
        return report.territory().equals(territory)
                || territory.equals(EVERYWHERE_ELSE) && !named.contains(report.territory());
    }

    private Figures figures(
            String day, String workId, String territory, RightType right, UsedGroup group) {
        return figures.computeIfAbsent(
                new UsageKey(day, workId, territory, right, group.basis()), key -> new Figures());
    }
}
