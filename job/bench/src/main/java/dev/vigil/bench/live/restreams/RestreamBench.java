package dev.vigil.bench.live.restreams;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vigil.bench.live.LiveFigures;
import dev.vigil.bench.live.LiveOptions;
import dev.vigil.bench.live.LiveRun;
import dev.vigil.bench.report.Row;
import dev.vigil.bench.sound.Recordings;
import dev.vigil.edge.PcmSource;
import dev.vigil.match.MatchSpan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code vigil bench restreams}: how soon works are found in streams that begin with others. */
final class RestreamBench {
    private static final int PROGRESS_EVERY = 50;

    private final LiveOptions options;
    private final Path queries;
    private final List<Path> places;
    private final long seed;
    private final PrintWriter out;
    private final PrintWriter err;

    /** The report for machines; a time that is missing is never. */
    record Result(
            @JsonUnwrapped LiveFigures figures,
            long seed,
            int leadIns,
            @JsonUnwrapped RestreamTable table) {}

    /**
     * @param queries CSV, see {@link LiveQuery#read}
     * @param leadIns recordings or folders of them; empty for those of the references that their
     *     list does not name
     * @param seed of the lead-ins
     */
    RestreamBench(
            LiveOptions options,
            Path queries,
            List<Path> leadIns,
            long seed,
            PrintWriter out,
            PrintWriter err) {
        this.options = options;
        this.queries = queries;
        this.places = leadIns.isEmpty() ? List.of(options.references) : leadIns;
        this.seed = seed;
        this.out = out;
        this.err = err;
    }

    /** Runs it and writes the report; true where all goals are met. */
    boolean run() throws IOException {
        List<LiveQuery> all = LiveQuery.read(queries);
        LiveRun run = new LiveRun(options, out, err);
        LeadIns leadIns = new LeadIns(run.works().others(places, "--lead-in"), seed);
        List<Restream> streams = new ArrayList<>();
        for (LiveQuery query : all) {
            streams.add(hear(query, leadIns.draw(streams.size()), run));
            if (streams.size() % PROGRESS_EVERY == 0 || streams.size() == all.size()) {
                run.progress("analysed " + streams.size() + " of " + all.size() + " streams");
            }
        }
        return report(run, leadIns.count(), streams);
    }

    private static Restream hear(LiveQuery query, short[] leadIn, LiveRun run) throws IOException {
        short[] clip = Recordings.pcm(query.file(), Integer.MAX_VALUE);
        short[] stream = Arrays.copyOf(leadIn, leadIn.length + clip.length);
        System.arraycopy(clip, 0, stream, leadIn.length, clip.length);
        List<Restream.Opening> openings = new ArrayList<>();
        run.ear()
                .hear(
                        PcmSource.of(stream),
                        (packet, step, received) ->
                                step.changes().stream()
                                        .filter(span -> span.phase() == MatchSpan.OPENED)
                                        .map(
                                                span ->
                                                        new Restream.Opening(
                                                                span,
                                                                span.openedMs() / 1000.0,
                                                                received,
                                                                packet.last()))
                                        .forEach(openings::add));
        return Restream.judged(
                query,
                (double) leadIn.length / PcmSource.RATE_HZ,
                (double) clip.length / PcmSource.RATE_HZ,
                openings,
                run.works()::name);
    }

    private boolean report(LiveRun run, int leadIns, List<Restream> streams) {
        Result result =
                new Result(
                        run.figures(), seed, leadIns, RestreamTable.of(streams, Goal.of(streams)));
        run.report("restreams", result.figures(), result, () -> print(result));
        return result.table().asAimed();
    }

    private void print(Result result) {
        out.printf(
                Locale.ROOT,
                "Each stream begins with %s to %s s of one of %d other recordings, seed %d.%n%n",
                Row.number(LeadIns.LEAST_SECONDS),
                Row.number(LeadIns.MOST_SECONDS),
                result.leadIns(),
                result.seed());
        out.println(
                "Times are of the stream: from the first infringing sample to the end of the packet"
                        + " that decided; and, as it takes another segment of 2 s to complete most"
                        + " packets, to the end of that segment. A stream that is not found counts"
                        + " as later than all.");
        out.println();
        result.table().print(out);
    }
}
