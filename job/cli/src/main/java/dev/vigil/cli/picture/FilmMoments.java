package dev.vigil.cli.picture;

import dev.vigil.edge.PictureSource;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureWord;
import dev.vigil.video.PictureWords;
import dev.vigil.video.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pictures of both films at the best moments near the beginning, the middle and the end of a match.
 * Both films are read once more for them, so that no film has to fit in memory.
 */
final class FilmMoments {
    private static final PictureProfile PROFILE = FilmComparison.PROFILE;

    /** Where in a match they are looked for. */
    private static final double[] PLACES = {0.1, 0.5, 0.9};

    /** Half a second, at which pictures of a stream are a whole number. */
    private static final int STEP = PROFILE.lagFrames();

    /** Moments on either side of a place that are considered: 2 s. */
    private static final int AROUND = 4;

    /** Grey levels beyond which a picture is no clearer. */
    private static final double MOST_CONTRAST = 30;

    /** Signs by which a part has to be more alike than the whole, which is easier to look at. */
    private static final double LEAST_GAIN = 2;

    private final PictureBench bench = new PictureBench(PROFILE);
    private final boolean mirrored;
    private final Window inQuery;
    private Map<Long, Picture> queryPictures = Map.of();
    private Map<Long, Picture> refPictures = Map.of();

    /**
     * Both films at a moment.
     *
     * @param query null where the query is over
     * @param reference likewise
     * @param inQuery rectangle of the query's picture that shows the reference; null of no line
     * @param inReference rectangle of the reference that it shows; null of no line
     * @param apart signs of 64 by which their words differ; -1 where one has none
     * @param changeApart those of words of change, likewise
     */
    record Shown(
            Picture query,
            Picture reference,
            Window inQuery,
            Window inReference,
            int apart,
            int changeApart) {}

    /** A place in both films, in frames. */
    private record Place(long query, long reference) {}

    /** Rectangles of both films that are compared. */
    private record Pair(Window inQuery, Window inReference) {}

    private FilmMoments(boolean mirrored, Window inQuery) {
        this.mirrored = mirrored;
        this.inQuery = inQuery;
    }

    /**
     * Of a match or, where there is none, of what is most alike.
     *
     * @param line that has the rectangle; null where nothing is alike: then both from their start
     * @param lines by which moments are laid side by side, in order
     */
    static List<Shown> of(FilmFile query, FilmFile reference, Line line, List<Line> lines)
            throws IOException {
        FilmMoments moments =
                new FilmMoments(
                        line != null && line.picture().mirrored(),
                        line == null ? null : window(line));
        List<List<Place>> places = line == null ? start() : places(lines);
        moments.read(query, reference, places);
        return line == null ? moments.plain(places) : moments.best(places);
    }

    private static Window window(Line line) {
        PictureMatch seen = line.picture();
        return new Window(seen.left(), seen.top(), seen.width(), seen.height());
    }

    private static List<List<Place>> start() {
        return Stream.of(0L, 16L, 32L).map(frame -> List.of(new Place(frame, frame))).toList();
    }

    private static List<List<Place>> places(List<Line> lines) {
        double from = lines.stream().mapToDouble(Line::queryFromFrame).min().orElseThrow();
        double to = lines.stream().mapToDouble(Line::queryToFrame).max().orElseThrow();
        int around = (int) Math.min(AROUND, (to - from) / (2 * PLACES.length * STEP));
        List<List<Place>> all = new ArrayList<>();
        for (double part : PLACES) {
            long middle = 2 * Math.round((from + part * (to - from)) / 2);
            List<Place> places = new ArrayList<>();
            for (int i = -around; i <= around; i++) {
                long frame = middle + (long) i * STEP;
                if (frame >= from && frame <= to) {
                    places.add(new Place(frame, Math.round(at(lines, frame).refAt(frame))));
                }
            }
            all.add(places);
        }
        return all;
    }

    private static Line at(List<Line> lines, double frame) {
        return lines.stream()
                .min(
                        Comparator.comparingDouble((Line line) -> away(line, frame))
                                .thenComparingDouble(line -> -line.evidence()))
                .orElseThrow();
    }

    private static double away(Line line, double frame) {
        return Math.max(0, Math.max(line.queryFromFrame() - frame, frame - line.queryToFrame()));
    }

    private void read(FilmFile query, FilmFile reference, List<List<Place>> places)
            throws IOException {
        Stream<Place> all = places.stream().flatMap(List::stream);
        List<Place> each = all.toList();
        queryPictures = pictures(query, PictureSource.STREAM_RATE, each.stream().map(Place::query));
        refPictures =
                pictures(
                        reference,
                        PictureSource.REFERENCE_RATE,
                        each.stream().map(Place::reference));
    }

