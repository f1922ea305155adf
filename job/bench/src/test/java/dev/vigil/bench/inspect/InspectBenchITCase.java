package dev.vigil.bench.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmark in small: each record that it sends is proved, its log is one that the job writes.
 */
class InspectBenchITCase {
    @Test
    void aSpanIsInspectedAndItsBundleVerified(@TempDir Path directory) throws Exception {
        StringWriter out = new StringWriter();
        PrintWriter quiet = new PrintWriter(Writer.nullWriter());

        // Fails with what the verb printed where one of its exit codes is not 0.
        boolean good = new InspectBench(1, 20, 200, new PrintWriter(out), quiet).run(directory);

        assertThat(good).as(out.toString()).isTrue();
        assertThat(out.toString()).contains("inspection made", "bundle verified");
    }
}
