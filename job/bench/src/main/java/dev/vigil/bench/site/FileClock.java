package dev.vigil.bench.site;

import dev.vigil.stream.caughtup.WallClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A clock for processes of one machine: eight bytes of a mapped file, UTC epoch ms. */
public final class FileClock implements WallClock {
    private static final long serialVersionUID = 1L;

    private static final VarHandle TIME =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final String file;
    private transient volatile ByteBuffer mapped;

    public FileClock(Path file) {
        this.file = file.toAbsolutePath().toString();
    }

    @Override
    public long nowMs() {
        return (long) TIME.getVolatile(mapped(), 0);
    }

    public void set(long nowMs) {
        TIME.setVolatile(mapped(), 0, nowMs);
    }

    private ByteBuffer mapped() {
        if (mapped == null) {
            try (FileChannel channel =
                    FileChannel.open(
                            Path.of(file),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE)) {
                mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            } catch (IOException e) {
                throw new UncheckedIOException("clock: expected a file to map at " + file, e);
            }
        }
        return mapped;
    }
}
