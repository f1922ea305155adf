package dev.vigil.bench.accounts;

import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.SiteSubcommand;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench accounts}: a million accounts, none struck twice. */
@Command(
        name = "accounts",
        description = {
            "Accounts with three offences each through the ledger job, with kills and a restart",
            "from an older savepoint. A count of its own judges the topics: strikes doubled,",
            "missed or without an admonition must be 0. Reports speed, state and times, and",
            "whether notices suffer."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench accounts --accounts 2000 --kills 1     a minute or two",
            "  vigil bench accounts --keep /tmp/bench             the whole million",
            "  vigil bench accounts --accounts 100000 --json"
        })
public final class AccountsCommand extends SiteSubcommand {
    @Option(
            names = "--accounts",
            defaultValue = "1000000",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int accounts;

    @Option(
            names = "--kills",
            defaultValue = "10",
            description = "kill -9 of a TaskManager meanwhile (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of accounts and kills (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "the report as one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        require("--accounts", accounts, 100, 5_000_000);
        require("--kills", kills, 0, 100);
        return in(this::run);
    }

    private boolean run(Path directory) throws Exception {
        AccountsFigures figures =
                new AccountsBench(accounts, kills, seed, json ? err() : out()).run(directory);
        String command =
                String.format(
                        Locale.ROOT,
                        "vigil bench accounts --accounts %d --kills %d --seed %d",
                        accounts,
                        kills,
                        seed);
        return figures.report(new BenchReport(command), out(), accounts, json);
    }
}
