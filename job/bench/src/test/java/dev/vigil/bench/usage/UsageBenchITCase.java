package dev.vigil.bench.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark in small, on real processes: repeats and a kill, and not a millisecond off. */
class UsageBenchITCase {
    @Test
    void rowsAreWhatWasShownToTheMillisecond(@TempDir Path directory) throws Exception {
        StringWriter out = new StringWriter();

        boolean good = new UsageBench(2_000, 12, 7, new PrintWriter(out)).run(directory);

        assertThat(good).as(out.toString()).isTrue();
        assertThat(out.toString()).contains("revisions, orders and confirmations a second");
        // None would be a thread that is named in another way.
        for (String operator : new String[] {"meter", "holds", "rows"}) {
            assertThat(measured(out.toString(), "of it " + operator)).as(operator).isPositive();
        }
        assertThat(measured(out.toString(), "memory of the TaskManager, at most"))
                .isGreaterThan(100);
    }

    private static double measured(String report, String what) {
        Matcher row =
                Pattern.compile("\\| " + Pattern.quote(what) + " \\| ([0-9.,]+)").matcher(report);
        assertThat(row.find()).as(report).isTrue();
        return Double.parseDouble(row.group(1).replace(",", ""));
    }
}
