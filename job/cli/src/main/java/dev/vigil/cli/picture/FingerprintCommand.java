package dev.vigil.cli.picture;

import dev.vigil.audio.Profile;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.wire.Json;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil fingerprint}. */
@Command(
        name = "fingerprint",
        description = {
            "Report and draw the fingerprint of a recording or a film.",
            "Needs no broker; nothing is sent anywhere."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil fingerprint film.flac --picture film.png --from 60 --seconds 20",
            "  vigil fingerprint film.mp4 --no-audio --picture=film.png"
        })
public final class FingerprintCommand implements Callable<Integer> {
    /** More would be less than half a pixel a frame. */
    private static final double MOST_SECONDS = 60;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "16-bit WAV, or anything that FFmpeg reads")
    private Path file;

    @Option(
            names = "--picture",
            arity = "0..1",
            fallbackValue = "fingerprint.png",
            paramLabel = "PNG",
            converter = PngName.class,
            description = {
                "draw the peaks of sound, and pictures along time with where words are made, to this",
                "file; fingerprint.png where none is named"
            })
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

    @Option(
            names = "--json",
            description = "one JSON object, of sound and pictures, instead of words")
    private boolean json;

    @Mixin private TrackChoice tracks;

    private final List<Supplier<BufferedImage>> drawings = new ArrayList<>();

    /** For machines: what the file does not have is missing. */
    record BothFingerprints(RecordingFingerprint sound, FilmSummary pictures) {}

    @Override
    public Integer call() throws IOException {
        if (!(seconds >= 1 && seconds <= MOST_SECONDS)) {
            throw refused("--seconds: expected 1 to 60, got " + seconds);
        }
        if (picture != null) {
            Png.unlessWritable(picture);
        }
        Profile profile = Profile.CURRENT;
        Set<Modality> found = FilmFile.tracks(file, tracks.wanted());
        RecordingFingerprint sound = found.contains(Modality.AUDIO) ? sound(profile) : null;
        FilmSummary pictures = found.contains(Modality.VIDEO) ? pictures() : null;
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                json
                        ? Json.text(new BothFingerprints(sound, pictures)) + "\n"
                        : text(sound, pictures, profile));
        out.flush();
        if (picture != null) {
            Png.write(picture, () -> Paper.stacked(drawings));
            out.print(json ? "" : "Drawn in " + picture + "\n");
            out.flush();
        }
        return 0;
    }

    private static String text(RecordingFingerprint sound, FilmSummary pictures, Profile profile) {
        return (sound == null ? "" : (pictures == null ? "" : "Sound: ") + sound.text(profile))
                + (pictures == null ? "" : pictures.text());
    }

    private RecordingFingerprint sound(Profile profile) throws IOException {
        Recording recording = Recording.of(file);
        FileFingerprint heard = FileFingerprint.all(recording, profile, packet -> {});
        checkFrom(heard.durationMs());
        RecordingFingerprint fingerprint = RecordingFingerprint.of(heard, profile);
        if (picture != null) {
            double shown = Math.min(seconds, Math.max(1, heard.durationMs() / 1000.0 - from));
            long begin = Math.round(from * profile.framesPerSecond());
            long end = begin + Math.round(shown * profile.framesPerSecond());
            Spectrogram spectrogram = Spectrogram.of(recording, profile, begin, end);
            drawings.add(() -> FingerprintPicture.of(heard, fingerprint, spectrogram, profile));
        }
        return fingerprint;
    }

    private FilmSummary pictures() throws IOException {
        FilmStretch stretch = new FilmStretch(from, seconds);
        FilmFingerprint film =
                FilmFingerprint.all(
                        file,
                        each -> {
                            if (picture != null) {
                                stretch.take(each);
                            }
                        });
        stretch.finish();
        checkFrom(film.durationMs());
        FilmLanes lanes = FilmLanes.of(film);
        FilmSummary summary = FilmSummary.of(film, lanes);
        if (picture != null) {
            drawings.add(() -> new FilmFingerprintPicture(summary, lanes, stretch).draw());
        }
        return summary;
    }

    private void checkFrom(long durationMs) {
        if (!(from >= 0 && from * 1000 < durationMs)) {
            throw refused(
                    "--from: expected 0 or more and less than the "
                            + durationMs / 1000.0
                            + " s of the recording, got "
                            + from);
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
