package dev.vigil.desk.compare;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Two files on their way into a folder of their own. By one thread at a time. */
public final class FilePair implements AutoCloseable {
    static final CompareProgram.Files NAMES =
            new CompareProgram.Files("query", "reference", "picture.png");

    private final Path folder;
    private final String actor;
    private final Consumer<FilePair> end;
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private ArrivedFile query;
    private ArrivedFile reference;
    private boolean isHandedOver;

    /**
     * @param end deletes the folder, and lets the person's next ones in
     */
    FilePair(Path folder, String actor, Consumer<FilePair> end) {
        this.folder = folder;
        this.actor = actor;
        this.end = end;
    }

    /** Where the query goes; it is here once that is closed. */
    public OutputStream openQuery() throws IOException {
        return new Arriving(NAMES.query(), it -> query = it);
    }

    /** The same for the reference. */
    public OutputStream openReference() throws IOException {
        return new Arriving(NAMES.reference(), it -> reference = it);
    }

    /** Null where it is not here. */
    public ArrivedFile query() {
        return query;
    }

    /** Null where it is not here. */
    public ArrivedFile reference() {
        return reference;
    }

    Path folder() {
        return folder;
    }

    Path picture() {
        return folder.resolve(NAMES.picture());
    }

    String actor() {
        return actor;
    }

    /** From here on it ends with the comparison. */
    void handOver() {
        isHandedOver = true;
    }

    void end() {
        if (!hasEnded.getAndSet(true)) {
            end.accept(this);
        }
    }

    /** Deletes the files, unless they are being compared. */
    @Override
    public void close() {
        if (!isHandedOver) {
            end();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** A file once: one that is there is not written over. */
    private final class Arriving extends FilterOutputStream {
        private final Consumer<ArrivedFile> arrived;
        private long bytes;
        private boolean isClosed;

        Arriving(String name, Consumer<ArrivedFile> arrived) throws IOException {
            super(
                    new DigestOutputStream(
                            Files.newOutputStream(
                                    folder.resolve(name),
                                    StandardOpenOption.CREATE_NEW,
                                    StandardOpenOption.WRITE),
                            sha256()));
            this.arrived = arrived;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!isClosed) {
                isClosed = true;
                MessageDigest digest = ((DigestOutputStream) out).getMessageDigest();
                arrived.accept(new ArrivedFile(bytes, HexFormat.of().formatHex(digest.digest())));
            }
        }
    }
}
