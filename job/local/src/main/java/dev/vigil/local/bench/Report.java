package dev.vigil.local.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a benchmark says at its end: Markdown, with the machine it ran on. */
final class Report {
    private final String command;
    private final List<String> rows = new ArrayList<>();

    Report(String command) {
        this.command = command;
    }

    void row(String what, String format, Object... args) {
        rows.add("| " + what + " | " + String.format(Locale.ROOT, format, args) + " |");
    }

    void print(PrintWriter out, List<String> remarks, boolean good) {
        out.println();
        out.println("## `" + command + "`");
        out.println();
        out.println(machine());
        out.println();
        out.println("| | |");
        out.println("|---|---|");
        rows.forEach(out::println);
        out.println();
        remarks.forEach(remark -> out.println("- " + remark));
        out.println();
        out.println(good ? "**As promised.**" : "**Not as promised.**");
        out.flush();
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors()
                + " cores"
                + model()
                + ", JDK "
                + Runtime.version()
                + "; Kafka, JobManager and TaskManagers each a process; RocksDB, incremental"
                + " checkpoints every second."
                + load();
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

    /** So that nobody compares a run beside others with one alone. */
    private static String load() {
        try {
            return " Load average at the end: "
                    + Files.readString(Path.of("/proc/loadavg")).trim()
                    + ".";
        } catch (IOException e) {
            return "";
        }
    }
}
