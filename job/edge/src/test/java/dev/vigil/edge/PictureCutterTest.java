package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.media.PictureSegment;
import dev.vigil.schema.wire.PictureSegmentCodec;
import dev.vigil.video.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PictureCutterTest {
    private static final long START_MS = 1_795_000_000_000L;

    @Test
    void segmentsAreTwoSecondsAndTheRest() throws IOException {
        List<Picture> pictures = Pictures.moving(21, 2);
        List<PictureSegment> segments = cut(PictureSource.of(pictures), false);
        assertThat(segments).extracting(PictureSegment::seq).containsExactly(0L, 1L, 2L);
        assertThat(segments)
                .extracting(PictureSegment::captureTime)
                .containsExactly(START_MS, START_MS + 2_000, START_MS + 4_000);
        assertThat(segments)
                .extracting(PictureSegment::durationMs)
                .containsExactly(2_000L, 2_000L, 1_250L);
        assertThat(segments).extracting(PictureSegment::rate).containsOnly(4);
        byte[] joined = new byte[21 * 64 * 36];
        int at = 0;
        for (PictureSegment segment : segments) {
            System.arraycopy(segment.luma(), 0, joined, at, segment.luma().length);
            at += segment.luma().length;
        }
        for (int i = 0; i < 21; i++) {
            assertThat(Arrays.copyOfRange(joined, i * 64 * 36, (i + 1) * 64 * 36))
                    .as("picture %d", i)
                    .isEqualTo(pictures.get(i).luma());
        }
    }

    @Test
    void anUploadHappensAtOneMoment() throws IOException {
        assertThat(cut(PictureSource.of(Pictures.moving(20, 2)), true))
                .extracting(PictureSegment::captureTime)
                .containsOnly(START_MS);
    }

    @Test
    void aSegmentHasPicturesOfOneSize() throws IOException {
        List<Picture> pictures = new ArrayList<>(Pictures.moving(11, 2));
        pictures.add(Pictures.moving(22, 48, 48));
        pictures.add(Pictures.moving(24, 48, 48));
        List<PictureSegment> segments = cut(PictureSource.of(pictures), false);
        assertThat(segments).extracting(PictureSegment::pictures).containsExactly(8, 3, 2);
        assertThat(segments).extracting(PictureSegment::width).containsExactly(64, 64, 48);
        assertThat(segments.get(2).captureTime()).isEqualTo(START_MS + 2_750);
    }

    /** What was read before a source breaks goes out ahead of the failure. */
    @Test
    void aSourceThatBreaksLosesNoPicture() throws IOException {
        List<Picture> pictures = Pictures.moving(11, 2);
        int[] next = {0};
        PictureSource breaking =
                () -> {
                    if (next[0] == pictures.size()) {
                        throw new MediaException("film: expected data, got damage; repair it");
                    }
                    return Optional.of(pictures.get(next[0]++));
                };
        PictureCutter cutter = new PictureCutter(breaking, "show", START_MS, false);
        assertThat(read(cutter.next().orElseThrow()).pictures()).isEqualTo(8);
        assertThat(read(cutter.next().orElseThrow()).pictures()).isEqualTo(3);
        assertThatThrownBy(cutter::next).hasMessageContaining("got damage");
        assertThat(cutter.count()).isEqualTo(2);
        assertThat(cutter.positionTime()).isEqualTo(START_MS + 2_750);
    }

    private static List<PictureSegment> cut(PictureSource source, boolean atOnce)
            throws IOException {
        PictureCutter cutter = new PictureCutter(source, "show", START_MS, atOnce);
        List<PictureSegment> segments = new ArrayList<>();
        for (Optional<Cutter.Cut> next = cutter.next(); next.isPresent(); next = cutter.next()) {
            segments.add(read(next.get()));
        }
        return segments;
    }

    private static PictureSegment read(Cutter.Cut cut) {
        return PictureSegmentCodec.read(cut.envelope(), cut.payload());
    }
}
