package dev.vigil.cli.picture;

import dev.vigil.cli.Vigil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Files with sound, and the command run over them. */
public final class TestingFiles {
    private TestingFiles() {}

    public static Path wav(Path file, short[] interleaved, int rateHz, int channels)
            throws IOException {
        byte[] bytes = new byte[2 * interleaved.length];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(interleaved);
        AudioFormat format = new AudioFormat(rateHz, 16, channels, true, false);
        AudioSystem.write(
                new AudioInputStream(
                        new ByteArrayInputStream(bytes), format, interleaved.length / channels),
                AudioFileFormat.Type.WAVE,
                file.toFile());
        return file;
    }

    static short[] tone(double hz, double seconds, int rateHz) {
        short[] pcm = new short[(int) (seconds * rateHz)];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(8_000 * Math.sin(2 * Math.PI * hz * i / rateHz));
        }
        return pcm;
    }

    public static short[] join(short[]... parts) {
        short[] all = new short[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** What a run of the command came to. */
    public record Ran(int code, String out, String err) {}

    public static Ran vigil(Object... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        ByteArrayOutputStream wrong = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(wrong, true, StandardCharsets.UTF_8));
        try {
            String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
            int code = Vigil.run(words);
            return new Ran(
                    code,
                    told.toString(StandardCharsets.UTF_8),
                    wrong.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
