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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil compare}. */
@Command(
        name = "compare",
        description = {
            "Report and draw whether a query holds a stretch of a reference, and why.",
            "Needs no broker; uses the same search as the jobs, with an index of one reference."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:at least one stretch matches",
            "1:nothing was compared: no such file, no sound, no memory, ...",
            "2:wrong usage",
            "3:no stretch matches"
        },
        footer = {
            "",
            "Tempo and pitch are the query's: +4 %% is faster than the reference, +1 semitone higher.",
            "",
            "How sure a match is depends on the share of the query's peaks that meet one within 6 ms:",
            "  the same recording          60 %% and more; nothing else was measured there",
            "  very likely the same        35 %% and more; so does a machine that plays the same notes",
            "  a passage in common         less: another playing, the same theme, or a copy through a",
            "                              hall or in noise; a person must compare them",
            "  a part of                   less than three quarters of the shorter one matches",
            "The share counts less two standard errors, so that few peaks weigh less. 'in 94 %% of the",
            "time' are the seconds in which at least a quarter of the peaks meet.",
            "",
            "Example:",
            "  vigil compare clip.mp3 film.flac --picture why.png"
        })
public final class CompareCommand implements Callable<Integer> {
    /** 1 and 2 say of every verb that it could not do its work. */
    public static final int NO_MATCH = 3;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "QUERY", description = "a recording; WAV or what FFmpeg reads")
    private Path query;

    @Parameters(paramLabel = "REFERENCE", description = "the work; WAV or what FFmpeg reads")
    private Path reference;

    @Option(names = "--picture", paramLabel = "PNG", description = "draw why, to this file")
    private Path picture;

    @Option(names = "--live", description = "search the query like a live stream, not an upload")
    private boolean live;

    @Option(names = "--json", description = "one JSON object instead of words")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (picture != null) {
            Png.unlessWritable(picture);
        }
        return compare() ? 0 : NO_MATCH;
    }

    private boolean compare() throws IOException {
        Profile profile = Profile.CURRENT;
        Recording queried = Recording.of(query);
        Recording work = Recording.of(reference);
        FileFingerprint referenceHeard = FileFingerprint.all(work, profile, packet -> {});
        Comparison comparison = new Comparison(profile, referenceHeard.peaks(), live);
        FileFingerprint queryHeard =
                FileFingerprint.all(
                        queried,
                        profile,
                        picture == null ? comparison::hear : comparison::hearAndKeep);
        Report report = Report.of(queryHeard, referenceHeard, comparison, profile);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Json.text(report) + "\n" : report.text());
        out.flush();
        if (picture != null) {
            Aligned aligned = Aligned.of(queryHeard, referenceHeard, comparison, profile);
            Spectrogram above =
                    Spectrogram.of(queried, profile, aligned.queryFrom(), aligned.queryTo());
            Spectrogram below = Spectrogram.of(work, profile, aligned.refFrom(), aligned.refTo());
            Png.write(
                    picture, () -> new ComparePicture(profile, report, aligned).draw(above, below));
        }
        return report.isMatch();
    }
}
