package dev.vigil.usage;

import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.usage.UsageAmendment;
import dev.vigil.schema.usage.UsageRow;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an owner is to know of a month: its rows as they were when the last of them was settled, and
 * what has changed since the statement before in rows of earlier months, as lines of their own. So
 * each millisecond is in one statement, and no statement that was sent is made again.
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
            Comparator.comparing((StatementLine line) -> line.row().rowId())
                    .thenComparing(StatementLine::revision);

    /** Figures of a row at a moment. */
    private record Figures(long usedMs, long sessions, Long viewMs, Long plays, boolean held) {
        static Figures of(UsageRow row) {
            return new Figures(
                    row.usedMs(), row.sessions(), row.viewMs(), row.plays(), row.inConflict());
        }

        static Figures before(UsageAmendment amendment) {
            return new Figures(
                    amendment.previousUsedMs(),
                    amendment.previousSessions(),
                    amendment.previousViewMs(),
                    amendment.previousPlays(),
                    Boolean.TRUE.equals(amendment.previousHeld()));
        }
    }

    /**
     * @param rows the last record of each
     * @param works as registered, by their ids
     */
    public static UsageStatement of(
            String ownerId,
            YearMonth month,
            ZoneId zone,
            Collection<UsageRow> rows,
            Map<String, RegisteredWork> works) {
        long from = closesAt(month.minusMonths(1), zone);
        long to = closesAt(month, zone);
        List<StatementLine> lines = new ArrayList<>();
        int provisional = 0;
        for (UsageRow row : rows) {
            RegisteredWork work = works.get(row.workId());
            int shareBp = work == null ? 0 : UsageShares.of(ownerId, row, work);
            if (shareBp == 0) {
                continue;
            }
            YearMonth of = YearMonth.parse(row.day().substring(0, 7));
            if (of.equals(month)) {
                lines.add(line(row, shareBp, to));
                provisional += row.state().isFinal() ? 0 : 1;
            } else if (of.isBefore(month)) {
                lines.addAll(changes(row, shareBp, from, to));
            }
        }
        lines.sort(IN_ORDER);
        return new UsageStatement(ownerId, month, to, List.copyOf(lines), provisional);
    }

    /** Its last day is settled then. */
    static long closesAt(YearMonth month, ZoneId zone) {
        return month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().toEpochMilli()
                + UsageRules.SETTLE_MS;
    }

    /** As it was when the statement closed. */
    private static StatementLine line(UsageRow row, int shareBp, long to) {
        Figures figures = Figures.of(row);
        long revision = row.revision();
        for (UsageAmendment later : row.amendments()) {
            if (later.at() >= to) {
                figures = Figures.before(later);
                revision = later.revision() - 1;
                break;
            }
        }
        return new StatementLine(
                row,
                shareBp,
                null,
                figures.held() ? 0 : figures.usedMs(),
                figures.held() ? figures.usedMs() : 0,
                figures.held() ? 0 : figures.sessions(),
                figures.held() ? null : figures.viewMs(),
                figures.held() ? null : figures.plays(),
                revision);
    }

    private static List<StatementLine> changes(UsageRow row, int shareBp, long from, long to) {
        List<StatementLine> lines = new ArrayList<>();
        List<UsageAmendment> all = row.amendments();
        for (int i = 0; i < all.size(); i++) {
            UsageAmendment amendment = all.get(i);
            if (amendment.at() >= from && amendment.at() < to) {
                Figures after =
                        i + 1 == all.size() ? Figures.of(row) : Figures.before(all.get(i + 1));
                lines.add(change(row, shareBp, amendment, Figures.before(amendment), after));
            }
        }
        return lines;
    }

    private static StatementLine change(
            UsageRow row, int shareBp, UsageAmendment amendment, Figures before, Figures after) {
        return new StatementLine(
                row,
                shareBp,
                amendment.reason(),
                due(after, after.usedMs()) - due(before, before.usedMs()),
                held(after) - held(before),
                due(after, after.sessions()) - due(before, before.sessions()),
                difference(due(after, after.viewMs()), due(before, before.viewMs())),
                difference(due(after, after.plays()), due(before, before.plays())),
                amendment.revision());
    }

    private static long due(Figures figures, long value) {
        return figures.held() ? 0 : value;
    }

    private static Long due(Figures figures, Long value) {
        return figures.held() ? null : value;
    }

    private static long held(Figures figures) {
        return figures.held() ? figures.usedMs() : 0;
    }

    /** What was unknown and is not any more is new; what is unknown now stays so. */
    private static Long difference(Long after, Long before) {
        return after == null ? null : Long.valueOf(after - (before == null ? 0 : before));
    }

    /** What is due, in all territories and of all rights; they are never of the same time. */
    public long usedMs() {
        return lines.stream().mapToLong(StatementLine::usedMs).sum();
    }

    public long heldMs() {
        return lines.stream().mapToLong(StatementLine::heldMs).sum();
    }

    /** What is known of the audience, added up; null where nothing is: unknown is not 0. */
    public Long viewMs() {
        return lines.stream()
                .map(StatementLine::viewMs)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    public Long plays() {
        return lines.stream()
                .map(StatementLine::plays)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }
}
