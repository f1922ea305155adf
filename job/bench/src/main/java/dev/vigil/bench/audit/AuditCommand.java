package dev.vigil.bench.audit;

import dev.vigil.bench.report.SiteSubcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench audit}: what the audit log costs. */
@Command(
        name = "audit",
        description = {
            "Measures the audit log on one core: making it, its size, and checking an export of all records.",
            "With --site how long a record waits for its seal, with the ledger job on real processes.",
            "The export of a million records of 1 kB takes 1.7 GB in the folder for temporary files."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench audit                      a million records, half a minute",
            "  vigil bench audit --records 100000",
            "  vigil bench audit --site               six minutes"
        })
public final class AuditCommand extends SiteSubcommand {
    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "records that are logged and checked (default: ${DEFAULT-VALUE})")
    private int records;

    @Option(
            names = "--site",
            description = "measure from a record to its seal instead, on real processes")
    private boolean isSite;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "with --site: verdicts a second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "300",
            description = "with --site: how long it is measured (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        require("--rate", rate, 1, 10_000);
        require("--seconds", seconds, 10, 3_600);
        if (isSite) {
            return in(new SealDelay(rate, seconds, out())::run);
        }
        require("--records", records, 1_024, 10_000_000);
        return new AuditBench(records, out(), err()).run() ? 0 : 1;
    }
}
