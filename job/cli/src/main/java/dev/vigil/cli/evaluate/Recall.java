package dev.vigil.cli.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Matches held against what is known of the queries: recall by distortion and length. */
final class Recall {
    private static final double TOLERANCE_SECONDS = 1;
    private static final String ALL = "all";

    private final Map<String, Map<Double, Count>> groups = new LinkedHashMap<>();
    private final Map<Double, Count> positives = new TreeMap<>();
    private final Map<Double, Count> negatives = new TreeMap<>();
    private int wrongReference;
    private int elsewhere;

    private static final class Count {
        private int hits;
        private int of;

        private void add(boolean hit) {
            of++;
            hits += hit ? 1 : 0;
        }

        private static Count sum(Iterable<Count> counts) {
            Count sum = new Count();
            for (Count count : counts) {
                sum.hits += count.hits;
                sum.of += count.of;
            }
            return sum;
        }

        private double percent() {
            return 100.0 * hits / of;
        }
    }

    /**
     * Takes the answer to a query; a candidate counts as no answer.
     *
     * @param reference name of what was answered
     */
    void add(Query.Truth truth, QueryAnswer answer, String reference) {
        if (truth.isNegative()) {
            count(negatives, truth).add(answer.isMatch());
            return;
        }
        boolean right = answer.isMatch() && reference.equals(truth.reference());
        boolean near =
                Math.abs(answer.offsetSeconds() - truth.offsetSeconds()) <= TOLERANCE_SECONDS;
        wrongReference += answer.isMatch() && !right ? 1 : 0;
        elsewhere += right && !near ? 1 : 0;
        count(positives, truth).add(right && near);
        count(groups.computeIfAbsent(truth.group(), group -> new TreeMap<>()), truth)
                .add(right && near);
    }

    private static Count count(Map<Double, Count> counts, Query.Truth truth) {
        return counts.computeIfAbsent(truth.lengthSeconds(), length -> new Count());
    }

    /** For people; empty where nothing is known. */
    String text() {
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
        return text.toString();
    }

    private String table() {
        StringBuilder table = new StringBuilder();
        table.append("Found at the right place (within 1 s), % of the queries:")
                .append(System.lineSeparator());
        table.append(String.format("%-12s", ""));
        positives.keySet().forEach(length -> table.append(cell(seconds(length))));
        table.append(cell(ALL)).append(System.lineSeparator());
        groups.forEach((group, counts) -> table.append(row(group, counts)));
        table.append(row(ALL, positives));
        table.append(
                String.format(
                        Locale.ROOT,
                        "%d wrong references, %d right ones at a wrong place, of %d%n",
                        wrongReference,
                        elsewhere,
                        Count.sum(positives.values()).of));
        return table.toString();
    }

    private String row(String name, Map<Double, Count> counts) {
        StringBuilder row = new StringBuilder(String.format("%-12s", name));
        for (Double length : positives.keySet()) {
            Count count = counts.get(length);
            row.append(cell(count == null ? "-" : percent(count)));
        }
        return row.append(cell(percent(Count.sum(counts.values()))))
                .append(System.lineSeparator())
                .toString();
    }

    private static String percent(Count count) {
        return String.format(Locale.ROOT, "%.1f", count.percent());
    }

    private static String seconds(double length) {
        String told = String.format(Locale.ROOT, "%.1f", length);
        return (told.endsWith(".0") ? told.substring(0, told.length() - 2) : told) + " s";
    }

    private static String cell(String value) {
        return String.format("%8s", value);
    }
}
