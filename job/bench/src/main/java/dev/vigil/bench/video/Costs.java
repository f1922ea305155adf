package dev.vigil.bench.video;

import dev.vigil.bench.report.Runs;
import java.io.IOException;

/**
 * How CPU time is measured.
 *
 * @param once once, cold, to try the bench; else warm, several times
 */
record Costs(boolean once) {
    Runs of(Runnable work) throws IOException {
        return once ? Runs.of(Runs.cpuOf(work)) : Runs.cpuSeconds(work);
    }
}
