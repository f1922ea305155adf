package dev.vigil.bench.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.bench.report.BenchReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark in small, on real processes: a kill, and a restart from an older savepoint. */
class AccountsBenchITCase {
    private static final int ACCOUNTS = 1_000;
    private static final int KILLS = 1;
    private static final long SEED = 7;

    @Test
    void noStrikeIsDoubledMissedOrWithoutAnAdmonition(@TempDir Path directory) throws Exception {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);

        AccountsFigures figures = new AccountsBench(ACCOUNTS, KILLS, SEED, writer).run(directory);
        BenchReport report = new BenchReport("in small");
        boolean good = figures.report(report, ACCOUNTS);
        report.print(writer, figures.remarks(), good);

        assertThat(good).as(out.toString()).isTrue();
    }
}
