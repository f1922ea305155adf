package dev.vigil.cli.evaluate;

import dev.vigil.match.Explanation;
import dev.vigil.match.Explanation.Loss;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Where queries that should have been found were lost: a row for each, and a table of all. */
final class Losses {
    static final String HEAD =
            "query,group,length_s,lost_in,peaks,agree,by_chance,evidence,evidence_of_peaks,hits,"
                    + "anchors,rank,candidates,verified,pair_votes,pair_rank,pair_places,"
                    + "pairs_looked,pair_promise,pair_verified,given,threshold,matched_ref,"
                    + "ref_offset_s,score";

    private static final String SILENCE = "silence";

    /** Columns between what a query was lost in and the threshold. */
    private static final int FIGURES = 17;

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>(List.of(HEAD));

    /** A row of the table. */
    private static final class Row {
        private int asked;
        private int missed;
        private final Map<Loss, Integer> lost = new EnumMap<>(Loss.class);
        private final List<Explanation> explained = new ArrayList<>();

        private String text(String name) {
            StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-12s", name));
            text.append(String.format(Locale.ROOT, "%10d%10d", asked, missed));
            for (Loss loss : Loss.values()) {
                text.append(String.format(Locale.ROOT, "%12d", lost.getOrDefault(loss, 0)));
            }
            text.append(median(one -> one.line().matched()));
            text.append(median(one -> one.line().expected()));
            return text.append(median(Explanation::evidence)).toString();
        }

        private String median(ToDoubleFunction<Explanation> value) {
            double[] all = explained.stream().mapToDouble(value).sorted().toArray();
            return all.length == 0
                    ? String.format(Locale.ROOT, "%12s", "-")
                    : String.format(Locale.ROOT, "%12.1f", all[all.length / 2]);
        }
    }

    /** A query that was found. */
    void found(Query query) {
        row(query).asked++;
    }

    /**
     * One that was not.
     *
     * @param explanation null where it had too few peaks to be asked
     */
    void missed(Query query, QueryAnswer answer, Explanation explanation, double threshold) {
        Row row = row(query);
        row.asked++;
        row.missed++;
        if (explanation != null) {
            row.lost.merge(explanation.loss(threshold), 1, Integer::sum);
            row.explained.add(explanation);
        }
        lines.add(line(query, answer, explanation, threshold));
    }

    private Row row(Query query) {
        return rows.computeIfAbsent(query.truth().group(), group -> new Row());
    }

    private static String line(
            Query query, QueryAnswer answer, Explanation explanation, double threshold) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%s,%.2f,%s,%.3f,%.2f",
                query.path(),
                query.truth().group(),
                query.truth().lengthSeconds(),
                explanation == null ? SILENCE + ",".repeat(FIGURES) : cells(explanation, threshold),
                threshold,
                answer.reference(),
                answer.offsetSeconds(),
                answer.score());
    }

    private static String cells(Explanation found, double threshold) {
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%.1f,%.2f,%.2f,%d,%d,%d,%d,%d,%d,%d,%d,%d,%.2f,%d,%.2f",
                found.loss(threshold).name().toLowerCase(Locale.ROOT),
                found.peaks(),
                found.line().matched(),
                found.line().expected(),
                found.evidence(),
                found.ofPeaks(),
                found.hits(),
                found.anchors(),
                found.rank(),
                found.candidates(),
                found.verified(),
                found.pairs().count(),
                found.pairs().rank(),
                found.pairs().places(),
                found.pairs().looked(),
                found.pairs().promise(),
                found.pairs().verified() ? 1 : 0,
                found.given());
    }

    /** For the CSV, its head first. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The table, for people; empty where no query has a known place. */
    String text() {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        text.append("Where queries were lost, and medians of those lost:");
        text.append(System.lineSeparator());
        text.append(
                String.format(
                        Locale.ROOT,
                        "%-12s%10s%10s%12s%12s%12s%12s%12s%12s%12s%n",
                        "",
                        "asked",
                        "lost",
                        "evidence",
                        "keys",
                        "candidates",
                        "judgement",
                        "agree",
                        "by chance",
                        "evidence"));
        rows.forEach((name, row) -> text.append(row.text(name)).append(System.lineSeparator()));
        return text.toString();
    }
}
