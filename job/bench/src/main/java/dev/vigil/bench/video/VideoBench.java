package dev.vigil.bench.video;

import dev.vigil.bench.report.Figure;
import dev.vigil.bench.report.Machine;
import dev.vigil.bench.report.Row;
import dev.vigil.bench.report.Runs;
import dev.vigil.cli.evaluate.Recall;
import dev.vigil.fixtures.process.Scratch;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code vigil bench video}: extraction, index, search and recall, each against its goal. */
public final class VideoBench {
    private static final int FILMS = 10;
    private static final int FILM_SECONDS = 60;
    private static final String PEER = "MPEG-7 signature";

    private final Options options;
    private final Costs costs;
    private final PrintWriter out;
    private final PrintWriter err;
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, Recall> recalls = new LinkedHashMap<>();

    /**
     * What to measure.
     *
     * @param references folder of films, or null for generated ones
     * @param queries CSV of clips, as {@code vigil evaluate --video} reads it; null likewise
     * @param clips generated of each distortion, half as many unrelated ones
     * @param hours sizes of the index, in order
     * @param decoyWindows of 10 s that are searched for
     * @param once whether each cost is measured once and cold, to try the bench
     * @param peer whether MPEG-7 signatures are measured beside
     * @param json whether the report is for machines
     */
    public record Options(
            Path references,
            Path queries,
            int clips,
            List<Integer> hours,
            int decoyWindows,
            boolean once,
            boolean peer,
            boolean json) {
        public Options {
            hours = List.copyOf(hours);
        }
    }

    /** A row of what was found: percentages by column and length of clips. */
    record Found(String distortion, String goal, Map<String, Map<Double, Double>> percent) {}

    /** The report for machines. */
    record Result(
            String machine,
            String loadBefore,
            String loadAfter,
            String heap,
            String films,
            int clips,
            int runs,
            List<Figure> figures,
            List<Found> found,
            boolean asAimed) {}

    public VideoBench(Options options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.costs = new Costs(options.once());
        this.out = out;
        this.err = err;
    }

    /** Runs it and writes the report; true where all goals are met. */
    public boolean run() throws IOException {
        String loadBefore = Machine.load();
        if (options.references() != null) {
            String origin = options.queries() + " against the films of " + options.references();
            return run(
                    FilmCorpus.of(origin, options.references(), options.queries(), this::progress),
                    loadBefore);
        }
        Path directory = Files.createTempDirectory("vigil-films");
        try {
            GeneratedFilms drawn = new GeneratedFilms(directory, FILMS, FILM_SECONDS);
            drawn.write(options.clips(), (options.clips() + 1) / 2, this::progress);
            String origin = "generated, " + FILMS + " of " + FILM_SECONDS + " s, and clips of them";
            return run(
                    FilmCorpus.of(origin, drawn.references(), drawn.queries(), this::progress),
                    loadBefore);
        } finally {
            Scratch.delete(directory);
        }
    }

    private boolean run(FilmCorpus corpus, String loadBefore) throws IOException {
        progress("making words");
        figures.addAll(new FilmExtraction(corpus, costs).measure());
        FilmMatching matching =
                new FilmMatching(corpus, options.decoyWindows(), costs, this::progress);
        for (int hours : options.hours()) {
            FilmMatching.Measured measured = matching.measure(hours);
            figures.addAll(measured.figures());
            recalls.put(Row.number(measured.hours()) + " h", measured.recall());
        }
        if (!options.peer()) {
            progress("MPEG-7 signatures were left out, as asked for");
        } else if (SignaturePeer.isThere()) {
            recalls.put(PEER, new SignaturePeer(this::progress).recall(corpus));
        } else {
            progress("ffmpeg with its filter 'signature' is not on the path and was left out");
        }
        return report(corpus, loadBefore);
    }

    private void progress(String what) {
        err.println(what);
        err.flush();
    }

    private boolean report(FilmCorpus corpus, String loadBefore) {
        List<Found> found = found();
        boolean good =
                figures.stream().noneMatch(Figure::isMissed)
                        && found.stream().noneMatch(VideoBench::isMissed);
        Result result =
                new Result(
                        Machine.text(),
                        loadBefore,
                        Machine.load(),
                        (Runtime.getRuntime().maxMemory() >> 20) + " MB",
                        corpus.origin(),
                        corpus.clips().size(),
                        options.once() ? 1 : Runs.COUNT,
                        figures,
                        found,
                        good);
        if (options.json()) {
            out.println(Json.text(result));
        } else {
            print(result);
        }
        out.flush();
        return good;
    }

