package dev.vigil.client.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads an export: a record a line, each as the log has hashed it (NDJSON). */
public final class ExportReader {
    private static final int FIRST = 1 << 20;

    /** A record of the largest size, in Base64 and with the longest headers. */
    private static final int LONGEST = 16 << 20;

    private ExportReader() {}

    /** Takes a line within an array. */
    public interface Lines {
        /**
         * @param to the line feed behind it
         */
        void line(byte[] bytes, int from, int to);
    }

    /**
     * Reads all lines; empty ones are left out.
     *
     * @throws IOException where it can't be read, or a line is longer than any record
     */
    public static void read(Path file, Lines lines) throws IOException {
        byte[] buffer = new byte[FIRST];
        int filled = 0;
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, larger(buffer.length, file));
                }
                int read = in.read(buffer, filled, buffer.length - filled);
                if (read < 0) {
                    break;
                }
                filled = rest(buffer, filled, filled + read, lines);
            }
        }
        if (filled > 0) {
            lines.line(buffer, 0, filled);
        }
    }

    private static int larger(int length, Path file) throws IOException {
        if (length >= LONGEST) {
            throw new IOException(
                    file
                            + ": expected a record a line, got a line of more than "
                            + LONGEST
                            + " bytes");
        }
        return 2 * length;
    }

    /** Gives the lines that are whole, and moves what is behind them to the front. */
    private static int rest(byte[] buffer, int searched, int filled, Lines lines) {
        int start = 0;
        for (int at = searched; at < filled; at++) {
            if (buffer[at] == '\n') {
                if (at > start) {
                    lines.line(buffer, start, at);
                }
                start = at + 1;
            }
        }
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        return filled - start;
    }
}
