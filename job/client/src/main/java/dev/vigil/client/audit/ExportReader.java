package dev.vigil.client.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads an export: a record a line, each as the log has hashed it (NDJSON). */
final class ExportReader {
    private static final int FIRST = 1 << 20;

    /** A record of the largest size, in Base64 and with the longest headers. */
    private static final int LONGEST = 16 << 20;

    private final Path file;
    private byte[] buffer = new byte[FIRST];

    ExportReader(Path file) {
        this.file = file;
    }

    /** Takes a line within an array. */
    interface Lines {
        /**
         * @param to the line feed behind it
         * @param at where it begins in the file
         * @return false where no other one is wanted
         */
        boolean line(byte[] bytes, int from, int to, long at);
    }

    /**
     * Reads lines; empty ones are left out.
     *
     * @param start where a line begins
     * @throws IOException where it can't be read, or a line is longer than any record
     */
    void read(long start, Lines lines) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file).position(start);
                InputStream in = Channels.newInputStream(channel)) {
            long at = start;
            int begin = 0;
            int filled = 0;
            while (true) {
                if (filled == buffer.length) {
                    makeRoom(begin, filled);
                    filled -= begin;
                    begin = 0;
                }
                int read = in.read(buffer, filled, buffer.length - filled);
                if (read < 0) {
                    break;
                }
                for (int i = filled; i < filled + read; i++) {
                    if (buffer[i] == '\n') {
                        if (i > begin && !lines.line(buffer, begin, i, at)) {
                            return;
                        }
                        at += i + 1 - begin;
                        begin = i + 1;
                    }
                }
                filled += read;
            }
            if (filled > begin) {
                lines.line(buffer, begin, filled, at);
            }
        }
    }

    /** Moves the line that is not whole to the front, or takes a longer array. */
    private void makeRoom(int begin, int filled) throws IOException {
        if (begin > 0) {
            System.arraycopy(buffer, begin, buffer, 0, filled - begin);
        } else if (buffer.length < LONGEST) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        } else {
            throw new IOException(
                    file
                            + ": expected a record a line, got a line of more than "
                            + LONGEST
                            + " bytes");
        }
    }
}
