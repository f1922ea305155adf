package dev.vigil.bench.live.restreams;

import dev.vigil.bench.live.LiveEar;
import dev.vigil.bench.live.Works;
import dev.vigil.bench.report.Machine;
import dev.vigil.bench.report.Row;
import dev.vigil.bench.sound.Recordings;
import dev.vigil.edge.PcmSource;
import dev.vigil.match.MatchSpan;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code vigil bench restreams}: how soon works are found in streams that begin with others. */
public final class RestreamBench {
    private static final int PROGRESS_EVERY = 50;

    private final Options options;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * What to measure.
     *
     * @param references folder of the works
     * @param referenceList file with the names of those to index
     * @param queries CSV, see {@link LiveQuery#read}
     * @param leadIns recordings or folders of them; empty for those of {@code references} that the
     *     list does not name
     * @param hours to which decoys fill the index up; 0 for none
     * @param thoroughEvery every n-th packet is searched thoroughly
     * @param seed of the lead-ins
     * @param json whether the report is for machines
     */
    public record Options(
            Path references,
            Path referenceList,
            Path queries,
            List<Path> leadIns,
            int hours,
            int thoroughEvery,
            long seed,
            boolean json) {}

    /** The report for machines; a time that is missing is never. */
    record Result(
            String machine,
            int works,
            double indexHours,
            double threshold,
            int thoroughEvery,
            long seed,
            int leadIns,
            double hoursHeard,
            double searchedPercent,
            List<Group> groups,
            Group all,
            List<Goal> goals,
            boolean asAimed) {}

    public RestreamBench(Options options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Runs it and writes the report; true where all goals are met. */
    public boolean run() throws IOException {
        List<LiveQuery> queries = LiveQuery.read(options.queries());
        Works works =
                Works.of(
                        options.references(),
                        options.referenceList(),
                        options.hours(),
                        this::progress);
        List<Path> places =
                options.leadIns().isEmpty() ? List.of(options.references()) : options.leadIns();
        LeadIns leadIns = new LeadIns(works.others(places, "--lead-in"), options.seed());
        LiveEar ear = new LiveEar(works, options.thoroughEvery());
        List<Restream> streams = new ArrayList<>();
        for (LiveQuery query : queries) {
            streams.add(hear(query, leadIns.draw(streams.size()), ear, works));
            if (streams.size() % PROGRESS_EVERY == 0 || streams.size() == queries.size()) {
                progress("analysed " + streams.size() + " of " + queries.size() + " streams");
            }
        }
        return report(works, leadIns, ear, streams);
    }

    private void progress(String what) {
        err.println(what);
        err.flush();
    }

    private static Restream hear(LiveQuery query, short[] leadIn, LiveEar ear, Works works)
            throws IOException {
        short[] clip = Recordings.pcm(query.file(), Integer.MAX_VALUE);
        short[] stream = Arrays.copyOf(leadIn, leadIn.length + clip.length);
        System.arraycopy(clip, 0, stream, leadIn.length, clip.length);
        List<Restream.Opening> openings = new ArrayList<>();
        ear.hear(
                PcmSource.of(stream),
                (packet, step, received) ->
                        step.changes().stream()
                                .filter(span -> span.phase() == MatchSpan.OPENED)
                                .map(span -> new Restream.Opening(span, received, packet.last()))
                                .forEach(openings::add));
        return Restream.judged(
                query,
                (double) leadIn.length / PcmSource.RATE_HZ,
                (double) clip.length / PcmSource.RATE_HZ,
                openings,
                works::name);
    }

    private boolean report(Works works, LeadIns leadIns, LiveEar ear, List<Restream> streams) {
        Map<String, List<Restream>> byGroup = new LinkedHashMap<>();
        streams.forEach(s -> byGroup.computeIfAbsent(s.group(), g -> new ArrayList<>()).add(s));
        List<Goal> goals = Goal.of(streams);
        Result result =
                new Result(
                        Machine.text(),
                        works.files().size(),
                        works.index().hours(),
                        ear.threshold(),
                        options.thoroughEvery(),
                        options.seed(),
                        leadIns.count(),
                        ear.hours(),
                        ear.searchedPercent(),
                        byGroup.entrySet().stream()
                                .map(group -> Group.of(group.getKey(), group.getValue()))
                                .toList(),
                        Group.of("all", streams),
                        goals,
                        goals.stream().allMatch(Goal::met));
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
        out.println("## `vigil bench restreams`");
        out.println();
        out.printf(
                "%s. %d works, index of %s h, matches from evidence %s on; one packet in %d is"
                        + " searched thoroughly, and what is doubtful: %s %% in all. %s h of streams"
                        + " analysed; each begins with %s to %s s of one of %d other recordings, seed"
                        + " %d.%n%n",
                result.machine(),
                result.works(),
                Row.number(result.indexHours()),
                Row.number(result.threshold()),
                result.thoroughEvery(),
                Row.number(result.searchedPercent()),
                Row.number(result.hoursHeard()),
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
        out.println(Group.HEAD);
        result.groups().forEach(group -> out.println(group.row()));
        out.println(result.all().row());
        out.println();
        out.println("| goal | | | |\n|---|---|---|---|");
        result.goals().forEach(goal -> out.println(goal.row()));
        out.println();
        out.println(result.asAimed() ? "**All goals met.**" : "**Goals missed.**");
    }
}
