package dev.vigil.bench.media;

import dev.vigil.bench.report.SiteSubcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench list}: how soon the list takes effect. */
@Command(
        name = "list",
        description = {
            "Publishes entries one by one while sessions stream their works, and withdraws each again.",
            "Measures how long until every subtask decides by them, and until streams get commands."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench list                                 four minutes or so",
            "  vigil bench list --entries 20 --sessions 20      a minute and a half"
        })
public final class ListBenchCommand extends SiteSubcommand {
    @Option(
            names = "--entries",
            defaultValue = "200",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int entries;

    @Option(
            names = "--sessions",
            defaultValue = "200",
            description = "how many live streams, in real time (default:" + " ${DEFAULT-VALUE})")
    private int sessions;

    @Override
    public Integer call() throws Exception {
        require("--entries", entries, 1, 100_000);
        require("--sessions", sessions, 1, 10_000);
        return in(new ListBench(entries, sessions, out())::run);
    }
}
