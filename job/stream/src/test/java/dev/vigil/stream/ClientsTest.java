package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.stream.options.OptionsParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret reaches the Kafka clients by a file, and is not in that which travels. */
class ClientsTest {
    @TempDir private Path folder;

    @Test
    void settingsComeFromTheFile() throws IOException {
        Properties clients =
                clients("ssl.key.password=${file:/run/secrets/kafka:key}", "bootstrap.servers=x:1");

        assertThat(clients)
                .containsEntry("ssl.key.password", "${file:/run/secrets/kafka:key}")
                .as("the option wins over the file")
                .containsEntry("bootstrap.servers", "a:9093");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sasl.jaas.config=a.PlainLoginModule required username=\"u\" password=\"planted\";",
                "sasl.jaas.config=an.OAuthLoginModule required clientSecret = 'planted' ;",
                "ssl.key.password=planted",
                "ssl.keystore.password=planted",
                "ssl.keystore.key=planted",
            })
    void aSecretThatIsWrittenOutIsRefusedAndNotRepeated(String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clients(setting))
                .withMessageContaining(setting.substring(0, setting.indexOf('=')))
                .withMessageContaining("config.providers")
                .withMessageNotContaining("planted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sasl.jaas.config=${file:/run/secrets/kafka.properties:jaas}",
                "sasl.jaas.config=a.PlainLoginModule required username=\"u\" password=\"${file:/s:p}\";",
                "sasl.jaas.config=a.Krb5LoginModule required useKeyTab=true keyTab=\"/etc/k\";",
                "ssl.truststore.certificates=-----BEGIN CERTIFICATE-----",
                "ssl.truststore.location=/etc/password=/x",
            })
    void whatIsNoSecretIsTaken(String setting) throws IOException {
        assertThat(clients(setting)).containsKey(setting.substring(0, setting.indexOf('=')));
    }

    private Properties clients(String... settings) throws IOException {
        Path file = Files.write(folder.resolve("client.properties"), List.of(settings));
        return VigilJob.clients(
                OptionsParser.parse(
                        "--kafka.properties", file.toString(), "--kafka.bootstrap", "a:9093"));
    }

    @Test
    void missingFileIsNamed() {
        String missing = folder.resolve("missing").toString();

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> VigilJob.clients(OptionsParser.parse("--kafka.properties", missing)))
                .withMessageContaining(missing);
    }
}
