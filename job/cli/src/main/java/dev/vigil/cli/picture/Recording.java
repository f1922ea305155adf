package dev.vigil.cli.picture;

import dev.vigil.edge.Decoder;
import dev.vigil.edge.MediaException;
import dev.vigil.edge.PcmSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A file with sound: 16-bit WAV is read directly, anything else is decoded as {@code vigil ingest}
 * does it. May be opened as often as one likes.
 *
 * @param decoder opens what is no WAV; {@link Decoder#open} outside of tests
 */
record Recording(Path file, Opener decoder) {
    private static final int BUFFER = 65_536;

    /** Opens a file with FFmpeg. */
    @FunctionalInterface
    interface Opener {
        Decoder open(String location) throws MediaException;
    }

    /**
     * A file that was opened, at its start.
     *
     * @param samples mono, as the fingerprinter takes them
     * @param rateHz of the file itself
     * @param channels of the file itself
     * @param damagedPackets that were left out so far
     */
    record Reading(
            PcmSource samples,
            int rateHz,
            int channels,
            LongSupplier damagedPackets,
            AutoCloseable closing)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                closing.close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    static Recording of(Path file) {
        return new Recording(file, Decoder::open);
    }

    /** The file's own name, for people. */
    String name() {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /**
     * SHA-256 of the file's bytes, 64 hexadecimal digits.
     *
     * @throws IOException where it can't be read
     */
    String sha256() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Opens it at its start.
     *
     * @throws IOException where there is no such file or it has no sound that can be decoded
     */
    Reading open() throws IOException {
        Optional<WavSource> wav =
                Files.isRegularFile(file) ? WavSource.open(file) : Optional.empty();
        if (wav.isPresent()) {
            WavSource source = wav.get();
            return new Reading(source, source.rateHz(), source.channels(), () -> 0, source);
        }
        try {
            Decoder decoding = decoder.open(file.toString());
            return new Reading(
                    decoding,
                    decoding.sourceRateHz(),
                    decoding.sourceChannels(),
                    decoding::damagedPackets,
                    decoding);
        } catch (LinkageError e) {
            throw withoutFfmpeg(file, e);
        }
    }

    /** Why a file can't be decoded on a machine that FFmpeg was not built for. */
    static IOException withoutFfmpeg(Path file, LinkageError e) {
        return new IOException(
                file
                        + ": expected FFmpeg's native libraries for this machine, got "
                        + e.getMessage()
                        + "; convert the file to 16-bit WAV, or build with"
                        + " -Djavacpp.platform=..., such as linux-arm64",
                e);
    }
}
