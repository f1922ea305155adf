package dev.vigil.cli.picture;

import dev.vigil.audio.Profile;
import dev.vigil.audio.Resampler;
import dev.vigil.edge.PcmSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** A WAV file as the jobs would get its samples, with what the JDK brings. */
final class WavSource implements PcmSource, AutoCloseable {
    private static final int BLOCK = 65_536;

    private final AudioInputStream in;
    private final AudioFormat format;
    private final Resampler resampler;
    private short[] pending = new short[0];
    private int pendingFrom;
    private boolean drained;

    private WavSource(AudioInputStream in) {
        this.in = in;
        this.format = in.getFormat();
        this.resampler = new Resampler(Profile.CURRENT, rateHz(), channels());
    }

    /** Empty where the file is anything but 16-bit PCM that a session may be pushed with. */
    static Optional<WavSource> open(Path file) throws IOException {
        AudioInputStream in;
        try {
            in = AudioSystem.getAudioInputStream(file.toFile());
        } catch (UnsupportedAudioFileException e) {
            return Optional.empty();
        }
        if (isPlain(in.getFormat())) {
            return Optional.of(new WavSource(in));
        }
        in.close();
        return Optional.empty();
    }

    private static boolean isPlain(AudioFormat format) {
        return format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED)
                && format.getSampleSizeInBits() == 16
                && !format.isBigEndian()
                && format.getChannels() <= 2
                && format.getSampleRate() >= 8_000
                && format.getSampleRate() <= 48_000;
    }

    int rateHz() {
        return (int) format.getSampleRate();
    }

    int channels() {
        return format.getChannels();
    }

    @Override
    public int read(short[] buffer, int from, int length) throws IOException {
        while (pendingFrom == pending.length) {
            if (drained) {
                return -1;
            }
            pending = next();
            pendingFrom = 0;
        }
        int count = Math.min(length, pending.length - pendingFrom);
        System.arraycopy(pending, pendingFrom, buffer, from, count);
        pendingFrom += count;
        return count;
    }

    private short[] next() throws IOException {
        byte[] bytes = in.readNBytes(BLOCK);
        short[] samples = new short[bytes.length / format.getFrameSize() * channels()];
        if (samples.length == 0) {
            drained = true;
            return resampler.finish();
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return resampler.accept(samples, 0, samples.length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
