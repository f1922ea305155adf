package dev.vigil.bench.report;

import java.util.Locale;

/** A figure as a line of a Markdown table. */
public final class Row {
    public static final String HEAD =
            "| figure | median | smallest to largest | goal | |\n|---|---|---|---|---|";

    private Row() {}

    public static String of(Figure figure) {
        boolean once = figure.least() == figure.most();
        return "| "
                + figure.name()
                + " | "
                + number(figure.median())
                + " "
                + figure.unit()
                + " | "
                + (once ? "" : number(figure.least()) + " to " + number(figure.most()))
                + " | "
                + (figure.goal() == null ? "" : figure.goal())
                + " | "
                + (figure.met() == null ? "" : figure.met() ? "met" : "**missed**")
                + " |";
    }

    /** Three digits that count, or all before the point. */
    public static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
