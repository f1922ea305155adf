package dev.vigil.client.text;

/** Numbers of things in English. */
public final class Counted {
    private Counted() {}

    /**
     * Such as {@code 1 row} and {@code 2 rows}.
     *
     * @param what one of them, whose plural ends in s
     */
    public static String of(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
