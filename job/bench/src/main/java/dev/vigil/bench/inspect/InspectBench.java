package dev.vigil.bench.inspect;

import dev.vigil.audit.NoteKey;
import dev.vigil.bench.report.Figure;
import dev.vigil.bench.report.Machine;
import dev.vigil.bench.report.Row;
import dev.vigil.cli.Vigil;
import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.process.Scratch;
import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes and verifies an inspection of a span with many records. */
final class InspectBench {
    private static final long DAY_MS = 86_400_000L;

    /** Of the verb's heap, by option: what the goal allows. */
    private static final String HEAP = "-Xmx1g";

    private static final double MOST_SECONDS = 180;

    private final int days;
    private final int notices;
    private final int verdicts;
    private final PrintWriter out;
    private final PrintWriter err;
    private final KeyPair pair = ListKeys.create();
    private final NoteKey key = NoteKey.of("bench.example/audit/1", pair.getPublic());

    InspectBench(int days, int notices, int verdicts, PrintWriter out, PrintWriter err) {
        this.days = days;
        this.notices = notices;
        this.verdicts = verdicts;
        this.out = out;
        this.err = err;
    }

    /** Runs it and writes the report; true where all goals are met. */
    boolean run(Path directory) throws Exception {
        String loadBefore = Machine.load();
        List<Figure> figures = new ArrayList<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"))) {
            Topics.create(broker.bootstrap());
            figures.add(Figure.of("pages of the log", "pages", load(broker.bootstrap())));
            Path page = directory.resolve("span.html");
            progress("vigil inspect");
            Run made =
                    run(
                            directory.resolve("inspect.log"),
                            "inspect",
                            "--bootstrap",
                            broker.bootstrap(),
                            "--key",
                            key.line(),
                            "--from",
                            days + "d",
                            "--out",
                            page.toString());
            figures.add(Figure.of("inspection made", "s", made.seconds()).atMost(MOST_SECONDS));
            figures.add(Figure.of("its memory at the most (RSS)", "MB", made.peakMb()));
            figures.add(
                    Figure.of(
                            "the bundle",
                            "MB",
                            Scratch.bytes(directory.resolve("span.bundle")) / 1e6));
            figures.add(Figure.of("the page", "MB", Files.size(page) / 1e6).atMost(3));
        }
        progress("vigil inspect verify");
        Run verified =
                run(
                        directory.resolve("verify.log"),
                        "inspect",
                        "verify",
                        directory.resolve("span.bundle").toString(),
                        "--key",
                        key.line());
        figures.add(Figure.of("bundle verified", "s", verified.seconds()).atMost(MOST_SECONDS));
        figures.add(Figure.of("its memory at the most (RSS)", "MB", verified.peakMb()));
        return report(loadBefore, figures);
    }

    private void progress(String what) {
        err.println(what);
        err.flush();
    }

    private long load(String bootstrap) throws ExecutionException, InterruptedException {
        progress(
                "sending "
                        + verdicts
                        + " verdicts and "
                        + notices
                        + " notices of "
                        + days
                        + " days");
        Properties clients = new Properties();
        clients.setProperty("bootstrap.servers", bootstrap);
        long fromMs = System.currentTimeMillis() - days * DAY_MS + 60_000;
        try (InspectLoad load = new InspectLoad(clients, key, pair, fromMs)) {
            load.send(days, notices, verdicts);
            return load.pages();
        }
    }

    private record Run(double seconds, double peakMb) {}

    /** A verb in a JVM of its own; fails where the verb does. */
    private static Run run(Path log, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(HEAP, "-cp", System.getProperty("java.class.path")));
        command.add(Vigil.class.getName());
        command.addAll(List.of(words));
        long startNanos = System.nanoTime();
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        double peakMb = 0;
        try {
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                peakMb = Math.max(peakMb, peakMb(process.pid()));
            }
        } finally {
            process.destroyForcibly();
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(
                    "vigil "
                            + words[0]
                            + ": expected exit code 0, got "
                            + process.exitValue()
                            + ":\n"
                            + Files.readString(log));
        }
        return new Run(seconds, peakMb);
    }

    /** 0 where the system does not say. */
    private static double peakMb(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private boolean report(String loadBefore, List<Figure> figures) {
        boolean isGood = figures.stream().noneMatch(Figure::isMissed);
        out.printf(
                Locale.ROOT,
                "%n## `vigil bench inspect --days %d --notices %d --verdicts %d`%n%n%s. Load average"
                        + " before: %s; after: %s.%n",
                days,
                notices,
                verdicts,
                Machine.text(),
                loadBefore,
                Machine.load());
        out.printf(Locale.ROOT, "Each verb in a JVM of its own with %s.%n%n", HEAP);
        out.println(Row.HEAD);
        figures.forEach(figure -> out.println(Row.of(figure)));
        out.println();
        out.println(isGood ? "**All goals met.**" : "**Goals missed.**");
        out.flush();
        return isGood;
    }
}
