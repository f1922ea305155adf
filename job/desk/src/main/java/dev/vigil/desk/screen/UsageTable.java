package dev.vigil.desk.screen;

import dev.vigil.desk.ask.DailyUsage;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.UsageQuery;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageState;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was used of works, by day, territory, right and basis. */
final class UsageTable implements RecordTable {
    private static final String HELD = "HELD";

    /** To sum up a month of 60,000 rows takes a tenth of a second, and rows are of days. */
    private static final long SAME_FOR_MS = 60_000;

    /** Months whose charts are kept, those asked for last. */
    private static final int MOST_MONTHS = 12;

    /** Charts of all works, as they were drawn last; the same for each who asks. */
    private final Map<Charts.Days, SummedUse> summed =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Charts.Days, SummedUse> eldest) {
                    return size() > MOST_MONTHS;
                }
            };

    /** Empty use where there are too many rows to sum up. */
    private record SummedUse(Optional<DailyUsage> use, long atMs) {}

    @Override
    public String path() {
        return "/usage";
    }

    @Override
    public List<RecordFilter> filters(Cells cells, Visit visit) {
        return List.of(
                RecordFilter.month(visit, "month"),
                RecordFilter.text(visit, "work"),
                RecordFilter.choice(visit, "which", "usage.all", List.of(HELD), "UsageTable"));
    }

    @Override
    public List<String> columns() {
        return List.of(
                "day",
                "work",
                "territory",
                "right",
                "basis",
                "used",
                "live",
                "sessions",
                "viewers",
                "plays",
                "state",
                "held",
                "shares",
                "revision");
    }

    @Override
    public ListPage<List<Cell>> rows(Handle store, Cells cells, Visit visit, String after) {
        ListPage<UsageRow> found =
                UsageQuery.page(
                        store,
                        new UsageQuery.Wanted(
                                visit.query("month").orElse(null),
                                visit.query("work").orElse(null),
                                visit.query("which").filter(HELD::equals).isPresent()),
                        after);
        return new ListPage<>(
                found.rows().stream().map(it -> row(cells, it)).toList(), found.after());
    }

    private static List<Cell> row(Cells cells, UsageRow it) {
        return List.of(
                cells.whole(it.day()),
                cells.link("work", it.workId()),
                cells.territory(it.territory()),
                cells.code(it.rightType()),
                basis(cells, it.basis()),
                cells.span(it.usedMs()),
                cells.span(it.liveMs()),
                cells.number(it.sessions()),
                cells.number(it.viewers()),
                cells.number(it.plays()),
                state(cells, it),
                it.inConflict()
                        ? cells.state(Cells.Look.WARN, cells.say("usage.held"))
                        : cells.none(),
                shares(cells, it),
                cells.number(it.revision()));
    }

    static Cell state(Cells cells, UsageRow it) {
        return cells.state(
                it.state() == UsageState.PROVISIONAL ? Cells.Look.UNKNOWN : Cells.Look.GOOD,
                cells.code(it.state()));
    }

    static Cell basis(Cells cells, String basis) {
        if (basis.equals(UsageRow.NONE)) {
            return cells.say("usage.nobasis");
        } else if (basis.startsWith(UsageRow.AUTHORIZATION)) {
            return cells.say(
                    "usage.authorization",
                    cells.foreign(basis.substring(UsageRow.AUTHORIZATION.length())));
        }
        return basis.startsWith(UsageRow.POLICY)
                ? cells.say(
                        "usage.policy", cells.foreign(basis.substring(UsageRow.POLICY.length())))
                : cells.foreign(basis);
    }

    private static Cell shares(Cells cells, UsageRow row) {
        return cells.some(
                row.shares().stream()
                        .map(
                                it ->
                                        cells.say(
                                                "work.claimed",
                                                cells.foreign(it.ownerId()),
                                                cells.say(
                                                        "value.percent",
                                                        BigDecimal.valueOf(it.shareBp(), 2)
                                                                .stripTrailingZeros()
                                                                .toPlainString())))
                        .toList(),
                3);
    }

    @Override
    public List<RecordPart> above(Handle store, Cells cells, Visit visit) {
        RecordPart about = new RecordPart(null).note(cells.say("usage.about"));
        Charts.Days days = Charts.days(visit);
        Optional<DailyUsage> used =
                visit.query("work")
                        .map(it -> DailyUsage.of(store, it, days.from(), days.to()))
                        .orElseGet(() -> ofAll(store, days, visit.nowMs()));
        return used.isEmpty()
                ? List.of(about.note(cells.say("chart.toomany")))
                : List.of(about, Charts.usage(cells, visit.text().zone(), used.get()));
    }

    private Optional<DailyUsage> ofAll(Handle store, Charts.Days days, long nowMs) {
        SummedUse last;
        synchronized (summed) {
            last = summed.get(days);
        }
        if (last == null || Math.abs(nowMs - last.atMs()) >= SAME_FOR_MS) {
            last = new SummedUse(DailyUsage.of(store, null, days.from(), days.to()), nowMs);
            synchronized (summed) {
                summed.put(days, last);
            }
        }
        return last.use();
    }
}
