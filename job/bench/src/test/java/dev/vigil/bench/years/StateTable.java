package dev.vigil.bench.years;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table of {@code EVOLUTION.md} of what bounds each state. */
record StateTable(List<Row> rows) {
    private static final Path PAGE = Path.of("../../state-schema/EVOLUTION.md");
    private static final String HEAD =
            "| uid | state | what one is | bound | bytes each | at the site | metric |";

    record Row(
            String uid,
            String state,
            String what,
            String bound,
            String bytes,
            String site,
            String metric) {
        String address() {
            return uid + " " + state;
        }
    }

    static StateTable read() throws IOException {
        return of(Files.readAllLines(PAGE));
    }

    static StateTable of(List<String> page) {
        List<Row> rows =
                page.stream()
                        .skip(page.indexOf(HEAD) + 2)
                        .takeWhile(line -> line.startsWith("|"))
                        .map(StateTable::row)
                        .toList();
        return new StateTable(rows);
    }

    private static Row row(String line) {
        String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
        return new Row(
                cells[0].replace("`", ""),
                cells[1].replace("`", ""),
                cells[2],
                cells[3],
                cells[4],
                cells[5],
                cells[6]);
    }
}
