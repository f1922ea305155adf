package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void linesComeEveryTenMinutesOfSound() {
        StringWriter text = new StringWriter();
        try (Progress progress = Progress.lines("show", new PrintWriter(text))) {
            for (long positionMs = 2_000; positionMs <= 1_300_000; positionMs += 2_000) {
                progress.at(positionMs);
            }
        }
        assertThat(text.toString().lines()).containsExactly("show: 600 s", "show: 1200 s");
    }
}
