package dev.vigil.local.command;

import dev.vigil.local.embedded.EmbeddedVigil;
import dev.vigil.local.embedded.EmbeddedVigil.BeforeJobs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything in the foreground until Ctrl-C. */
@Command(
        name = "up",
        description = "Start broker, Flink and both jobs in this process, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil up --fresh",
            "  vigil watch verdicts escalations        (in another shell)",
            "",
            "State lies in --dir and survives a restart, a kill -9 too."
        })
final class UpCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--fresh", description = "forget everything that was there")
    private boolean fresh;

    @Option(
            names = "--dir",
            description = "where state lies (default: ${DEFAULT-VALUE})",
            defaultValue = "${sys:user.home}/.vigil")
    private Path directory;

    @Option(
            names = "--port",
            description = "port of the Kafka broker (default: ${DEFAULT-VALUE})",
            defaultValue = "9092")
    private int port;

    @Option(
            names = "--ui-port",
            description = "port of Flink's web UI (default: ${DEFAULT-VALUE})",
            defaultValue = "8081")
    private int uiPort;

    @Override
    public Integer call() throws Exception {
        checkPort("--port", port);
        checkPort("--ui-port", uiPort);
        if (fresh) {
            EmbeddedVigil.forget(directory);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Starting broker, Flink and both jobs; state in " + directory + " ...");
        out.flush();
        CountDownLatch closed = new CountDownLatch(1);
        try (EmbeddedVigil vigil =
                EmbeddedVigil.start(directory, port, uiPort, BeforeJobs.NOTHING)) {
            out.println("  Kafka      " + vigil.bootstrap());
            out.println("  Flink UI   " + vigil.ui());
            out.println("  try        vigil watch verdicts commands escalations breaches");
            out.println("Up. Ctrl-C ends it; vigil up goes on where it was.");
            out.flush();
            waitForInterrupt(closed);
            out.println("Ending ...");
            out.flush();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private static void checkPort(String option, int value) {
        if (value < 0 || value > 65_535) {
            throw new IllegalArgumentException(
                    option + ": expected 1 to 65535, or 0 for a free one, came '" + value + "'");
        }
    }

    /** Returns when the process is told to end, which then waits until all is closed. */
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
