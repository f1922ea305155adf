package dev.vigil.desk.oidc;

import dev.vigil.desk.sign.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * A sign-in between the way to the provider and back. The browser keeps it, in a cookie: the desk
 * needs no room for attempts that never end, and any desk can finish it.
 *
 * @param state goes to the provider and back
 * @param nonce that the id token must have
 * @param verifier whose digest goes to the provider (PKCE)
 * @param back the page of the desk to open then
 * @param again true where a person who is signed in has to show it once more
 */
public record SignInAttempt(
        String state, String nonce, String verifier, String back, boolean again) {
    private static final int PARTS = 5;
    private static final String AGAIN = "1";

    public static SignInAttempt begin(String back, boolean again) {
        return new SignInAttempt(
                SecretText.next(), SecretText.next(), SecretText.next(), back, again);
    }

    /** As the cookie has it. */
    public String text() {
        String path =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(back.getBytes(StandardCharsets.UTF_8));
        return String.join(".", state, nonce, verifier, again ? AGAIN : "0", path);
    }

    /** Empty for a text that is none. */
    public static Optional<SignInAttempt> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        for (int i = 0; i < 3; i++) {
            if (!parts[i].matches("[A-Za-z0-9_-]{43}")) {
                return Optional.empty();
            }
        }
        try {
            String back =
                    new String(Base64.getUrlDecoder().decode(parts[4]), StandardCharsets.UTF_8);
            return Optional.of(
                    new SignInAttempt(parts[0], parts[1], parts[2], back, parts[3].equals(AGAIN)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** True for its own state; it takes as long for any other text. */
    public boolean isState(String other) {
        return MessageDigest.isEqual(
                state.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return "sign-in for " + back;
    }
}
