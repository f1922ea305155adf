package dev.vigil.desk.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a text column of either database can hold, and hold alike. */
public final class StoredText {
    /**
     * In characters, of a text that is in an index: what one entry of an index of PostgreSQL may
     * have, 2,704 bytes, is enough for two of them.
     */
    public static final int MOST_OF_KEY = 400;

    private static final int OF_LONG_KEY = 300;
    private static final char REPLACED = '\uFFFD';

    private StoredText() {}

    /** With U+FFFD for U+0000, which PostgreSQL refuses, and for half of a surrogate pair. */
    public static String of(String text) {
        StringBuilder stored = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                stored = stored == null ? new StringBuilder(text) : stored;
                stored.setCharAt(i, REPLACED);
            }
        }
        return stored == null ? text : stored.toString();
    }

    /** The same of what names a row: a long one is its beginning and its digest. */
    public static String key(String text) {
        if (text.length() <= MOST_OF_KEY) {
            return of(text);
        }
        return of(text.substring(0, OF_LONG_KEY) + "#" + sha256(text));
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
