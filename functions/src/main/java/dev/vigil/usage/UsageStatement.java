package dev.vigil.usage;

import dev.vigil.schema.usage.UsageAmendment;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageState;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an owner is to know of a month: its rows as they were when the last of them was settled, and
 * what has changed since the statement before in rows of earlier months, as lines of their own. It
 * follows from the rows alone, with the shares that they name: so each millisecond is in one
 * statement, and no statement that was sent is made again.
 *
 * @param closesAt first moment that is of the next statement (UTC epoch ms)
 * @param provisional rows that are not settled yet: the statement may change
 */
public record UsageStatement(
        String ownerId,
        YearMonth month,
        long closesAt,
        List<StatementLine> lines,
        int provisional) {
    private static final Comparator<StatementLine> IN_ORDER =
            Comparator.comparing((StatementLine line) -> line.row().rowId());

    /**
     * Lines of a territory, added up. Those of different territories are of the same sessions, and
     * are never added up.
     *
     * @param viewMs of what is known; null where nothing is: unknown is not 0
     * @param plays likewise
     */
    public record Total(
            String territory, long usedMs, long shareMs, long heldMs, Long viewMs, Long plays) {
        private Total plus(StatementLine line) {
            return new Total(
                    territory,
                    usedMs + line.usedMs(),
                    shareMs + line.shareMs(),
                    heldMs + line.heldMs(),
                    sum(viewMs, line.viewMs()),
                    sum(plays, line.plays()));
        }

        private static Long sum(Long known, Long more) {
            return known == null ? more : more == null ? known : Long.valueOf(known + more);
        }
    }

    /** What of a row is an owner's at a moment. */
    private record Due(
            int shareBp,
            long usedMs,
            long heldMs,
            long sessions,
            Long audienceMs,
            Long viewMs,
            Long plays,
            long revision) {
        static final Due NOTHING = new Due(0, 0, 0, 0, null, null, null, 0);

        static Due of(String ownerId, UsageRow row) {
            return of(
                    row.shareBp(ownerId),
                    row.inConflict(),
                    new Due(
                            0,
                            row.usedMs(),
                            0,
                            row.sessions(),
                            row.audienceMs(),
                            row.viewMs(),
                            row.plays(),
                            row.revision()));
        }

        static Due before(String ownerId, UsageAmendment change) {
            return of(
                    UsageRow.shareBp(ownerId, change.previousShares()),
                    Boolean.TRUE.equals(change.previousHeld()),
                    new Due(
                            0,
                            change.previousUsedMs(),
                            0,
                            change.previousSessions(),
                            change.previousAudienceMs(),
                            change.previousViewMs(),
                            change.previousPlays(),
                            change.revision() - 1));
        }

        private static Due of(int shareBp, boolean held, Due all) {
            if (shareBp == 0) {
                return NOTHING;
            }
            return held
                    ? new Due(shareBp, 0, all.usedMs, 0, null, null, null, all.revision)
                    : new Due(
                            shareBp,
                            all.usedMs,
                            0,
                            all.sessions,
                            all.audienceMs,
                            all.viewMs,
                            all.plays,
                            all.revision);
        }

        long shareMs() {
            return usedMs * shareBp / UsageShares.WHOLE_BP;
        }

        /** A part is not taken for the whole. */
        long usages() {
            boolean isWhole = plays != null && audienceMs != null && audienceMs == usedMs;
            return (isWhole ? plays : sessions) * shareBp;
        }
    }

    /**
     * @param rows the last record of each
     */
    public static UsageStatement of(
            String ownerId, YearMonth month, ZoneId zone, Collection<UsageRow> rows) {
        UsageDays days = new UsageDays(zone);
        long from = days.closesAt(month.minusMonths(1));
        long to = days.closesAt(month);
        List<StatementLine> lines = new ArrayList<>();
        int provisional = 0;
        for (UsageRow row : rows) {
            YearMonth of = YearMonth.parse(row.day().substring(0, 7));
            if (of.isAfter(month) || !row.concerns(ownerId)) {
                continue;
            }
            requireZone(row, days, zone);
            StatementLine line =
                    of.equals(month) ? line(ownerId, row, to) : change(ownerId, row, from, to);
            if (!line.isNothing()) {
                lines.add(line);
            }
            provisional += of.equals(month) && !row.state().isFinal() ? 1 : 0;
        }
        lines.sort(IN_ORDER);
        return new UsageStatement(ownerId, month, to, List.copyOf(lines), provisional);
    }

    private static void requireZone(UsageRow row, UsageDays days, ZoneId zone) {
        if (days.from(row.day()) != row.dayFrom()) {
            throw new IllegalArgumentException(
                    "zone: expected that of the rows, in which "
                            + row.day()
                            + " begins at "
                            + row.dayFrom()
                            + ", got "
                            + zone
                            + "; give the job's usage.zone");
        }
    }

    /** As it was when the statement closed. */
    private static StatementLine line(String ownerId, UsageRow row, long to) {
        Due due = at(ownerId, row, to);
        boolean isAmended = row.amendments().stream().anyMatch(one -> one.at() < to);
        UsageState settled = isAmended ? UsageState.AMENDED : UsageState.SETTLED;
        return line(
                row,
                List.of(),
                row.state().isFinal() ? settled : row.state(),
                Due.NOTHING,
                due,
                due.revision());
    }

    private static StatementLine change(String ownerId, UsageRow row, long from, long to) {
        TreeSet<UsageReason> reasons = new TreeSet<>();
        long revision = 0;
        for (UsageAmendment one : row.amendments()) {
            if (one.at() >= from && one.at() < to) {
                reasons.addAll(one.reasons());
                revision = revision == 0 ? one.revision() : revision;
            }
        }
        return line(
                row,
                List.copyOf(reasons),
                UsageState.AMENDED,
                at(ownerId, row, from),
                at(ownerId, row, to),
                revision);
    }

    private static Due at(String ownerId, UsageRow row, long at) {
        return row.amendments().stream()
                .filter(one -> one.at() >= at)
                .findFirst()
                .map(later -> Due.before(ownerId, later))
                .orElseGet(() -> Due.of(ownerId, row));
    }

    private static StatementLine line(
            UsageRow row,
            List<UsageReason> reasons,
            UsageState state,
            Due before,
            Due after,
            long revision) {
        return new StatementLine(
                row,
                after.shareBp(),
                reasons,
                state,
                after.usedMs() - before.usedMs(),
                after.shareMs() - before.shareMs(),
                after.heldMs() - before.heldMs(),
                after.sessions() - before.sessions(),
                reasons.isEmpty() ? after.audienceMs() : null,
                difference(after.viewMs(), before.viewMs()),
                difference(after.plays(), before.plays()),
                after.usages() - before.usages(),
                revision);
    }

    /**
     * What was stated and is not due any more is taken back; what was never known stays unknown.
     */
    private static Long difference(Long after, Long before) {
        return after == null && before == null
                ? null
                : Long.valueOf((after == null ? 0 : after) - (before == null ? 0 : before));
    }

    /** By territory. */
    public List<Total> totals() {
        TreeMap<String, Total> totals = new TreeMap<>();
        for (StatementLine line : lines) {
            String territory = line.row().territory();
            Total known = totals.getOrDefault(territory, new Total(territory, 0, 0, 0, null, null));
            totals.put(territory, known.plus(line));
        }
        return List.copyOf(totals.values());
    }
}
