package dev.vigil.cli.option;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.CausedBy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which Kafka a verb works against. */
public class Connection {
    private static final String DEFAULT =
            System.getenv().getOrDefault("VIGIL_BOOTSTRAP", "localhost:9092");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description =
                    "Kafka brokers (default: VIGIL_BOOTSTRAP, else localhost:9092 as vigil up)")
    private String bootstrap = DEFAULT;

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description = "more client settings, such as TLS and SASL")
    private Path file;

    public Properties client() throws IOException {
        Properties client = new Properties();
        if (file != null) {
            try (InputStream in = Files.newInputStream(file)) {
                client.load(in);
            } catch (IOException e) {
                throw new IOException(
                        "--kafka-properties: expected a readable file, got '" + file + "'", e);
            }
        }
        client.setProperty("bootstrap.servers", bootstrap);
        return client;
    }

    /** Gives up soon: somebody waits for it. */
    public Bus bus() throws IOException {
        return bus(CausedBy.PROGRAM);
    }

    final Bus bus(CausedBy causedBy) throws IOException {
        Properties client = client();
        client.putIfAbsent("default.api.timeout.ms", "10000");
        client.putIfAbsent("request.timeout.ms", "5000");
        return new Bus(
                client, causedBy, line -> spec.commandLine().getErr().println("vigil: " + line));
    }
}
