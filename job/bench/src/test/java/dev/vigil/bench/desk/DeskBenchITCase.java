package dev.vigil.bench.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.DeskPages;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.screen.HealthSources;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmark in small: its table has every page, and what it counts is what it was asked for.
 */
class DeskBenchITCase {
    private static final int NOTICES = 300;
    private static final int VERDICTS = 600;

    @Test
    void eachPageOfAStoreIsMeasured(@TempDir Path folder) throws Exception {
        StringWriter out = new StringWriter();
        PrintWriter quiet = new PrintWriter(Writer.nullWriter());
        DeskBenchSize small = new DeskBenchSize(NOTICES, VERDICTS, 4, 2, 2, 0, false);

        // Times are not looked at: other tests run beside.
        new DeskBench(small, DeskDatabase.sqlite(), new PrintWriter(out), quiet).run(folder);

        String report = out.toString();
        for (String path : pages(folder)) {
            assertThat(report).contains("| `" + path + "`");
        }
        assertThat(number(report, "rows of `notice`")).isEqualTo(NOTICES);
        assertThat(number(report, "rows of `verdict`")).isEqualTo(VERDICTS);
        assertThat(number(report, "rows of `event`")).isBetween(5_000L, 60_000L);
        assertThat(number(report, "memory of the desk's process, at most")).isBetween(50L, 2_000L);
        assertThat(report).doesNotContain("answers of pages:", "not there within", "| none |");
    }

    private static List<String> pages(Path folder) {
        StoreAddress address = StoreAddress.of(folder.resolve("desk.sqlite"));
        try (Store store = Store.open(address)) {
            return DeskPages.screens(store, HealthSources.none(), WritingParties.open()).stream()
                    .map(it -> it.path())
                    .filter(DeskIds::isThere)
                    .toList();
        }
    }

    /** The first figure of a line. */
    private static long number(String report, String line) {
        Matcher found =
                Pattern.compile(Pattern.quote("| " + line + " | ") + "([0-9,]+)").matcher(report);
        assertThat(found.find()).as(report).isTrue();
        return Long.parseLong(found.group(1).replace(",", ""));
    }
}
