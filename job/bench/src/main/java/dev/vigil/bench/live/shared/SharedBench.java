package dev.vigil.bench.live.shared;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vigil.bench.live.LiveFigures;
import dev.vigil.bench.live.LiveOptions;
import dev.vigil.bench.live.LiveRun;
import dev.vigil.bench.live.Works;
import dev.vigil.bench.report.Row;
import dev.vigil.edge.Decoder;
import dev.vigil.match.MatchSpan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code vigil bench shared}. */
final class SharedBench {
    private static final int TOP = 10;

    private final LiveOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final List<SharedMatch> matches = new ArrayList<>();
    private final List<Long> lengthsMs = new ArrayList<>();

    /**
     * Matches of streams with works that they are not.
     *
     * @param pairs of a stream and a work
     * @param matchedSeconds in all
     */
    record Count(int pairs, double matchedSeconds) {
        static Count of(List<SharedMatch> matches) {
            long ms = matches.stream().mapToLong(match -> match.span().matchedMs()).sum();
            return new Count(
                    (int) matches.stream().map(SharedMatch::pair).distinct().count(), ms / 1_000.0);
        }

        private String cells() {
            return pairs + " | " + Row.number(matchedSeconds);
        }
    }

    /**
     * The report for machines.
     *
     * @param pairs of two works that there are
     * @param matched a stream of a work matches another one: before, each of these may block
     * @param voting may block still, as what works have in common is known
     * @param heldBackVoting may block where the stream's own work is not in the index
     * @param beyond lie in no stretch that works are known to share: people are not shown these
     * @param named all of one owner: the match of the other work names the stream's too
     */
    record Result(
            @JsonUnwrapped LiveFigures figures,
            int pairs,
            Count matched,
            Count voting,
            Count heldBackVoting,
            Count beyond,
            Count named) {}

    SharedBench(LiveOptions options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Runs it and writes the report. */
    void run() throws IOException {
        LiveRun run = new LiveRun(options, out, err);
        List<Path> files = run.works().files();
        for (int stream = 0; stream < files.size(); stream++) {
            hear(stream, files, run);
            run.progress("analysed " + (stream + 1) + " of " + files.size() + " works");
        }
        Result result = result(run);
        run.report("shared", result.figures(), result, () -> print(result, run.works()));
    }

    private void hear(int stream, List<Path> files, LiveRun run) throws IOException {
        Map<Long, SharedMatch> last = new LinkedHashMap<>();
        double before = run.ear().hours();
        try (Decoder decoder = Decoder.open(files.get(stream).toString())) {
            run.ear()
                    .hear(
                            decoder,
                            (packet, step, received) -> {
                                for (MatchSpan span : step.changes()) {
                                    boolean isOther =
                                            span.reference() != stream
                                                    && span.reference() < files.size();
                                    if (isOther) {
                                        last.put(span.line(), new SharedMatch(stream, span));
                                    }
                                }
                            });
        }
        matches.addAll(last.values());
        lengthsMs.add(Math.round((run.ear().hours() - before) * 3_600_000));
    }

    private Result result(LiveRun run) {
        SharedRegister own = new SharedRegister(matches, lengthsMs, false);
        SharedRegister one = new SharedRegister(matches, lengthsMs, true);
        int works = lengthsMs.size();
        return new Result(
                run.figures(),
                works * (works - 1),
                Count.of(matches),
                Count.of(matches.stream().filter(own::votes).toList()),
                Count.of(matches.stream().filter(own::votesHeldBack).toList()),
                Count.of(matches.stream().filter(match -> !own.names(match)).toList()),
                Count.of(matches.stream().filter(one::names).toList()));
    }

    private void print(Result result, Works works) {
        out.println("Pairs of a work as a stream and another work, " + result.pairs() + " in all:");
        out.println();
        out.println("| | pairs | seconds |\n|---|---|---|");
        out.println("| match: each may block, before | " + result.matched().cells() + " |");
        out.println("| may block, after | " + result.voting().cells() + " |");
        out.println(
                "| may block, after, the stream's own work not registered | "
                        + result.heldBackVoting().cells()
                        + " |");
        out.println("| in no stretch that people are shown | " + result.beyond().cells() + " |");
        out.println("| all of one owner: names both works | " + result.named().cells() + " |");
        out.println();
        out.println("| stream | at | work | at | seconds | evidence |\n|---|---|---|---|---|---|");
        matches.stream()
                .sorted(Comparator.comparingLong(match -> -match.span().matchedMs()))
                .limit(TOP)
                .forEach(match -> out.println(row(match, works)));
    }

    private static String row(SharedMatch match, Works works) {
        MatchSpan span = match.span();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.1f | %s |",
                works.name(match.stream()),
                position(span.queryStartMs()),
                works.name(span.reference()),
                position(span.refStartMs()),
                span.matchedMs() / 1_000.0,
                Row.number(span.evidence()));
    }

    private static String position(long ms) {
        return String.format(Locale.ROOT, "%d:%04.1f", ms / 60_000, ms % 60_000 / 1_000.0);
    }
}
