package dev.vigil.schema.check;

/**
 * Characters that a terminal obeys, or that turn the order of a text around: no text needs them,
 * and who reads it may be misled.
 */
public final class Controls {
    private Controls() {}

    /** Tab and line feed are layout and no controls. */
    public static boolean is(char c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' || c >= 0x7F && c <= 0x9F;
        boolean direction =
                c == 0x061C
                        || c == 0x200E
                        || c == 0x200F
                        || c >= 0x202A && c <= 0x202E
                        || c >= 0x2066 && c <= 0x2069;
        return control || direction;
    }

    /** With {@code ?} for each of them. */
    public static String cleaned(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            if (is(text.charAt(i))) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, '?');
            }
        }
        return clean == null ? text : clean.toString();
    }
}
