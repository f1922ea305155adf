package dev.vigil.client.text;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** A table with named columns; what can't be used is reported with line and column. */
public final class Sheet {
    private final Csv csv;
    private final List<String> header;

    /**
     * Reads the header row.
     *
     * @param columns that there may be
     * @param required that there must be
     * @throws IOException that names what is wrong with it
     */
    public Sheet(Csv csv, List<String> columns, List<String> required) throws IOException {
        this.csv = csv;
        Csv.Row row = csv.next();
        if (row == null) {
            throw new UnusableFile(
                    "file.empty",
                    "line 1: expected a header row of " + columns + ", got an empty file",
                    String.join(", ", columns));
        }
        header = row.fields();
        List<String> wrong = new ArrayList<>();
        for (String column : header) {
            if (!columns.contains(column)) {
                wrong.add("'" + column + "' (did you mean " + nearest(column, columns) + "?)");
            }
        }
        List<String> absent = required.stream().filter(it -> !header.contains(it)).toList();
        if (!wrong.isEmpty() || !absent.isEmpty()) {
            throw new UnusableFile(
                    "file.columns",
                    "line 1: expected columns of "
                            + String.join(", ", columns)
                            + (wrong.isEmpty() ? "" : ", got " + String.join(", ", wrong))
                            + (absent.isEmpty() ? "" : "; needed is " + String.join(", ", absent)),
                    String.join(", ", columns),
                    header.stream()
                            .filter(it -> !columns.contains(it))
                            .map(it -> it + " → " + nearest(it, columns))
                            .collect(Collectors.joining(", ")),
                    String.join(", ", absent));
        }
    }

    public List<String> header() {
        return header;
    }

    /**
     * Goes through all rows.
     *
     * @param take throws IllegalArgumentException for a row that can't be used
     * @param refused gets each of these, with what is wrong
     * @throws IOException where quotes make no table of it
     */
    public void each(Consumer<Row> take, BiConsumer<Row, LineFault> refused) throws IOException {
        for (Csv.Row fields = csv.next(); fields != null; fields = csv.next()) {
            Row row = new Row(fields);
            try {
                row.requireAll();
                take.accept(row);
            } catch (IllegalArgumentException e) {
                refused.accept(row, LineFault.of(row.line(), e));
            }
        }
    }

    /** The known word that is most like another. */
    public static String nearest(String word, List<String> known) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparingInt(each -> distance.apply(word, each)))
                .orElseThrow();
    }

    /** UTC epoch ms of a time with its offset; throws DateTimeException. */
    public static long time(String value) {
        return OffsetDateTime.parse(value).toInstant().toEpochMilli();
    }

    /** The constant of that name, in any case. */
    public static <E extends Enum<E>> E constant(Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> noConstant(type));
    }

    private static UnusableText noConstant(Class<? extends Enum<?>> type) {
        String all =
                Arrays.stream(type.getEnumConstants())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "));
        return new UnusableText("cell.oneof", "expected one of " + all, all);
    }

    /** One row by the names of its columns. */
    public final class Row {
        private final Csv.Row fields;

        private Row(Csv.Row fields) {
            this.fields = fields;
        }

        private void requireAll() {
            if (fields.fields().size() != header.size()) {
                throw new UnusableText(
                        "line.fields",
                        "expected "
                                + header.size()
                                + " fields as in the header, got "
                                + fields.fields().size()
                                + "; quote fields that hold commas",
                        header.size(),
                        fields.fields().size());
            }
        }

        /** Where it begins, from 1. */
        public int line() {
            return fields.line();
        }

        /** Null where the cell is empty or the table has no such column. */
        public String text(String column) {
            int at = header.indexOf(column);
            boolean isThere = at >= 0 && at < fields.fields().size();
            return !isThere || fields.fields().get(at).isEmpty() ? null : fields.fields().get(at);
        }

        public String needed(String column) {
            String text = text(column);
            if (text == null) {
                throw new BadCell("cell.needed", column, "expected a value", "");
            }
            return text;
        }

        /** What is read of the cell; null where it is empty. */
        public <T> T cell(String column, Function<String, T> read) {
            String text = text(column);
            try {
                return text == null ? null : read.apply(text);
            } catch (DateTimeException e) {
                throw new BadCell(
                        "cell.time",
                        column,
                        "expected a time with its offset from UTC such as"
                                + " 2026-11-24T20:00:00+08:00",
                        text);
            } catch (NumberFormatException e) {
                throw new BadCell("cell.number", column, "expected a whole number", text);
            } catch (UnusableText e) {
                Object[] known = e.arguments().toArray();
                throw new BadCell(e.reason(), column, e.getMessage(), text, known);
            } catch (IllegalArgumentException e) {
                throw new BadCell(column, e.getMessage(), text);
            }
        }

        /** What is read of each value in a cell, with ; between them. */
        public <T> List<T> cells(String column, Function<String, T> read) {
            List<T> values =
                    cell(
                            column,
                            text ->
                                    Arrays.stream(text.split(";"))
                                            .map(String::strip)
                                            .filter(each -> !each.isEmpty())
                                            .map(read)
                                            .toList());
            return values == null ? List.of() : values;
        }
    }

    /** A cell that can't be used. */
    public static final class BadCell extends UnusableText {
        private static final long serialVersionUID = 1L;

        private final String column;

        public BadCell(String column, String expected, Object got) {
            this("cell", column, expected, got);
        }

        /**
         * @param more of the sentence of a page, behind what it got
         */
        public BadCell(String reason, String column, String expected, Object got, Object... more) {
            super(
                    reason,
                    "column " + column + ": " + expected + ", got '" + got + "'",
                    Stream.concat(Stream.of(got), Arrays.stream(more)).toArray());
            this.column = column;
        }

        String column() {
            return column;
        }
    }
}
