package dev.vigil.cli.picture;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/**
 * A rectangle of a picture with a scale along either side; the second one grows upwards.
 *
 * @param area in pixels
 */
record Panel(Rectangle area, double fromX, double toX, double fromY, double toY) {
    private static final double[] STEPS_S = {
        0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400
    };

    double x(double value) {
        return area.x + (value - fromX) / (toX - fromX) * area.width;
    }

    double y(double value) {
        return area.y + area.height - (value - fromY) / (toY - fromY) * area.height;
    }

    boolean holds(double x, double y) {
        return x >= fromX && x <= toX && y >= fromY && y <= toY;
    }

    /** Round values between two, no more than asked for; all in seconds. */
    static List<Double> seconds(double from, double to, int most) {
        double step = STEPS_S[STEPS_S.length - 1];
        for (int i = STEPS_S.length - 1; i >= 0 && (to - from) / STEPS_S[i] <= most; i--) {
            step = STEPS_S[i];
        }
        List<Double> ticks = new ArrayList<>();
        for (long n = (long) Math.ceil(from / step - 1e-9); n * step <= to + 1e-9; n++) {
            ticks.add(n * step);
        }
        return ticks;
    }
}
