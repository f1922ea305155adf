package dev.vigil.bench.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark in small, on real processes: each record has its seal, and in time. */
class SealDelayITCase {
    @Test
    void eachRecordIsSealedInTime(@TempDir Path directory) throws Exception {
        StringWriter out = new StringWriter();

        boolean good = new SealDelay(50, 5, new PrintWriter(out)).run(directory);

        assertThat(good).as(out.toString()).isTrue();
        assertThat(out.toString()).contains("| records without a seal | 0 |").contains("p99 ");
    }
}
