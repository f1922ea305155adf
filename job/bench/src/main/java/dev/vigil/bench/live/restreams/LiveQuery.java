package dev.vigil.bench.live.restreams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A clip whose origin is known.
 *
 * @param reference name of the work, empty for a clip of none
 * @param offsetSeconds time of the work at the clip's first sample
 * @param group how it was distorted
 */
record LiveQuery(Path file, String reference, double offsetSeconds, String group) {

    boolean isInfringing() {
        return !reference.isEmpty();
    }

    /**
     * Reads a CSV with the columns path (relative to the CSV's folder), true_ref, offset_s and
     * group.
     *
     * @throws IOException where one is missing, or a row is not as the head says
     */
    static List<LiveQuery> read(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        List<String> head = lines.isEmpty() ? List.of() : List.of(lines.get(0).split(","));
        for (String column : List.of("path", "true_ref", "offset_s", "group")) {
            if (!head.contains(column)) {
                throw new IOException(
                        csv + ": expected a column '" + column + "', got the columns " + head);
            }
        }
        List<LiveQuery> queries = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                queries.add(of(csv, i + 1, head, lines.get(i).split(",", -1)));
            }
        }
        if (queries.isEmpty()) {
            throw new IOException(csv + ": expected rows with queries below the head, got none");
        }
        return queries;
    }

    private static LiveQuery of(Path csv, int line, List<String> head, String[] cells)
            throws IOException {
        String where = csv + ", line " + line;
        if (cells.length != head.size()) {
            throw new IOException(
                    where + ": expected " + head.size() + " columns, got " + cells.length);
        }
        String offset = cells[head.indexOf("offset_s")];
        try {
            return new LiveQuery(
                    csv.resolveSibling(cells[head.indexOf("path")]),
                    cells[head.indexOf("true_ref")],
                    Double.parseDouble(offset),
                    cells[head.indexOf("group")]);
        } catch (NumberFormatException e) {
            throw new IOException(
                    where + ": offset_s: expected seconds, such as 12.5, got '" + offset + "'", e);
        }
    }
}
