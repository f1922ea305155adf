package dev.vigil.bench.site;

import dev.vigil.fixtures.broker.Ports;
import dev.vigil.fixtures.process.Jvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An S3 server as a process of its own, and Flink's plug-in for it: what production has. Maven
 * fetches both into a folder of their own: the server's libraries do not agree with Flink's.
 */
public final class ObjectStore implements AutoCloseable {
    private static final String SERVER = "com.adobe.testing.s3mock.S3MockApplication";
    private static final String PROPERTY = "--com.adobe.testing.s3mock.";
    private static final String BUCKET = "vigil-state";
    private static final Duration FETCHED_WITHIN = Duration.ofMinutes(5);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

    /**
     * As production sets them: a request that hangs or is refused is tried again soon, so that what
     * was on its way when storage went is no hindrance when it is back.
     */
    static final Map<String, String> CLIENT =
            Map.of(
                    "s3.connection.establish.timeout", "2000",
                    "s3.connection.timeout", "5000",
                    "s3.attempts.maximum", "2",
                    "s3.retry.limit", "2");

    private final Path directory;
    private final Path plugins;
    private final Path libraries;
    private final int port;
    private final Valve valve;
    private final Jvm server;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private ObjectStore(Path directory, Path fetched) throws IOException {
        this.directory = directory;
        port = Ports.free();
        libraries = fetched.resolve("server");
        plugins = directory.resolve("plugins");
        Path plugin = Files.createDirectories(plugins.resolve("s3-fs-hadoop"));
        try (Stream<Path> jars = Files.list(fetched.resolve("plugin"))) {
            for (Path jar : jars.toList()) {
                Files.copy(
                        jar,
                        plugin.resolve(jar.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        int behind = Ports.free();
        valve = new Valve(port, behind);
        server = server(behind);
    }

    /**
     * Fetches what is missing and starts the server.
     *
     * @throws IOException with Maven's message, where it can't be had
     */
    public static ObjectStore start(Path directory) throws Exception {
        ObjectStore store = new ObjectStore(Files.createDirectories(directory), fetched());
        try {
            store.valve.open();
            store.awaitAnswer();
            return store;
        } catch (Exception e) {
            store.close();
            throw e;
        }
    }

    /** Beside the classes, so that it is fetched once. */
    private static Path fetched() throws Exception {
        Path classes =
                Path.of(
                        ObjectStore.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Path folder = Files.createDirectories(classes.resolveSibling("object-store"));
        Path done = folder.resolve("fetched");
        if (!Files.exists(done)) {
            fetch(folder, "server", "server.xml");
            fetch(folder, "plugin", "plugin.xml");
            Files.createFile(done);
        }
        return folder;
    }

    private static void fetch(Path folder, String into, String pom) throws Exception {
        String resource = "object-store-" + pom;
        Path file = folder.resolve(pom);
        try (var in = ObjectStore.class.getResourceAsStream(resource)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        Path log = folder.resolve(into + ".log");
        Process maven =
                new ProcessBuilder(
                                "mvn",
                                "-B",
                                "-q",
                                "-f",
                                file.toString(),
                                "dependency:copy-dependencies",
                                "-DoutputDirectory=" + folder.resolve(into))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        boolean ended = maven.waitFor(FETCHED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        if (!ended || maven.exitValue() != 0) {
            maven.destroyForcibly();
            throw new IOException(
                    "mvn: expected the libraries of " + pom + ", got none; see " + log);
        }
    }

    /** Lines of Flink's configuration. */
    List<String> settings() {
        List<String> settings = new ArrayList<>();
        settings.add("s3.endpoint: " + endpoint());
        settings.add("s3.path.style.access: true");
        CLIENT.forEach((key, value) -> settings.add(key + ": \"" + value + "\""));
        return settings;
    }

    /** Of Flink's processes; the server takes any name and password. */
    Map<String, String> environment() {
        return Map.of(
                "FLINK_PLUGINS_DIR", plugins.toString(),
                "AWS_ACCESS_KEY_ID", "vigil",
                "AWS_SECRET_ACCESS_KEY", "vigil-bench");
    }

    String uri(String folder) {
        return "s3://" + BUCKET + "/" + folder;
    }

    private String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** Requests hang from now on. */
    public void hang() throws IOException, InterruptedException {
        server.pause();
    }

    /** Connections are refused from now on: killed, the server would lose its own index. */
    public void refuse() throws IOException {
        valve.shut();
    }

    /** Returns when it answers again, with all that it had. */
    public void back() throws Exception {
        server.goOn();
        valve.open();
        awaitAnswer();
    }

    private Jvm server(int at) throws IOException {
        Path objects = Files.createDirectories(directory.resolve("objects"));
        return Jvm.startApart(
                directory.resolve("server.log"),
                options(),
                libraries.resolve("*").toString(),
                SERVER,
                "--server.port=0",
                PROPERTY + "httpPort=" + at,
                PROPERTY + "store.initialBuckets=" + BUCKET,
                PROPERTY + "store.root=" + objects);
    }

    private static List<String> options() {
        List<String> options = new ArrayList<>(Jvm.QUICK);
        options.add("-Xmx192m");
        return options;
    }

    private void awaitAnswer() throws Exception {
        long endNanos = System.nanoTime() + ANSWERS_WITHIN.toNanos();
        while (!answers()) {
            server.requireAlive();
            if (System.nanoTime() > endNanos) {
                throw new IOException(
                        "S3 server: expected an answer within "
                                + ANSWERS_WITHIN.toSeconds()
                                + " s, got none; see "
                                + directory);
            }
            Thread.sleep(50);
        }
    }

    private boolean answers() throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(endpoint() + "/" + BUCKET + "?max-keys=0"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        valve.close();
        server.close();
    }
}
