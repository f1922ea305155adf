package dev.vigil.cli.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.cli.size.CostCurve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostCurveTest {
    private static final CostCurve CURVE =
            curve(new Point(10, 1), new Point(100, 10), new Point(1_000, 1_000));

    private static CostCurve curve(Point... points) {
        return new CostCurve("search", "ms", "2026-11-29", "a test", List.of(points));
    }

    @Test
    void whatWasMeasuredIsTheAnswer() {
        assertThat(CURVE.at(10)).isEqualTo(1);
        assertThat(CURVE.at(100)).isCloseTo(10, within(1e-9));
        assertThat(CURVE.at(1_000)).isCloseTo(1_000, within(1e-9));
    }

    @Test
    void betweenTwoItIsAPowerOfTheHours() {
        assertThat(CURVE.at(50)).isCloseTo(5, within(1e-9));
        assertThat(CURVE.at(Math.sqrt(100 * 1_000))).isCloseTo(100, within(1e-6));
    }

    @Test
    void belowTheFirstItIsTheFirstAndBeyondTheLastItGoesOn() {
        assertThat(CURVE.at(1)).isEqualTo(1);
        assertThat(CURVE.at(10_000)).isCloseTo(100_000, within(1e-3));
        assertThat(CURVE.isMeasured(1_000)).isTrue();
        assertThat(CURVE.isMeasured(1_001)).isFalse();
    }

    @Test
    void pointsThatAreNoCurveAreRefused() {
        assertThatThrownBy(() -> curve(new Point(10, 1)))
                .hasMessage("search: expected two points at least, got 1");
        assertThatThrownBy(() -> curve(new Point(10, 1), new Point(10, 2)))
                .hasMessageContaining("expected points by hours, all above 0, got");
        assertThatThrownBy(() -> curve(new Point(10, 0), new Point(20, 2)))
                .hasMessageContaining("expected points by hours");
    }
}