    private List<Found> found() {
        Recall any = recalls.values().iterator().next();
        List<Found> found = new ArrayList<>();
        for (String distortion : any.groups()) {
            RecallGoal goal = RecallGoal.of(distortion);
            Map<String, Map<Double, Double>> percent = new LinkedHashMap<>();
            recalls.forEach(
                    (column, recall) -> {
                        Map<Double, Double> byLength = new LinkedHashMap<>();
                        for (double length : recall.lengths()) {
                            byLength.put(length, recall.percent(distortion, length));
                        }
                        percent.put(column, byLength);
                    });
            found.add(new Found(distortion, goal == null ? null : goal.text(), percent));
        }
        return found;
    }

    /** The peer has no goal. */
    private static boolean isMissed(Found found) {
        return found.percent().keySet().stream()
                .filter(column -> !column.equals(PEER))
                .anyMatch(
                        column ->
                                found.percent().get(column).entrySet().stream()
                                        .anyMatch(
                                                one ->
                                                        isMissed(
                                                                found.distortion(),
                                                                one.getKey(),
                                                                one.getValue())));
    }

    private static boolean isMissed(String distortion, double length, double percent) {
        RecallGoal goal = RecallGoal.of(distortion);
        return goal != null && percent < goal.after(length);
    }

    private void print(Result result) {
        out.println();
        out.println("## `vigil bench video" + arguments() + "`");
        out.println();
        out.printf(
                Locale.ROOT,
                "%s; heap of at most %s. Load average before: %s; after: %s.%n%n",
                result.machine(),
                result.heap(),
                result.loadBefore(),
                result.loadAfter());
        out.printf(
                Locale.ROOT,
                "Films: %s; %d clips. Decoys are generated: words of these films with some of their"
                        + " signs swapped, time-reversed or not. CPU time of one thread; %s.%n%n",
                result.films(),
                result.clips(),
                options.once() ? "once, cold" : "medians of " + Runs.COUNT + " runs after warm-up");
        out.println(Row.HEAD);
        result.figures().forEach(figure -> out.println(Row.of(figure)));
        printFound(result.found());
        out.println();
        out.println(result.asAimed() ? "**All goals met.**" : "**Goals missed.**");
    }

    private void printFound(List<Found> found) {
        List<Double> lengths = recalls.values().iterator().next().lengths();
        List<String> seconds = lengths.stream().map(VideoBench::number).toList();
        out.println();
        out.printf(
                Locale.ROOT,
                "Found at the right place (within 1 s), %% of the clips, after %s s. As uploads;"
                        + " the peer at the score that at most 1.25 %% of the unrelated clips of"
                        + " this run reach, against the films without decoys.%n%n",
                String.join(" / ", seconds));
        out.println("| distortion | goal | " + String.join(" | ", recalls.keySet()) + " |");
        out.println("|---|---|" + "---|".repeat(recalls.size()));
        for (Found row : found) {
            out.print("| " + row.distortion() + " | " + (row.goal() == null ? "" : row.goal()));
            row.percent().forEach((column, byLength) -> out.print(" | " + cell(row, column)));
            out.println(" |");
        }
        out.print("| **all** | ");
        recalls.values()
                .forEach(
                        recall ->
                                out.print(
                                        " | "
                                                + cell(
                                                        lengths.stream()
                                                                .map(recall::percent)
                                                                .toList())));
        out.println(" |");
    }

    private static String cell(Found row, String column) {
        List<String> cells = new ArrayList<>();
        row.percent()
                .get(column)
                .forEach(
                        (length, percent) -> {
                            boolean missed =
                                    !column.equals(PEER)
                                            && isMissed(row.distortion(), length, percent);
                            String number = number(percent);
                            cells.add(missed ? "**" + number + "**" : number);
                        });
        return String.join(" / ", cells);
    }

    private static String cell(List<Double> percent) {
        return String.join(" / ", percent.stream().map(VideoBench::number).toList());
    }

    private static String number(double percent) {
        return Double.isNaN(percent) ? "-" : Long.toString(Math.round(percent));
    }

    private String arguments() {
        List<String> hours = options.hours().stream().map(Object::toString).toList();
        return (options.references() == null
                        ? " --clips " + options.clips()
                        : " --references "
                                + options.references()
                                + " --queries "
                                + options.queries())
                + " --hours "
                + String.join(",", hours);
    }
}
