package dev.vigil.bench.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vigil.schema.wire.Party;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No password of a secured site is seen outside; where one is, it is found. */
class AccessChecksTest {
    private static final String PAGE = "/jobs/1/config";

    @TempDir private Path site;
    private AccessChecks gate;

    @BeforeEach
    void open() throws IOException {
        gate = new AccessChecks(site.resolve("gate"));
        Files.writeString(site.resolve("broker.log"), "sasl.jaas.config = [hidden]");
        String pointer = gate.clients(Party.MEDIA).getProperty("sasl.jaas.config");
        Files.writeString(site.resolve("graph"), pointer);
    }

    @Test
    void whatOnlyPointsToAPasswordIsNone() throws IOException {
        AccessChecks.Leaks leaks = leaks("{}");

        assertThat(leaks.places()).isEmpty();
        assertThat(leaks.looked()).as("a log, a graph, a page").isEqualTo(3);
    }

    @Test
    void aPlantedPasswordIsFound() throws IOException {
        String secret = Files.readString(site.resolve("gate").resolve("vigil-all.secret"));

        assertThat(leaks(secret).places()).containsExactly(PAGE);
    }

    @Test
    void whoLooksWhereNothingIsToldIsRefused() throws IOException {
        Files.delete(site.resolve("graph"));

        assertThatIllegalStateException()
                .isThrownBy(() -> leaks("{}"))
                .withMessageContaining("vigil-all.secret:jaas}' in the job graph");

        Files.delete(site.resolve("broker.log"));

        assertThatIllegalStateException()
                .isThrownBy(() -> leaks("{}"))
                .withMessageContaining("expected 'sasl.jaas.config = [hidden]' in the logs");
    }

    private AccessChecks.Leaks leaks(String page) throws IOException {
        return gate.leaks(site, site.resolve("kafka"), Map.of(PAGE, page.getBytes(UTF_8)));
    }
}
