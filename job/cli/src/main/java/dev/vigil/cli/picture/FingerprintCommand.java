package dev.vigil.cli.picture;

import dev.vigil.audio.Profile;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil fingerprint}. */
@Command(
        name = "fingerprint",
        description = {
            "Report and draw the fingerprint of a recording.",
            "Needs no broker; nothing is sent anywhere."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil fingerprint film.flac --picture film.png --from 60 --seconds 20"
        })
public final class FingerprintCommand implements Callable<Integer> {
    /** More would be less than half a pixel a frame. */
    private static final double MOST_SECONDS = 60;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "16-bit WAV, or anything that FFmpeg reads")
    private Path file;

    @Option(names = "--picture", paramLabel = "PNG", description = "draw the peaks to this file")
    private Path picture;

    @Option(
            names = "--from",
            paramLabel = "S",
            defaultValue = "0",
            description = "second at which the picture begins; default ${DEFAULT-VALUE}")
    private double from;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "30",
            description = "seconds in the picture, 1 to 60; default ${DEFAULT-VALUE}")
    private double seconds;

    @Option(names = "--json", description = "one JSON object instead of words")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!(seconds >= 1 && seconds <= MOST_SECONDS)) {
            throw refused("--seconds: expected 1 to 60, got " + seconds);
        }
        if (picture != null) {
            Png.unlessWritable(picture);
        }
        Profile profile = Profile.CURRENT;
        Recording recording = Recording.of(file);
        FileFingerprint heard = FileFingerprint.all(recording, profile, packet -> {});
        if (!(from >= 0 && from * 1000 < heard.durationMs())) {
            throw refused(
                    "--from: expected 0 or more and less than the "
                            + heard.durationMs() / 1000.0
                            + " s of the recording, got "
                            + from);
        }
        RecordingFingerprint fingerprint = RecordingFingerprint.of(heard, profile);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Json.text(fingerprint) + "\n" : fingerprint.text(profile));
        out.flush();
        if (picture != null) {
            draw(recording, heard, fingerprint, profile);
        }
        return 0;
    }

    private void draw(
            Recording recording,
            FileFingerprint heard,
            RecordingFingerprint fingerprint,
            Profile profile)
            throws IOException {
        double shown = Math.min(seconds, Math.max(1, heard.durationMs() / 1000.0 - from));
        long begin = Math.round(from * profile.framesPerSecond());
        long end = begin + Math.round(shown * profile.framesPerSecond());
        Spectrogram spectrogram = Spectrogram.of(recording, profile, begin, end);
        Png.write(picture, () -> FingerprintPicture.of(heard, fingerprint, spectrogram, profile));
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
