package dev.vigil.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real thing: a {@code vigil up} is well, and without its media job it is not. */
class DoctorOfEmbeddedITCase {
    @Test
    void whatRunsIsWell(@TempDir Path directory) throws Exception {
        try (EmbeddedVigil vigil =
                EmbeddedVigil.start(directory, 0, 0, EmbeddedVigil.BeforeJobs.NOTHING)) {
            String ui = vigil.ui().toString();
            // It takes a while from the start until the clock's time moves.
            AskedDoctor.awaitWell("--bootstrap", vigil.bootstrap(), "--flink", ui);
            vigil.stopMedia();
            assertThat(Vigil.run("doctor", "--bootstrap", vigil.bootstrap(), "--flink", ui))
                    .isEqualTo(1);
        }
    }
}
