package dev.vigil.bench.audio;

import dev.vigil.bench.report.Figure;
import dev.vigil.bench.report.Machine;
import dev.vigil.bench.report.Row;
import dev.vigil.bench.report.Runs;
import dev.vigil.bench.sound.Corpus;
import dev.vigil.match.Index;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code vigil bench audio}: extraction, index and match, each against its goal. */
public final class AudioBench {
    /** Old and new arrays side by side; arrays of that size leave holes that nothing else fits. */
    private static final double MERGE_HEAP_SHARE = 0.55;

    private final Options options;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * What to measure.
     *
     * @param references folder of recordings, or null for composed music
     * @param hours to which the index is grown with decoys; 0 for the recordings alone
     * @param json whether the report is for machines
     */
    public record Options(Path references, double hours, boolean json) {}

    /** The report for machines. */
    record Result(
            String machine,
            String loadBefore,
            String loadAfter,
            String heap,
            String sound,
            double secondsHeard,
            int runs,
            List<Figure> figures,
            boolean asAimed) {}

    public AudioBench(Options options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Runs it and writes the report; true where all goals are met. */
    public boolean run() throws IOException {
        String loadBefore = Machine.load();
        Corpus corpus =
                options.references() == null
                        ? Corpus.composed(this::progress)
                        : Corpus.of(options.references(), this::progress);
        List<Figure> figures = new ArrayList<>(new Extraction(corpus).measure(this::progress));
        Growth growth = new Growth(corpus.references(), this::progress);
        Index index = growth.grown(options.hours());
        Matching matching = new Matching(corpus);
        progress("asking the index as a job builds it");
        List<Figure> asBuilt = matching.measure(index, "as built");
        figures.addAll(growth.figures());
        figures.addAll(asBuilt);
        if (canMerge(index)) {
            progress("merging the index");
            index.compact();
            progress("asking the index merged");
            figures.addAll(matching.measure(index, "merged"));
        } else {
            progress("the index merged was left out: it needs more heap, see VIGIL_JAVA_OPTS");
        }
        return report(corpus, loadBefore, figures);
    }

    private static boolean canMerge(Index index) {
        double needed = 2.0 * index.bytes();
        return needed < MERGE_HEAP_SHARE * Runtime.getRuntime().maxMemory();
    }

    private void progress(String what) {
        err.println(what);
        err.flush();
    }

    private boolean report(Corpus corpus, String loadBefore, List<Figure> figures) {
        boolean good = figures.stream().noneMatch(Figure::isMissed);
        Result result =
                new Result(
                        Machine.text(),
                        loadBefore,
                        Machine.load(),
                        (Runtime.getRuntime().maxMemory() >> 20) + " MB",
                        corpus.origin(),
                        corpus.unrelatedSeconds(),
                        Runs.COUNT,
                        figures,
                        good);
        if (options.json()) {
            out.println(Json.text(result));
        } else {
            print(result);
        }
        out.flush();
        return good;
    }

    private void print(Result result) {
        out.println();
        out.println("## `vigil bench audio" + arguments() + "`");
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
                "Sound: %s; one in five is held out of the index and searched for, %.0f s. CPU time of one"
                        + " thread; medians of %d runs after warm-up.%n%n",
                result.sound(),
                result.secondsHeard(),
                result.runs());
        out.println(Row.HEAD);
        result.figures().forEach(figure -> out.println(Row.of(figure)));
        out.println();
        out.println(result.asAimed() ? "**All goals met.**" : "**Goals missed.**");
    }

    private String arguments() {
        return (options.references() == null ? "" : " --references " + options.references())
                + (options.hours() == 0 ? "" : " --hours " + Row.number(options.hours()));
    }
}
