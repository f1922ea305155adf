package dev.vigil.bench.report;

import dev.vigil.schema.wire.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The report of a benchmark at its end: Markdown, with the machine it ran on. */
public final class BenchReport {
    private static final String SITE =
            "Kafka, JobManager and TaskManagers each a process; RocksDB, incremental checkpoints, every"
                    + " second unless a row differs";

    private final String command;
    private final String setting;
    private final List<Row> rows = new ArrayList<>();

    /**
     * For people a text, for machines the figures in it, in their order.
     *
     * @param goal in words; null where there is none
     * @param met null where there is no goal
     */
    public record Row(String what, String text, List<Number> figures, String goal, Boolean met) {}

    /** The report for machines. */
    public record Result(
            String command, String machine, List<Row> rows, List<String> remarks, boolean good) {}

    /** Of the jobs on a site. */
    public BenchReport(String command) {
        this(command, SITE);
    }

    /**
     * @param setting what ran
     */
    public BenchReport(String command, String setting) {
        this.command = command;
        this.setting = setting;
    }

    public void row(String what, String format, Object... args) {
        add(what, null, null, format, args);
    }

    /** One that has a goal. */
    public void goal(String what, String goal, boolean isMet, String format, Object... args) {
        add(what, goal, isMet, format, args);
    }

    private void add(String what, String goal, Boolean met, String format, Object... args) {
        String text = String.format(Locale.ROOT, format, args);
        List<Number> figures =
                Arrays.stream(args)
                        .filter(Number.class::isInstance)
                        .map(Number.class::cast)
                        .toList();
        rows.add(new Row(what, text, figures, goal, met));
    }

    /** What those rows are about that miss their goal. */
    public List<String> missed() {
        return rows.stream().filter(row -> Boolean.FALSE.equals(row.met())).map(Row::what).toList();
    }

    /** On one line. */
    public void printJson(PrintWriter out, List<String> remarks, boolean good) {
        out.println(Json.text(new Result(command, machine(), rows, remarks, good)));
        out.flush();
    }

    public void print(PrintWriter out, List<String> remarks, boolean good) {
        out.println();
        out.println("## `" + command + "`");
        out.println();
        out.println(machine());
        out.println();
        table(out);
        out.println();
        remarks.forEach(remark -> out.println("- " + remark));
        out.println();
        out.println(good ? "**As promised.**" : "**Not as promised.**");
        out.flush();
    }

    private void table(PrintWriter out) {
        boolean hasGoals = rows.stream().anyMatch(row -> row.goal() != null);
        out.println(hasGoals ? "| | measured | goal | |" : "| | |");
        out.println(hasGoals ? "|---|---|---|---|" : "|---|---|");
        for (Row row : rows) {
            out.print("| " + row.what() + " | " + row.text() + " |");
            if (hasGoals) {
                out.print(
                        row.goal() == null
                                ? " | |"
                                : " "
                                        + row.goal()
                                        + " | "
                                        + (row.met() ? "met" : "**missed**")
                                        + " |");
            }
            out.println();
        }
    }

    private String machine() {
        return Machine.text()
                + "; "
                + setting
                + ". Load average at the end: "
                + Machine.load()
                + ".";
    }
}
