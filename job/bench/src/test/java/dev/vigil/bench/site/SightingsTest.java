package dev.vigil.bench.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password that has got out is found, wherever it is. */
class SightingsTest {
    private static final String SECRET = "6ad6c1f2-planted";
    private static final String OTHER = "0b0b-other";

    private final Sightings sightings = new Sightings(List.of(SECRET, OTHER));
    @TempDir private Path site;

    @Test
    void aSecretInALogInAStoredGraphAndOnAPageIsFound() throws IOException {
        Files.writeString(site.resolve("taskmanager-0.log"), "INFO password = " + SECRET + "\n");
        Properties clients = new Properties();
        clients.setProperty("sasl.jaas.config", SECRET);
        Path stored = Files.createDirectories(site.resolve("ha"));
        Files.write(stored.resolve("graph"), InstantiationUtil.serializeObject(clients));

        sightings.look(site, List.of());
        sightings.look("/jobs/1/config", ("{\"password\":\"" + SECRET + "\"}").getBytes(UTF_8));

        assertThat(sightings.of(List.of(SECRET)))
                .containsExactlyInAnyOrder("taskmanager-0.log", "ha/graph", "/jobs/1/config");
        assertThat(sightings.of(List.of(OTHER))).isEmpty();
        assertThat(sightings.looked()).isEqualTo(3);
    }

    @Test
    void whereItBelongsItIsNotLookedFor() throws IOException {
        Path gate = Files.createDirectories(site.resolve("gate"));
        Files.writeString(gate.resolve("admin.secret"), SECRET);
        Files.writeString(site.resolve("broker.log"), "sasl.jaas.config = [hidden]");

        sightings.look(site, List.of(gate));

        assertThat(sightings.of(List.of(SECRET))).isEmpty();
        assertThat(sightings.looked()).isEqualTo(1);
    }
}
