package dev.vigil.local.demo;

import dev.vigil.cli.text.Columns;
import java.util.ArrayList;
import java.util.List;

/** What a demo may print at most. */
final class Printed {
    private static final int MOST_LINES = 40;
    private static final int MOST_COLUMNS = 100;

    private Printed() {}

    /** What is too much of it; empty where nothing is. */
    static List<String> problems(String output) {
        List<String> problems = new ArrayList<>();
        List<String> lines = output.lines().toList();
        if (lines.size() > MOST_LINES) {
            problems.add("expected at most " + MOST_LINES + " lines, got " + lines.size());
        }
        lines.stream()
                .filter(line -> Columns.width(line) > MOST_COLUMNS)
                .forEach(line -> problems.add("expected 100 columns, got '" + line + "'"));
        return problems;
    }
}
