package dev.vigil.bench.faults;

import dev.vigil.bench.report.SiteSubcommand;
import dev.vigil.cli.option.TimeOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench faults}: one fault after the other. */
@Command(
        name = "faults",
        description = {
            "Does one fault after the other to a running cluster: kills TaskManagers, JobManager"
                    + " and broker, fills the checkpoints' disk, slows the sinks, outlasts"
                    + " transactions, sets clocks, takes the object storage away.",
            "Works shown, notices due and unreadable records are judged from the topics."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench faults                             twenty, half an hour",
            "  vigil bench faults --faults 10 --keep DIR      one of each kind, and the logs",
            "  vigil bench faults --only no-storage --away 60s --faults 1",
            "  vigil bench faults --faults 4 --only disk,sink these two kinds alone",
            "  vigil bench faults --faults 4 --secure         ... over SASL_SSL, each with the least rights",
            "",
            "Kinds: task-manager, both-task-managers, job-manager, broker, disk (as root on"
                    + " Linux),",
            "sink, outage, clock-ahead and clock-behind (need libfaketime), no-storage (once, on a",
            "cluster of its own with an S3 server that Maven fetches; as often as in --faults",
            "where it is the only kind).",
            "Kinds that the machine can't do are left out and reported."
        })
public final class FaultsCommand extends SiteSubcommand {
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

    @Option(
            names = "--away",
            paramLabel = "SPAN",
            converter = TimeOption.Span.class,
            defaultValue = "10m",
            description = "how long no-storage lasts (default: ${DEFAULT-VALUE})")
    private Duration away;

    @Override
    public Integer call() throws Exception {
        require("--faults", faults, 1, 1_000);
        List<Fault> kinds = kinds();
        List<Fault> here = new ArrayList<>(kinds);
        // Its cluster has other storage, and its jobs transactions as long as in production.
        boolean apart = here.size() > 1 && here.remove(Fault.NO_STORAGE);
        if (!apart || faults < kinds.size()) {
            return in(bench(here, faults)::run);
        }
        FaultsBench rest = bench(here, faults - 1);
        FaultsBench noStorage = bench(List.of(Fault.NO_STORAGE), 1);
        return in(
                directory ->
                        rest.run(directory.resolve("faults"))
                                & noStorage.run(directory.resolve("no-storage")));
    }

    private FaultsBench bench(List<Fault> of, int count) {
        FaultsBench.Lasts lasts = new FaultsBench.Lasts(away);
        return new FaultsBench(of, count, seed, secured, lasts, FaultsBench.Crowd.FULL, out());
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
