package dev.vigil.local.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.local.broker.EmbeddedBroker;
import dev.vigil.schema.wire.Party;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/** A broker behind SASL_SSL with an authorizer, and a client file for each who may come. */
final class SecureBroker implements AutoCloseable {
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private final Path directory;
    private final String storePassword = UUID.randomUUID().toString();
    private final Map<String, String> passwords = new LinkedHashMap<>();
    private final EmbeddedBroker broker;

    SecureBroker(Path directory) throws Exception {
        this.directory = directory;
        passwords.put("admin", UUID.randomUUID().toString());
        for (Party party : Party.values()) {
            passwords.put(user(party), UUID.randomUUID().toString());
        }
        keytool("-genkeypair", "-alias", "broker", "-keyalg", "EC", "-dname", "CN=broker");
        keytool("-exportcert", "-rfc", "-alias", "broker", "-file", certificate().toString());
        broker =
                EmbeddedBroker.start(
                        directory.resolve("kafka"),
                        0,
                        EmbeddedBroker.DEFAULT_TRANSACTION_MAX_TIMEOUT,
                        settings());
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", keystore().toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass:env", "STORE_PASSWORD"));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-ext", "SAN=IP:127.0.0.1", "-validity", "2"));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("STORE_PASSWORD", storePassword);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Map<String, String> settings() {
        StringBuilder users = new StringBuilder(login("admin"));
        passwords.forEach(
                (user, password) ->
                        users.append(" user_").append(user).append("=\"" + password + "\""));
        Map<String, String> settings = new HashMap<>();
        settings.put("listener.security.protocol.map", "CLIENT:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put("listener.name.client.plain.sasl.jaas.config", users + ";");
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", keystore().toString());
        settings.put("ssl.keystore.password", storePassword);
        settings.put("ssl.key.password", storePassword);
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", certificate().toString());
        settings.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // The controller's own listener is on this machine only and knows nobody by name.
        settings.put("super.users", "User:admin;User:ANONYMOUS");
        return settings;
    }

    private String login(String user) {
        return LOGIN + " username=\"" + user + "\" password=\"" + passwords.get(user) + "\"";
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    /** Everything that nobody may see. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(passwords.values());
        secrets.add(storePassword);
        return secrets;
    }

    static String user(Party party) {
        return "vigil-" + party.name().toLowerCase(Locale.ROOT);
    }

    Path file(Party party) throws IOException {
        return file(user(party), login(user(party)) + ";");
    }

    Path adminFile() throws IOException {
        return file("admin", login("admin") + ";");
    }

    /** With another's password. */
    Path wrongFile(Party party) throws IOException {
        String wrong = login(user(party)).replace(passwords.get(user(party)), "a-wrong-password");
        return file(user(party) + "-wrong", wrong + ";");
    }

    /** The same, its secret in a file of its own, which every client reads for itself. */
    Path fileThatPointsToItsSecret(Party party) throws IOException {
        Path secret = directory.resolve(user(party) + ".secret");
        store(secret, Map.of("jaas", login(user(party)) + ";"));
        Path file = file(user(party) + "-pointing", "${file:" + secret + ":jaas}");
        Properties properties = load(file);
        properties.setProperty("config.providers", "file");
        properties.setProperty(
                "config.providers.file.class",
                "org.apache.kafka.common.config.provider.FileConfigProvider");
        store(file, properties);
        return file;
    }

    private Path file(String name, String jaas) throws IOException {
        Path file = directory.resolve(name + ".properties");
        store(
                file,
                Map.of(
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "PLAIN",
                        "sasl.jaas.config", jaas,
                        "ssl.truststore.type", "PEM",
                        "ssl.truststore.location", certificate().toString()));
        return file;
    }

    private static void store(Path file, Map<?, ?> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }

    Properties client(Path file) throws IOException {
        Properties client = load(file);
        client.setProperty("bootstrap.servers", bootstrap());
        return client;
    }

    private Path keystore() {
        return directory.resolve("broker.p12");
    }

    private Path certificate() {
        return directory.resolve("broker.pem");
    }

    @Override
    public void close() {
        broker.close();
    }
}
