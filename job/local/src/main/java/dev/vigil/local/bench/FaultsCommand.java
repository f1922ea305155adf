package dev.vigil.local.bench;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench faults}: one fault after the other. */
@Command(
        name = "faults",
        description = {
            "Does one fault after the other to a running cluster: kills TaskManagers, JobManager"
                    + " and broker, fills the checkpoints' disk, slows the sinks, outlasts"
                    + " transactions, sets clocks.",
            "Works shown, notices due and unreadable records are judged from the topics."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench faults                             twenty, a quarter of an hour",
            "  vigil bench faults --faults 9 --keep DIR       one of each kind, and the logs",
            "  vigil bench faults --faults 4 --only disk,sink these two kinds alone",
            "  vigil bench faults --faults 4 --secure         ... over SASL_SSL, each with the least rights",
            "",
            "Kinds: task-manager, both-task-managers, job-manager, broker, disk (as root on"
                    + " Linux),",
            "sink, outage, clock-ahead and clock-behind (need libfaketime).",
            "What a machine lacks is left out and told."
        })
final class FaultsCommand extends SiteSubcommand {
    @Option(
            names = "--faults",
            defaultValue = "20",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int faults;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of their order (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--secure",
            description =
                    "over SASL_SSL with ACLs as of vigil topics --acls; passwords are"
                            + " looked for in logs and Flink's UI")
    private boolean secured;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "KIND",
            description = "of these kinds alone (default: all)")
    private List<String> only;

    @Override
    public Integer call() throws Exception {
        require("--faults", faults, 1, 1_000);
        FaultsBench bench = new FaultsBench(kinds(), faults, seed, secured, out());
        return in(bench::run);
    }

    private List<Fault> kinds() {
        if (only == null) {
            return List.of(Fault.values());
        }
        try {
            return only.stream().map(Fault::named).distinct().toList();
        } catch (IllegalArgumentException e) {
            throw wrong("--only: " + e.getMessage());
        }
    }
}
