package dev.vigil.bench.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark in small, on real processes: repeats and a kill, and not a millisecond off. */
class UsageBenchITCase {
    @Test
    void rowsAreWhatWasShownToTheMillisecond(@TempDir Path directory) throws Exception {
        StringWriter out = new StringWriter();

        boolean good = new UsageBench(2_000, 12, 7, new PrintWriter(out)).run(directory);

        assertThat(good).as(out.toString()).isTrue();
        assertThat(out.toString()).contains("revisions a second");
    }
}
