package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnTest {
    private static final int ONE = 1 << 16;

    /** Of a picture of two rows, 123 above 456. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, 3, 123456",
        "-1, 0, 0, -1, 3, 654321",
        "-1, 0, 0, 1, 3, 321654",
        "0, 1, -1, 0, 2, 415263",
        "0, -1, 1, 0, 2, 362514",
        "0, 1, 1, 0, 2, 142536",
        "0, 0, 0, 0, 3, 123456",
    })
    void aMatrixTurnsAPicture(int a, int b, int c, int d, int width, String shown) {
        Thumbnail picture = new Thumbnail(3, 2, new byte[] {1, 2, 3, 4, 5, 6});
        Thumbnail turned = Turn.of(a * ONE, b * ONE, c * ONE, d * ONE).of(picture);
        StringBuilder luma = new StringBuilder();
        for (byte level : turned.luma()) {
            luma.append(level);
        }
        assertThat(turned.width()).isEqualTo(width);
        assertThat(luma).hasToString(shown);
    }
}
