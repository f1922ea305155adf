package dev.vigil.local;

import dev.vigil.cli.text.AsCalled;
import dev.vigil.local.embedded.EmbeddedDesk;
import dev.vigil.local.embedded.EmbeddedVigil;
import dev.vigil.local.embedded.EmbeddedVigil.BeforeJobs;
import dev.vigil.stream.options.JobOptions;
import dev.vigil.stream.options.OptionsParser;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything in the foreground until Ctrl-C. */
@Command(
        name = "up",
        description = "Start broker, Flink, the jobs and the desk in this process, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil up --fresh",
            "  vigil watch verdicts escalations        (in another shell)",
            "  vigil up --set clock.rules=rules.json --set clock.grace=\"5 s\"",
            "",
            "State is kept in --dir and survives a restart, a kill -9 too."
        })
final class UpCommand implements Callable<Integer> {
    private static final List<String> DECIDED =
            List.of(
                    JobOptions.JOB.key(),
                    JobOptions.BOOTSTRAP.key(),
                    JobOptions.KAFKA_FILE.key(),
                    JobOptions.TRANSACTION_TIMEOUT.key(),
                    JobOptions.TRANSACTION_PREFIX.key());

    private static final int VERBS_PORT = 9092;

    @Spec private CommandSpec spec;

    @Option(names = "--fresh", description = "delete all state of earlier runs")
    private boolean fresh;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "where state is kept (default: ${DEFAULT-VALUE})",
            defaultValue = "${sys:user.home}/.vigil")
    private Path directory;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "port of the Kafka broker (default: ${DEFAULT-VALUE})",
            defaultValue = "" + VERBS_PORT)
    private int port;

    @Option(
            names = "--ui-port",
            paramLabel = "PORT",
            description = "port of Flink's web UI (default: ${DEFAULT-VALUE})",
            defaultValue = "8081")
    private int uiPort;

    @Option(
            names = "--desk-port",
            paramLabel = "PORT",
            description =
                    "port of the desk, the page where people work (default: ${DEFAULT-VALUE})",
            defaultValue = "8082")
    private int deskPort;

    @Option(names = "--no-desk", description = "start no desk")
    private boolean noDesk;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "an option of the jobs, such as 'clock.grace=5 s', see job/docs/options.md; may"
                            + " be repeated")
    private Map<String, String> options = Map.of();

    @Override
    public Integer call() throws Exception {
        Configuration given = OptionsParser.parse(arguments());
        checkPort("--port", port);
        checkPort("--ui-port", uiPort);
        checkPort("--desk-port", deskPort);
        if (fresh) {
            EmbeddedVigil.forget(directory);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "Starting broker, Flink, the jobs and the desk; state in " + directory + " ...");
        out.flush();
        long beganNanos = System.nanoTime();
        CountDownLatch closed = new CountDownLatch(1);
        EmbeddedDesk desk = desk(out);
        BeforeJobs beforeJobs = noDesk ? BeforeJobs.NOTHING : desk::begin;
        try (EmbeddedVigil vigil = EmbeddedVigil.start(directory, port, uiPort, given, beforeJobs);
                desk) {
            out.println("  Kafka      " + vigil.bootstrap());
            out.println("  Flink UI   " + vigil.ui());
            long jobsNanos = System.nanoTime();
            if (!noDesk) {
                desk.await(vigil.ui());
            }
            out.println("  took       " + took(beganNanos, jobsNanos));
            out.println(
                    AsCalled.of(
                                    "  try        vigil watch verdicts commands escalations breaches"
                                            + " deadletters")
                            + connection(vigil.bootstrap()));
            List<String> words = spec.commandLine().getParseResult().originalArgs();
            out.println("Up. Ctrl-C ends it; " + again(words) + " goes on where it was.");
            out.flush();
            waitForInterrupt(closed);
            out.println("Ending ...");
            out.flush();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    /** The desk starts beside the rest: this is what it holds up. */
    private static String took(long beganNanos, long jobsNanos) {
        long nowNanos = System.nanoTime();
        return String.format(
                Locale.ROOT,
                "%.1f s, %.1f s of it for the desk",
                (nowNanos - beganNanos) / 1e9,
                (nowNanos - jobsNanos) / 1e9);
    }

    /** The same call, without what would delete all that it goes on with. */
    static String again(List<String> words) {
        List<String> options = new ArrayList<>(words);
        options.remove("up");
        return AsCalled.of("vigil up")
                + options.stream()
                        .filter(word -> !word.startsWith("--fresh"))
                        .map(word -> " " + AsCalled.quoted(word))
                        .collect(Collectors.joining());
    }

    private EmbeddedDesk desk(PrintWriter out) {
        PrintWriter err = spec.commandLine().getErr();
        return new EmbeddedDesk(
                directory,
                deskPort,
                InstantSource.system(),
                link -> {
                    out.println("  Desk       " + link + "  (signs in once)");
                    out.flush();
                },
                line -> err.println("vigil: desk: " + line));
    }

    /** What a verb in another shell needs where it is not what verbs connect to by themselves. */
    private String connection(String bootstrap) {
        return port == VERBS_PORT ? "" : " --bootstrap " + bootstrap;
    }

    /** As the jobs take them on a cluster; what this process decides itself can't be set. */
    private String[] arguments() {
        List<String> arguments = new ArrayList<>();
        options.forEach(
                (key, value) -> {
                    if (DECIDED.contains(key)) {
                        throw new IllegalArgumentException(
                                "--set "
                                        + key
                                        + ": expected an option that vigil up leaves open; it"
                                        + " decides "
                                        + String.join(", ", DECIDED)
                                        + " itself");
                    }
                    arguments.addAll(List.of("--" + key, value));
                });
        return arguments.toArray(String[]::new);
    }

    private static void checkPort(String option, int value) {
        if (value < 0 || value > 65_535) {
            throw new IllegalArgumentException(
                    option + ": expected 1 to 65535, or 0 for a free one, got '" + value + "'");
        }
    }

    /** Returns when the process is to end, which then waits until all is closed. */
    private static void waitForInterrupt(CountDownLatch closed) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    asked.countDown();
                                    try {
                                        closed.await();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                }));
        asked.await();
    }
}
