package dev.vigil.bench.live.restreams;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vigil.bench.film.FilmDistortion;
import dev.vigil.bench.live.SentPictures;
import dev.vigil.bench.report.Machine;
import dev.vigil.bench.report.Row;
import dev.vigil.cli.evaluate.PictureRecognition;
import dev.vigil.cli.evaluate.Query;
import dev.vigil.cli.evaluate.Session;
import dev.vigil.match.MatchSpan;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.wire.Json;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * {@code vigil bench restreams --video}: how soon films are found by their pictures in streams that
 * begin with others.
 */
final class FilmRestreamBench {
    private static final List<FilmDistortion> KINDS =
            List.of(FilmDistortion.CLEAN, FilmDistortion.OVERLAY, FilmDistortion.PIP40);

    private static final PictureProfile PROFILE = PictureProfile.CURRENT;
    private static final int RATE = SentPictures.RATE;
    private static final int PROGRESS_EVERY = 20;

    private final ReferenceFilms films;
    private final OtherFilms others;
    private final Options options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final PictureRecognition index = new PictureRecognition(true);
    private final PictureBench bench = new PictureBench(PROFILE);
    private final List<String> remarks = new ArrayList<>();
    private long pictures;

    /**
     * What to run.
     *
     * @param queries CSV of clips, as {@code vigil evaluate --video} reads it; null for copies that
     *     are made here
     * @param streams of these, of each kind
     * @param hours that decoys fill the index up to
     * @param seed of places and lengths
     */
    record Options(Path queries, int streams, int hours, long seed, boolean json) {}

    /**
     * The report for machines; a time that is missing is never.
     *
     * @param remarks each match of a stream that has one of another work or place, or of none
     */
    record Result(
            String machine,
            String works,
            double indexHours,
            double threshold,
            double hoursSeen,
            long seed,
            @JsonUnwrapped RestreamTable table,
            List<String> remarks) {}

