package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.WordSegment;
import dev.vigil.schema.wire.PictureWordsCodec;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import dev.vigil.video.WordSlices;
import dev.vigil.video.WordWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordCutterTest {
    private static final long START_MS = 1_795_000_000_000L;
    private static final PictureProfile PROFILE = PictureProfile.CURRENT;

    @Test
    void whatIsSentMakesThePacketsOfThePictures() throws IOException {
        for (boolean isReference : new boolean[] {false, true}) {
            List<Packet> wanted = new ArrayList<>();
            PictureStream stream =
                    new PictureStream(PROFILE, new PictureBench(PROFILE), wanted::add);
            stream.asReference(isReference);
            for (Picture picture : framed(85)) {
                stream.accept(picture);
                stream.settled(picture.frame() + PROFILE.streamStep());
            }
            stream.finish();

            List<Packet> packets = new ArrayList<>();
            WordWindow window = new WordWindow(PROFILE, 0, packets::add);
            cut(framed(85), false, isReference)
                    .forEach(slice -> window.accept(WordSlices.checked(slice)));
            window.finish();

            assertThat(packets)
                    .hasSize(11)
                    .usingRecursiveComparison()
                    .as("words have no pictures beside them")
                    .ignoringFields("picture")
                    .isEqualTo(wanted);
        }
    }

    @Test
    void slicesCountAndHaveTheTimesOfTheirFrames() throws IOException {
        List<WordSegment> slices = cut(framed(20), false, false);
        assertThat(slices).extracting(WordSegment::seq).containsExactly(0L, 1L, 2L);
        assertThat(slices)
                .extracting(WordSegment::captureTime)
                .containsExactly(START_MS, START_MS + 2_000, START_MS + 4_000);
        assertThat(slices)
                .extracting(WordSegment::durationMs)
                .containsExactly(2_000L, 2_000L, 875L);
        assertThat(cut(framed(20), true, false))
                .extracting(WordSegment::captureTime)
                .containsOnly(START_MS);
        assertThat(cut(List.of(), false, false)).isEmpty();
    }

    /** Within a frame that is as it was, and is elsewhere after 10 s. */
    private static List<Picture> framed(int count) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int left = i < 40 ? 6 : 20;
            byte[] luma = new byte[64 * 36];
            Picture inner = Pictures.moving(2L * i, 36, 24);
            for (int y = 0; y < 24; y++) {
                System.arraycopy(inner.luma(), y * 36, luma, (y + 6) * 64 + left, 36);
            }
            pictures.add(new Picture(2L * i, 64, 36, luma));
        }
        return pictures;
    }

    private static List<WordSegment> cut(
            List<Picture> pictures, boolean atOnce, boolean isReference) throws IOException {
        WordCutter cutter =
                new WordCutter(PictureSource.of(pictures), "show", START_MS, atOnce, isReference);
        List<WordSegment> slices = new ArrayList<>();
        for (Optional<Cutter.Cut> next = cutter.next(); next.isPresent(); next = cutter.next()) {
            slices.add(PictureWordsCodec.read(next.get().envelope(), next.get().payload()));
        }
        return slices;
    }
}
