package dev.vigil.local.bench;

import dev.vigil.local.bench.audio.AudioBench;
import dev.vigil.local.bench.live.LiveOptions;
import dev.vigil.local.bench.live.RestreamBench;
import dev.vigil.local.bench.live.UnrelatedBench;
import dev.vigil.stream.options.JobOptions;
import dev.vigil.stream.options.OptionsParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil bench}: million-scale runs and timings, each with a report and an exit code. */
@Command(
        name = "bench",
        description =
                "Measures the notice clock and the list on real processes, and what the ear costs"
                        + " and finds.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a benchmark, came none");
    }

    @Command(
            name = "notices",
            description = {
                "Files notices under a simulated clock, with kills and a rescale.",
                "A naive model judges the topics: missed, doubled and false must be 0."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  vigil bench notices --notices 2000 --kills 1     about a minute",
                "  vigil bench notices --keep /tmp/bench            the whole million"
            })
    int notices(
            @Option(
                            names = "--notices",
                            defaultValue = "1000000",
                            description = "how many (default: ${DEFAULT-VALUE})")
                    int notices,
            @Option(
                            names = "--kills",
                            defaultValue = "10",
                            description =
                                    "how often a process is killed, the first time between"
                                            + " pre-commit and commit (default: ${DEFAULT-VALUE})")
                    int kills,
            @Option(
                            names = "--seed",
                            defaultValue = "1",
                            description = "of notices and kills (default: ${DEFAULT-VALUE})")
                    long seed,
            @Option(names = "--keep", paramLabel = "DIR", description = "keep topics and logs here")
                    Path keep)
            throws Exception {
        require("--notices", notices, 1, 10_000_000);
        require("--kills", kills, 0, 100);
        NoticesBench bench = new NoticesBench(notices, kills, seed, spec.commandLine().getOut());
        return in(keep, bench::run);
    }

    @Command(
            name = "burst",
            description = "Lets notices come due while the job is down: all visible within 60 s.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil bench burst --timers 100000"})
    int burst(
            @Option(
                            names = "--timers",
                            defaultValue = "100000",
                            description = "how many (default: ${DEFAULT-VALUE})")
                    int timers,
            @Option(names = "--keep", paramLabel = "DIR", description = "keep topics and logs here")
                    Path keep)
            throws Exception {
        require("--timers", timers, 1, 10_000_000);
        return in(keep, new BurstBench(timers, spec.commandLine().getOut())::run);
    }

    @Command(
            name = "latency",
            description = "Measures how long after their time warnings and breaches are visible.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  vigil bench latency --seconds 120",
                "  vigil bench latency --checkpoint '500 ms'     what a shorter interval buys"
            })
    int latency(
            @Option(
                            names = "--seconds",
                            defaultValue = "120",
                            description =
                                    "how long, after half a minute to get warm (default:"
                                            + " ${DEFAULT-VALUE})")
                    int seconds,
            @Option(
                            names = "--checkpoint",
                            paramLabel = "SPAN",
                            defaultValue = "1 s",
                            description =
                                    "interval of checkpoints, with which breaches become visible"
                                            + " (default: ${DEFAULT-VALUE})")
                    String checkpoint,
            @Option(names = "--keep", paramLabel = "DIR", description = "keep topics and logs here")
                    Path keep)
            throws Exception {
        require("--seconds", seconds, 1, 86_400);
        Duration interval =
                OptionsParser.parse("--" + JobOptions.CHECKPOINT_NOTICE.key(), checkpoint)
                        .get(JobOptions.CHECKPOINT_NOTICE);
        return in(keep, new LatencyBench(seconds, interval, spec.commandLine().getOut())::run);
    }

    @Command(
            name = "list",
            description = {
                "Publishes entries one by one while sessions stream their works, and withdraws each again.",
                "Measures how long until every subtask decides by them, and until the streams are told."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  vigil bench list                                 four minutes or so",
                "  vigil bench list --entries 20 --sessions 20      a minute and a half"
            })
    int list(
            @Option(
                            names = "--entries",
                            defaultValue = "200",
                            description = "how many (default: ${DEFAULT-VALUE})")
                    int entries,
            @Option(
                            names = "--sessions",
                            defaultValue = "200",
                            description =
                                    "how many live streams, in real time (default:"
                                            + " ${DEFAULT-VALUE})")
                    int sessions,
            @Option(names = "--keep", paramLabel = "DIR", description = "keep topics and logs here")
                    Path keep)
            throws Exception {
        require("--entries", entries, 1, 100_000);
        require("--sessions", sessions, 1, 10_000);
        return in(keep, new ListBench(entries, sessions, spec.commandLine().getOut())::run);
    }

    @Command(
            name = "judge",
            description = {
                "Judges random sessions of random accounts by a random list and register, amends both, restarts",
                "from a savepoint, and lists the work of many recent uploads. A naive model judges the verdicts:",
                "wrongly blocked and missed must be 0. It begins behind the ear: matches are sent, not sound."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  vigil bench judge                                two minutes or so",
                "  VIGIL_JAVA_OPTS=-Xmx4g vigil bench judge --sessions 100000 --entries 10000 \\",
                "      --authorizations 1000000 --uploads 1000000   10 GB of disk"
            })
    int judge(
            @Option(
                            names = "--sessions",
                            defaultValue = "2000",
                            description =
                                    "how many with an authorization that fits, and as many without"
                                            + " (default: ${DEFAULT-VALUE})")
                    int sessions,
            @Option(
                            names = "--entries",
                            defaultValue = "500",
                            description = "of the list (default: ${DEFAULT-VALUE})")
                    int entries,
            @Option(
                            names = "--authorizations",
                            defaultValue = "20000",
                            description = "of the register (default: ${DEFAULT-VALUE})")
                    int authorizations,
            @Option(
                            names = "--uploads",
                            defaultValue = "20000",
                            description =
                                    "of one work, which are judged again when it is listed"
                                            + " (default: ${DEFAULT-VALUE})")
                    int uploads,
            @Option(
                            names = "--seed",
                            defaultValue = "1",
                            description = "of all that is random (default: ${DEFAULT-VALUE})")
                    long seed,
            @Option(
                            names = "--parallelism",
                            defaultValue = "2",
                            description = "of the job (default: ${DEFAULT-VALUE})")
                    int parallelism,
            @Option(names = "--keep", paramLabel = "DIR", description = "keep topics and logs here")
                    Path keep)
            throws Exception {
        require("--sessions", sessions, 1, 1_000_000);
        require("--entries", entries, 1, 1_000_000);
        require("--authorizations", authorizations, 100, 10_000_000);
        require("--uploads", uploads, 1, 10_000_000);
        require("--parallelism", parallelism, 1, 4);
        JudgeBench.Load load =
                new JudgeBench.Load(sessions, entries, authorizations, uploads, seed);
        return in(keep, new JudgeBench(load, parallelism, spec.commandLine().getOut())::run);
    }

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
                "A TaskManager is given 512 MB of heap and 20 MB for an hour; the bench itself wants 3 GB.",
                "",
                "Examples:",
                "  vigil bench job --streams 50 --hours 1 --minutes 1       composed music, 4 minutes",
                "  VIGIL_JAVA_OPTS=-Xmx3g vigil bench job --references DIR  seeks the most, 20 minutes",
                "  ... --peaks                                              fingerprinted at the edge",
                "  ... --streams 500 --minutes 2 --kill                     and how it comes back",
                "  ... --streams 500 --minutes 2 --kill 1 --spare 1         one is lost, one in reserve",
                "  ... --peaks --streams 1000 --minutes 6 --unrelated DIR   100 stream hours, none twice"
            })
    int job(
            @Option(
                            names = "--streams",
                            defaultValue = "0",
                            description =
                                    "how many (default: the most that keep the machine at 70 %%)")
                    int streams,
            @Option(names = "--peaks", description = "send peaks instead of sound") boolean peaks,
            @Option(
                            names = "--references",
                            paramLabel = "DIR",
                            description =
                                    "folder of recordings, any format, five or more; the first ten"
                                            + " minutes of each are used (default: composed music)")
                    Path references,
            @Option(
                            names = "--unrelated",
                            paramLabel = "DIR",
                            description =
                                    "recordings that hold no work; with --peaks also backwards and at"
                                            + " other speeds, so that no stream repeats another")
                    Path unrelated,
            @Option(
                            names = "--hours",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "hours of references (default: ${DEFAULT-VALUE})")
                    int hours,
            @Option(
                            names = "--minutes",
                            defaultValue = "10",
                            description =
                                    "measured, after one to settle (default: ${DEFAULT-VALUE})")
                    int minutes,
            @Option(
                            names = "--parallelism",
                            defaultValue = "2",
                            description = "of the job (default: ${DEFAULT-VALUE})")
                    int parallelism,
            @Option(
                            names = "--replicas",
                            defaultValue = "1",
                            description = "of the index, each a task's (default: ${DEFAULT-VALUE})")
                    int replicas,
            @Option(
                            names = "--shards",
                            defaultValue = "1",
                            description = "of each replica (default: ${DEFAULT-VALUE})")
                    int shards,
            @Option(
                            names = "--kill",
                            paramLabel = "1|2",
                            arity = "0..1",
                            defaultValue = "0",
                            fallbackValue = "2",
                            description =
                                    "kill so many of the two TaskManagers at the end, that of the index"
                                            + " first, and see them recover, a notice job beside"
                                            + " (without a number: both)")
                    int killed,
            @Option(
                            names = "--spare",
                            paramLabel = "N",
                            defaultValue = "0",
                            description =
                                    "TaskManagers that wait for a kill with nothing to do (default:"
                                            + " ${DEFAULT-VALUE})")
                    int spare,
            @Option(
                            names = "--profile",
                            paramLabel = "DIR",
                            description = "flight recordings of the TaskManagers go here")
                    Path profile,
            @Option(names = "--json", description = "the report as one line of JSON") boolean json,
            @Option(names = "--keep", paramLabel = "DIR", description = "keep topics and logs here")
                    Path keep)
            throws Exception {
        require("--streams", streams, 0, 20_000);
        require("--hours", hours, 0, 1_000);
        require("--minutes", minutes, 1, 1_440);
        require("--parallelism", parallelism, 1, 4);
        require("--replicas", replicas, 1, 4);
        require("--shards", shards, 1, 4);
        require("--kill", killed, 0, JobBench.TASK_MANAGERS);
        require("--spare", spare, 0, JobBench.TASK_MANAGERS);
        if (spare > 0 && killed == 0) {
            throw wrong("--spare: expected beside --kill, came alone: nobody would need them");
        }
        JobBench.Plan plan =
                new JobBench.Plan(
                        streams,
                        peaks,
                        references,
                        unrelated,
                        hours,
                        minutes,
                        parallelism,
                        replicas,
                        shards,
                        killed,
                        spare,
                        profile,
                        json);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return in(keep, new JobBench(plan, out, err)::run);
    }

    @Command(
            name = "faults",
            description = {
                "Does one fault after the other to a running cluster: kills TaskManagers, JobManager"
                        + " and broker, fills the checkpoints' disk, slows the sinks, outlasts"
                        + " transactions, sets clocks.",
                "Works shown, notices due and unreadable records are judged from the topics."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  vigil bench faults                             twenty, a quarter of an hour",
                "  vigil bench faults --faults 9 --keep DIR       one of each kind, and the logs",
                "  vigil bench faults --faults 4 --only disk,sink these two kinds alone",
                "  vigil bench faults --faults 4 --secure         ... over SASL_SSL, each with the least rights",
                "",
                "Kinds: task-manager, both-task-managers, job-manager, broker, disk (as root on"
                        + " Linux),",
                "sink, outage, clock-ahead and clock-behind (need libfaketime).",
                "What a machine lacks is left out and told."
            })
    int faults(
            @Option(
                            names = "--faults",
                            defaultValue = "20",
                            description = "how many (default: ${DEFAULT-VALUE})")
                    int faults,
            @Option(
                            names = "--seed",
                            defaultValue = "1",
                            description = "of their order (default: ${DEFAULT-VALUE})")
                    long seed,
            @Option(
                            names = "--secure",
                            description =
                                    "over SASL_SSL with ACLs as of vigil topics --acls; passwords are"
                                            + " looked for in logs and Flink's UI")
                    boolean secured,
            @Option(
                            names = "--only",
                            split = ",",
                            paramLabel = "KIND",
                            description = "of these kinds alone (default: all)")
                    List<String> only,
            @Option(names = "--keep", paramLabel = "DIR", description = "keep topics and logs here")
                    Path keep)
            throws Exception {
        require("--faults", faults, 1, 1_000);
        FaultsBench bench =
                new FaultsBench(kinds(only), faults, seed, secured, spec.commandLine().getOut());
        return in(keep, bench::run);
    }

    @Command(
            name = "upgrade",
            description = {
                "Stops both jobs with a savepoint and starts them from it at parallelism 1, 2 and 4.",
                "Counts what each savepoint holds: nothing may be lost."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  vigil bench upgrade                              five minutes or so",
                "  vigil bench upgrade --notices 1000 --hours 1     two minutes"
            })
    int upgrade(
            @Option(
                            names = "--notices",
                            defaultValue = "100000",
                            description = "open ones (default: ${DEFAULT-VALUE})")
                    int notices,
            @Option(
                            names = "--hours",
                            defaultValue = "50",
                            description =
                                    "of references, most of them decoys (default: ${DEFAULT-VALUE})")
                    int hours,
            @Option(names = "--keep", paramLabel = "DIR", description = "keep topics and logs here")
                    Path keep)
            throws Exception {
        require("--notices", notices, 1, 10_000_000);
        require("--hours", hours, 0, 1_000);
        return in(keep, new UpgradeBench(notices, hours, spec.commandLine().getOut())::run);
    }

    @Command(
            name = "audio",
            description = {
                "Measures what the ear costs: extraction, index, match; with goals beside.",
                "One recording in five is held out of the index and heard: it must match nothing.",
                "2 GB of heap do for 100 h as a job builds it, 3 GB for it merged too; both grow with it."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  vigil bench audio                                composed music, a minute",
                "  vigil bench audio --references DIR --hours 100   recordings, and decoys of them",
                "  VIGIL_JAVA_OPTS=-Xmx3g vigil bench audio --references DIR --hours 100 --json"
            })
    int audio(
            @Option(
                            names = "--references",
                            paramLabel = "DIR",
                            description =
                                    "folder of recordings, any format, five or more; the first ten"
                                            + " minutes of each are used (default: composed music)")
                    Path references,
            @Option(
                            names = "--hours",
                            paramLabel = "N",
                            defaultValue = "0",
                            description =
                                    "grow the index to so many hours with decoys: peaks of the"
                                            + " recordings, reversed and moved in pitch")
                    int hours,
            @Option(names = "--json", description = "the report as one line of JSON") boolean json)
            throws IOException {
        require("--hours", hours, 0, 1_700);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        AudioBench.Options options = new AudioBench.Options(references, hours, json);
        return new AudioBench(options, out, err).run() ? 0 : 1;
    }

    @Command(
            name = "restreams",
            description = {
                "Measures how soon works are found in live streams that begin with something else.",
                "Times are of the stream: first infringing sample to the end of the deciding packet."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "A found match names the work and its place within 1 s. A match in a lead-in is false.",
                "",
                "Examples:",
                "  vigil bench restreams --references DIR --reference-list Q/refs.txt \\",
                "      --queries Q/queries.csv",
                "  ... --lead-in radio/ talk.mp3     what streams begin with",
                "  ... --hours 100 --json            among decoys; 100 h want 2 GB of heap"
            })
    int restreams(
            @Mixin LiveOptions live,
            @Option(
                            names = "--queries",
                            required = true,
                            paramLabel = "CSV",
                            description =
                                    "clips of works and of none, with the columns path (relative to"
                                            + " the CSV), true_ref, offset_s, group")
                    Path queries,
            @Option(
                            names = "--lead-in",
                            paramLabel = "PATH",
                            arity = "1..*",
                            description =
                                    "recordings or folders that streams begin with, the first two"
                                            + " minutes of each; works among them are left out"
                                            + " (default: what the list leaves out of DIR)")
                    List<Path> leadIns,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "of the lead-ins (default: ${DEFAULT-VALUE})")
                    long seed)
            throws IOException {
        check(live);
        RestreamBench.Options options =
                new RestreamBench.Options(
                        live.references,
                        live.referenceList,
                        queries,
                        leadIns == null ? List.of() : leadIns,
                        live.hours,
                        live.thoroughEvery(),
                        seed,
                        live.json);
        PrintWriter err = spec.commandLine().getErr();
        return new RestreamBench(options, spec.commandLine().getOut(), err).run() ? 0 : 1;
    }

    @Command(
            name = "unrelated",
            description = {
                "Hears recordings as live streams that hold no work: nothing may match.",
                "Tells how near it came, and how many false matches 1,000 h would bring."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  vigil bench unrelated --references DIR --reference-list refs.txt --streams radio/",
                "  ... --hours 100 --json            among decoys; 100 h want 2 GB of heap"
            })
    int unrelated(
            @Mixin LiveOptions live,
            @Option(
                            names = "--streams",
                            required = true,
                            paramLabel = "FOLDER",
                            description =
                                    "recordings, any format, each a stream; works among them are"
                                            + " left out")
                    Path streams)
            throws IOException {
        check(live);
        UnrelatedBench.Options options =
                new UnrelatedBench.Options(
                        live.references,
                        live.referenceList,
                        streams,
                        live.hours,
                        live.thoroughEvery(),
                        live.json);
        PrintWriter err = spec.commandLine().getErr();
        return new UnrelatedBench(options, spec.commandLine().getOut(), err).run() ? 0 : 1;
    }

    private void check(LiveOptions live) {
        require("--hours", live.hours, 0, 1_700);
        require("--thorough-every", live.thoroughEvery(), 1, 1_000);
    }

    private interface Benchmark {
        boolean run(Path directory) throws Exception;
    }

    private int in(Path keep, Benchmark benchmark) throws Exception {
        if (keep != null && Files.exists(keep) && !isEmpty(keep)) {
            throw new ParameterException(
                    spec.commandLine().getParseResult().subcommand().commandSpec().commandLine(),
                    "--keep: expected an empty or a new folder, came "
                            + keep
                            + " with files in it; a broker would find its topics in them");
        }
        Path directory =
                keep == null
                        ? Files.createTempDirectory("vigil-bench")
                        : Files.createDirectories(keep);
        try {
            return benchmark.run(directory) ? 0 : 1;
        } finally {
            if (keep == null) {
                delete(directory);
            }
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }

    private List<Fault> kinds(List<String> only) {
        if (only == null) {
            return List.of(Fault.values());
        }
        try {
            return only.stream().map(Fault::named).distinct().toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--only: " + e.getMessage());
        }
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(option + ": expected " + least + " to " + most + ", came " + value);
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(
                spec.commandLine().getParseResult().subcommand().commandSpec().commandLine(), what);
    }
}