    FilmRestreamBench(
            ReferenceFilms films,
            OtherFilms others,
            Options options,
            PrintWriter out,
            PrintWriter err) {
        this.films = films;
        this.others = others;
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Runs it and writes the report; true where all goals are met. */
    boolean run() throws IOException {
        List<Integer> shown = indexed();
        return report(options.queries() == null ? copies(shown) : clips());
    }

    private List<Restream> copies(List<Integer> shown) throws IOException {
        List<Restream> streams = new ArrayList<>();
        for (int i = 0; i < Math.min(shown.size(), options.streams()); i++) {
            ShownFilm film = films.open(shown.get(i));
            for (int number = i; number < options.streams(); number += shown.size()) {
                streams.addAll(restreams(film, number));
            }
            progress("analysed " + streams.size() + " streams");
        }
        return streams;
    }

    /** Clips that are made elsewhere; of rows of one clip the longest. */
    private List<Restream> clips() throws IOException {
        Map<String, Query> longest = new LinkedHashMap<>();
        for (Query query : Query.read(options.queries())) {
            if (query.truth() == null) {
                throw new IOException(
                        options.queries()
                                + ": expected the columns path, true_ref, offset_s, length_s and"
                                + " distortion, got others; see vigil evaluate --help");
            }
            longest.merge(
                    query.path(),
                    query.byMotion(),
                    (one, other) -> one.lengthSeconds() < other.lengthSeconds() ? other : one);
        }
        List<Restream> streams = new ArrayList<>();
        for (Query query : longest.values()) {
            streams.add(seen(clip(query, streams.size())));
            if (streams.size() % PROGRESS_EVERY == 0 || streams.size() == longest.size()) {
                progress("analysed " + streams.size() + " of " + longest.size() + " streams");
            }
        }
        return streams;
    }

    private FilmRestream clip(Query query, int number) throws IOException {
        Path file = options.queries().resolveSibling(query.path());
        Query.Truth truth = query.truth();
        double offset = truth.isNegative() ? 0 : truth.offsetsSeconds().get(0);
        return FilmRestream.ofClip(
                new DecodedFilm(file, FilmRestream.SHOWN_SECONDS),
                new LiveQuery(file, truth.reference(), offset, truth.group()),
                others,
                new SplittableRandom(options.seed() * 1_000_003 + number));
    }

    /** Puts all films into the index; those that are long enough to be shown. */
    private List<Integer> indexed() throws IOException {
        List<Integer> shown = new ArrayList<>();
        for (int film = 0; film < films.count(); film++) {
            double before = index.hours();
            index.index(films.names().get(film), films.words(film));
            if (3_600 * (index.hours() - before) >= FilmRestream.LEAST_SECONDS) {
                shown.add(film);
            }
            progress("indexed " + (film + 1) + " of " + films.count() + " films");
        }
        if (shown.isEmpty()) {
            throw new IOException(
                    "--references: expected a film of "
                            + FilmRestream.LEAST_SECONDS
                            + " s or more, got none; give longer ones");
        }
        index.fill(options.hours(), this::progress);
        return shown;
    }

    /** One of each kind; more streams change nothing of those before. */
    private List<Restream> restreams(ShownFilm film, int number) {
        List<Restream> streams = new ArrayList<>();
        for (FilmDistortion kind : KINDS) {
            long seed = options.seed() * 1_000_003 + (long) number * KINDS.size();
            SplittableRandom random = new SplittableRandom(seed + KINDS.indexOf(kind));
            streams.add(seen(FilmRestream.drawn(film, kind, others, random)));
        }
        return streams;
    }

    private Restream seen(FilmRestream shown) {
        List<Restream.Opening> openings = matches(shown);
        Restream seen =
                Restream.judged(
                        shown.query(),
                        shown.leadInSeconds(),
                        FilmRestream.SHOWN_SECONDS,
                        openings,
                        index::name);
        if (seen.wrong() + seen.elsewhere() + seen.falsely() > 0) {
            openings.forEach(opening -> remarks.add(remark(shown, opening)));
        }
        return seen;
    }

    private String remark(FilmRestream shown, Restream.Opening opening) {
        MatchSpan span = opening.span();
        return String.format(
                Locale.ROOT,
                "%s, from %.1f s of %s shown at %.2f s behind %s: at %.1f s, %s from %.1f s on shown at"
                        + " %.1f s, evidence %.1f",
                shown.query().group(),
                shown.fromSeconds(),
                shown.film().name(),
                shown.leadInSeconds(),
                shown.other().name(),
                opening.decidedSeconds(),
                index.name(span.reference()),
                span.refStartMs() / 1e3,
                span.queryStartMs() / 1e3,
                span.evidence());
    }

    /** The stream is not ended: it goes on behind what is looked at. */
    private List<Restream.Opening> matches(FilmRestream shown) {
        Session session = index.session();
        Set<Long> sure = new HashSet<>();
        List<Restream.Opening> openings = new ArrayList<>();
        SentPictures stream =
                new SentPictures(
                        bench,
                        (packet, sent) ->
                                session.hear(packet)
                                        .map(step -> openings(packet, step, seconds(sent), sure))
                                        .ifPresent(openings::addAll));
        stream.send(shown.pictures(), shown::picture);
        pictures += shown.pictures();
        double until = shown.leadInSeconds() + FilmRestream.SHOWN_SECONDS;
        openings.removeIf(opening -> opening.receivedSeconds() > until);
        return openings;
    }

    private static double seconds(int pictures) {
        return (double) pictures / RATE;
    }

    /**
     * Matches that may block: what has a still picture in common only is left to a person.
     *
     * @param sure lines of which this is known
     */
    static List<Restream.Opening> openings(
            Packet packet, Session.Step step, double receivedSeconds, Set<Long> sure) {
        double decided = PROFILE.millis(packet.toFrame()) / 1_000;
        return step.changes().stream()
                .filter(span -> span.phase() != MatchSpan.CLOSED && !span.picture().still())
                .filter(span -> sure.add(span.line()))
                .map(span -> new Restream.Opening(span, decided, receivedSeconds, false))
                .toList();
    }

    private boolean report(List<Restream> streams) {
        Result result =
                new Result(
                        Machine.text(),
                        films.text(),
                        index.hours(),
                        index.threshold(),
                        pictures / 3_600.0 / RATE,
                        options.seed(),
                        RestreamTable.of(streams, Goal.ofFilms(streams)),
                        remarks);
        if (options.json()) {
            out.println(Json.text(result));
        } else {
            print(result);
        }
        out.flush();
        return result.table().asAimed();
    }

    private void print(Result result) {
        out.println();
        boolean made = options.queries() == null;
        out.printf(
                Locale.ROOT,
                "## `vigil bench restreams --video %s --seed %d`%n%n",
                made ? "--streams " + options.streams() : "--queries " + options.queries(),
                result.seed());
        out.printf(
                Locale.ROOT,
                "%s. %s, index of %s h, matches from evidence %s on. %s h of streams analysed.%n",
                result.machine(),
                result.works(),
                Row.number(result.indexHours()),
                Row.number(result.threshold()),
                Row.number(result.hoursSeen()));
        out.printf(
                Locale.ROOT,
                "Each stream begins with %s to %s s of another film and %s. It is found within %d s or"
                        + " not.%n%n",
                Row.number(LeadIns.LEAST_SECONDS),
                Row.number(LeadIns.MOST_SECONDS),
                made
                        ? "joins a work in its middle, as it is, under an overlay, or in an inset of"
                                + " 40 % of the picture with the other film around it"
                        : "goes on with a clip",
                FilmRestream.SHOWN_SECONDS);
        out.println(
                "Times are of the stream: from the first infringing picture to the end of the packet"
                        + " that decided, which is that of its segment of 2 s; sending and judging"
                        + " come on top. A stream that is not found counts as later than all. A"
                        + " match that has only a still picture in common does not count.");
        out.println();
        result.table().print(out);
        result.remarks().forEach(remark -> out.println("- " + remark));
    }

    private void progress(String what) {
        err.println(what);
        err.flush();
    }
}
