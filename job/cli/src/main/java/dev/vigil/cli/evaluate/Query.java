package dev.vigil.cli.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A row of the CSV of queries.
 *
 * @param path of the recording, relative to the CSV's own folder
 * @param truth null where the CSV does not have it
 */
record Query(String path, Truth truth) {
    private static final String PATH = "path";
    private static final List<String> TOLD =
            List.of("true_ref", "offset_s", "length_s", "distortion");

    /**
     * What is known of a query.
     *
     * @param reference that it was cut from; empty where nothing should match
     * @param offsetSeconds reference time at its first sample
     * @param lengthSeconds of the query
     * @param group row of the table: the column {@code group}, or else {@code distortion}
     */
    record Truth(String reference, double offsetSeconds, double lengthSeconds, String group) {
        boolean isNegative() {
            return reference.isEmpty();
        }
    }

    /**
     * All rows, with their truth where the CSV has all columns of it.
     *
     * @throws IOException where a path is no file, or a number is none
     */
    static List<Query> read(Path csv) throws IOException {
        List<String> lines =
                Files.readAllLines(csv).stream().filter(line -> !line.isBlank()).toList();
        List<String> head = lines.isEmpty() ? List.of("") : cells(lines.get(0));
        if (!head.contains(PATH)) {
            throw new IOException(
                    csv
                            + ": expected a first line with a column 'path', got '"
                            + String.join(",", head)
                            + "'; name the columns there");
        }
        List<Query> queries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            queries.add(of(csv, head, cells(line)));
        }
        return queries;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    private static Query of(Path csv, List<String> head, List<String> cells) throws IOException {
        String path = cell(head, cells, PATH);
        if (!Files.isRegularFile(csv.resolveSibling(path))) {
            throw new IOException(
                    csv
                            + ": expected paths of files, relative to its own folder, got '"
                            + path
                            + "', which is none; correct it");
        }
        return new Query(path, head.containsAll(TOLD) ? truth(csv, head, cells) : null);
    }

    private static Truth truth(Path csv, List<String> head, List<String> cells) throws IOException {
        String reference = cell(head, cells, "true_ref");
        String group = cell(head, cells, "group");
        return new Truth(
                reference,
                reference.isEmpty() ? 0 : number(csv, head, cells, "offset_s"),
                number(csv, head, cells, "length_s"),
                group.isEmpty() ? cell(head, cells, "distortion") : group);
    }

    private static String cell(List<String> head, List<String> cells, String column) {
        int at = head.indexOf(column);
        return at >= 0 && at < cells.size() ? cells.get(at) : "";
    }

    private static double number(Path csv, List<String> head, List<String> cells, String column)
            throws IOException {
        String cell = cell(head, cells, column);
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new IOException(
                    csv
                            + ": expected seconds in column '"
                            + column
                            + "', got '"
                            + cell
                            + "' for "
                            + cell(head, cells, PATH)
                            + "; correct it",
                    e);
        }
    }
}
