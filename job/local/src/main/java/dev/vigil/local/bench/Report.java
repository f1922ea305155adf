package dev.vigil.local.bench;

import java.io.PrintWriter;
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
        return Machine.text()
                + "; Kafka, JobManager and TaskManagers each a process; RocksDB, incremental"
                + " checkpoints, every second where no row says otherwise. Load average at the end: "
                + Machine.load()
                + ".";
    }
}
