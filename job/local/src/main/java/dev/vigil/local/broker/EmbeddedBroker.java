package dev.vigil.local.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A single Kafka broker and controller on 127.0.0.1, its data in one directory.
 *
 * <p>The directory is formatted once and survives a restart, a killed process and another port. One
 * broker at a time may use it. Topics are never created by being named.
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** Longer than the longest outage that a sink's open transaction must live through. */
    public static final Duration DEFAULT_TRANSACTION_MAX_TIMEOUT = Duration.ofDays(7);

    private static final String HOST = "127.0.0.1";
    private static final int NODE_ID = 1;

    private final KafkaRaftServer server;
    private final String bootstrap;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrap) {
        this.server = server;
        this.bootstrap = bootstrap;
    }

    /** Starts on a free port. */
    public static EmbeddedBroker start(Path directory) throws IOException {
        return start(directory, 0, DEFAULT_TRANSACTION_MAX_TIMEOUT);
    }

    /**
     * Starts and returns once clients can connect, after about 3 s.
     *
     * @param port 0 for a free one
     * @param transactionMaxTimeout the longest transaction.timeout.ms that a producer may ask for
     * @throws IOException if the directory can't be formatted or the port is taken
     */
    public static EmbeddedBroker start(Path directory, int port, Duration transactionMaxTimeout)
            throws IOException {
        return start(directory, port, transactionMaxTimeout, Map.of());
    }

    /**
     * The same with settings that win, such as TLS, SASL and an authorizer; clients come in by the
     * listener CLIENT.
     */
    public static EmbeddedBroker start(
            Path directory, int port, Duration transactionMaxTimeout, Map<String, String> settings)
            throws IOException {
        int brokerPort = port == 0 ? freePort() : port;
        String bootstrap = HOST + ":" + brokerPort;
        Path data = Files.createDirectories(directory).toAbsolutePath();
        format(data);
        Properties properties = properties(data, bootstrap, HOST + ":" + freePort());
        properties.put(
                "transaction.max.timeout.ms", Long.toString(transactionMaxTimeout.toMillis()));
        properties.putAll(settings);
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException failure) {
            server.shutdown();
            throw new IOException(
                    "Expected to start a broker on "
                            + bootstrap
                            + " with the data in "
                            + data
                            + "; is the port taken, or does another broker use the directory?",
                    failure);
        }
        return new EmbeddedBroker(server, bootstrap);
    }

    private static void format(Path data) throws IOException {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Formatter formatter =
                new Formatter()
                        .setClusterId(Uuid.randomUuid().toString())
                        .setNodeId(NODE_ID)
                        .setControllerListenerName("CONTROLLER")
                        .setMetadataLogDirectory(data.toString())
                        .addDirectory(data.toString())
                        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()));
        try {
            formatter.run();
        } catch (Exception failure) {
            throw new IOException("Expected to format " + data + " for a broker.", failure);
        }
    }

    private static Properties properties(Path data, String broker, String controller) {
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(NODE_ID));
        p.put("log.dirs", data.toString());
        p.put("listeners", "CLIENT://" + broker + ",CONTROLLER://" + controller);
        p.put("advertised.listeners", "CLIENT://" + broker);
        p.put("inter.broker.listener.name", "CLIENT");
        p.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("controller.listener.names", "CONTROLLER");
        p.put("controller.quorum.voters", NODE_ID + "@" + controller);
        p.put("auto.create.topics.enable", "false");
        // One node: nothing to replicate to. Few partitions: each costs start-up time.
        for (String internal :
                new String[] {
                    "offsets.topic.", "transaction.state.log.", "share.coordinator.state.topic."
                }) {
            p.put(internal + "replication.factor", "1");
            p.put(internal + "num.partitions", "1");
        }
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        // After a kill the old registration must expire before the broker is taken back.
        p.put("broker.session.timeout.ms", "5000");
        p.put("broker.heartbeat.interval.ms", "1000");
        // The default of 128 MiB is heap that this process needs for Flink.
        p.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        return p;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return probe.getLocalPort();
        }
    }

    /** For {@code bootstrap.servers}: host:port. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Returns when the logs are flushed and the directory is free again. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
