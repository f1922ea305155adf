package dev.vigil.bench.live;

import dev.vigil.bench.report.BenchSubcommand;
import picocli.CommandLine.Mixin;

/** One that analyses recordings as live streams, against an index in this process. */
public abstract class LiveSubcommand extends BenchSubcommand {
    @Mixin protected LiveOptions live;

    protected final void checkLive() {
        require("--hours", live.hours, 0, 1_700);
        require("--thorough-every", live.thoroughEvery(), 1, 1_000);
    }
}
