package dev.vigil.desk.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Another reader of PNG finds the pixels. */
class ThumbnailPngTest {
    @Test
    void eachPixelIsReadBack() throws Exception {
        byte[] luma = new byte[64 * 36];
        new Random(3).nextBytes(luma);
        String uri = ThumbnailPng.dataUri(64, 36, luma);
        assertThat(uri).startsWith("data:image/png;base64,");
        byte[] png = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(64);
        assertThat(image.getHeight()).isEqualTo(36);
        byte[] read = new byte[luma.length];
        for (int i = 0; i < read.length; i++) {
            read[i] = (byte) image.getRaster().getSample(i % 64, i / 64, 0);
        }
        assertThat(read).isEqualTo(luma);
    }

    @Test
    void aPictureOfOnePixelIsOne() throws Exception {
        byte[] png = ThumbnailPng.file(1, 1, new byte[] {(byte) 200});
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getRaster().getSample(0, 0, 0)).isEqualTo(200);
    }

    @Test
    void bytesThatAreNoPictureAreRefused() {
        int[][] sizes = {{0, 4}, {4, 0}, {-2, -2}, {3, 1}, {65_536, 65_536}};
        for (int[] size : sizes) {
            assertThatThrownBy(() -> ThumbnailPng.file(size[0], size[1], new byte[4]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected " + size[0] + " x " + size[1]);
        }
    }
}
