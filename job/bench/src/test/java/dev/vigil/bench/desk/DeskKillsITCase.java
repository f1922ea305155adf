package dev.vigil.bench.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.bench.report.BenchReport;
import dev.vigil.fixtures.process.PostgresProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark in small: each of desk, database and broker is killed once. */
class DeskKillsITCase {
    private static final int KILLS = 3;
    private static final long SEED = 7;

    @Test
    void eachOrderIsOneRecordAndTheStoreIsThatOfACalmReplay(@TempDir Path directory)
            throws Exception {
        Assumptions.assumeTrue(
                PostgresProcess.installed().isPresent(),
                "no PostgreSQL: install the package postgresql for this test");
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        BenchReport report = new BenchReport("in small");

        boolean isGood = new DeskKillsBench(KILLS, SEED, writer).run(directory, report);
        report.print(writer, List.of(), isGood);

        assertThat(isGood).as(out.toString()).isTrue();
    }
}
