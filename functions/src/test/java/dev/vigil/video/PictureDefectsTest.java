package dev.vigil.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class PictureDefectsTest {
    private static final int PIXELS = 64 * 36;

    private static byte[] luma(Picture... pictures) {
        ByteArrayOutputStream luma = new ByteArrayOutputStream();
        for (Picture picture : pictures) {
            luma.writeBytes(picture.luma());
        }
        return luma.toByteArray();
    }

    private static Picture[] greys(int... greys) {
        Picture[] pictures = new Picture[greys.length];
        for (int i = 0; i < greys.length; i++) {
            pictures[i] = DrawnPictures.flat(i, greys[i]);
        }
        return pictures;
    }

    @Test
    void blackAndOneGreyAreFlatWithTheNoiseOfAnEncoder() {
        assertThat(PictureDefects.isFlat(luma(greys(0, 0)))).isTrue();
        assertThat(PictureDefects.isFlat(luma(greys(120, 128)))).isTrue();
        assertThat(PictureDefects.isFlat(luma(greys(120, 129)))).isFalse();
    }

    @Test
    void aStillIsTheSamePictureAgain() {
        Picture[] film = new DrawnPictures(1, 64, 36).film(8, 2);
        assertThat(PictureDefects.isStill(luma(film), PIXELS)).isFalse();
        assertThat(PictureDefects.isStill(luma(film[0], film[0], film[0]), PIXELS)).isTrue();
        assertThat(PictureDefects.isStill(luma(film[0]), PIXELS)).as("one picture").isFalse();
    }

    @Test
    void aFlickerChangesItsLightWithEveryPicture() {
        Picture[] film = new DrawnPictures(1, 64, 36).film(8, 2);
        assertThat(PictureDefects.isFlicker(luma(greys(0, 255, 0, 255)), PIXELS)).isTrue();
        assertThat(PictureDefects.isFlicker(luma(greys(90, 122, 90)), PIXELS)).isTrue();
        assertThat(PictureDefects.isFlicker(luma(greys(90, 121, 90)), PIXELS)).isFalse();
        assertThat(PictureDefects.isFlicker(luma(greys(0, 255)), PIXELS)).as("a cut").isFalse();
        assertThat(PictureDefects.isFlicker(luma(greys(0, 255, 255, 0)), PIXELS)).isFalse();
        assertThat(PictureDefects.isFlicker(luma(film), PIXELS)).isFalse();
    }
}
