package dev.vigil.local.security;

import dev.vigil.fixtures.broker.Credentials;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.schema.wire.Party;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** A broker behind SASL_SSL with an authorizer, and a client file for each who may come. */
final class SecureBroker implements AutoCloseable {
    private final Path directory;
    private final Credentials credentials;
    private final EmbeddedBroker broker;

    SecureBroker(Path directory) throws IOException {
        this.directory = directory;
        List<String> users = Arrays.stream(Party.values()).map(SecureBroker::user).toList();
        credentials = Credentials.make(directory, users);
        broker =
                EmbeddedBroker.start(
                        directory.resolve("kafka"),
                        0,
                        EmbeddedBroker.DEFAULT_TRANSACTION_MAX_TIMEOUT,
                        credentials.broker());
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    List<String> secrets() {
        return credentials.secrets();
    }

    private static String user(Party party) {
        return "vigil-" + party.name().toLowerCase(Locale.ROOT);
    }

    Path file(Party party) {
        return credentials.file(user(party));
    }

    Path adminFile() {
        return credentials.file(Credentials.ADMIN);
    }

    /** With the password that another broker would take. */
    Path with(Party party, Credentials others) throws IOException {
        Properties client = client(party);
        client.setProperty("sasl.jaas.config", others.reference(user(party)));
        Path file = Files.createTempFile(directory, "others", ".properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            client.store(out, null);
        }
        return file;
    }

    Properties client(Party party) {
        return client(user(party));
    }

    Properties admin() {
        return client(Credentials.ADMIN);
    }

    private Properties client(String user) {
        Properties client = credentials.client(user);
        client.setProperty("bootstrap.servers", bootstrap());
        return client;
    }

    @Override
    public void close() {
        broker.close();
    }
}
