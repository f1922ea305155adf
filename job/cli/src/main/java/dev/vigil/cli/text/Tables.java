package dev.vigil.cli.text;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Tables that fit the terminal: columns that are empty in all rows are left out, and long texts go
 * on in the next line of their cell.
 */
public final class Tables {
    /** Of a cell; the rest goes on below. */
    private static final int WIDEST = 40;

    /** No column gets narrower, however small the terminal is. */
    private static final int NARROWEST = 8;

    /** Two blanks around a text. */
    private static final int PADDING = 2;

    private Tables() {}

    /** As wide as COLUMNS says, which the launcher sets where a terminal is written to. */
    public static <T> String of(Collection<T> rows, List<ColumnData<T>> columns) {
        return of(rows, columns, width(System.getenv("COLUMNS")));
    }

    static <T> String of(Collection<T> rows, List<ColumnData<T>> all, int width) {
        List<ColumnData<T>> columns =
                all.stream().filter(column -> !isEmpty(rows, column)).toList();
        int[] widths = columns.stream().mapToInt(column -> longest(rows, column, "\n")).toArray();
        int[] words = columns.stream().mapToInt(column -> longest(rows, column, "\\s")).toArray();
        int room = width - 1 - (PADDING + 1) * widths.length;
        narrow(widths, words, room);
        narrow(widths, new int[words.length], room);
        for (int i = 0; i < widths.length; i++) {
            columns.get(i).maxWidth(widths[i] + PADDING, OverflowBehaviour.NEWLINE);
        }
        return AsciiTable.getTable(rows, columns);
    }

    /** The widest first, none below its least width. */
    private static void narrow(int[] widths, int[] least, int room) {
        int widest = widest(widths, least);
        while (widest >= 0 && Arrays.stream(widths).sum() > room) {
            widths[widest]--;
            widest = widest(widths, least);
        }
    }

    /** Of those that may get narrower; -1 for none. */
    private static int widest(int[] widths, int[] least) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean may = widths[i] > Math.max(NARROWEST, least[i]);
            widest = may && (widest < 0 || widths[i] > widths[widest]) ? i : widest;
        }
        return widest;
    }

    private static <T> boolean isEmpty(Collection<T> rows, ColumnData<T> column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> column.getCellValue(row).isEmpty());
    }

    /** Width of the longest part of its texts, and of its header. */
    private static <T> int longest(Collection<T> rows, ColumnData<T> column, String between) {
        int longest = column.getHeader().length();
        for (T row : rows) {
            for (String part : column.getCellValue(row).split(between)) {
                longest = Math.max(longest, part.length());
            }
        }
        return Math.min(WIDEST, longest);
    }

    private static int width(String columns) {
        return columns != null && columns.matches("[1-9][0-9]{1,4}")
                ? Integer.parseInt(columns)
                : Integer.MAX_VALUE;
    }

    /** Of texts. */
    public static Column left(String header) {
        return new Column().header(header).dataAlign(HorizontalAlign.LEFT);
    }

    /** Of numbers. */
    public static Column right(String header) {
        return new Column().header(header);
    }
}
