package dev.vigil.bench.live.restreams;

import dev.vigil.bench.live.LiveSubcommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench restreams}: how soon works are found live. */
@Command(
        name = "restreams",
        description = {
            "Measures how soon works are found in live streams that begin with something else.",
            "Times are of the stream: first infringing sample or picture to the end of the deciding"
                    + " packet."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A found match names the work and its place within 1 s. A match in a lead-in is false.",
            "",
            "Examples:",
            "  vigil bench restreams --references DIR --reference-list Q/refs.txt \\",
            "      --queries Q/queries.csv",
            "  ... --lead-in radio/ talk.mp3     what streams begin with",
            "  ... --hours 100 --json            among decoys; 100 h need 2 GB of heap",
            "  vigil bench restreams --video     pictures: clean, under an overlay, in an inset",
            "  ... --video --references FILMS --lead-in OTHERS --streams 50",
            "  ... --video --references FILMS --lead-in OTHERS --queries Q/queries.csv"
        })
public final class RestreamsCommand extends LiveSubcommand {
    private static final int DRAWN_FILMS = 10;
    private static final int STREAMS = 20;

    @Option(
            names = "--queries",
            paramLabel = "CSV",
            description =
                    "clips of works and of none, with the columns path (relative to"
                            + " the CSV), true_ref, offset_s, group; with --video as vigil"
                            + " evaluate --video reads it, the longest row of each clip")
    private Path queries;

    @Option(
            names = "--lead-in",
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "recordings or folders that streams begin with, the first two"
                            + " minutes of each; works among them are left out"
                            + " (default: what the list leaves out of DIR; drawn films)")
    private List<Path> leadIns;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "of the lead-ins, and of where films are joined (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--video",
            description =
                    "films instead: all of DIR are works (default: drawn ones), which streams join in"
                            + " their middle, as they are, under an overlay or in an inset; or the"
                            + " clips of --queries")
    private boolean video;

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "with --video, of each kind (default: " + STREAMS + ")")
    private Integer streams;

    @Override
    public Integer call() throws IOException {
        return (video ? films() : sound()) ? 0 : 1;
    }

    private List<Path> leadIns() {
        return leadIns == null ? List.of() : leadIns;
    }

    private boolean sound() throws IOException {
        checkLive();
        expect("--queries", queries, "a CSV of clips");
        if (streams != null) {
            throw wrong("--streams: expected beside --video, got none; clips are as many streams");
        }
        return new RestreamBench(live, queries, leadIns(), seed, out(), err()).run();
    }

    private boolean films() throws IOException {
        checkNumbers();
        int each = streams == null ? STREAMS : streams;
        require("--streams", each, 1, 1_000);
        if (live.referenceList != null || live.hasThoroughEvery()) {
            throw wrong(
                    "--video: expected no --reference-list or --thorough-every beside it, got one;"
                            + " all films of --references are works");
        }
        if (queries != null && (live.references == null || streams != null)) {
            throw wrong(
                    "--queries: expected --references and no --streams beside it, got others; each"
                            + " clip is a stream");
        }
        ReferenceFilms works =
                live.references == null
                        ? ReferenceFilms.drawn(DRAWN_FILMS)
                        : ReferenceFilms.of(live.references);
        FilmRestreamBench.Options options =
                new FilmRestreamBench.Options(queries, each, live.hours, seed, live.json);
        OtherFilms others = OtherFilms.of(leadIns(), works);
        return new FilmRestreamBench(works, others, options, out(), err()).run();
    }
}
