package dev.vigil.bench.live.restreams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.cli.picture.TestingFiles;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Segmenter;
import dev.vigil.fixtures.sound.Composer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stream begins with before its work. */
class LeadInsTest {
    @Test
    void leadInsAreDrawnBySeedAndEndAtNoBorder(@TempDir Path folder) throws IOException {
        Path recording = folder.resolve("other.wav");
        TestingFiles.wav(
                recording, Composer.compose(23, 60, PcmSource.RATE_HZ).pcm(), PcmSource.RATE_HZ, 1);
        List<Path> files = List.of(recording);
        LeadIns leadIns = new LeadIns(files, 1);
        for (int i = 0; i < 300; i++) {
            short[] drawn = leadIns.draw(i);
            assertThat(drawn.length / (double) PcmSource.RATE_HZ).isBetween(7.0, 31.0);
            assertThat(drawn.length % Segmenter.SAMPLES).isPositive();
            int packet = PeakWindow.GRID_FRAMES * Profile.CURRENT.hopSamples();
            assertThat(drawn.length % packet).isPositive();
        }
        assertThat(new LeadIns(files, 1).draw(7)).isEqualTo(leadIns.draw(7));
        assertThat(new LeadIns(files, 2).draw(7)).isNotEqualTo(leadIns.draw(7));
    }
}
