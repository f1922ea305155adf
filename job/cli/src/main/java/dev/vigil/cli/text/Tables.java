package dev.vigil.cli.text;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Tables that fit the terminal: long texts go on in the next line of their cell. */
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

    static <T> String of(Collection<T> rows, List<ColumnData<T>> columns, int width) {
        int[] widths =
                columns.stream().mapToInt(column -> Math.min(WIDEST, text(rows, column))).toArray();
        int room = width - 1 - (PADDING + 1) * widths.length;
        int widest = widest(widths);
        while (Arrays.stream(widths).sum() > room && widths[widest] > NARROWEST) {
            widths[widest]--;
            widest = widest(widths);
        }
        for (int i = 0; i < widths.length; i++) {
            columns.get(i).maxWidth(widths[i] + PADDING, OverflowBehaviour.NEWLINE);
        }
        return AsciiTable.getTable(rows, columns);
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] > widths[widest] ? i : widest;
        }
        return widest;
    }

    private static <T> int text(Collection<T> rows, ColumnData<T> column) {
        int longest = column.getHeader().length();
        for (T row : rows) {
            for (String line : column.getCellValue(row).split("\n")) {
                longest = Math.max(longest, line.length());
            }
        }
        return longest;
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
