package dev.vigil.bench.live.unrelated;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vigil.bench.live.LiveFigures;
import dev.vigil.bench.live.LiveOptions;
import dev.vigil.bench.live.LiveRun;
import dev.vigil.bench.live.Works;
import dev.vigil.bench.report.Row;
import dev.vigil.cli.evaluate.Session;
import dev.vigil.edge.Decoder;
import dev.vigil.match.MatchSpan;
import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.media.Packet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** {@code vigil bench unrelated}: how near sound that is in no work comes to a match. */
final class UnrelatedBench {
    private static final int TOP = 10;

    /**
     * Of a rate at which none is seen with 5 % probability in this much sound, the number expected.
     */
    private static final double NONE_SEEN = 3;

    private final LiveOptions options;
    private final Path folder;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Heights heights = new Heights();
    private final List<Height> matches = new ArrayList<>();
    private int unreadable;

    /** The report for machines; a tail that is missing could not be fitted. */
    record Result(
            @JsonUnwrapped LiveFigures figures,
            int streams,
            int unreadable,
            List<Height> matches,
            List<Height> highest,
            Tail tail,
            boolean asAimed) {}

    /**
     * @param folder of recordings, each analysed as a stream; works in it are left out
     */
    UnrelatedBench(LiveOptions options, Path folder, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.folder = folder;
        this.out = out;
        this.err = err;
    }

    /** Runs it and writes the report; true where nothing matched. */
    boolean run() throws IOException {
        // A wrong path is reported before works are indexed.
        folder.toRealPath();
        LiveRun run = new LiveRun(options, out, err);
        List<Path> streams = run.works().others(List.of(folder), "--streams");
        for (int i = 0; i < streams.size(); i++) {
            hear(streams.get(i), run);
            run.progress(
                    "analysed "
                            + (i + 1)
                            + " of "
                            + streams.size()
                            + " streams, "
                            + Row.number(run.ear().hours())
                            + " h");
        }
        return report(run, streams.size());
    }

    /** A damaged recording counts up to where it breaks off. */
    private void hear(Path file, LiveRun run) {
        heights.begin();
        String name = Works.fileName(file);
        try (Decoder decoder = Decoder.open(file.toString())) {
            run.ear().hear(decoder, (packet, step, received) -> note(name, packet, step, run));
        } catch (IOException e) {
            unreadable++;
            run.progress("the rest of it was not analysed: " + e.getMessage());
        }
    }

    private void note(String name, Packet packet, Session.Step step, LiveRun run) {
        Works works = run.works();
        double seconds = run.ear().seconds(packet.toFrame());
        heights.add(
                step.risen().stream()
                        .max(Comparator.comparingDouble(AlignTrack::evidence))
                        .map(
                                track ->
                                        new Height(
                                                name,
                                                seconds,
                                                works.name(track.reference()),
                                                track.evidence()))
                        .orElse(new Height(name, seconds, null, 0)));
        for (MatchSpan span : step.changes()) {
            if (span.phase() == MatchSpan.OPENED) {
                matches.add(
                        new Height(name, seconds, works.name(span.reference()), span.evidence()));
            }
        }
    }

    private boolean report(LiveRun run, int streams) {
        LiveFigures figures = run.figures();
        Result result =
                new Result(
                        figures,
                        streams,
                        unreadable,
                        matches,
                        heights.top(TOP),
                        Tail.of(heights.maxima(), figures.hoursHeard(), figures.threshold())
                                .orElse(null),
                        matches.isEmpty());
        run.report("unrelated", figures, result, () -> print(result));
        return result.asAimed();
    }

    private void print(Result result) {
        out.printf(
                Locale.ROOT,
                "%d streams, %d of them not to their end.%n%n",
                result.streams(),
                result.unreadable());
        double threshold = result.figures().threshold();
        Height.table(
                out,
                "Matches: " + result.matches().size() + ", aimed at 0.",
                result.matches(),
                threshold);
        Height.table(
                out,
                "Highest evidence, one row for ten minutes of a stream at most:",
                result.highest(),
                threshold);
        out.println(tail(result.tail()));
        if (result.asAimed()) {
            out.println(
                    "None in "
                            + Row.number(result.figures().hoursHeard())
                            + " h means by itself: fewer than "
                            + Row.number(1_000 * NONE_SEEN / result.figures().hoursHeard())
                            + " in 1,000 h, with 95 % confidence.");
        }
        out.println();
        out.println(result.asAimed() ? "**Nothing matched.**" : "**Unrelated sound matched.**");
    }

    private static String tail(Tail tail) {
        if (tail == null) {
            return "False matches in 1,000 h: no estimate, because fewer than "
                    + Tail.LEAST_WINDOWS
                    + " stretches of 10 s show evidence above "
                    + Row.number(Tail.LEAST_EVIDENCE)
                    + "; more sound or a larger index gives one.";
        }
        return "False matches in 1,000 h: "
                + Row.number(tail.falsePerThousandHours())
                + " expected ("
                + Row.number(tail.least())
                + " to "
                + Row.number(tail.most())
                + "), from an exponential tail: "
                + tail.windows()
                + " stretches of 10 s beyond "
                + Row.number(tail.beyond())
                + ", by "
                + Row.number(tail.meanExcess())
                + " on average.";
    }
}
