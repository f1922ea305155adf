package dev.vigil.desk.web;

/** Addresses that a request names to go back to. */
public final class OwnAddress {
    private static final int LONGEST = 2_000;

    private OwnAddress() {}

    /**
     * True of a page of this desk. No address of another host: none that begins with two slashes,
     * in any spelling; browsers leave tabs out and take a backslash for a slash.
     */
    public static boolean is(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.length() <= LONGEST
                && path.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != '\\');
    }
}
