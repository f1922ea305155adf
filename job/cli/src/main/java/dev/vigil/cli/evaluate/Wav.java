package dev.vigil.cli.evaluate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A 16-bit PCM WAV file in memory.
 *
 * @param rateHz sample rate
 * @param channels samples in a frame
 * @param samples interleaved
 */
record Wav(int rateHz, int channels, short[] samples) {

    /**
     * Reads a file with what the JDK brings.
     *
     * @throws IOException if it can't be read or is not 16-bit PCM
     */
    static Wav read(Path file) throws IOException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = in.getFormat();
            if (format.getSampleSizeInBits() != 16 || format.isBigEndian()) {
                throw new IOException(
                        file
                                + ": expected 16-bit little-endian PCM, got "
                                + format
                                + "; convert it");
            }
            byte[] bytes = in.readAllBytes();
            short[] samples = new short[bytes.length / 2];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
            return new Wav((int) format.getSampleRate(), format.getChannels(), samples);
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(
                    file + ": expected a 16-bit WAV file, got something else; convert it", e);
        }
    }

    double seconds() {
        return (double) samples.length / channels / rateHz;
    }
}
