package dev.vigil.bench.live;

import dev.vigil.bench.report.BenchSubcommand;
import picocli.CommandLine.Mixin;

/** One that analyses recordings as live streams, against an index in this process. */
public abstract class LiveSubcommand extends BenchSubcommand {
    @Mixin protected LiveOptions live;

    protected final void checkLive() {
        expect("--references", live.references, "a folder of recordings");
        expect("--reference-list", live.referenceList, "a file that names works");
        checkNumbers();
    }

    protected final void expect(String option, Object value, String what) {
        if (value == null) {
            throw wrong(option + ": expected " + what + ", got none");
        }
    }

    protected final void checkNumbers() {
        require("--hours", live.hours, 0, 1_700);
        require("--thorough-every", live.thoroughEvery(), 1, 1_000);
    }
}
