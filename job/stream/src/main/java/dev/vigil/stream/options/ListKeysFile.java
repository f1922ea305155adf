package dev.vigil.stream.options;

import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.ListSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;

/** Files that hold the keys of the list: {@link ListKeys} has their form. */
public final class ListKeysFile {
    private ListKeysFile() {}

    /**
     * Public keys by authority.
     *
     * @throws IllegalArgumentException with one line per error
     */
    public static Map<String, List<PublicKey>> publicKeys(Path file) {
        return ListKeys.publicKeys(text(file).lines().toList());
    }

    /**
     * Whose entries are admitted.
     *
     * @throws IllegalArgumentException with one line per error
     */
    public static Authorities authorities(Path file) {
        return new Authorities(publicKeys(file));
    }

    /**
     * A private key.
     *
     * @throws IllegalArgumentException that names the file, never what is in it
     */
    public static PrivateKey privateKey(Path file) {
        try {
            return ListKeys.privateKey(text(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** True where one of the public keys belongs to the private one. */
    public static boolean belong(PrivateKey key, List<PublicKey> keys) {
        byte[] probe = "{}".getBytes(StandardCharsets.UTF_8);
        String signature = ListSignature.sign(probe, key);
        return keys.stream().anyMatch(each -> ListSignature.verifies(probe, signature, each));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "expected a readable UTF-8 file, got '" + file + "'; correct the path", e);
        }
    }
}
