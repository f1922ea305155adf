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
 * @param path of the recording or film, relative to the CSV's own folder
 * @param lengthSeconds how much of a film is asked for, from its beginning; infinity where the CSV
 *     does not have it
 * @param truth null where the CSV does not have it
 */
public record Query(String path, double lengthSeconds, Truth truth) {
    private static final double TOLERANCE_SECONDS = 1;
    private static final String PATH = "path";
    private static final String ALSO = "also_s";
    private static final String RATIO = "ratio";
    private static final String LENGTH = "length_s";
    private static final List<String> TOLD = List.of("true_ref", "offset_s", LENGTH, "distortion");

    /** Below, a clip is nearly still: goals are for what moves. */
    private static final double LEAST_MOTION = 0.25;

    /**
     * What is known of a query.
     *
     * @param reference that it was cut from; empty where nothing should match
     * @param offsetsSeconds reference time at its first sample or picture; of one that is put
     *     together from several places, as each of them says it
     * @param lengthSeconds of the query
     * @param group row of the table: the column {@code group}, or else {@code distortion}
     * @param motion share of its time in which the pictures change; 1 where it is not known
     * @param tempo seconds of the reference that pass in one of the query; 1 where it is not known
     */
    public record Truth(
            String reference,
            List<Double> offsetsSeconds,
            double lengthSeconds,
            String group,
            double motion,
            double tempo) {
        public Truth {
            offsetsSeconds = List.copyOf(offsetsSeconds);
        }

        public boolean isNegative() {
            return reference.isEmpty();
        }

        /** Whether an answer names one of its places, to a second. */
        boolean isNear(double offsetSeconds) {
            return offsetsSeconds.stream()
                    .anyMatch(place -> Math.abs(place - offsetSeconds) <= TOLERANCE_SECONDS);
        }

        /** Whether an answer is a match with the right reference, at whatever place. */
        boolean isNamedBy(QueryAnswer answer) {
            return answer.isMatch() && answer.reference().equals(reference);
        }

        /** Whether an answer is a match with the right reference at the right place. */
        boolean isFoundBy(QueryAnswer answer) {
            return isNamedBy(answer) && isNear(answer.offsetSeconds());
        }
    }

    /** The same, where its pictures hardly change in a row of the table of its own. */
    public Query byMotion() {
        boolean moves = truth.motion() >= LEAST_MOTION || truth.group().equals("still");
        return moves || truth.isNegative()
                ? this
                : new Query(
                        path,
                        lengthSeconds,
                        new Truth(
                                truth.reference(),
                                truth.offsetsSeconds(),
                                truth.lengthSeconds(),
                                "nearly still",
                                truth.motion(),
                                truth.tempo()));
    }

    /**
     * All rows, with their truth where the CSV has all columns of it.
     *
     * @throws IOException where a path is no file, or a number is none
     */
    public static List<Query> read(Path csv) throws IOException {
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
        boolean all = cell(head, cells, LENGTH).isEmpty();
        return new Query(
                path,
                all ? Double.POSITIVE_INFINITY : number(csv, head, cells, LENGTH),
                head.containsAll(TOLD) ? truth(csv, head, cells) : null);
    }

    private static Truth truth(Path csv, List<String> head, List<String> cells) throws IOException {
        String reference = cell(head, cells, "true_ref");
        String group = cell(head, cells, "group");
        String motion = cell(head, cells, "motion");
        return new Truth(
                reference,
                reference.isEmpty() ? List.of() : places(csv, head, cells),
                number(csv, head, cells, LENGTH),
                group.isEmpty() ? cell(head, cells, "distortion") : group,
                motion.isEmpty() ? 1 : number(csv, head, cells, "motion"),
                cell(head, cells, RATIO).isEmpty() ? 1 : number(csv, head, cells, RATIO));
    }

    private static List<Double> places(Path csv, List<String> head, List<String> cells)
            throws IOException {
        List<Double> places = new ArrayList<>();
        places.add(number(csv, head, cells, "offset_s"));
        for (String also : cell(head, cells, ALSO).split(";")) {
            if (!also.isEmpty()) {
                places.add(number(csv, head, cells, ALSO, also));
            }
        }
        return places;
    }

    private static String cell(List<String> head, List<String> cells, String column) {
        int at = head.indexOf(column);
        return at >= 0 && at < cells.size() ? cells.get(at) : "";
    }

    private static double number(Path csv, List<String> head, List<String> cells, String column)
            throws IOException {
        return number(csv, head, cells, column, cell(head, cells, column));
    }

    private static double number(
            Path csv, List<String> head, List<String> cells, String column, String cell)
            throws IOException {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new IOException(
                    csv
                            + ": expected a number in column '"
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
