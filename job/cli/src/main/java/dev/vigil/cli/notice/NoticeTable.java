package dev.vigil.cli.notice;

import dev.vigil.cli.text.Columns;
import dev.vigil.cli.text.Screen;
import dev.vigil.cli.text.Terminal;
import dev.vigil.cli.text.Terminal.Line;
import dev.vigil.cli.text.Terminal.Style;
import dev.vigil.client.notice.ListedNotice;
import dev.vigil.client.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Notices in rows that fit a terminal: on a narrow one with fewer columns, never without a step.
 * There a long id is cut in its middle, as begin and end tell ids apart; in a file it is whole.
 */
final class NoticeTable {
    private static final String GAP = "  ";

    /** It is broken into lines for the state, and for no other column. */
    private static final int NARROWEST_STEP = 30;

    private static final int WIDEST_STEP = 80;

    /** Of a column other than the step, in parts of the screen. */
    private static final int PARTS = 4;

    private static final int NARROWEST = 8;
    private static final long SOON_MS = Duration.ofHours(2).toMillis();

    private final Screen screen;
    private final List<ListedNotice> rows;
    private final long nowMs;

    private record Column(String title, BiFunction<ListedNotice, Long, String> cell) {
        /** In one line, as others name notices and themselves. */
        String of(ListedNotice row, long nowMs) {
            return Terminal.line(cell.apply(row, nowMs));
        }
    }

    private static final Column NOTICE = new Column("notice", (row, now) -> row.noticeId());
    private static final Column STEP = new Column("next step", ListedNotice::next);

    private static final Column STATE = new Column("state", (row, now) -> state(row));

    /** In order of use: the first that has no room is left out, and those after it. */
    private static final List<Column> FURTHER =
            List.of(
                    STATE,
                    new Column("level", (row, now) -> row.level()),
                    new Column("notifier", (row, now) -> row.notifier()),
                    new Column("track", (row, now) -> row.track()));

    NoticeTable(Screen screen, List<ListedNotice> rows, long nowMs) {
        this.screen = screen;
        this.rows = rows;
        this.nowMs = nowMs;
    }

    private static String state(ListedNotice row) {
        boolean wasOverdue = row.over() && row.overdue();
        return row.state() + (wasOverdue ? ", was overdue" : "");
    }

    List<Line> lines() {
        return lines(Integer.MAX_VALUE);
    }

    /** The most urgent ones, as many as that many lines hold; what is left out is counted. */
    List<Line> lines(int most) {
        List<Column> columns = columns();
        int[] widths = widths(columns);
        List<Line> lines = new ArrayList<>();
        Columns.wrapped(summary(), screen.columns())
                .forEach(line -> lines.add(new Line(Style.PLAIN, line)));
        lines.add(styled(Style.BOLD, line(columns.stream().map(Column::title).toList(), widths)));
        for (int i = 0; i < rows.size(); i++) {
            List<Line> row = lines(rows.get(i), columns, widths);
            boolean last = i == rows.size() - 1;
            if (lines.size() + row.size() + (last ? 0 : 1) > most) {
                lines.add(new Line(Style.PLAIN, "... and " + (rows.size() - i) + " more"));
                return lines;
            }
            lines.addAll(row);
        }
        return lines;
    }

    /**
     * {@code 2 to do; 1 waits for others; 12 over. It is 10:55, zone +08:00}. Of those that are
     * over only where some are shown.
     */
    private String summary() {
        List<ListedNotice> open = rows.stream().filter(row -> !row.over()).toList();
        long others = open.stream().filter(ListedNotice::waitsForOthers).count();
        int over = rows.size() - open.size();
        return (open.size() - others)
                + " to do; "
                + others
                + (others == 1 ? " waits" : " wait")
                + " for others"
                + (over == 0 ? "" : "; " + over + " over")
                + ". It is "
                + Times.within(nowMs, nowMs)
                + ", zone "
                + ZoneId.systemDefault().getRules().getOffset(Instant.ofEpochMilli(nowMs));
    }

    // Columns ------------------------------------------------------------------------------

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(NOTICE, STEP));
        int step = natural(STEP);
        int others = natural(NOTICE) + GAP.length();
        for (Column column : FURTHER) {
            others += natural(column) + GAP.length();
            int least = column == STATE ? Math.min(NARROWEST_STEP, step) : step;
            if (others + least > screen.columns()) {
                break;
            }
            columns.add(column);
        }
        return columns;
    }

    /** The step gets what the others leave. */
    private int[] widths(List<Column> columns) {
        int[] widths = columns.stream().mapToInt(this::natural).toArray();
        int others = GAP.length() * (widths.length - 1) - widths[1];
        for (int width : widths) {
            others += width;
        }
        widths[1] = Math.max(NARROWEST, Math.min(widths[1], screen.columns() - others));
        return widths;
    }

    private int natural(Column column) {
        int widest = Columns.width(column.title());
        for (ListedNotice row : rows) {
            widest = Math.max(widest, Columns.width(column.of(row, nowMs)));
        }
        int most = column == STEP ? WIDEST_STEP : screen.columns() / PARTS;
        return Math.min(widest, Math.max(NARROWEST, most));
    }

    // Lines --------------------------------------------------------------------------------

    private List<Line> lines(ListedNotice row, List<Column> columns, int[] widths) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String text = columns.get(i).of(row, nowMs);
            cells.add(
                    columns.get(i) == NOTICE && screen.terminal()
                            ? List.of(Columns.middleCut(text, widths[i]))
                            : Columns.wrapped(text, widths[i]));
        }
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < height; i++) {
            int at = i;
            List<String> texts =
                    cells.stream().map(cell -> at < cell.size() ? cell.get(at) : "").toList();
            lines.add(styled(style(row), line(texts, widths)));
        }
        return lines;
    }

    private static String line(List<String> texts, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : GAP).append(Columns.padded(texts.get(i), widths[i]));
        }
        return line.toString().stripTrailing();
    }

    private Style style(ListedNotice row) {
        if (row.over()) {
            return Style.DIM;
        }
        if (row.waitsForOthers() || row.urgentMs() == null) {
            return Style.PLAIN;
        }
        long leftMs = row.urgentMs() - nowMs;
        return leftMs < 0 ? Style.RED : leftMs < SOON_MS ? Style.YELLOW : Style.PLAIN;
    }

    private Line styled(Style style, String text) {
        return new Line(screen.colours() ? style : Style.PLAIN, text);
    }
}
