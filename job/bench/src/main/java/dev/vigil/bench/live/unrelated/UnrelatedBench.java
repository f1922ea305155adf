package dev.vigil.bench.live.unrelated;

import dev.vigil.bench.live.LiveEar;
import dev.vigil.bench.live.Works;
import dev.vigil.bench.report.Machine;
import dev.vigil.bench.report.Row;
import dev.vigil.cli.evaluate.Session;
import dev.vigil.edge.Decoder;
import dev.vigil.match.MatchSpan;
import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code vigil bench unrelated}: how near sound that is in no work comes to a match. */
public final class UnrelatedBench {
    private static final int TOP = 10;

    /**
     * Of a rate at which none is seen with 5 % probability in this much sound, the number expected.
     */
    private static final double NONE_SEEN = 3;

    private final Options options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Heights heights = new Heights();
    private final List<Height> matches = new ArrayList<>();
    private int unreadable;

    /**
     * What to measure.
     *
     * @param references folder of the works
     * @param referenceList file with the names of those to index
     * @param streams folder of recordings, each analysed as a stream; works in it are left out
     * @param hours to which decoys fill the index up; 0 for none
     * @param thoroughEvery every n-th packet is searched thoroughly
     * @param json whether the report is for machines
     */
    public record Options(
            Path references,
            Path referenceList,
            Path streams,
            int hours,
            int thoroughEvery,
            boolean json) {}

    /** The report for machines; a tail that is missing could not be fitted. */
    record Result(
            String machine,
            int works,
            double indexHours,
            double threshold,
            int thoroughEvery,
            int streams,
            int unreadable,
            double hoursHeard,
            double searchedPercent,
            List<Height> matches,
            List<Height> highest,
            Tail tail,
            boolean asAimed) {}

    public UnrelatedBench(Options options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Runs it and writes the report; true where nothing matched. */
    public boolean run() throws IOException {
        // A wrong path is reported before works are indexed.
        options.streams().toRealPath();
        Works works =
                Works.of(
                        options.references(),
                        options.referenceList(),
                        options.hours(),
                        this::progress);
        List<Path> streams = works.others(List.of(options.streams()), "--streams");
        LiveEar ear = new LiveEar(works, options.thoroughEvery());
        for (int i = 0; i < streams.size(); i++) {
            hear(streams.get(i), ear, works);
            progress(
                    "analysed "
                            + (i + 1)
                            + " of "
                            + streams.size()
                            + " streams, "
                            + Row.number(ear.hours())
                            + " h");
        }
        return report(works, streams.size(), ear);
    }

    private void progress(String what) {
        err.println(what);
        err.flush();
    }

    /** A damaged recording counts up to where it breaks off. */
    private void hear(Path file, LiveEar ear, Works works) {
        heights.begin();
        String name = Works.fileName(file);
        try (Decoder decoder = Decoder.open(file.toString())) {
            ear.hear(decoder, (packet, step, received) -> note(name, packet, step, ear, works));
        } catch (IOException e) {
            unreadable++;
            progress("the rest of it was not analysed: " + e.getMessage());
        }
    }

    private void note(String name, Packet packet, Session.Step step, LiveEar ear, Works works) {
        double seconds = ear.seconds(packet.toFrame());
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

    private boolean report(Works works, int streams, LiveEar ear) {
        Result result =
                new Result(
                        Machine.text(),
                        works.files().size(),
                        works.index().hours(),
                        ear.threshold(),
                        options.thoroughEvery(),
                        streams,
                        unreadable,
                        ear.hours(),
                        ear.searchedPercent(),
                        matches,
                        heights.top(TOP),
                        Tail.of(heights.maxima(), ear.hours(), ear.threshold()).orElse(null),
                        matches.isEmpty());
        if (options.json()) {
            out.println(Json.text(result));
        } else {
            print(result);
        }
        out.flush();
        return result.asAimed();
    }

    private void print(Result result) {
        out.println();
        out.println("## `vigil bench unrelated`");
        out.println();
        out.printf(
                "%s. %d works, index of %s h, matches from evidence %s on. %d streams, %s h analysed,"
                        + " %d of them not to their end. One packet in %d is searched thoroughly,"
                        + " and what is doubtful: %s %% in all.%n%n",
                result.machine(),
                result.works(),
                Row.number(result.indexHours()),
                Row.number(result.threshold()),
                result.streams(),
                Row.number(result.hoursHeard()),
                result.unreadable(),
                result.thoroughEvery(),
                Row.number(result.searchedPercent()));
        double threshold = result.threshold();
        table("Matches: " + result.matches().size() + ", aimed at 0.", result.matches(), threshold);
        table(
                "Highest evidence, one row for ten minutes of a stream at most:",
                result.highest(),
                threshold);
        out.println(tail(result.tail()));
        if (result.asAimed()) {
            out.println(
                    "None in "
                            + Row.number(result.hoursHeard())
                            + " h means by itself: fewer than "
                            + Row.number(1_000 * NONE_SEEN / result.hoursHeard())
                            + " in 1,000 h, with 95 % confidence.");
        }
        out.println();
        out.println(result.asAimed() ? "**Nothing matched.**" : "**Unrelated sound matched.**");
    }

    private void table(String title, List<Height> rows, double threshold) {
        out.println(title);
        out.println();
        if (!rows.isEmpty()) {
            out.println("| stream | at | work | evidence | threshold |\n|---|---|---|---|---|");
            rows.forEach(row -> out.println(row.row(threshold)));
            out.println();
        }
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
