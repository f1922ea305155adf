package dev.vigil.local.embedded;

import dev.vigil.cli.CompareChildLine;
import dev.vigil.desk.Desk;
import dev.vigil.desk.DeskOptions;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.inspect.InspectionSettings;
import dev.vigil.desk.store.StoreAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The desk of {@link EmbeddedVigil}, in this process: it is started while the jobs are. */
public final class EmbeddedDesk implements AutoCloseable {
    private final Path directory;
    private final int port;
    private final InstantSource clock;
    private final Consumer<String> links;
    private final Consumer<String> warn;
    private volatile List<URI> flink = List.of();
    private CompletableFuture<Desk> started;

    /**
     * @param directory that of the jobs; the store is in {@code desk} below it
     * @param port 0 for a free one
     * @param clock of the notice job
     * @param links gets the address of each link that signs in
     * @param warn gets what failed
     */
    public EmbeddedDesk(
            Path directory,
            int port,
            InstantSource clock,
            Consumer<String> links,
            Consumer<String> warn) {
        this.directory = directory.resolve("desk");
        this.port = port;
        this.clock = clock;
        this.links = links;
        this.warn = warn;
    }

    /**
     * Begins to start it, as soon as there are topics.
     *
     * @throws IOException where the port is not free
     */
    public void begin(String bootstrap) throws IOException {
        EmbeddedVigil.requireFree("--desk-port", port);
        Files.createDirectories(directory);
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", bootstrap);
        DeskOptions options =
                new DeskOptions(
                        StoreAddress.of(directory.resolve("desk.sqlite")),
                        client,
                        WritingParties.open(),
                        new InetSocketAddress("127.0.0.1", port),
                        () -> flink,
                        clock,
                        InspectionSettings.in(directory.resolve("inspections"), List.of()),
                        CompareChildLine::of,
                        links,
                        warn);
        started = CompletableFuture.supplyAsync(() -> start(options));
    }

    private static Desk start(DeskOptions options) {
        try {
            return Desk.start(options);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Returns when it is started.
     *
     * @param ui of the cluster whose jobs it watches
     */
    public Desk await(URI ui) throws IOException {
        flink = List.of(ui);
        try {
            return started.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    @Override
    public void close() {
        if (started != null) {
            started.thenAccept(Desk::close).exceptionally(e -> null).join();
        }
    }
}
