package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.media.PictureSegment;
import dev.vigil.schema.wire.PictureSegmentCodec;
import org.junit.jupiter.api.Test;

class ThumbnailTest {
    /** Whatever the shape of a film, the jobs accept its pictures. */
    @Test
    void everyShapeIsWithinTheWire() {
        for (double aspect = 0.001; aspect < 1_000; aspect *= 1.01) {
            Thumbnail picture = Thumbnail.black(aspect);
            PictureSegment segment =
                    new PictureSegment(
                            "s", 0, 1, 1, picture.width(), picture.height(), 4, picture.luma());
            PictureSegmentCodec.read(
                    PictureSegmentCodec.envelope(segment, "/test"),
                    PictureSegmentCodec.payload(segment));
            assertThat(picture.luma()).hasSizeBetween(2_150, 2_450);
        }
        assertThat(Thumbnail.black(16.0 / 9).width()).isEqualTo(64);
        assertThat(Thumbnail.black(Double.NaN).height()).isEqualTo(36);
    }
}
