package dev.vigil.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark in small, on real processes. */
class FaultsBenchITCase {
    private static final List<Fault> FAULTS =
            List.of(Fault.BOTH_TASK_MANAGERS, Fault.DISK, Fault.CLOCK_AHEAD, Fault.CLOCK_BEHIND);
    private static final long SEED = 1;

    /** A notice whose clock is taken for the time is early, or refused, within two seconds. */
    private static final FaultsBench.Lasts LASTS =
            new FaultsBench.Lasts(Duration.ofMinutes(1), Duration.ofSeconds(8), 3_000);

    @Test
    void nothingIsLostDoubledOrFalse(@TempDir Path directory) throws Exception {
        StringWriter out = new StringWriter();

        boolean good =
                new FaultsBench(
                                FAULTS,
                                FAULTS.size(),
                                SEED,
                                false,
                                LASTS,
                                FaultsBench.Crowd.LEAST,
                                new PrintWriter(out))
                        .run(directory);

        assertThat(good).as(out.toString()).isTrue();
    }
}
