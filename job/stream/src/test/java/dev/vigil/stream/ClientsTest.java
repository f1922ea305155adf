package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.stream.options.OptionsParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret reaches the Kafka clients by a file, so it never stands on a command line. */
class ClientsTest {
    @Test
    void secretComesFromTheFile(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("client.properties"),
                        "security.protocol=SSL\nssl.key.password=hidden\nbootstrap.servers=x:1\n");

        Properties clients =
                VigilJob.clients(
                        OptionsParser.parse(
                                "--kafka.properties",
                                file.toString(),
                                "--kafka.bootstrap",
                                "a:9093"));

        assertThat(clients)
                .containsEntry("ssl.key.password", "hidden")
                .as("the option wins over the file")
                .containsEntry("bootstrap.servers", "a:9093");
    }

    @Test
    void missingFileIsNamed(@TempDir Path folder) {
        String missing = folder.resolve("missing").toString();

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> VigilJob.clients(OptionsParser.parse("--kafka.properties", missing)))
                .withMessageContaining(missing);
    }
}
