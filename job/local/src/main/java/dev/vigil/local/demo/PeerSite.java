package dev.vigil.local.demo;

import dev.vigil.cli.Vigil;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Push;
import dev.vigil.fixtures.broker.OwnCertificate;
import dev.vigil.fixtures.broker.Ports;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.local.embedded.EmbeddedVigil;
import dev.vigil.peers.PeerBridge;
import dev.vigil.peers.PeerTls;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.options.JobKind;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine;

/**
 * One of two platforms: its own broker and jobs, its key for signals, its certificate for TLS, and
 * the bridge that offers its feed and fetches the other's.
 */
final class PeerSite implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration FETCH_EVERY = Duration.ofMillis(500);
    private static final String PERSON = "demo:compliance";

    private static final List<Topic> SEEN =
            List.of(
                    Topic.SIGNAL_STATES,
                    Topic.SCREENED,
                    Topic.VERDICTS,
                    Topic.COMMANDS,
                    Topic.REASONS,
                    Topic.DEAD_LETTERS,
                    Topic.LEDGER_DEAD_LETTERS);

    private final String name;
    private final Path directory;
    private final OwnCertificate certificate;
    private final KeyPair key = ListKeys.create();
    private final int feedPort;
    private EmbeddedVigil vigil;
    private Seen seen;
    private PeerBridge bridge;
    private Thread fetching;
    private volatile boolean closed;

    /**
     * Nothing of it runs yet.
     *
     * @param name among platforms
     * @param work directory of all sites
     */
    PeerSite(String name, Path work) throws IOException {
        this.name = name;
        directory = Files.createDirectory(work.resolve(name));
        certificate = OwnCertificate.make(directory, name);
        feedPort = Ports.free();
    }

    String name() {
        return name;
    }

    /**
     * Starts broker and jobs.
     *
     * @param other whose signals are taken
     */
    void start(PeerSite other, List<JobKind> jobs, EmbeddedVigil.BeforeJobs beforeJobs)
            throws Exception {
        Path own = directory.resolve("signals.pem");
        Files.writeString(own, ListKeys.pem(key.getPrivate()), StandardCharsets.UTF_8);
        Path keys = directory.resolve("signals.keys");
        String line = ListKeys.line(other.key.getPublic(), other.name);
        Files.writeString(keys, line + "\n", StandardCharsets.UTF_8);
        Configuration options = new Configuration();
        options.set(JobOptions.SIGNALS_ORIGIN, name);
        options.set(JobOptions.SIGNALS_KEY, own.toString());
        options.set(JobOptions.SIGNALS_KEYS, keys.toString());
        vigil = EmbeddedVigil.start(directory.resolve("state"), options, jobs, beforeJobs);
        seen = new Seen(vigil.bootstrap(), SEEN);
    }

    /** Offers this site's feed to the other one; what it fetches begins with {@link #fetch}. */
    void listen(PeerSite other, Consumer<String> progress) throws IOException {
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", vigil.bootstrap());
        bridge =
                new PeerBridge(
                        other.name,
                        new InetSocketAddress(HOST, feedPort),
                        URI.create("https://" + HOST + ":" + other.feedPort),
                        directory.resolve("cursor"),
                        PeerTls.context(
                                certificate.store(),
                                certificate.passwordFile(),
                                other.certificate.certificate()),
                        kafka,
                        line -> progress.accept(name + ": " + line));
    }

    void fetch() {
        fetching = new Thread(this::follow, "demo-bridge-" + name);
        fetching.start();
    }

    private void follow() {
        try {
            bridge.follow(FETCH_EVERY, () -> !closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A person here calls a verb; it is the real one. */
    void verb(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", vigil.bootstrap(), "--actor", PERSON));
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        CommandLine line = Vigil.line();
        line.setOut(out);
        line.setErr(out);
        int code = line.execute(all.toArray(new String[0]));
        if (code != 0) {
            throw new IOException(
                    "vigil "
                            + String.join(" ", all)
                            + ": expected 0, got "
                            + code
                            + ": "
                            + printed);
        }
    }

    /** An upload of a user here. */
    void upload(String session, String account, Sound sound)
            throws IOException, InterruptedException {
        try (Push push = Broker.connect(vigil.bootstrap(), new Properties(), Topic.MEDIA_UPLOADS)) {
            new Studio(directory, push).upload(session, account, sound);
        }
    }

    Bus bus() {
        return Bus.of(vigil.bootstrap());
    }

    Seen seen() {
        return seen;
    }

    boolean running() {
        return vigil.running();
    }

    @Override
    public void close() throws Exception {
        closed = true;
        if (fetching != null) {
            fetching.interrupt();
            fetching.join();
        }
        if (bridge != null) {
            bridge.close();
        }
        if (seen != null) {
            seen.close();
        }
        if (vigil != null) {
            vigil.close();
        }
    }
}
