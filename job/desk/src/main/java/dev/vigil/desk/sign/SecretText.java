package dev.vigil.desk.sign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Texts that cannot be guessed: 256 bits, in letters, digits, {@code -} and {@code _}. */
public final class SecretText {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private SecretText() {}

    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return text(bytes);
    }

    /** SHA-256, for a look-up whose time does not depend on how much of a text was right. */
    public static String digest(String secret) {
        try {
            return text(
                    MessageDigest.getInstance("SHA-256")
                            .digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
