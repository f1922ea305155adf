package dev.vigil.bench.audit;

import dev.vigil.bench.report.BenchSubcommand;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench audit}: what the audit log costs. */
@Command(
        name = "audit",
        description = {
            "Measures the audit log on one core: making it, its size, and checking an export of all records.",
            "The export of a million records of 1 kB takes 1.7 GB in the folder for temporary files."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench audit                      a million records, half a minute",
            "  vigil bench audit --records 100000"
        })
public final class AuditCommand extends BenchSubcommand {
    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "records that are logged and checked (default: ${DEFAULT-VALUE})")
    private int records;

    @Override
    public Integer call() throws IOException {
        require("--records", records, 1_024, 10_000_000);
        return new AuditBench(records, out(), err()).run() ? 0 : 1;
    }
}
