package dev.vigil.client.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is sent of a file that stays where it is. */
public final class FileDigest {
    private FileDigest() {}

    /**
     * SHA-256 of a file, in hex.
     *
     * @param option that names the file, for the error
     * @throws IOException where the file can't be read
     */
    public static String sha256(String option, Path file) throws IOException {
        try (DigestOutputStream out =
                new DigestOutputStream(
                        OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            Files.copy(file, out);
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        } catch (IOException e) {
            throw new IOException(
                    option + ": expected a readable file, got '" + file + "'; correct the path", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
