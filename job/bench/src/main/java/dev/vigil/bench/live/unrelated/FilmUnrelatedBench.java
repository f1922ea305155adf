package dev.vigil.bench.live.unrelated;

import dev.vigil.bench.film.GeneratedFilm;
import dev.vigil.bench.live.SentPictures;
import dev.vigil.bench.report.Machine;
import dev.vigil.bench.report.Row;
import dev.vigil.cli.evaluate.PictureRecognition;
import dev.vigil.cli.evaluate.Session;
import dev.vigil.edge.FilmWords;
import dev.vigil.match.MatchSpan;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.wire.Json;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** {@code vigil bench unrelated --video}: how often films that show no work match one. */
final class FilmUnrelatedBench {
    private static final PictureProfile PROFILE = PictureProfile.CURRENT;
    private static final int RATE = SentPictures.RATE;

    /** A stream is drawn for so long: its film has 2,000 scenes of 1 to 4 s. */
    private static final int DRAWN_SECONDS = 3_600;

    /** Seeds of streams, far from those of works. */
    private static final int FIRST_SEED = 2_000_000;

    private static final int DRAWN_WORKS = 10;
    private static final int WORK_SECONDS = 60;

    private final Options options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final PictureRecognition index = new PictureRecognition(true);
    private final PictureBench bench = new PictureBench(PROFILE);
    private final List<Height> matches = new ArrayList<>();
    private final List<Height> stills = new ArrayList<>();
    private long pictures;

    /**
     * What to run.
     *
     * @param works folder of films; null for drawn ones
     * @param streams folder of films; null for drawn ones
     * @param drawnHours how much is drawn, in streams of an hour
     * @param hours that decoys fill the index up to
     */
    record Options(Path works, Path streams, int drawnHours, int hours, boolean json) {}

    /**
     * The report for machines.
     *
     * @param matches that may block
     * @param stills what has a still picture in common only: left to a person
     */
    record Result(
            String machine,
            double indexHours,
            double threshold,
            double hoursSeen,
            List<Height> matches,
            List<Height> stills,
            boolean asAimed) {}

    FilmUnrelatedBench(Options options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Runs it and writes the report; true where nothing matched that may block. */
    boolean run() throws IOException {
        List<String> streams =
                options.streams() == null ? List.of() : PictureRecognition.films(options.streams());
        index();
        for (String name : streams) {
            Path file = options.streams().resolve(name);
            List<Picture> film = FilmWords.pictures(file.toString(), RATE);
            watch(name, film.size(), film::get);
        }
        for (int hour = 0; streams.isEmpty() && hour < options.drawnHours(); hour++) {
            GeneratedFilm film = new GeneratedFilm(FIRST_SEED + hour);
            watch("drawn " + hour, DRAWN_SECONDS * RATE, number -> picture(film, number));
        }
        return report();
    }

    private void index() throws IOException {
        if (options.works() == null) {
            for (int seed = 0; seed < DRAWN_WORKS; seed++) {
                index.index("work " + seed, new GeneratedFilm(seed).words(WORK_SECONDS));
            }
        } else {
            for (String name : PictureRecognition.films(options.works())) {
                index.index(options.works().resolve(name), name);
            }
        }
        index.fill(options.hours(), this::progress);
    }

    private static Picture picture(GeneratedFilm film, int number) {
        byte[] luma = GeneratedFilm.CANVAS.halved(film.at((double) number / RATE));
        return new Picture(
                (long) number * PROFILE.streamStep(),
                GeneratedFilm.WIDTH / 2,
                GeneratedFilm.HEIGHT / 2,
                luma);
    }

    private void watch(String name, int count, IntFunction<Picture> film) {
        Lines lines = new Lines(name, index.session(), new HashMap<>(), new HashMap<>());
        SentPictures stream = new SentPictures(bench, (packet, sent) -> ask(lines, packet));
        stream.send(count, film);
        stream.end();
        pictures += count;
        matches.addAll(lines.sure().values());
        lines.still().keySet().removeAll(lines.sure().keySet());
        stills.addAll(lines.still().values());
        progress("analysed " + name + ", " + Row.number(hoursSeen()) + " h");
    }

    /**
     * The lines of one stream, by number; one that begins with a still picture may become sure.
     *
     * @param still first had a still picture in common
     * @param sure had more, which may block
     */
    private record Lines(
            String name, Session session, Map<Long, Height> still, Map<Long, Height> sure) {}

    private void ask(Lines lines, Packet packet) {
        lines.session()
                .hear(packet)
                .ifPresent(step -> step.changes().forEach(span -> note(lines, packet, span)));
    }

    private void note(Lines lines, Packet packet, MatchSpan span) {
        if (span.phase() != MatchSpan.CLOSED) {
            double seconds = PROFILE.millis(packet.toFrame()) / 1_000;
            String work = index.name(span.reference());
            (span.picture().still() ? lines.still() : lines.sure())
                    .putIfAbsent(
                            span.line(), new Height(lines.name(), seconds, work, span.evidence()));
        }
    }

    private double hoursSeen() {
        return pictures / 3_600.0 / RATE;
    }

    private boolean report() {
        Result result =
                new Result(
                        Machine.text(),
                        index.hours(),
                        index.threshold(),
                        hoursSeen(),
                        matches,
                        stills,
                        matches.isEmpty());
        if (options.json()) {
            out.println(Json.text(result));
        } else {
            print(result);
        }
        out.flush();
        return result.asAimed();
    }

    private void print(Result result) {
        out.printf(
                Locale.ROOT,
                "%n## `vigil bench unrelated --video`%n%n%s. Index of %s h, matches from evidence %s"
                        + " on. %s h of %s analysed.%n%n",
                result.machine(),
                Row.number(result.indexHours()),
                Row.number(result.threshold()),
                Row.number(result.hoursSeen()),
                options.streams() == null ? "drawn film" : "films of " + options.streams());
        double threshold = result.threshold();
        String may = "Matches that may block: " + matches.size() + ", aimed at 0.";
        String still = "A still picture in common, left to a person: " + stills.size() + ".";
        Height.table(out, may, matches, threshold);
        Height.table(out, still, stills, threshold);
        out.println(result.asAimed() ? "**Nothing matched.**" : "**Unrelated film matched.**");
    }

    private void progress(String what) {
        err.println(what);
        err.flush();
    }
}
