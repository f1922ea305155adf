package dev.vigil.bench.accounts;

import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.SiteSubcommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            "  vigil bench accounts --accounts 2000 --kills 1     a few minutes",
            "  vigil bench accounts --report accounts.md          the whole million",
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

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "the report there, too; and as JSON in FILE.json")
    private Path report;

    @Option(names = "--json", description = "the report as one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        require("--accounts", accounts, 100, 5_000_000);
        require("--kills", kills, 0, 100);
        if (report != null && !Files.isDirectory(report.toAbsolutePath().getParent())) {
            throw wrong("--report: expected a file in a folder that exists, got " + report);
        }
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
        BenchReport all = new BenchReport(command);
        boolean good = figures.report(all, accounts);
        if (report != null) {
            write(report, all, figures.remarks(), good, false);
            write(Path.of(report + ".json"), all, figures.remarks(), good, true);
        }
        print(out(), all, figures.remarks(), good, json);
        return good;
    }

    private static void write(
            Path file, BenchReport all, List<String> remarks, boolean good, boolean json)
            throws IOException {
        try (PrintWriter to = new PrintWriter(Files.newBufferedWriter(file))) {
            print(to, all, remarks, good, json);
        }
    }

    private static void print(
            PrintWriter to, BenchReport all, List<String> remarks, boolean good, boolean json) {
        if (json) {
            all.printJson(to, remarks, good);
        } else {
            all.print(to, remarks, good);
        }
    }
}
