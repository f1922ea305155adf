package dev.vigil.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real thing: a {@code vigil up} is well, and without its media job it is not. */
class DoctorOfEmbeddedITCase {
    @Test
    void whatRunsIsWell(@TempDir Path directory) throws Exception {
        try (EmbeddedVigil vigil =
                EmbeddedVigil.start(directory, 0, 0, EmbeddedVigil.BeforeJobs.NOTHING)) {
            awaitExit(vigil, 0);
            vigil.stopMedia();
            assertThat(doctor(vigil)).isEqualTo(1);
        }
    }

    /** It takes a while from the start until the clock's time moves. */
    private static void awaitExit(EmbeddedVigil vigil, int code) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(120))
                .until(() -> doctor(vigil) == code);
    }

    private static int doctor(EmbeddedVigil vigil) throws Exception {
        String ui = vigil.ui().toString();
        return Vigil.run("doctor", "--bootstrap", vigil.bootstrap(), "--flink", ui);
    }
}
