package dev.vigil.local.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import dev.vigil.fixtures.broker.Credentials;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.schema.wire.Party;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A broker behind SASL_SSL with an authorizer, and a client file for each who may come. */
final class SecureBroker implements AutoCloseable {
    private final Path directory;
    private final Credentials credentials;
    private final EmbeddedBroker broker;

    private SecureBroker(Path directory, Collection<Set<Party>> together) throws IOException {
        this.directory = directory;
        Stream<String> alone = Arrays.stream(Party.values()).map(SecureBroker::user);
        Stream<String> ofSeveral = together.stream().map(SecureBroker::user);
        credentials =
                Credentials.make(directory, Stream.concat(alone, ofSeveral).distinct().toList());
        broker =
                EmbeddedBroker.start(
                        directory.resolve("kafka"),
                        0,
                        EmbeddedBroker.DEFAULT_TRANSACTION_MAX_TIMEOUT,
                        credentials.broker());
    }

    /** With all topics, on which each party has its rights. */
    static SecureBroker start(Path directory) throws IOException {
        return start(directory, List.of());
    }

    /**
     * The same with more users.
     *
     * @param together of each user the parties whose rights it has
     */
    static SecureBroker start(Path directory, Collection<Set<Party>> together) throws IOException {
        SecureBroker started = new SecureBroker(directory, together);
        started.administer(List.of("topics", "--create"));
        started.administer(List.of("topics", "--acls", "--apply"));
        for (Set<Party> parties : together) {
            List<String> words = new ArrayList<>(List.of("topics", "--acls", "--apply"));
            for (Party party : parties) {
                words.addAll(List.of("--principal", party + "=User:" + user(parties)));
            }
            started.administer(words);
        }
        return started;
    }

    private void administer(List<String> verb) {
        List<String> words = new ArrayList<>(verb);
        words.addAll(List.of("--bootstrap", bootstrap()));
        words.addAll(List.of("--kafka-properties", credentials.file(Credentials.ADMIN).toString()));
        assertThat(Vigil.run(words.toArray(String[]::new))).as(words.toString()).isZero();
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    List<String> secrets() {
        return credentials.secrets();
    }

    private static String user(Party party) {
        return user(Set.of(party));
    }

    private static String user(Set<Party> parties) {
        return parties.stream()
                .map(party -> party.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining("-", "vigil-", ""));
    }

    Path file(Party party) {
        return file(Set.of(party));
    }

    /** Of one user who has the rights of all of them. */
    Path file(Set<Party> parties) {
        return credentials.file(user(parties));
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
