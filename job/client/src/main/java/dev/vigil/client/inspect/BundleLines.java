package dev.vigil.client.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines of a file, one at a time, in one array. */
final class BundleLines implements AutoCloseable {
    private static final int FIRST = 1 << 16;

    /** A record of the largest size in Base64, or a page with all its digests. */
    private static final int LONGEST = 16 << 20;

    private final Path file;
    private final InputStream in;
    private byte[] buffer;
    private int filled;
    private int from;
    private int to = -1;
    private long number;

    /** A file that is not there has no line. */
    BundleLines(Path file) throws IOException {
        this.file = file;
        boolean isThere = Files.exists(file);
        in = isThere ? Files.newInputStream(file) : InputStream.nullInputStream();
        buffer = new byte[isThere ? FIRST : 1];
    }

    /** Reads the next line; false at the end. */
    boolean next() throws IOException {
        from = to + 1;
        int searched = from;
        while (true) {
            for (int at = searched; at < filled; at++) {
                if (buffer[at] == '\n') {
                    return found(at);
                }
            }
            searched = Math.max(0, filled - from);
            if (!fill()) {
                return filled > 0 && found(filled);
            }
        }
    }

    private boolean found(int end) {
        to = end;
        number++;
        return true;
    }

    /** Moves what is left to the front and reads more; false at the end of the file. */
    private boolean fill() throws IOException {
        int left = Math.max(0, filled - from);
        System.arraycopy(buffer, Math.min(from, filled), buffer, 0, left);
        from = 0;
        to = -1;
        filled = left;
        if (filled == buffer.length) {
            if (filled >= LONGEST) {
                throw new IOException(
                        file
                                + ": expected lines of up to "
                                + LONGEST
                                + " bytes, got a longer one at line "
                                + (number + 1));
            }
            buffer = Arrays.copyOf(buffer, 2 * filled);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read >= 0;
    }

    /** The array that holds it; the next line may be in another one. */
    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    /** The line feed behind it. */
    int to() {
        return to;
    }

    byte[] copy() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    /** From 1. */
    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
