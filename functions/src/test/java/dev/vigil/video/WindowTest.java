package dev.vigil.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void thePictureAroundItsPartIsThePictureAgain() {
        Random random = new Random(7);
        for (int round = 0; round < 1_000; round++) {
            Window picture = any(random);
            Window part = Window.of(0.8, random.nextInt(3) / 2.0, random.nextInt(3) / 2.0);
            Window again = picture.within(part).around(part);
            assertThat(again.left()).isCloseTo(picture.left(), within(3));
            assertThat(again.top()).isCloseTo(picture.top(), within(3));
            assertThat(again.width()).isCloseTo(picture.width(), within(4));
            assertThat(again.height()).isCloseTo(picture.height(), within(4));
        }
    }

    /** Of a copy that shows less than the film, the film's picture ends where the copy's does. */
    @Test
    void whatLiesOutsideIsCut() {
        Window left = Window.of(0.8, 0, 0.5);
        assertThat(Window.WHOLE.around(left)).isEqualTo(Window.WHOLE);
        Random random = new Random(8);
        for (int round = 0; round < 1_000; round++) {
            Window inner = any(random);
            Window around = inner.around(any(random));
            assertThat(around.left()).isLessThanOrEqualTo(inner.left());
            assertThat(around.top()).isLessThanOrEqualTo(inner.top());
        }
    }

    private static Window any(Random random) {
        int width = 1 + random.nextInt(Window.SIDE);
        int height = 1 + random.nextInt(Window.SIDE);
        return new Window(
                random.nextInt(Window.SIDE - width + 1),
                random.nextInt(Window.SIDE - height + 1),
                width,
                height);
    }
}
