package dev.vigil.local.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keys and passwords, made anew in a directory, of a broker behind SASL_SSL that lets nobody do
 * what no ACL allows, and of all who may come to it.
 */
public final class Credentials {
    /** Who may do everything. */
    public static final String ADMIN = "admin";

    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private final Path directory;
    private final String storePassword = UUID.randomUUID().toString();
    private final Map<String, String> passwords = new LinkedHashMap<>();

    private Credentials(Path directory, Collection<String> users) {
        this.directory = directory;
        passwords.put(ADMIN, UUID.randomUUID().toString());
        users.forEach(user -> passwords.put(user, UUID.randomUUID().toString()));
    }

    /**
     * @param users by name, besides the administrator
     */
    public static Credentials make(Path directory, Collection<String> users) throws IOException {
        Path made = Files.createDirectories(directory).toAbsolutePath();
        Credentials credentials = new Credentials(made, users);
        credentials.keys();
        for (String user : credentials.passwords.keySet()) {
            credentials.store(user);
        }
        store(credentials.brokerFile(), credentials.broker());
        return credentials;
    }

    private void keys() throws IOException {
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "2");
        keytool("-exportcert", "-rfc", "-file", certificate().toString());
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "broker", "-keystore", keystore().toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass:env", "STORE_PASSWORD"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("STORE_PASSWORD", storePassword);
        Process keytool = builder.start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int code = keytool.waitFor();
            if (code != 0) {
                throw new IOException(
                        "keytool " + arguments[0] + ": expected 0, came " + code + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making keys", e);
        }
    }

    /** A client's file points to its secret, which every client reads for itself. */
    private void store(String user) throws IOException {
        Path secret = directory.resolve(user + ".secret");
        store(secret, Map.of("jaas", login(user) + ";"));
        store(file(user), client(user));
    }

    private static void store(Path file, Map<?, ?> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    /** What stands in a client's file instead of its password. */
    public String reference(String user) {
        return "${file:" + directory.resolve(user + ".secret") + ":jaas}";
    }

    private String login(String user) {
        return LOGIN + " username=\"" + user + "\" password=\"" + passwords.get(user) + "\"";
    }

    /** For {@link EmbeddedBroker#start}. */
    public Map<String, String> broker() {
        StringBuilder users = new StringBuilder(login(ADMIN));
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
        settings.put("allow.everyone.if.no.acl.found", "false");
        // The controller's own listener is on this machine only and knows nobody by name.
        settings.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
        return settings;
    }

    /** The same as a file, for a broker that is a process of its own. */
    public Path brokerFile() {
        return directory.resolve("broker.properties");
    }

    /** What is in the broker's file. */
    public static Map<String, String> broker(Path file) throws IOException {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            settings.load(in);
        }
        return settings.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, settings::getProperty));
    }

    /** The client settings of one of the users; his password is not among them. */
    public Path file(String user) {
        return directory.resolve(user + ".properties");
    }

    /** What is in such a file. */
    public Properties client(String user) {
        Properties client = new Properties();
        client.putAll(
                Map.of(
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "PLAIN",
                        "config.providers", "file",
                        "config.providers.file.class",
                                "org.apache.kafka.common.config.provider.FileConfigProvider",
                        "sasl.jaas.config", reference(user),
                        "ssl.truststore.type", "PEM",
                        "ssl.truststore.location", certificate().toString()));
        return client;
    }

    /** Everything that nobody may see. */
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>(passwords.values());
        secrets.add(storePassword);
        return secrets;
    }

    private Path keystore() {
        return directory.resolve("broker.p12");
    }

    private Path certificate() {
        return directory.resolve("broker.pem");
    }
}
