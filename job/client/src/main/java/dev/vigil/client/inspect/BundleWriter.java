package dev.vigil.client.inspect;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Writes the files of a bundle, and at the end the sums of all of them. */
final class BundleWriter {
    private static final int BUFFER = 1 << 16;

    private final BundleFolder folder;
    private final Map<String, String> sums = new TreeMap<>();

    BundleWriter(BundleFolder folder) {
        this.folder = folder;
    }

    void write(String name, byte[] bytes) throws IOException {
        try (OutputStream file = open(name)) {
            file.write(bytes);
        }
    }

    void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file that is written step by step; its sum is known when it is closed. */
    OutputStream open(String name) throws IOException {
        Path file = folder.file(name);
        Files.createDirectories(file.getParent());
        MessageDigest digest = sha256();
        return new BufferedOutputStream(
                new DigestOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), digest) {
                    private boolean isClosed;

                    @Override
                    public void close() throws IOException {
                        super.close();
                        if (!isClosed) {
                            isClosed = true;
                            sums.put(name, HexFormat.of().formatHex(digest.digest()));
                        }
                    }
                },
                BUFFER);
    }

    /**
     * Writes the sums, in the form of sha256sum.
     *
     * @return the sum of that file: who has it can prove the whole bundle
     */
    String writeSums() throws IOException {
        StringBuilder lines = new StringBuilder();
        sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        Files.write(folder.file(BundleFolder.SUMS), bytes, StandardOpenOption.CREATE_NEW);
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
