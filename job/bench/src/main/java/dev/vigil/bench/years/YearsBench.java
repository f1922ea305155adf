package dev.vigil.bench.years;

import dev.vigil.fixtures.process.ParentWatch;
import dev.vigil.schema.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs jobs through simulated years, each in a process of its own: Flink's operator harnesses bring
 * services and a configuration of logs that the command must not have.
 */
public final class YearsBench {
    private static final String HARNESSES = "harness.classpath";

    private final List<Years.Plan> plans;
    private final PrintWriter progress;

    /**
     * @param plans a job each
     */
    public YearsBench(List<Years.Plan> plans, PrintWriter progress) {
        this.plans = plans;
        this.progress = progress;
    }

    /**
     * @param directory a folder for snapshots and logs
     * @return true where all is as promised
     */
    public boolean run(Path directory, String command, PrintWriter out, boolean json)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(plans.size());
        try {
            List<Future<Years.Found>> running = new ArrayList<>();
            for (Years.Plan plan : plans) {
                running.add(threads.submit(() -> years(plan, directory.resolve(plan.job()))));
            }
            List<Years.Found> found = new ArrayList<>();
            for (Future<Years.Found> job : running) {
                found.add(job.get());
            }
            return new YearsReport(command, found).print(out, json);
        } finally {
            threads.shutdownNow();
        }
    }

    private Years.Found years(Years.Plan plan, Path directory) throws Exception {
        Files.createDirectories(directory);
        Path log = directory.resolve("log");
        Process process =
                new ProcessBuilder(command(plan, directory, log))
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        String last = "";
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("{")) {
                    progress.println(plan.job() + ": " + line);
                    progress.flush();
                }
                last = line;
            }
        } finally {
            process.destroyForcibly();
        }
        int code = process.waitFor();
        if (code != 0 || !last.startsWith("{")) {
            throw new IOException(
                    "process: expected the "
                            + plan.job()
                            + " job to run to its end, got code "
                            + code
                            + "; see "
                            + log);
        }
        return Json.read(last.getBytes(StandardCharsets.UTF_8), Years.Found.class);
    }

    private static List<String> command(Years.Plan plan, Path directory, Path log)
            throws IOException, URISyntaxException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=log4j2.properties",
                "-Dvigil.log=" + log,
                "-cp",
                System.getProperty("java.class.path")
                        + System.getProperty("path.separator")
                        + harnesses(),
                ParentWatch.class.getName(),
                Years.class.getName(),
                Json.text(plan),
                directory.resolve("snapshots").toString());
    }

    /** Written by the build beside the classes. */
    private static String harnesses() throws IOException, URISyntaxException {
        Path classes =
                Path.of(
                        YearsBench.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Path file = classes.resolveSibling(HARNESSES);
        if (!Files.exists(file)) {
            throw new IOException(
                    file
                            + ": expected the build to have written it, got none; run job/vigil from"
                            + " the sources");
        }
        return Files.readString(file).strip();
    }
}
