package dev.vigil.bench.media;

import dev.vigil.bench.report.SiteSubcommand;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench job}: how many live streams a core carries. */
@Command(
        name = "job",
        description = {
            "Measures how many live streams a core carries: the media job on real processes.",
            "Streams are recordings in real time, one in a hundred shows works; each verdict is"
                    + " judged."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "One recording in five is held out of the index and streamed; decoys make up the hours.",
            "A TaskManager gets 512 MB of heap and 20 MB for an hour, 32 MB with pictures; the bench",
            "itself needs 3 GB.",
            "",
            "Examples:",
            "  vigil bench job --streams 50 --hours 1 --minutes 1       composed music, 4 minutes",
            "  VIGIL_JAVA_OPTS=-Xmx3g vigil bench job --references DIR  seeks the most, 20 minutes",
            "  ... --peaks                                              fingerprinted at the edge",
            "  ... --video                                              sound and pictures",
            "  ... --streams 500 --minutes 2 --kill                     and how it comes back",
            "  ... --streams 500 --minutes 2 --kill 1 --spare 1         one is lost, one in reserve",
            "  ... --peaks --streams 1000 --minutes 6 --unrelated DIR   100 stream hours, none twice"
        })
public final class JobCommand extends SiteSubcommand {
    @Option(
            names = "--streams",
            defaultValue = "0",
            description = "how many (default: the most that keep the machine at 70 %%)")
    private int streams;

    @Option(names = "--peaks", description = "send peaks instead of sound")
    private boolean peaks;

    @Option(
            names = "--video",
            description =
                    "each stream sends pictures beside its sound, thumbnails of drawn films; each"
                            + " work and decoy has both")
    private boolean video;

    @Option(
            names = "--references",
            paramLabel = "DIR",
            description =
                    "folder of recordings, any format, five or more; the first ten"
                            + " minutes of each are used (default: composed music)")
    private Path references;

    @Option(
            names = "--unrelated",
            paramLabel = "DIR",
            description =
                    "recordings that hold no work; with --peaks also backwards and at"
                            + " other speeds, so that no stream repeats another")
    private Path unrelated;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "100",
            description = "hours of references (default: ${DEFAULT-VALUE})")
    private int hours;

    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "measured, after one to settle (default: ${DEFAULT-VALUE})")
    private int minutes;

    @Option(
            names = "--parallelism",
            defaultValue = "2",
            description = "of the job (default: ${DEFAULT-VALUE})")
    private int parallelism;

    @Option(
            names = "--replicas",
            defaultValue = "1",
            description = "of the index, each a task's (default: ${DEFAULT-VALUE})")
    private int replicas;

    @Option(
            names = "--shards",
            defaultValue = "1",
            description = "of each replica (default: ${DEFAULT-VALUE})")
    private int shards;

    @Option(
            names = "--task-managers",
            paramLabel = "N",
            defaultValue = "2",
            description = "that the job runs on (default: ${DEFAULT-VALUE})")
    private int taskManagers;

    @Option(
            names = "--cores",
            paramLabel = "C",
            defaultValue = "0",
            description =
                    "what each of them may use, by a control group, once the index is there and its"
                            + " code compiled (default: all that there is)")
    private double cores;

    @Option(
            names = "--kill",
            paramLabel = "N",
            arity = "0..1",
            defaultValue = "0",
            fallbackValue = "2",
            description =
                    "kill this many of the TaskManagers at the end, that of the index"
                            + " first, and see them recover, a notice job beside"
                            + " (without a number: two)")
    private int killed;

    @Option(
            names = "--spare",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "TaskManagers that wait for a kill with nothing to do (default:"
                            + " ${DEFAULT-VALUE})")
    private int spare;

    @Option(
            names = "--profile",
            paramLabel = "DIR",
            description = "flight recordings of the TaskManagers go here")
    private Path profile;

    @Option(names = "--json", description = "the report as one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        require("--streams", streams, 0, 20_000);
        require("--hours", hours, 0, 1_000);
        require("--minutes", minutes, 1, 1_440);
        require("--parallelism", parallelism, 1, 4);
        require("--replicas", replicas, 1, 4);
        require("--shards", shards, 1, 4);
        require("--task-managers", taskManagers, 1, 4);
        require("--kill", killed, 0, taskManagers);
        require("--spare", spare, 0, taskManagers);
        if (cores != 0) {
            ScalingCommand.requireCores(this, cores);
        }
        if (spare > 0 && killed == 0) {
            throw wrong("--spare: expected beside --kill, got none; without it they are of no use");
        }
        JobBench.Plan plan =
                new JobBench.Plan(
                        streams,
                        peaks,
                        video,
                        references,
                        unrelated,
                        hours,
                        minutes,
                        parallelism,
                        replicas,
                        shards,
                        taskManagers,
                        cores,
                        killed,
                        spare,
                        profile,
                        json);
        return in(new JobBench(plan, out(), err())::run);
    }
}
