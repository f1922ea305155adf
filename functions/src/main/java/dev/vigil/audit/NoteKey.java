package dev.vigil.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A public key of C2SP signed-note: the name that is in its signature lines, and Ed25519; of a log,
 * or of a witness (tlog-cosignature), whose signatures have a time.
 *
 * @param id first four bytes of SHA-256 of name, line feed, the type and the 32 bytes of the key
 */
public record NoteKey(String name, int id, PublicKey key, boolean isOfWitness) {
    /** In characters. */
    static final int MOST_NAME = 200;

    private static final String ED25519 = "Ed25519";
    private static final byte TYPE = 1;
    private static final byte WITNESS = 4;
    private static final int KEY_BYTES = 32;

    /** What is before the 32 bytes in the JDK's form of the key (X.509). */
    private static final byte[] BEFORE = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * A key under a name.
     *
     * @throws IllegalArgumentException for a name that no signature line can hold, or another key
     */
    public static NoteKey of(String name, PublicKey key) {
        return of(name, key, false);
    }

    /** The same of a witness. */
    public static NoteKey ofWitness(String name, PublicKey key) {
        return of(name, key, true);
    }

    private static NoteKey of(String name, PublicKey key, boolean isOfWitness) {
        requireName(name);
        return new NoteKey(name, id(name, raw(key), type(isOfWitness)), key, isOfWitness);
    }

    private static byte type(boolean isOfWitness) {
        return isOfWitness ? WITNESS : TYPE;
    }

    /**
     * Reads {@code name+id in hex+Base64 of the type and the key}, as it is published.
     *
     * @throws IllegalArgumentException where it is no such line, or the id is another one's
     */
    public static NoteKey parse(String line) {
        String[] parts = line.strip().split("\\+", 3);
        try {
            byte[] typed = Base64.getDecoder().decode(parts.length < 3 ? "" : parts[2]);
            boolean isOne =
                    typed.length == 1 + KEY_BYTES && (typed[0] == TYPE || typed[0] == WITNESS);
            if (!isOne) {
                throw new IllegalArgumentException("no Ed25519 key");
            }
            PublicKey raw = key(Arrays.copyOfRange(typed, 1, typed.length));
            NoteKey key = of(parts[0], raw, typed[0] == WITNESS);
            if (!key.line().equals(line.strip())) {
                throw new IllegalArgumentException("another id");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "verifier key: expected NAME+ID+KEY of an Ed25519 key (C2SP signed-note), got '"
                            + (line.length() > 100 ? line.substring(0, 100) + "..." : line)
                            + "'; copy the whole line",
                    e);
        }
    }

    /** As it is published. */
    public String line() {
        byte[] raw = raw(key);
        byte[] typed = new byte[1 + raw.length];
        typed[0] = type(isOfWitness);
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return name
                + "+"
                + String.format(Locale.ROOT, "%08x", id)
                + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    boolean verifies(String text, byte[] signature) {
        if (!isOfWitness) {
            return verifiesBytes(text, signature);
        }
        if (signature.length <= Long.BYTES) {
            return false;
        }
        ByteBuffer timed = ByteBuffer.wrap(signature);
        String said = Cosignature.text(timed.getLong(), text);
        return verifiesBytes(said, Arrays.copyOfRange(signature, Long.BYTES, signature.length));
    }

    private boolean verifiesBytes(String text, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ED25519);
            verifier.initVerify(key);
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // Bytes that are no signature at all.
            return false;
        }
    }

    static void requireName(String name) {
        boolean isOne =
                !name.isEmpty()
                        && name.length() <= MOST_NAME
                        && name.codePoints().noneMatch(NoteKey::isNoPartOfName);
        if (!isOne) {
            throw new IllegalArgumentException(
                    "name: expected 1 to "
                            + MOST_NAME
                            + " characters without blanks and +, got '"
                            + name
                            + "'; write it as SITE/audit/1");
        }
    }

    private static boolean isNoPartOfName(int c) {
        return c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c < 0x20;
    }

    private static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        boolean isEd25519 =
                encoded.length == BEFORE.length + KEY_BYTES
                        && Arrays.equals(encoded, 0, BEFORE.length, BEFORE, 0, BEFORE.length);
        if (!isEd25519) {
            throw new IllegalArgumentException(
                    "key: expected an Ed25519 key, got " + key.getAlgorithm());
        }
        return Arrays.copyOfRange(encoded, BEFORE.length, encoded.length);
    }

    private static PublicKey key(byte[] raw) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(BEFORE, BEFORE.length + KEY_BYTES);
        System.arraycopy(raw, 0, encoded, BEFORE.length, KEY_BYTES);
        return KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static int id(String name, byte[] raw, byte type) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(text, text.length + 2 + raw.length);
        all[text.length] = '\n';
        all[text.length + 1] = type;
        System.arraycopy(raw, 0, all, text.length + 2, raw.length);
        byte[] hash = new TreeHasher().plain(all);
        return ByteBuffer.wrap(hash).getInt();
    }
}
