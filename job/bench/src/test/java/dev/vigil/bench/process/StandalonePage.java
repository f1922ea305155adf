package dev.vigil.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** job/docs/standalone.md and its commands, which stand four spaces in. */
record StandalonePage(List<String> lines) {
    private static final String INDENT = "    ";

    static StandalonePage read() throws IOException {
        return new StandalonePage(Files.readAllLines(Path.of("../docs/standalone.md")));
    }

    /**
     * Those between two headings, without the verbs of vigil: where a source is newer they would
     * build what the test runs in.
     */
    List<String> commands(String from, String to) {
        return lines.subList(heading(from), heading(to)).stream()
                .filter(line -> line.startsWith(INDENT))
                .map(String::strip)
                .filter(line -> !line.startsWith("job/vigil "))
                .toList();
    }

    /** The variables that the commands of a section set first. */
    List<String> settings(String from, String to) {
        return commands(from, to).stream().filter(line -> line.matches("[a-z]+=.*")).toList();
    }

    private int heading(String start) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "expected a heading '" + start + "' in job/docs/standalone.md, got none");
    }
}
