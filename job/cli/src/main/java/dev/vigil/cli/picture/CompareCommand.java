package dev.vigil.cli.picture;

import dev.vigil.audio.Profile;
import dev.vigil.edge.PictureSource;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.wire.Json;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil compare}. */
@Command(
        name = "compare",
        description = {
            "Report and draw whether a query holds a stretch of a reference, and why: by sound, by",
            "moving pictures, or by both where both files have both.",
            "Needs no broker; uses the same search as the jobs, with an index of one reference."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:at least one stretch matches, of sound or of pictures",
            "1:nothing was compared: no such file, no track in common, no memory, ...",
            "2:wrong usage",
            "3:no stretch matches"
        },
        footer = {
            "",
            "Tempo and pitch are the query's: +4 %% is faster than the reference, +1 semitone higher.",
            "",
            "How sure a match of sound is depends on the share of the query's peaks that meet one",
            "within 6 ms:",
            "  the same recording          60 %% and more; nothing else was measured there",
            "  very likely the same        35 %% and more; so does a machine that plays the same notes",
            "  a passage in common         less: another playing, the same theme, or a copy through a",
            "                              hall or in noise; a person must compare them",
            "  a part of                   less than three quarters of the shorter one matches",
            "The share counts less two standard errors, so that few peaks weigh less. 'in 94 %% of the",
            "time' are the seconds in which at least a quarter of the peaks meet.",
            "",
            "Evidence of pictures is that of pictures themselves (S) and that of their change over",
            "half a second (T). Without T it is a still picture in common, and a person decides.",
            "",
            "Examples:",
            "  vigil compare clip.mp3 film.flac --picture why.png",
            "  vigil compare clip.mp4 film.mp4 --picture=why.png",
            "  vigil compare clip.mp4 film.mp4 --no-audio --picture"
        })
public final class CompareCommand implements Callable<Integer> {
    /** 1 and 2 say of every verb that it could not do its work. */
    public static final int NO_MATCH = 3;

    private static final PictureProfile PICTURES = FilmComparison.PROFILE;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "QUERY", description = "a recording or film; WAV or what FFmpeg reads")
    private Path query;

    @Parameters(paramLabel = "REFERENCE", description = "the work; WAV or what FFmpeg reads")
    private Path reference;

    @Option(
            names = "--picture",
            arity = "0..1",
            fallbackValue = "compare.png",
            paramLabel = "PNG",
            converter = PngName.class,
            description = "draw why, to this file; compare.png where none is named")
    private Path picture;

    @Option(names = "--live", description = "search the query like a live stream, not an upload")
    private boolean live;

    @Option(
            names = "--json",
            description = "one JSON object, of sound and pictures, instead of words")
    private boolean json;

    @Mixin private TrackChoice tracks;

    private final List<Supplier<BufferedImage>> drawings = new ArrayList<>();

    /** For machines: what is not compared is missing. */
    record BothComparisons(Report sound, FilmReport pictures) {}

    @Override
    public Integer call() throws IOException {
        if (picture != null) {
            Png.unlessWritable(picture);
        }
        Set<Modality> common = common(tracks.wanted());
        Report sound = common.contains(Modality.AUDIO) ? sound() : null;
        FilmReport pictures = common.contains(Modality.VIDEO) ? pictures() : null;
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                json
                        ? Json.text(new BothComparisons(sound, pictures)) + "\n"
                        : text(sound, pictures));
        out.flush();
        if (picture != null) {
            Png.write(picture, () -> Paper.stacked(drawings));
            out.print(json ? "" : "Drawn in " + picture + "\n");
            out.flush();
        }
        boolean isMatch =
                sound != null && sound.isMatch() || pictures != null && pictures.isMatch();
        return isMatch ? 0 : NO_MATCH;
    }

    /** Tracks that both files have. */
    private Set<Modality> common(Set<Modality> wanted) throws IOException {
        if (!wanted.contains(Modality.VIDEO)) {
            return wanted;
        }
        Set<Modality> queried = FilmFile.tracks(query, wanted);
        Set<Modality> work = FilmFile.tracks(reference, wanted);
        Set<Modality> common = EnumSet.copyOf(queried);
        common.retainAll(work);
        if (common.isEmpty()) {
            throw new IOException(
                    reference
                            + ": expected a track that the query has too, "
                            + TrackChoice.words(queried)
                            + ", got "
                            + TrackChoice.words(work)
                            + "; give films with both");
        }
        return common;
    }

    private static String text(Report sound, FilmReport pictures) {
        if (pictures == null) {
            return sound.text();
        }
        return (sound == null ? "" : "Sound: " + sound.text()) + pictures.text();
    }

    private Report sound() throws IOException {
        Profile profile = Profile.CURRENT;
        Recording queried = Recording.of(query);
        Recording work = Recording.of(reference);
        FileFingerprint referenceHeard = FileFingerprint.all(work, profile, packet -> {});
        Comparison comparison = new Comparison(profile, referenceHeard.peaks(), live);
        FileFingerprint queryHeard =
                FileFingerprint.all(
                        queried,
                        profile,
                        picture == null ? comparison.found()::accept : comparison::acceptAndKeep);
        Report report = Report.of(queryHeard, referenceHeard, comparison, profile);
        if (picture != null) {
            Aligned aligned = Aligned.of(queryHeard, referenceHeard, comparison, profile);
            Spectrogram above =
                    Spectrogram.of(queried, profile, aligned.queryFrom(), aligned.queryTo());
            Spectrogram below = Spectrogram.of(work, profile, aligned.refFrom(), aligned.refTo());
            drawings.add(() -> new ComparePicture(profile, report, aligned).draw(above, below));
        }
        return report;
    }

    private FilmReport pictures() throws IOException {
        FilmFingerprint work = FilmFingerprint.all(reference, each -> {});
        FilmComparison comparison = new FilmComparison(work.words(), work.frames(), live);
        boolean[] isBlank = {true};
        PictureStream stream =
                new PictureStream(
                        PICTURES,
                        new PictureBench(PICTURES),
                        packet -> {
                            isBlank[0] &= packet.peaks().length == 0;
                            comparison.found().accept(packet);
                        });
        FilmFile queried = new FilmFile(query);
        FilmFile.Pass pass =
                queried.read(
                        PictureSource.STREAM_RATE,
                        each -> {
                            stream.accept(each);
                            return true;
                        });
        stream.finish();
        FilmReport report =
                FilmReport.of(
                        new FilmReport.Side(Recording.of(query), pass.frames(), isBlank[0]),
                        new FilmReport.Side(work.file(), work.frames(), work.words().length == 0),
                        comparison);
        if (picture != null) {
            List<FilmMoments.Shown> moments = moments(queried, comparison);
            drawings.add(() -> new FilmComparePicture(report, comparison, moments).draw());
        }
        return report;
    }

    /** Of the match with the most evidence, or of what is most alike. */
    private List<FilmMoments.Shown> moments(FilmFile queried, FilmComparison comparison)
            throws IOException {
        Optional<Compared.Match> match =
                comparison.found().matches().stream()
                        .max(Comparator.comparingDouble(one -> one.span().evidence()));
        Line line = match.map(Compared.Match::line).or(comparison.found()::strongest).orElse(null);
        List<Line> lines =
                match.map(Compared.Match::lines).orElse(line == null ? List.of() : List.of(line));
        return FilmMoments.of(queried, new FilmFile(reference), line, lines);
    }
}
