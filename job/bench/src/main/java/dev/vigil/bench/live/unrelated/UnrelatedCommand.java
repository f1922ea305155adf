package dev.vigil.bench.live.unrelated;

import dev.vigil.bench.live.LiveSubcommand;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench unrelated}: what must match nothing. */
@Command(
        name = "unrelated",
        description = {
            "Analyses recordings as live streams that hold no work: nothing may match.",
            "Reports the nearest ones, and how many false matches 1,000 h would bring; of films the",
            "matches."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench unrelated --references DIR --reference-list refs.txt --streams radio/",
            "  ... --hours 100 --json            among decoys; 100 h need 2 GB of heap",
            "  vigil bench unrelated --video --drawn-hours 10        drawn films, works drawn too",
            "  ... --video --references FILMS --streams OTHERS       real ones"
        })
public final class UnrelatedCommand extends LiveSubcommand {
    private static final int DRAWN_HOURS = 1;

    @Option(
            names = "--streams",
            paramLabel = "FOLDER",
            description =
                    "recordings, any format, each a stream; works among them are left out (with"
                            + " --video films that show no work; default there: drawn ones)")
    private Path streams;

    @Option(
            names = "--video",
            description =
                    "films instead, recognised by their pictures: all of --references are works"
                            + " (default: drawn ones)")
    private boolean video;

    @Option(
            names = "--drawn-hours",
            paramLabel = "N",
            description =
                    "with --video and without --streams, how much is drawn (default: "
                            + DRAWN_HOURS
                            + ")")
    private Integer drawnHours;

    @Override
    public Integer call() throws IOException {
        return (video ? films() : sound()) ? 0 : 1;
    }

    private boolean sound() throws IOException {
        checkLive();
        expect("--streams", streams, "a folder of recordings");
        if (drawnHours != null) {
            throw wrong("--drawn-hours: expected beside --video, got it alone; sound is of files");
        }
        return new UnrelatedBench(live, streams, out(), err()).run();
    }

    private boolean films() throws IOException {
        checkNumbers();
        int drawn = drawnHours == null ? DRAWN_HOURS : drawnHours;
        require("--drawn-hours", drawn, 1, 1_000);
        if (live.referenceList != null || live.hasThoroughEvery()) {
            throw wrong(
                    "--video: expected no --reference-list or --thorough-every beside it, got one;"
                            + " all films of --references are works");
        }
        if (streams != null && drawnHours != null) {
            throw wrong("--drawn-hours: expected no --streams beside it, got both; give one");
        }
        FilmUnrelatedBench.Options options =
                new FilmUnrelatedBench.Options(
                        live.references, streams, drawn, live.hours, live.json);
        return new FilmUnrelatedBench(options, out(), err()).run();
    }
}
