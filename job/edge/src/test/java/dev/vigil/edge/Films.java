package dev.vigil.edge;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.schema.media.Modality;
import dev.vigil.video.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Films that tests make with the program {@code ffmpeg}, which also says what is in them. */
final class Films {
    static final Set<Modality> BOTH = Set.of(Modality.AUDIO, Modality.VIDEO);

    /** Moves and has a clock in it. */
    static final String MOVING = "testsrc2=size=160x90:rate=25";

    private Films() {}

    /** Skips the test where films can't be made. */
    static void requireFfmpeg() {
        boolean isThere;
        try {
            isThere = new ProcessBuilder("ffmpeg", "-version").start().waitFor() == 0;
        } catch (IOException e) {
            isThere = false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assumeTrue(isThere, "ffmpeg is not installed: films can't be made");
    }

    /** What FFmpeg writes with these arguments, split at blanks, to a file. */
    static Path make(Path file, String arguments) throws IOException {
        run("-y " + arguments, file.toString());
        return file;
    }

    /** Moving pictures of some seconds, without sound. */
    static Path pictures(Path file, int seconds, String arguments) throws IOException {
        return make(file, "-f lavfi -i " + MOVING + " -t " + seconds + " " + arguments);
    }

    /** Moving pictures of some seconds, and a tone. */
    static Path film(Path file, int seconds, String arguments) throws IOException {
        return make(
                file,
                "-f lavfi -i "
                        + MOVING
                        + " -f lavfi -i sine=frequency=440:sample_rate=44100 -t "
                        + seconds
                        + " "
                        + arguments);
    }

    /** The grey pictures that FFmpeg makes of a film, one after the other. */
    static byte[] grey(Path film, String filter) throws IOException {
        return run("-i " + film + " -vf " + filter + ",format=gray -f rawvideo", "-");
    }

    private static byte[] run(String arguments, String output) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-threads", "1"));
        command.addAll(List.of(arguments.split(" ")));
        command.add(output);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        byte[] out = process.getInputStream().readAllBytes();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": failed");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return out;
    }

    /** All pictures of a film at the rate of streams. */
    static List<Picture> read(Path film) throws IOException {
        return read(film, PictureSource.STREAM_RATE);
    }

    static List<Picture> read(Path film, int rate) throws IOException {
        try (Tracks tracks = Tracks.open(film.toString(), Set.of(Modality.VIDEO), rate)) {
            return readAll(tracks.pictures().orElseThrow());
        }
    }

    static List<Picture> readAll(PictureSource source) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (Optional<Picture> next = source.next(); next.isPresent(); next = source.next()) {
            pictures.add(next.get());
        }
        return pictures;
    }

    /** Mean difference of grey levels between pictures and raw ones. */
    static double difference(List<Picture> pictures, byte[] raw) {
        long sum = 0;
        int at = 0;
        for (Picture picture : pictures) {
            for (byte level : picture.luma()) {
                sum += Math.abs((level & 0xff) - (raw[at++] & 0xff));
            }
        }
        return (double) sum / at;
    }
}
