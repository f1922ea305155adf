package dev.vigil.cli.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Matches held against what is known of the queries: recall by distortion and length. */
public final class Recall {
    private static final String ALL = "all";
    private static final String REPEATS = "repeats";

    /** Films of one picture that is held: they have no place, and are in no sum. */
    private static final String HELD = "still";

    private final Map<String, Map<Double, Count>> groups = new LinkedHashMap<>();
    private final Map<Double, Count> positives = new TreeMap<>();
    private final Map<Double, Count> negatives = new TreeMap<>();
    private final Count held = new Count();
    private int blocked;
    private int wrongReference;
    private int elsewhere;

    private static final class Count {
        private int hits;
        private int repeats;
        private int of;

        private void add(boolean hit) {
            of++;
            hits += hit ? 1 : 0;
        }

        private void add(boolean hit, boolean repeat) {
            add(hit);
            repeats += repeat ? 1 : 0;
        }

        private static Count sum(Iterable<Count> counts) {
            Count sum = new Count();
            for (Count count : counts) {
                sum.hits += count.hits;
                sum.repeats += count.repeats;
                sum.of += count.of;
            }
            return sum;
        }

        private double percent() {
            return 100.0 * hits / of;
        }

        private double percentWithRepeats() {
            return 100.0 * (hits + repeats) / of;
        }
    }

    /** Takes the best answer to a query; a candidate counts as none. */
    public void add(Query.Truth truth, QueryAnswer answer) {
        add(truth, answer, false);
    }

    /**
     * The same.
     *
     * @param isRepeated whether the right recording holds the very same at the place that is named,
     *     which is not the query's own
     */
    void add(Query.Truth truth, QueryAnswer answer, boolean isRepeated) {
        if (truth.isNegative()) {
            count(negatives, truth).add(answer.isMatch());
            return;
        }
        if (truth.group().equals(HELD)) {
            held.add(answer.isMatch());
            blocked += answer.isMatch() && !answer.still() ? 1 : 0;
            return;
        }
        boolean named = truth.isNamedBy(answer);
        boolean found = truth.isFoundBy(answer);
        wrongReference += answer.isMatch() && !named ? 1 : 0;
        elsewhere += named && !found && !isRepeated ? 1 : 0;
        count(positives, truth).add(found, isRepeated);
        count(groups.computeIfAbsent(truth.group(), group -> new TreeMap<>()), truth)
                .add(found, isRepeated);
    }

    private static Count count(Map<Double, Count> counts, Query.Truth truth) {
        return counts.computeIfAbsent(truth.lengthSeconds(), length -> new Count());
    }

    /** Distortions in the order in which they were asked for. */
    public List<String> groups() {
        return List.copyOf(groups.keySet());
    }

    /** Lengths in order. */
    public List<Double> lengths() {
        TreeSet<Double> lengths = new TreeSet<>(positives.keySet());
        lengths.addAll(negatives.keySet());
        return List.copyOf(lengths);
    }

    /** Queries of a distortion and length that were found at their place, %; NaN for none. */
    public double percent(String group, double lengthSeconds) {
        Count count = groups.getOrDefault(group, Map.of()).get(lengthSeconds);
        return count == null ? Double.NaN : count.percent();
    }

    /** Of all distortions. */
    public double percent(double lengthSeconds) {
        Count count = positives.get(lengthSeconds);
        return count == null ? Double.NaN : count.percent();
    }

    /** Of queries that nothing should match, how many were answered with a match. */
    public int falsePositives() {
        return Count.sum(negatives.values()).hits;
    }

    /** Queries that were answered with another reference. */
    public int wrongReferences() {
        return wrongReference;
    }

    /** Queries that nothing should match. */
    public int negatives() {
        return Count.sum(negatives.values()).of;
    }

    /** For people; empty where nothing is known. */
    public String text() {
        StringBuilder text = new StringBuilder();
        if (!positives.isEmpty()) {
            text.append(table());
        }
        if (!negatives.isEmpty()) {
            Count all = Count.sum(negatives.values());
            text.append(String.format(Locale.ROOT, "%d false positives", all.hits));
            text.append(String.format(Locale.ROOT, " (%.2f %%) of %d: ", all.percent(), all.of));
            List<String> byLength = new ArrayList<>();
            negatives.forEach(
                    (length, n) -> byLength.add(seconds(length) + " " + n.hits + "/" + n.of));
            text.append(String.join(", ", byLength)).append(System.lineSeparator());
        }
        if (held.of > 0) {
            text.append(held.hits).append(" of ").append(held.of);
            text.append(" held pictures are named, ").append(blocked).append(" as more than that");
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    private String table() {
        StringBuilder table = new StringBuilder();
        table.append("Found at the right place (within 1 s), % of the queries:")
                .append(System.lineSeparator());
        table.append(String.format(Locale.ROOT, "%-12s", ""));
        positives.keySet().forEach(length -> table.append(cell(seconds(length))));
        table.append(cell(ALL)).append(hasRepeats() ? cell(REPEATS) : "");
        table.append(System.lineSeparator());
        groups.forEach((group, counts) -> table.append(row(group, counts)));
        table.append(row(ALL, positives));
        table.append(
                String.format(
                        Locale.ROOT,
                        "wrong references: %d, right ones at a wrong place: %d, of %d%n",
                        wrongReference,
                        elsewhere,
                        Count.sum(positives.values()).of));
        if (hasRepeats()) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "%s: also at places where the recording repeats the clip's stretch, its"
                                    + " samples correlating %.2f%n",
                            REPEATS,
                            RepeatedPlaces.LEAST_CORRELATION));
        }
        return table.toString();
    }

    /** Where there are none, both figures are the same. */
    private boolean hasRepeats() {
        return positives.values().stream().anyMatch(count -> count.repeats > 0);
    }

    private String row(String name, Map<Double, Count> counts) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-12s", name));
        for (Double length : positives.keySet()) {
            Count count = counts.get(length);
            row.append(cell(count == null ? "-" : percent(count)));
        }
        Count all = Count.sum(counts.values());
        row.append(cell(percent(all)));
        if (hasRepeats()) {
            row.append(cell(String.format(Locale.ROOT, "%.1f", all.percentWithRepeats())));
        }
        return row.append(System.lineSeparator()).toString();
    }

    private static String percent(Count count) {
        return String.format(Locale.ROOT, "%.1f", count.percent());
    }

    private static String seconds(double length) {
        String told = String.format(Locale.ROOT, "%.1f", length);
        return (told.endsWith(".0") ? told.substring(0, told.length() - 2) : told) + " s";
    }

    private static String cell(String value) {
        return String.format(Locale.ROOT, "%8s", value);
    }
}
