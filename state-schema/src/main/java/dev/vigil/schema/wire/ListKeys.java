package dev.vigil.schema.wire;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ed25519 keys as text. A private key is PEM of PKCS#8, as {@code openssl genpkey -algorithm
 * ed25519} writes it. Public keys are in a file, a line each: {@code ed25519}, Base64 of the X.509
 * form (what is between the lines of {@code openssl pkey -pubout}), and the authority as its
 * entries name it. Several lines for one authority are several keys, so that one can follow
 * another.
 */
public final class ListKeys {
    private static final String ALGORITHM = "Ed25519";
    private static final String WORD = "ed25519";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private ListKeys() {}

    /** A new pair, from the machine's source of randomness. */
    public static KeyPair create() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK from 15 on has Ed25519", e);
        }
    }

    public static String pem(PrivateKey key) {
        return BEGIN
                + "\n"
                + Base64.getEncoder().encodeToString(key.getEncoded())
                + "\n"
                + END
                + "\n";
    }

    /**
     * Reads a private key.
     *
     * @throws IllegalArgumentException that never shows any of it
     */
    public static PrivateKey privateKey(String pem) {
        String text = pem.strip();
        try {
            if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
                throw new IllegalArgumentException("other lines around it");
            }
            String body = text.substring(BEGIN.length(), text.length() - END.length());
            byte[] bytes = Base64.getMimeDecoder().decode(body);
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected an Ed25519 private key in PEM of PKCS#8 ("
                            + BEGIN
                            + "), got something else; vigil list key makes one",
                    e);
        }
    }

    /** The line of a public key. */
    public static String line(PublicKey key, String authority) {
        return WORD + " " + Base64.getEncoder().encodeToString(key.getEncoded()) + " " + authority;
    }

    /**
     * Reads a file of public keys: keys by authority. Empty lines and such that begin with # are
     * left out.
     *
     * @throws IllegalArgumentException with one line per error, each with its line number
     */
    public static Map<String, List<PublicKey>> publicKeys(List<String> lines) {
        Map<String, List<PublicKey>> keys = new LinkedHashMap<>();
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s+", 3);
            try {
                if (parts.length < 3 || !parts[0].equals(WORD)) {
                    throw new IllegalArgumentException("parts");
                }
                keys.computeIfAbsent(parts[2], authority -> new ArrayList<>()).add(key(parts[1]));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                errors.add(
                        "line "
                                + (i + 1)
                                + ": expected 'ed25519 KEY AUTHORITY' as vigil list key prints it,"
                                + " got '"
                                + (line.length() > 100 ? line.substring(0, 100) + "..." : line)
                                + "'; correct it");
            }
        }
        if (keys.isEmpty() && errors.isEmpty()) {
            errors.add("expected a key, got none; with no key every entry would be refused");
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), errors));
        }
        return keys;
    }

    private static PublicKey key(String base64) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
