package dev.vigil.cli.size;

import java.util.Locale;

/** SizeWords as a person reads them. */
final class SizeWords {
    private static final double[] BYTES = {1e15, 1e12, 1e9, 1e6, 1e3};
    private static final String[] UNITS = {"PB", "TB", "GB", "MB", "kB"};

    private SizeWords() {}

    /** Without a fraction where it has none. */
    static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.2f", value);
    }

    static String cores(double cores) {
        return String.format(Locale.ROOT, cores < 10 ? "%.2f cores" : "%,.0f cores", cores);
    }

    /** In decimal units. */
    static String bytes(double bytes) {
        for (int i = 0; i < BYTES.length; i++) {
            if (bytes >= BYTES[i]) {
                double value = bytes / BYTES[i];
                return String.format(
                        Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[i]);
            }
        }
        return String.format(Locale.ROOT, "%.0f B", bytes);
    }
}
