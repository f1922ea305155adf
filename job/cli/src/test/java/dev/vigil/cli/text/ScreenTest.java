package dev.vigil.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
    @Test
    void aTerminalHasItsSizeAndColours() {
        assertThat(Screen.of(Map.of("COLUMNS", "72", "LINES", "50"), true))
                .isEqualTo(new Screen(72, 50, true, true));
    }

    @Test
    void withoutASizeItIsAHundredColumnsWide() {
        assertThat(Screen.of(Map.of(), true)).isEqualTo(new Screen(100, 24, true, true));
        assertThat(Screen.of(Map.of("COLUMNS", "wide"), true).columns()).isEqualTo(100);
    }

    @Test
    void aFileHasNoColours() {
        assertThat(Screen.of(Map.of(), false).colours()).isFalse();
    }

    @Test
    void whoWantsNoColoursGetsNone() {
        assertThat(Screen.of(Map.of("NO_COLOR", "1"), true))
                .isEqualTo(new Screen(100, 24, true, false));
        assertThat(Screen.of(Map.of("NO_COLOR", ""), true).colours()).isTrue();
    }

    @Test
    void aDumbTerminalIsNotRedrawn() {
        assertThat(Screen.of(Map.of("TERM", "dumb"), true).terminal()).isFalse();
    }
}