    /** Those at some frames, and half a second before each. */
    private static Map<Long, Picture> pictures(FilmFile film, int rate, Stream<Long> frames)
            throws IOException {
        TreeSet<Long> needed =
                frames.flatMap(frame -> Stream.of(frame, frame - STEP))
                        .collect(Collectors.toCollection(TreeSet::new));
        long last = needed.isEmpty() ? -1 : needed.last();
        Map<Long, Picture> found = new HashMap<>();
        film.read(
                rate,
                picture -> {
                    if (needed.contains(picture.frame())) {
                        found.put(picture.frame(), picture);
                    }
                    return picture.frame() < last;
                });
        return found;
    }

    private List<Shown> plain(List<List<Place>> places) {
        return places.stream()
                .map(one -> one.get(0))
                .map(
                        one ->
                                new Shown(
                                        queryPictures.get(one.query()),
                                        refPictures.get(one.reference()),
                                        null,
                                        null,
                                        -1,
                                        -1))
                .filter(shown -> shown.query() != null || shown.reference() != null)
                .toList();
    }

    /** In the pair of rectangles that are most alike at all of them. */
    private List<Shown> best(List<List<Place>> places) {
        Set<Place> all = places.stream().flatMap(List::stream).collect(Collectors.toSet());
        Pair compared =
                PROFILE.windows().stream()
                        .flatMap(this::pairs)
                        .min(Comparator.comparingDouble(pair -> apart(all, pair)))
                        .orElseThrow();
        return places.stream()
                .map(
                        some ->
                                some.stream()
                                        .map(place -> shown(place, compared))
                                        .filter(Objects::nonNull)
                                        .min(Comparator.comparingDouble(FilmMoments::badness))
                                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    /** A part of the reference: in all of the rectangle, of a crop, or in the same part of it. */
    private Stream<Pair> pairs(Window part) {
        return Stream.of(
                new Pair(inQuery, part),
                new Pair(inQuery.within(mirrored ? part.mirrored() : part), part));
    }

    /** Few signs that differ, and something to see: a night sky is like any other. */
    private static double badness(Shown shown) {
        return (shown.apart() < 0 ? 64 : shown.apart())
                + (shown.changeApart() < 0 ? 16 : shown.changeApart() / 2.0)
                - Math.min(MOST_CONTRAST, contrast(shown.reference()));
    }

    /** Standard deviation of brightness. */
    private static double contrast(Picture picture) {
        double sum = 0;
        double squares = 0;
        for (byte pixel : picture.luma()) {
            int level = pixel & 0xff;
            sum += level;
            squares += level * level;
        }
        double mean = sum / picture.luma().length;
        return Math.sqrt(Math.max(0, squares / picture.luma().length - mean * mean));
    }

    private double apart(Set<Place> places, Pair compared) {
        boolean whole = compared.inReference().equals(Window.WHOLE);
        return meanApart(places, compared) + (whole ? 0 : LEAST_GAIN);
    }

    private double meanApart(Set<Place> places, Pair compared) {
        return places.stream()
                .map(place -> shown(place, compared))
                .filter(Objects::nonNull)
                .mapToInt(shown -> shown.apart() < 0 ? 64 : shown.apart())
                .average()
                .orElse(64);
    }

    /** Null where one of both films has no picture there. */
    private Shown shown(Place place, Pair compared) {
        Picture query = queryPictures.get(place.query());
        Picture reference = refPictures.get(place.reference());
        if (query == null || reference == null) {
            return null;
        }
        long mask = mirrored ? bench.mirrorMask() : 0;
        long[] one = word(query, queryPictures.get(place.query() - STEP), compared.inQuery());
        long[] other =
                word(reference, refPictures.get(place.reference() - STEP), compared.inReference());
        boolean both = PictureWord.hasPicture(one[0]) && PictureWord.hasPicture(other[0]);
        boolean moves = PictureWord.hasChange(one[0]) && PictureWord.hasChange(other[0]);
        return new Shown(
                query,
                reference,
                compared.inQuery(),
                compared.inReference(),
                both ? Long.bitCount(one[1] ^ mask ^ other[1]) : -1,
                moves ? Long.bitCount(one[2] ^ mask ^ other[2]) : -1);
    }

    /** Head, signs of the picture, signs of its change; all 0 where there is no word. */
    private long[] word(Picture picture, Picture before, Window window) {
        long[] word = new long[PictureWord.LONGS];
        List<Picture> recent = before == null ? List.of() : List.of(before);
        new PictureWords(PROFILE, bench, recent)
                .accept(
                        picture,
                        List.of(window),
                        (head, signs, change) -> {
                            word[0] = head;
                            word[1] = signs;
                            word[2] = change;
                        });
        return word;
    }
}
