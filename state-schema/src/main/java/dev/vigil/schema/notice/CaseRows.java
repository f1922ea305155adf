package dev.vigil.schema.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How a large case is cut into rows, so that a step writes the rows that it changes and not ten
 * thousand items. Savepoints hold the rows: another length or key would misread them.
 *
 * <p>A key is the list, the place of the run in it, and the number of the row, so that rows in the
 * order of their keys are in the order of their lists.
 */
public final class CaseRows {
    /** Of a list: about 10 kB of items, and few enough rows to read all of a case. */
    static final int IN_ROW = 64;

    /** A case that has no more of everything is one value: most have one item. */
    static final int MOST_WHOLE = 100;

    private static final long RUNS = 0;
    private static final long WORKS = 1;
    private static final long COUNTERED = 2;
    private static final long RESTORED = 3;
    private static final long COVERS = 4;
    private static final long ADOPTED = 5;

    private static final int LIST_BITS = 56;
    private static final int PLACE_BITS = 24;

    private CaseRows() {}

    /** The rows of a case; none of one that is not large. */
    public static Map<Long, CaseRow> of(NoticeCase notice) {
        if (!isLarge(notice)) {
            return Map.of();
        }
        Map<Long, CaseRow> rows = new HashMap<>();
        for (Run run : notice.runs()) {
            long key = RUNS << LIST_BITS | (long) run.place() << PLACE_BITS;
            if (run.items().size() <= IN_ROW) {
                rows.put(key, CaseRow.run(run));
            } else {
                rows.put(key, CaseRow.run(run.withItems(List.of())));
                cut(rows, key + 1, run.items(), CaseRow::items);
            }
        }
        cut(rows, WORKS << LIST_BITS, notice.workIds(), CaseRow::ids);
        cut(rows, COUNTERED << LIST_BITS, notice.counter().itemIds(), CaseRow::ids);
        cut(rows, RESTORED << LIST_BITS, notice.counter().restored(), CaseRow::ids);
        cut(rows, COVERS << LIST_BITS, notice.covers(), CaseRow::covers);
        cut(rows, ADOPTED << LIST_BITS, notice.adopted(), CaseRow::adopted);
        return rows;
    }

    private static <T> void cut(
            Map<Long, CaseRow> rows, long firstKey, List<T> all, Function<List<T>, CaseRow> row) {
        for (int from = 0; from < all.size(); from += IN_ROW) {
            List<T> some = all.subList(from, Math.min(all.size(), from + IN_ROW));
            rows.put(firstKey + from / IN_ROW, row.apply(List.copyOf(some)));
        }
    }

    private static boolean isLarge(NoticeCase notice) {
        int all =
                notice.runs().size()
                        + notice.workIds().size()
                        + notice.counter().itemIds().size()
                        + notice.counter().restored().size()
                        + notice.covers().size()
                        + notice.adopted().size();
        return all > MOST_WHOLE
                || all + notice.runs().stream().mapToInt(run -> run.items().size()).sum()
                        > MOST_WHOLE;
    }

    /** What of a case is not in its rows; of one that is not large all. */
    public static NoticeCase head(NoticeCase notice) {
        return isLarge(notice)
                ? notice.with(
                        List.of(),
                        List.of(),
                        notice.counter().with(List.of(), List.of()),
                        List.of(),
                        List.of())
                : notice;
    }

    /** True for the head of a large case: any case has a run. */
    public static boolean hasRows(NoticeCase head) {
        return head.runs().isEmpty();
    }

    /** The case whose head and rows these are. */
    public static NoticeCase whole(NoticeCase head, Iterable<Map.Entry<Long, CaseRow>> rows) {
        Map<Long, CaseRow> inOrder = new TreeMap<>();
        rows.forEach(row -> inOrder.put(row.getKey(), row.getValue()));
        List<Run> runs = new ArrayList<>();
        List<List<ItemState>> items = new ArrayList<>();
        Map<Long, List<String>> ids = new HashMap<>();
        List<Covered> covers = new ArrayList<>();
        List<Adopted> adopted = new ArrayList<>();
        inOrder.forEach(
                (key, row) -> {
                    if (row.run() != null) {
                        runs.add(row.run());
                        items.add(new ArrayList<>(row.run().items()));
                    } else if (row.items() != null) {
                        items.get(items.size() - 1).addAll(row.items());
                    } else if (row.ids() != null) {
                        ids.computeIfAbsent(key >> LIST_BITS, list -> new ArrayList<>())
                                .addAll(row.ids());
                    } else if (row.covers() != null) {
                        covers.addAll(row.covers());
                    } else {
                        adopted.addAll(row.adopted());
                    }
                });
        for (int at = 0; at < runs.size(); at++) {
            if (runs.get(at).items().isEmpty()) {
                runs.set(at, runs.get(at).withItems(items.get(at)));
            }
        }
        Counter counter =
                head.counter()
                        .with(
                                ids.getOrDefault(COUNTERED, List.of()),
                                ids.getOrDefault(RESTORED, List.of()));
        return head.with(ids.getOrDefault(WORKS, List.of()), runs, counter, covers, adopted);
    }
}
