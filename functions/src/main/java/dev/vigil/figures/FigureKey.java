package dev.vigil.figures;

/**
 * What a figure of a day is of.
 *
 * @param day as ISO 8601 writes it
 * @param dimension the value that it is counted by; of times with the bucket behind it
 */
public record FigureKey(String day, FigureKind kind, String dimension) {
    private static final int PARTS = 3;

    /** The key of its record. */
    public String key() {
        return day + "/" + kind + "/" + dimension;
    }

    /** Only the dimension may have a slash. */
    public static FigureKey of(String key) {
        String[] parts = key.split("/", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException(
                    "figure: expected day/what/dimension, got '" + key + "'; give the key of one");
        }
        return new FigureKey(parts[0], FigureKind.valueOf(parts[1]), parts[2]);
    }

    /** Of a time: it is counted in the bucket that it is in. */
    public static FigureKey of(String day, FigureKind kind, String dimension, long ms) {
        return new FigureKey(day, kind, DurationBuckets.in(dimension, ms));
    }
}
