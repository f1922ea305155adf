package dev.vigil.client.text;

import java.util.List;

/**
 * What can't be used of a line of a file. A file may have very many: none keeps its exception.
 *
 * @param line from 1
 * @param column null where it is of the whole line
 * @param reason as of a {@link KeyedRefusal}; null where there are the English words alone
 * @param arguments of the reason
 * @param english behind the line, with the column
 */
public record LineFault(
        int line, String column, String reason, List<Object> arguments, String english) {
    public static LineFault of(int line, IllegalArgumentException why) {
        return new LineFault(
                line,
                why instanceof Sheet.BadCell cell ? cell.column() : null,
                why instanceof KeyedRefusal keyed ? keyed.reason() : null,
                why instanceof KeyedRefusal keyed ? keyed.arguments() : List.of(),
                why.getMessage());
    }

    /** In English, for a terminal. */
    @Override
    public String toString() {
        return "line " + line + (column == null ? ": " : ", ") + english;
    }
}
