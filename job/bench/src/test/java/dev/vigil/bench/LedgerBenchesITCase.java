package dev.vigil.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.bench.audit.SealDelay;
import dev.vigil.bench.site.Site;
import dev.vigil.bench.usage.UsageBench;
import dev.vigil.stream.caughtup.WallClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Benchmarks of the ledger job in small, one after the other on the same real processes. */
class LedgerBenchesITCase {
    @TempDir private static Path directory;

    private static Site site;

    @BeforeAll
    static void start() throws Exception {
        site = Site.start(directory, Site.Size.QUICK_MIDDLE, WallClock.SYSTEM, 1);
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    /** Repeats and a kill, and not a millisecond off. */
    @Test
    void rowsAreWhatWasShownToTheMillisecond() throws Exception {
        StringWriter out = new StringWriter();

        boolean good = new UsageBench(2_000, 12, 7, new PrintWriter(out)).run(site);

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

    @Test
    void eachRecordIsSealedInTime() throws Exception {
        StringWriter out = new StringWriter();

        boolean good = new SealDelay(50, 5, new PrintWriter(out)).run(site, directory);

        assertThat(good).as(out.toString()).isTrue();
        assertThat(out.toString()).contains("| records without a seal | 0 |").contains("p99 ");
    }
}
