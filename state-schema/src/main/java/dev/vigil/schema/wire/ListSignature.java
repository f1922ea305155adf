package dev.vigil.schema.wire;

import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * An authority's Ed25519 signature (RFC 8032) of a list entry, in the entry's own field {@code
 * signature} as Base64 of its 64 bytes.
 *
 * <p>What is signed, in UTF-8: the line {@code vigil.list.entry.v1}, a line feed, and the entry's
 * JSON object without {@code signature} in canonical form. That is RFC 8785 (JCS): members in order
 * of their names, no blanks, texts with the shortest escapes; and members that are null, {@code []}
 * or {@code {}} are left out, so that a program that writes empty lists and one that doesn't sign
 * the same bytes. Members that this version does not know are signed too. The first line keeps a
 * signature from being taken for one of anything else. The version is signed too, so that a job
 * which knows a later one takes no repeat of an old entry; one that reads a compacted topic anew
 * finds the repeat alone.
 */
public final class ListSignature {
    private static final SignedJson FORM = new SignedJson("vigil.list.entry.v1");

    private ListSignature() {}

    /**
     * The bytes that are signed.
     *
     * @param entry its JSON, signed or not
     * @throws IllegalArgumentException if it is no JSON object, or holds what has no one form
     */
    public static byte[] signedBytes(byte[] entry) {
        return FORM.signedBytes(entry);
    }

    /** The value of the field {@code signature}; always the same for the same key and entry. */
    public static String sign(byte[] entry, PrivateKey key) {
        return FORM.sign(entry, key);
    }

    /** True where the holder of the private key has signed exactly this entry. */
    public static boolean verifies(byte[] entry, String signature, PublicKey key) {
        return FORM.verifies(entry, signature, key);
    }
}
