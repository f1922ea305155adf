package dev.vigil.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.audio.Profile;
import dev.vigil.client.text.Times;
import java.awt.Rectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanelTest {
    private static final Panel PANEL = new Panel(new Rectangle(100, 50, 400, 200), 10, 20, 0, 100);

    @Test
    void theSecondScaleGrowsUpwards() {
        assertThat(PANEL.x(10)).isEqualTo(100);
        assertThat(PANEL.x(15)).isEqualTo(300);
        assertThat(PANEL.y(0)).isEqualTo(250);
        assertThat(PANEL.y(100)).isEqualTo(50);
        assertThat(PANEL.holds(20, 100)).isTrue();
        assertThat(PANEL.holds(20.1, 100)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 30, 10", "0.3, 7.9, 13", "3599, 3611, 5", "0, 7200, 8", "100, 100.5, 6"})
    void ticksAreRoundAndFew(double from, double to, int most) {
        var ticks = Panel.seconds(from, to, most);
        assertThat(ticks).hasSizeBetween(2, most + 1);
        assertThat(ticks).allMatch(at -> at >= from - 1e-6 && at <= to + 1e-6);
        assertThat(ticks).allMatch(at -> Math.abs(at * 10 - Math.round(at * 10)) < 1e-6);
    }

    @Test
    void aHertzStandsInItsBand() {
        assertThat(Paper.band(Profile.CURRENT, 180)).isEqualTo(0);
        assertThat(Paper.band(Profile.CURRENT, 720)).isCloseTo(96, within(1e-9));
    }

    @Test
    void aPositionNeverHasSixtySeconds() {
        assertThat(Times.position(59_960)).isEqualTo("1:00.0");
        assertThat(Times.position(62_540)).isEqualTo("1:02.5");
    }
}
