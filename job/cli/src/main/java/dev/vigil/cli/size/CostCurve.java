package dev.vigil.cli.size;

import java.util.List;

/**
 * A cost that grows with the hours of the index.
 *
 * @param points by hours; between two of them it is a straight line of the logarithms, which a
 *     power of the hours is, below the first the cost of the first, beyond the last as between the
 *     last two, so that is computed and not measured
 */
record CostCurve(String name, String unit, String on, String by, List<Point> points) {
    /**
     * A measured one.
     *
     * @param value of the unit
     */
    record Point(double hours, double value) {}

    CostCurve {
        points = List.copyOf(points);
        if (points.size() < 2) {
            throw new IllegalArgumentException(
                    name + ": expected two points at least, got " + points.size());
        }
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double least = i == 0 ? 0 : points.get(i - 1).hours;
            if (!(point.hours > least && point.value > 0)) {
                throw new IllegalArgumentException(
                        name + ": expected points by hours, all above 0, got " + point);
            }
        }
    }

    /** In the unit, at an index of so many hours. */
    double at(double hours) {
        if (hours <= points.get(0).hours) {
            return points.get(0).value;
        }
        int next = 1;
        while (next < points.size() - 1 && points.get(next).hours < hours) {
            next++;
        }
        Point from = points.get(next - 1);
        Point to = points.get(next);
        double share = Math.log(hours / from.hours) / Math.log(to.hours / from.hours);
        return from.value * Math.pow(to.value / from.value, share);
    }

    boolean isMeasured(double hours) {
        return hours <= mostHours();
    }

    double mostHours() {
        return points.get(points.size() - 1).hours;
    }
}
