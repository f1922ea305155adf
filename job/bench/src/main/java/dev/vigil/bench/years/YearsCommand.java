package dev.vigil.bench.years;

import dev.vigil.bench.report.SiteSubcommand;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench years}: does anything still grow when both jobs have run for years? */
@Command(
        name = "years",
        description = {
            "Runs both jobs through years of simulated time and measures every state, day by day.",
            "Their real operators run, with clocks that jump: streams of months, medleys, near-copies,",
            "silence, uploads, notices that are upheld, changes of the list and of rights. It fails",
            "where a state or a heap still grows in the last quarter of the run, where a stream is not",
            "judged to its end, where a verdict is above 200 kB or another record above its limit, where",
            "a call holds its task for more than 200 ms, or where the notice task needs more than 600 MB",
            "of heap in its second year. Heap is looked at and calls are meaningful from a share of 50 on."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench years --share 10                     some minutes",
            "  VIGIL_JAVA_OPTS=-Xmx3g vigil bench years         an hour or so, 8 GB of memory",
            "  vigil bench years --job notice --days 1000 --json"
        })
public final class YearsCommand extends SiteSubcommand {
    @Option(
            names = "--days",
            defaultValue = "0",
            description = "simulated days (default: 365, the notice job 730)")
    private int days;

    @Option(
            names = "--job",
            defaultValue = "all",
            description = "media, notice or all, each on a core (default: ${DEFAULT-VALUE})")
    private String job;

    @Option(
            names = "--share",
            defaultValue = "100",
            description =
                    "thousandths of the rates of a full run, which the report compares with the"
                            + " reference site (default: ${DEFAULT-VALUE})")
    private int share;

    @Option(names = "--json", description = "the report as one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        require("--days", days, 0, 10_000);
        require("--share", share, 1, 1_000);
        if (!List.of("media", "notice", "all").contains(job)) {
            throw wrong("--job: expected media, notice or all, got '" + job + "'");
        }
        List<Years.Plan> plans = new ArrayList<>();
        if (!job.equals("notice")) {
            plans.add(new Years.Plan("media", days == 0 ? 365 : days, share, false));
        }
        if (!job.equals("media")) {
            plans.add(new Years.Plan("notice", days == 0 ? 730 : days, share, true));
        }
        String command = "vigil bench years --job " + job + " --share " + share;
        return in(directory -> new YearsBench(plans, err()).run(directory, command, out(), json));
    }
}
