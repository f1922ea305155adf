package dev.vigil.bench.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {
    private static final Path PRODUCTION =
            Path.of("../../k8s-operator/overlays/production/storage.yaml");

    @Test
    void theClientIsSetAsInProduction() throws Exception {
        String overlay = Files.readString(PRODUCTION).replaceAll("\\s+", " ");
        ObjectStore.CLIENT.forEach(
                (key, value) ->
                        assertThat(overlay)
                                .contains(
                                        "path: /spec/flinkConfiguration/"
                                                + key
                                                + " value: \""
                                                + value
                                                + "\""));
        assertThat(overlay.split("/flinkConfiguration/s3\\."))
                .hasSize(ObjectStore.CLIENT.size() + 1);
    }
}
