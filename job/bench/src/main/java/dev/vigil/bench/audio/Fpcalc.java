package dev.vigil.bench.audio;

import dev.vigil.edge.PcmSource;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Chromaprint's fpcalc, where it is installed: the peer that extraction is measured against. */
final class Fpcalc {
    /** What the shell reports of its children, on the second line of {@code times}. */
    private static final Pattern CHILDREN =
            Pattern.compile("\\n(\\d+)m([\\d.,]+)s (\\d+)m([\\d.,]+)s\\s*$");

    /** How much is fingerprinted at least: the times of a shell have steps of 10 ms. */
    private static final int LEAST_SAMPLES = 3_600 * PcmSource.RATE_HZ;

    private final Path wav;
    private final int times;

    private Fpcalc(Path wav, int times) {
        this.wav = wav;
        this.times = times;
    }

    /** Ready to fingerprint that sound, or nothing where it is not on the path. */
    static Optional<Fpcalc> on(List<short[]> sound) throws IOException {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        boolean there =
                Stream.of(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "fpcalc")));
        if (!there) {
            return Optional.empty();
        }
        Path wav = Files.createTempFile("vigil-bench", ".wav");
        wav.toFile().deleteOnExit();
        int once = sound.stream().mapToInt(pcm -> pcm.length).sum();
        int times = Math.max(1, LEAST_SAMPLES / once);
        write(sound, times, once * times, wav);
        return Optional.of(new Fpcalc(wav, times));
    }

    private static void write(List<short[]> sound, int times, int samples, Path wav)
            throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Short.BYTES * samples).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < times; i++) {
            for (short[] pcm : sound) {
                bytes.asShortBuffer().put(pcm);
                bytes.position(bytes.position() + Short.BYTES * pcm.length);
            }
        }
        AudioFormat format = new AudioFormat(PcmSource.RATE_HZ, Short.SIZE, 1, true, false);
        AudioInputStream in =
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples);
        AudioSystem.write(in, AudioFileFormat.Type.WAVE, wav.toFile());
    }

    /** CPU seconds, user and system, of fingerprinting it once, with its share of the start. */
    double cpuSeconds() throws IOException {
        Process shell =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "fpcalc -raw -length 0 \"$0\" > /dev/null && times",
                                wav.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher spent = CHILDREN.matcher(said);
        if (!spent.find()) {
            throw new IOException("fpcalc: expected the times of the shell, got '" + said + "'");
        }
        return (seconds(spent, 1) + seconds(spent, 3)) / times;
    }

    private static double seconds(Matcher spent, int group) {
        return 60 * Double.parseDouble(spent.group(group))
                + Double.parseDouble(spent.group(group + 1).replace(',', '.'));
    }
}
