package dev.vigil.bench.desk;

import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.BenchSubcommand;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.fixtures.process.PostgresProcess;
import dev.vigil.fixtures.process.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench desk}: the pages of compliance over years of records. */
@Command(
        name = "desk",
        description = {
            "Brings the records of a site into a store, by the desk's own projector, journal and all;",
            "then starts vigil desk on it and a broker, and measures how soon it catches up, each of",
            "its pages asked for by 20 persons, alerts until they are shown, the preview of a list,",
            "disk and memory, and the start of vigil up with a desk and without."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without --store it starts the machine's PostgreSQL (Debian's package postgresql), with its",
            "data in the folder. A million notices and three million verdicts take about 40 GB and",
            "an hour; with --dir a second run finds the store there and measures its pages at once.",
            "",
            "Examples:",
            "  vigil bench desk",
            "  vigil bench desk --store sqlite                          a tenth, in one file",
            "  vigil bench desk --notices 20000 --verdicts 60000 --streams 20 --calls 40",
            "  vigil bench desk --dir DIR                               keep the store, and use it again",
            "  vigil bench desk --kills 50                              what is lost by kill -9: nothing"
        })
public final class DeskBenchCommand extends BenchSubcommand {
    private static final int NOTICES = 1_000_000;
    private static final int VERDICTS = 3_000_000;
    private static final int SQLITE_SHARE = 10;

    @Option(
            names = "--notices",
            description = "in the store (default: 1000000; with sqlite 100000)")
    private Integer notices;

    @Option(
            names = "--verdicts",
            description = "in the store (default: 3000000; with sqlite 300000)")
    private Integer verdicts;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description =
                    "sqlite for a file in the folder, or jdbc:postgresql://HOST:PORT/DATABASE, empty"
                            + " (default: a PostgreSQL of its own)")
    private String store;

    @Option(names = "--store-user", paramLabel = "NAME", description = "user of that database")
    private String storeUser;

    @Option(
            names = "--streams",
            defaultValue = "200",
            description = "of news, held open meanwhile (default: ${DEFAULT-VALUE})")
    private int streams;

    @Option(
            names = "--calls",
            defaultValue = "200",
            description = "of each way to ask for a page (default: ${DEFAULT-VALUE})")
    private int calls;

    @Option(
            names = "--alerts",
            defaultValue = "50",
            description = "sent while the streams are open (default: ${DEFAULT-VALUE})")
    private int alerts;

    @Option(
            names = "--kills",
            defaultValue = "0",
            description =
                    "instead: kill desk, PostgreSQL and broker this often while people order, and"
                            + " compare the store with a calm replay")
    private int kills;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the moments of the kills (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--dir", paramLabel = "DIR", description = "keep store, topics and logs here")
    private Path directory;

    @Override
    public Integer call() throws Exception {
        require("--kills", kills, 0, 10_000);
        if (kills > 0) {
            return in(this::killed);
        }
        boolean isSqlite = "sqlite".equals(store);
        int share = isSqlite ? SQLITE_SHARE : 1;
        DeskBenchSize size =
                new DeskBenchSize(
                        notices == null ? NOTICES / share : notices,
                        verdicts == null ? VERDICTS / share : verdicts,
                        streams,
                        calls,
                        alerts,
                        DeskBenchSize.PAUSE_MS,
                        true);
        require("--notices", size.notices(), 100, 10_000_000);
        require("--verdicts", size.verdicts(), 100, 30_000_000);
        require("--streams", streams, 1, 2_000);
        require("--calls", calls, 1, 10_000);
        require("--alerts", alerts, 1, 1_000);
        DeskBench bench = new DeskBench(size, database(isSqlite), out(), err());
        return in(bench::run);
    }

    private boolean killed(Path folder) throws Exception {
        requirePostgres();
        BenchReport report =
                new BenchReport(
                        "vigil bench desk --kills " + kills + " --seed " + seed,
                        "desk, PostgreSQL and Kafka each a process");
        boolean isGood = new DeskKillsBench(kills, seed, err()).run(folder, report);
        report.print(out(), List.of(), isGood);
        return isGood;
    }

    private void requirePostgres() throws IOException {
        if (PostgresProcess.installed().isEmpty()) {
            throw wrong(
                    "--store: expected PostgreSQL on this machine, got none; install the package"
                            + " postgresql, or give sqlite or the URL of a database");
        }
    }

    private DeskDatabase database(boolean isSqlite) throws IOException {
        if (isSqlite) {
            return DeskDatabase.sqlite();
        }
        if (store == null) {
            requirePostgres();
            return DeskDatabase.postgres();
        }
        try {
            return DeskDatabase.given(new StoreAddress(store, storeUser, null));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private interface InFolder {
        boolean run(Path folder) throws Exception;
    }

    private int in(InFolder benchmark) throws Exception {
        Path folder =
                directory == null
                        ? Files.createTempDirectory("vigil-bench")
                        : Files.createDirectories(directory);
        try {
            return benchmark.run(folder) ? 0 : 1;
        } finally {
            if (directory == null) {
                Scratch.delete(folder);
            }
        }
    }
}
