package dev.vigil.bench.report;

/**
 * One measured figure.
 *
 * @param name what was measured
 * @param unit of the values
 * @param least smallest of the runs
 * @param median of the runs
 * @param most largest of the runs
 * @param goal what is aimed at, in words; null where there is no goal
 * @param met whether the median is there; null where there is no goal
 */
public record Figure(
        String name,
        String unit,
        double least,
        double median,
        double most,
        String goal,
        Boolean met) {

    public static Figure of(String name, String unit, Runs runs) {
        return new Figure(name, unit, runs.least(), runs.median(), runs.most(), null, null);
    }

    public static Figure of(String name, String unit, double value) {
        return new Figure(name, unit, value, value, value, null, null);
    }

    public Figure atLeast(double limit) {
        return new Figure(
                name, unit, least, median, most, "at least " + Row.number(limit), median >= limit);
    }

    public Figure atMost(double limit) {
        return new Figure(
                name, unit, least, median, most, "at most " + Row.number(limit), median <= limit);
    }

    public boolean isMissed() {
        return Boolean.FALSE.equals(met);
    }
}
