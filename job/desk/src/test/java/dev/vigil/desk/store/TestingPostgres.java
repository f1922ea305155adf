package dev.vigil.desk.store;

import dev.vigil.fixtures.broker.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The machine's own PostgreSQL, as a process of this JVM on a free port, without its safety. */
public final class TestingPostgres {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final String USER = "vigil";
    private static final String TEMPLATE = "migrated";

    private static TestingPostgres shared;

    private final int port;
    private int databases;

    private TestingPostgres(int port) {
        this.port = port;
    }

    public static boolean isThere() {
        return programs().isPresent();
    }

    /** The folder with initdb and postgres; the latest version of several. */
    private static Optional<Path> programs() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .max(Path::compareTo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One for all tests of this JVM; ends with it. */
    public static synchronized TestingPostgres shared() {
        if (shared == null) {
            try {
                shared = start(programs().orElseThrow());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return shared;
    }

    private static TestingPostgres start(Path bin) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("vigil-postgres");
        // It refuses to run as root.
        List<String> as =
                isRoot()
                        ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                        : List.of();
        if (isRoot()) {
            run(List.of("chown", "65534:65534", folder.toString()));
        }
        Path data = folder.resolve("data");
        run(
                and(
                        as,
                        bin.resolve("initdb").toString(),
                        "-D",
                        data.toString(),
                        "-U",
                        USER,
                        "-A",
                        "trust",
                        "-E",
                        "UTF8",
                        "--locale=C.UTF-8",
                        "--no-sync"));
        int port = Ports.free();
        Process server =
                new ProcessBuilder(
                                and(
                                        as,
                                        bin.resolve("postgres").toString(),
                                        "-D",
                                        data.toString(),
                                        "-p",
                                        Integer.toString(port),
                                        "-k",
                                        data.toString(),
                                        "-c",
                                        "listen_addresses=127.0.0.1",
                                        "-c",
                                        "fsync=off",
                                        "-c",
                                        "full_page_writes=off",
                                        // It goes through all databases that tests have left.
                                        "-c",
                                        "autovacuum=off"))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
        TestingPostgres started = new TestingPostgres(port);
        started.await(server);
        return started;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> and(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + output);
        }
    }

    /**
     * Its folder is removed by a process that is not waited for: it has hundreds of databases of
     * 600 files each, and the JVM of a test that takes 30 s to end is killed, with hooks of others.
     */
    private static void end(Process server, Path folder) {
        List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
        all.add(server.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
        try {
            new ProcessBuilder("rm", "-rf", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(Process server) {
        Awaitility.await("PostgreSQL starts")
                .atMost(STARTS_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .failFast("PostgreSQL has ended", () -> !server.isAlive())
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(
                        () -> {
                            DriverManager.getConnection(url("postgres"), USER, null).close();
                            return true;
                        });
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** An empty store: a copy of one, as the migrations take longer. */
    public synchronized StoreAddress emptyDatabase() {
        if (databases == 0) {
            Store.open(create(TEMPLATE, "")).close();
        }
        return create("store" + ++databases, " template " + TEMPLATE);
    }

    private StoreAddress create(String name, String from) {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, null);
                Statement create = connection.createStatement()) {
            create.execute("create database " + name + from);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new StoreAddress(url(name), USER, null);
    }
}
