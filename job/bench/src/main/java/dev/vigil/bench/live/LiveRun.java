package dev.vigil.bench.live;

import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;

/** Streams against the works that were asked for: the index, the search, progress and report. */
public final class LiveRun {
    private final LiveOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Works works;
    private final LiveEar ear;

    /** Fingerprints and indexes the works. */
    public LiveRun(LiveOptions options, PrintWriter out, PrintWriter err) throws IOException {
        this.options = options;
        this.out = out;
        this.err = err;
        works = Works.of(options.references, options.referenceList, options.hours, this::progress);
        ear = new LiveEar(works, options.thoroughEvery());
    }

    public Works works() {
        return works;
    }

    public LiveEar ear() {
        return ear;
    }

    public void progress(String what) {
        err.println(what);
        err.flush();
    }

    /** Of the streams so far. */
    public LiveFigures figures() {
        return LiveFigures.of(works, ear, options.thoroughEvery());
    }

    /**
     * Writes the report, for machines where that was asked for.
     *
     * @param verb of {@code vigil bench}
     * @param result for machines
     * @param text for people, below the figures
     */
    public void report(String verb, LiveFigures figures, Object result, Runnable text) {
        if (options.json) {
            out.println(Json.text(result));
        } else {
            out.println();
            out.println("## `vigil bench " + verb + "`");
            out.println();
            out.println(figures.text());
            text.run();
        }
        out.flush();
    }
}
