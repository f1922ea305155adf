package dev.vigil.schema.wire;

import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * A party's Ed25519 signature of its claim, in the claim's own field {@code signature}: as {@link
 * ListSignature}, with the line {@code vigil.work.claim.v1}.
 */
public final class ClaimSignature {
    private static final SignedJson FORM = new SignedJson("vigil.work.claim.v1");

    private ClaimSignature() {}

    /** The value of the field {@code signature}; always the same for the same key and claim. */
    public static String sign(byte[] claim, PrivateKey key) {
        return FORM.sign(claim, key);
    }

    /** True where the holder of the private key has signed exactly this claim. */
    public static boolean verifies(byte[] claim, String signature, PublicKey key) {
        return FORM.verifies(claim, signature, key);
    }
}
