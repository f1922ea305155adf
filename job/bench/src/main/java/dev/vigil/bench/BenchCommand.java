package dev.vigil.bench;

import dev.vigil.bench.audio.AudioCommand;
import dev.vigil.bench.live.RestreamsCommand;
import dev.vigil.bench.live.UnrelatedCommand;
import dev.vigil.bench.years.YearsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil bench}: million-scale runs and timings, each with a report and an exit code. */
@Command(
        name = "bench",
        description =
                "Measures the notice clock and the list on real processes, and the cost of recognition"
                        + " and finds.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            NoticesCommand.class,
            BurstCommand.class,
            LatencyCommand.class,
            ListBenchCommand.class,
            JudgeCommand.class,
            JobCommand.class,
            FaultsCommand.class,
            UploadsCommand.class,
            UpgradeCommand.class,
            YearsCommand.class,
            AudioCommand.class,
            RestreamsCommand.class,
            UnrelatedCommand.class
        })
public final class BenchCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a benchmark, got none");
    }
}
