package dev.vigil.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Passwords that are written out in the file of {@code kafka.properties}: the settings of the
 * clients travel in the job graph, which Flink stores.
 */
final class InlineSecrets {
    private static final String LOGIN = "sasl.jaas.config";

    /** What a client resolves for itself, where it runs. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}:]+:[^}]+}");

    /** An option of a login module; a key tab or a cloud's own login has none. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?i)(password|secret)\\s*+=\\s*+[\"']?+(?!\\$\\{)");

    private InlineSecrets() {}

    /**
     * @throws IllegalArgumentException with one line per setting
     */
    static void refuse(Properties clients) {
        List<String> errors = new ArrayList<>();
        for (String setting : hidden()) {
            String value = clients.getProperty(setting);
            if (value != null && isWritten(setting, value)) {
                errors.add(
                        "--kafka.properties: expected "
                                + setting
                                + " to point to its secret, as in"
                                + " ${file:/run/secrets/kafka.properties:jaas}, got the secret"
                                + " itself, which Flink would store with the job graph; move it to"
                                + " a file that is mounted on every TaskManager too and set"
                                + " config.providers, see job/docs/guides/operator.md");
            }
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), errors));
        }
    }

    private static boolean isWritten(String setting, String value) {
        return setting.equals(LOGIN)
                ? PASSWORD.matcher(value).find()
                : !value.isEmpty() && !REFERENCE.matcher(value).find();
    }

    /** What Kafka itself hides in its logs, but certificates, which are public. */
    private static Set<String> hidden() {
        Set<String> hidden = new TreeSet<>();
        for (ConfigDef clients :
                List.of(
                        AdminClientConfig.configDef(),
                        ConsumerConfig.configDef(),
                        ProducerConfig.configDef())) {
            clients.configKeys().values().stream()
                    .filter(key -> key.type == ConfigDef.Type.PASSWORD)
                    .filter(key -> !key.name.contains("certificate"))
                    .forEach(key -> hidden.add(key.name));
        }
        return hidden;
    }
}
