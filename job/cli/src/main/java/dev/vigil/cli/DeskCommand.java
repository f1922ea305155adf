package dev.vigil.cli;

import dev.vigil.audit.NoteKey;
import dev.vigil.cli.audit.KeyLines;
import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.MetricsOption;
import dev.vigil.cli.option.SignInOptions;
import dev.vigil.client.text.Times;
import dev.vigil.desk.Desk;
import dev.vigil.desk.DeskOptions;
import dev.vigil.desk.DeskRebuild;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.compare.CompareProgram;
import dev.vigil.desk.inspect.InspectionSettings;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil desk}. */
@Command(
        name = "desk",
        description = "Serve the page where compliance works, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil desk --store jdbc:sqlite:desk.sqlite --flink http://localhost:8081",
            "  vigil desk --bootstrap kafka:9092 --kafka-properties desk.properties \\",
            "      --store jdbc:postgresql://db:5432/desk --store-user desk \\",
            "      --store-password-file /run/secrets/desk --flink http://vigil-notice-rest:8081 \\",
            "      --metrics 0.0.0.0:9249",
            "",
            "  vigil desk --store jdbc:postgresql://db:5432/desk --bind 0.0.0.0:8443 \\",
            "      --public-url https://desk.example --tls-cert tls.crt --tls-key tls.key \\",
            "      --sign-in oidc --issuer https://id.example/realms/site \\",
            "      --client-secret-file /run/secrets/oidc --role-claim realm_access.roles \\",
            "      --role-map vigil-handler=handler,vigil-lead=lead,vigil-publisher=publisher",
            "",
            "Without --sign-in it prints a link that signs in the person who runs it, once; then the",
            "next one, and is served on this machine alone: people elsewhere need",
            "ssh -L 8082:127.0.0.1:8082. Of several desks on one store one reads and sends. vigil up",
            "starts one by itself."
        })
public final class DeskCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Option(
            names = "--store",
            required = true,
            paramLabel = "URL",
            description =
                    "where the desk keeps what it reads: jdbc:sqlite:FILE, which is made where there"
                            + " is none, or jdbc:postgresql://HOST:PORT/DATABASE (15 or later)")
    private String store;

    @Option(
            names = "--store-user",
            paramLabel = "NAME",
            description = "user of that database, where it asks for one")
    private String storeUser;

    @Option(
            names = "--store-password-file",
            paramLabel = "FILE",
            description = "password of that user, on its first line")
    private Path storePasswordFile;

    @Mixin private SignInOptions signIn;

    @Option(
            names = "--flink",
            paramLabel = "URL",
            description =
                    "REST address of a JobManager, once per cluster; without it no page reports that"
                            + " the clock runs, as a job that is dead reports nothing")
    private List<URI> flink = List.of();

    @Option(
            names = "--rebuild",
            description =
                    "empty the rows of all screens and end: the desk that starts next makes them again"
                            + " from what the store has read. No desk may run on it meanwhile")
    private boolean rebuild;

    @Option(
            names = "--listing-properties",
            paramLabel = "FILE",
            description =
                    "client settings of the party listing, which writes the list alone; read at each"
                            + " publication. Without it this desk publishes none")
    private Path listing;

    @Option(
            names = "--rights-properties",
            paramLabel = "FILE",
            description =
                    "client settings of the rights holders' desk; without it this desk takes no"
                            + " claims and authorizations")
    private Path rights;

    @Option(
            names = "--inspections",
            paramLabel = "FOLDER",
            description =
                    "where inspections are kept for 30 days, as large as what was stored; without it"
                            + " this desk makes none")
    private Path inspections;

    @Option(
            names = "--log-key",
            paramLabel = "KEY|FILE",
            description =
                    "verifier key of the audit log, or a file with it, for inspections; without it"
                            + " who makes one gives it. Repeat it for keys that signed before")
    private List<String> logKeys = List.of();

    @Option(
            names = "--compare",
            description =
                    "let people compare two files on a page: each comparison is a process of its own"
                            + " with up to 1.5 GB of memory for up to 60 s, two at a time. Without it"
                            + " this desk compares none")
    private boolean compare;

    @Option(
            names = "--backup",
            paramLabel = "FILE",
            description =
                    "write the store, of SQLite, to a new file and end; a desk may run on it"
                            + " meanwhile")
    private Path backup;

    @Mixin private MetricsOption metrics;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Consumer<String> progress =
                line -> {
                    out.println(Times.clock(InstantSource.system().millis()) + "  " + line);
                    out.flush();
                };
        StoreAddress address = new StoreAddress(store, storeUser, password());

        if (backup != null) {
            try (Store from = Store.open(address)) {
                from.backup(backup);
            }
            progress.accept("written to " + backup);
            return 0;
        }
        if (rebuild) {
            DeskRebuild.run(address);
            progress.accept("rows are emptied; a desk that is started makes them again");
            return 0;
        }
        DeskOptions options =
                new DeskOptions(
                        address,
                        connection.client(),
                        WritingParties.of(listing, rights),
                        signIn.place(),
                        signIn.signIn(),
                        () -> flink,
                        InstantSource.system(),
                        inspections(),
                        compare ? CompareChildLine::of : CompareProgram.none(),
                        link -> progress.accept("sign in once with " + link),
                        progress);
        CountDownLatch closed = new CountDownLatch(1);
        try (Desk desk = Desk.start(options);
                MetricsOption.Served served =
                        metrics.serve(desk::samples, desk::isAlive, desk::isReady, progress)) {
            progress.accept("desk at " + desk.address());
            waitForInterrupt(closed);
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private InspectionSettings inspections() throws IOException {
        List<NoteKey> keys = new ArrayList<>();
        for (String key : logKeys) {
            keys.add(KeyLines.read(key));
        }
        return InspectionSettings.in(inspections, keys);
    }

    private String password() throws IOException {
        return storePasswordFile == null
                ? null
                : SignInOptions.firstLine("--store-password-file", storePasswordFile);
    }

    /** Returns when the process is to end, which then waits until all is closed. */
    private static void waitForInterrupt(CountDownLatch closed) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    asked.countDown();
                                    try {
                                        closed.await();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                }));
        asked.await();
    }
}
