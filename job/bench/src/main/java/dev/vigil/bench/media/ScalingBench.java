package dev.vigil.bench.media;

import dev.vigil.bench.media.JobBench.Outcome;
import dev.vigil.bench.report.BenchReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * The same load for each TaskManager on one, two and four of them, each with a replica of the index
 * and held to a part of a core. What one carries is sought first; that run is not compared, as its
 * code has been compiled for ten minutes more.
 */
final class ScalingBench {
    private static final List<Integer> TASK_MANAGERS = List.of(1, 2, 4);

    /** By which streams per core may differ from those of one TaskManager. */
    private static final double MOST_LESS = 0.15;

    private final int streams;
    private final boolean peaks;
    private final Path references;
    private final int hours;
    private final int minutes;
    private final double cores;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * @param streams of one TaskManager, 0 to seek the most that it carries
     * @param cores that each TaskManager may use
     */
    ScalingBench(
            int streams,
            boolean peaks,
            Path references,
            int hours,
            int minutes,
            double cores,
            PrintWriter out,
            PrintWriter err) {
        this.streams = streams;
        this.peaks = peaks;
        this.references = references;
        this.hours = hours;
        this.minutes = minutes;
        this.cores = cores;
        this.out = out;
        this.err = err;
    }

    /** Runs it and writes the report; true where streams per core are the same. */
    boolean run(Path directory) throws Exception {
        BenchReport report =
                new BenchReport(
                        "vigil bench scaling"
                                + (streams == 0 ? "" : " --streams " + streams)
                                + (peaks ? " --peaks" : "")
                                + (references == null ? "" : " --references " + references)
                                + " --hours "
                                + hours
                                + " --minutes "
                                + minutes
                                + " --cores "
                                + cores);
        int each =
                streams > 0 ? streams : measured(1, 0, directory.resolve("seek")).load().streams();
        Outcome one = null;
        boolean good = true;
        for (int taskManagers : TASK_MANAGERS) {
            Path folder = directory.resolve("task-managers-" + taskManagers);
            Outcome outcome = measured(taskManagers, taskManagers * each, folder);
            one = one == null ? outcome : one;
            double ratio = outcome.load().perCore() / one.load().perCore();
            boolean isMet = outcome.isRight() && Math.abs(ratio - 1) <= MOST_LESS;
            good &= isMet;
            report.goal(
                    "TaskManagers: " + taskManagers,
                    "streams per core within 15 % of one's, none missed",
                    isMet,
                    "%d streams, **%.0f** per core (%.2f of one's), %.2f cores, verdicts p95 %,d ms,"
                            + " at most %,d unread, missed %d, false %d",
                    outcome.load().streams(),
                    outcome.load().perCore(),
                    ratio,
                    outcome.load().taskCores(),
                    outcome.p95(),
                    outcome.load().pending(),
                    outcome.missed(),
                    outcome.wrong());
        }
        report.print(out, List.of(), good);
        return good;
    }

    private Outcome measured(int taskManagers, int all, Path folder) throws Exception {
        JobBench bench = new JobBench(plan(taskManagers, all), out, err);
        bench.run(folder);
        return bench.outcome();
    }

    private JobBench.Plan plan(int taskManagers, int all) {
        return new JobBench.Plan(
                all,
                peaks,
                false,
                references,
                null,
                hours,
                minutes,
                taskManagers,
                taskManagers,
                1,
                taskManagers,
                cores,
                0,
                0,
                null,
                false);
    }
}
