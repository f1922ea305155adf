package dev.vigil.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a benchmark ran on, so that a run beside others is not compared with one alone. */
public final class Machine {
    private Machine() {}

    /** Cores, their model, the JDK. */
    public static String text() {
        return Runtime.getRuntime().availableProcessors()
                + " cores"
                + model()
                + ", JDK "
                + Runtime.version();
    }

    private static String model() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> " (" + line.substring(line.indexOf(':') + 1).trim() + ")")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Load averages of 1, 5 and 15 minutes and what the system reports beside; empty if unknown.
     */
    public static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).trim();
        } catch (IOException e) {
            return "";
        }
    }
}
