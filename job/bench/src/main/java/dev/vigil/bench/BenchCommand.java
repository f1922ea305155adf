package dev.vigil.bench;

import dev.vigil.bench.accounts.AccountsCommand;
import dev.vigil.bench.audio.AudioCommand;
import dev.vigil.bench.audit.AuditCommand;
import dev.vigil.bench.desk.DeskBenchCommand;
import dev.vigil.bench.faults.FaultsCommand;
import dev.vigil.bench.faults.UpgradeCommand;
import dev.vigil.bench.inspect.InspectBenchCommand;
import dev.vigil.bench.judge.JudgeCommand;
import dev.vigil.bench.live.restreams.RestreamsCommand;
import dev.vigil.bench.live.shared.SharedCommand;
import dev.vigil.bench.live.unrelated.UnrelatedCommand;
import dev.vigil.bench.media.JobCommand;
import dev.vigil.bench.media.ListBenchCommand;
import dev.vigil.bench.media.ScalingCommand;
import dev.vigil.bench.media.UploadsCommand;
import dev.vigil.bench.notice.BurstCommand;
import dev.vigil.bench.notice.LatencyCommand;
import dev.vigil.bench.notice.NoticesCommand;
import dev.vigil.bench.usage.UsageCommand;
import dev.vigil.bench.video.VideoCommand;
import dev.vigil.bench.years.YearsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil bench}: million-scale runs and timings, each with a report and an exit code. */
@Command(
        name = "bench",
        description =
                "Measures the notice clock and the list on real processes, and what recognition costs"
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
            ScalingCommand.class,
            FaultsCommand.class,
            UploadsCommand.class,
            UpgradeCommand.class,
            AccountsCommand.class,
            AuditCommand.class,
            InspectBenchCommand.class,
            DeskBenchCommand.class,
            UsageCommand.class,
            YearsCommand.class,
            AudioCommand.class,
            VideoCommand.class,
            RestreamsCommand.class,
            UnrelatedCommand.class,
            SharedCommand.class
        })
public final class BenchCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a benchmark, got none");
    }
}
