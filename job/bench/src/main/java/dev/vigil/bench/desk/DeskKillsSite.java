package dev.vigil.bench.desk;

import dev.vigil.cli.Vigil;
import dev.vigil.client.bus.Topics;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.fixtures.broker.Ports;
import dev.vigil.fixtures.process.Jvm;
import dev.vigil.fixtures.process.ParentWatch;
import dev.vigil.fixtures.process.PostgresProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A broker, a PostgreSQL and a desk, each a process that may be killed and started again. */
final class DeskKillsSite implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_EVERY_MS = 50;
    private static final Pattern LINK = Pattern.compile("sign in once with (\\S+)");

    /** What is killed. */
    enum Part {
        DESK,
        DATABASE,
        BROKER
    }

    private final Path directory;
    private final PostgresProcess database;
    private final int brokerPort;
    private final int deskPort;
    private Jvm broker;
    private Jvm desk;
    private int desks;

    private DeskKillsSite(Path directory) throws Exception {
        this.directory = Files.createDirectories(directory);
        brokerPort = Ports.free();
        deskPort = Ports.free();
        database = PostgresProcess.start(directory.resolve("database"), List.of());
        try {
            start(Part.BROKER);
            await("a Kafka broker", () -> Files.exists(address()));
            Topics.create(clients());
            start(Part.DESK);
            await("a desk", () -> link().isPresent());
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Starts all of them, with the topics. */
    static DeskKillsSite start(Path directory) throws Exception {
        return new DeskKillsSite(directory);
    }

    private Path address() {
        return directory.resolve("kafka.address");
    }

    Properties clients() {
        Properties clients = new Properties();
        clients.setProperty("bootstrap.servers", "127.0.0.1:" + brokerPort);
        return clients;
    }

    StoreAddress store() {
        return new StoreAddress(database.url(), PostgresProcess.USER, null);
    }

    String desk() {
        return "http://127.0.0.1:" + deskPort;
    }

    /** kill -9. */
    void kill(Part part) throws InterruptedException {
        switch (part) {
            case DESK -> Jvm.kill(List.of(desk));
            case DATABASE -> database.kill();
            case BROKER -> Jvm.kill(List.of(broker));
        }
    }

    void start(Part part) throws IOException, InterruptedException {
        switch (part) {
            case DESK -> desk = startDesk();
            case DATABASE -> database.start();
            case BROKER -> broker = startBroker();
        }
    }

    private Jvm startBroker() throws IOException {
        Files.deleteIfExists(address());
        return Jvm.start(
                directory.resolve("broker.log"),
                quick(384),
                Map.of(),
                ParentWatch.Broker.class,
                directory.resolve("kafka").toString(),
                address().toString(),
                Integer.toString(brokerPort),
                "");
    }

    private Jvm startDesk() throws IOException {
        desks++;
        return Jvm.start(
                deskLog(),
                quick(256),
                Map.of(),
                Vigil.class,
                "desk",
                "--bootstrap",
                "127.0.0.1:" + brokerPort,
                "--store",
                database.url(),
                "--store-user",
                PostgresProcess.USER,
                "--bind",
                "127.0.0.1:" + deskPort);
    }

    private static List<String> quick(int heapMb) {
        List<String> options = new ArrayList<>(Jvm.QUICK);
        options.addAll(Jvm.UNVERIFIED);
        options.add("-Xmx" + heapMb + "m");
        return options;
    }

    /** The broker is stopped where it is: what is sent to it is on its way until it goes on. */
    void pauseBroker() throws IOException, InterruptedException {
        broker.pause();
    }

    void continueBroker() throws IOException, InterruptedException {
        broker.goOn();
    }

    private Path deskLog() {
        return directory.resolve("desk-" + desks + ".log");
    }

    /** The last one that the desk has printed; a link signs in once. */
    Optional<URI> link() throws IOException {
        if (!Files.exists(deskLog())) {
            return Optional.empty();
        }
        URI last = null;
        Matcher links = LINK.matcher(Files.readString(deskLog()));
        while (links.find()) {
            last = URI.create(links.group(1));
        }
        return Optional.ofNullable(last);
    }

    /** Waits; in vain, it reports what the desk has written last. */
    void await(String what, Callable<Boolean> condition) throws Exception {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            broker.requireAlive();
            if (desk != null) {
                desk.requireAlive();
            }
            if (System.nanoTime() - endNanos > 0) {
                throw new IOException(
                        "expected "
                                + what
                                + " within "
                                + PATIENCE.toSeconds()
                                + " s, got none; the desk has written:\n"
                                + (Files.exists(deskLog()) ? Files.readString(deskLog()) : ""));
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    @Override
    public void close() {
        if (desk != null) {
            desk.close();
        }
        if (broker != null) {
            broker.close();
        }
        database.close();
    }
}
