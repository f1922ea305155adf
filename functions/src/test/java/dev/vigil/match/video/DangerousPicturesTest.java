package dev.vigil.match.video;

import static dev.vigil.match.video.DrawnFilms.BENCH;
import static dev.vigil.match.video.DrawnFilms.PROFILE;
import static dev.vigil.match.video.DrawnFilms.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.match.Align;
import dev.vigil.match.MatchSpan;
import dev.vigil.match.SearchSettings;
import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import dev.vigil.video.DrawnPictures;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Pictures that unrelated works have in common: never more than a still picture in common, which a
 * person looks at. Sessions are those of an upload, whose threshold is the lower one.
 */
class DangerousPicturesTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 36;
    private static final long IDENT = 900;
    private static final int IDENT_SECONDS = 8;
    private static final int SECONDS = 24;
    private static final double HOURS = 1;

    /** Opened matches of a session: those that only a still picture is of, and the others. */
    private record Named(Set<String> still, Set<String> moving) {}

    private static VideoProfile video() {
        return VideoProfile.of(PROFILE);
    }

    private static PictureIndex empty() {
        return (PictureIndex) video().index(SearchSettings.DEFAULT);
    }

    /** As a reference of 8 pictures a second, its frames counted from 0. */
    private static long[] reference(Stream<Picture> film) {
        return DrawnFilms.words(PROFILE.windows(), numbered(film, 1));
    }

    private static Picture[] numbered(Stream<Picture> film, int step) {
        Picture[] pictures = film.toArray(Picture[]::new);
        for (int i = 0; i < pictures.length; i++) {
            Picture one = pictures[i];
            pictures[i] = new Picture((long) i * step, one.width(), one.height(), one.luma());
        }
        return pictures;
    }

    private static Stream<Picture> film(long seed, double from, double seconds, int step) {
        int count = (int) (seconds * PROFILE.framesPerSecond() / step);
        return Arrays.stream(new DrawnPictures(seed, WIDTH, HEIGHT).film(from, count, step));
    }

    /** Of 8 pictures a second as a reference, of 4 as a stream. */
    private static Stream<Picture> held(Picture picture, double seconds, int step) {
        return Stream.generate(() -> picture)
                .limit((long) (seconds * PROFILE.framesPerSecond() / step));
    }

    private static Stream<Picture> each(double seconds, int step, IntFunction<Picture> at) {
        return IntStream.range(0, (int) (seconds * PROFILE.framesPerSecond() / step))
                .mapToObj(i -> at.apply(i * step));
    }

    private static Picture drawn(IntBinaryOperator grey) {
        byte[] luma = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                luma[y * WIDTH + x] = (byte) grey.applyAsInt(x, y);
            }
        }
        return new Picture(0, WIDTH, HEIGHT, luma);
    }

    private static int at(Picture picture, int x, int y) {
        return picture.luma()[y * WIDTH + x] & 0xff;
    }

    /** What an encoder leaves of pictures: each a little different. */
    private static Stream<Picture> encoded(Stream<Picture> film, long seed) {
        Random random = new Random(seed);
        return film.map(
                picture -> {
                    byte[] luma = picture.luma().clone();
                    for (int i = 0; i < luma.length; i++) {
                        double grey = (luma[i] & 0xff) + 3 * random.nextGaussian();
                        luma[i] = (byte) Math.max(0, Math.min(255, Math.round(grey)));
                    }
                    return new Picture(0, picture.width(), picture.height(), luma);
                });
    }

    private static Named named(PictureIndex index, Stream<Picture> stream) {
        List<Packet> packets = new ArrayList<>();
        PictureStream words = new PictureStream(PROFILE, BENCH, packets::add);
        for (Picture picture : numbered(stream, 2)) {
            words.accept(picture);
        }
        words.finish();
        double threshold = SearchSettings.DEFAULT.threshold(PROFILE.id(), true, HOURS);
        Align align = video().align();
        List<AlignTrack> tracks = List.of();
        Set<String> still = new TreeSet<>();
        Set<String> moving = new TreeSet<>();
        for (Packet packet : packets) {
            List<FoundLine> found = index.ask(packet, true, HOURS).orElse(List.of());
            List<Line> lines = found.stream().map(FoundLine::line).toList();
            Align.Outcome outcome =
                    align.step(tracks, packet.toFrame(), packet.last(), threshold, lines);
            tracks = outcome.tracks();
            for (MatchSpan span : outcome.changes()) {
                (span.picture().still() ? still : moving).add(work(span.reference()));
            }
        }
        return new Named(still, moving);
    }

    private static String work(long number) {
        return IntStream.range(0, 50)
                .mapToObj(DrawnFilms::name)
                .filter(name -> name.number() == number)
                .findAny()
                .orElseThrow()
                .workId();
    }

    private static Stream<Picture> ident(int step) {
        return film(IDENT, 0, IDENT_SECONDS, step);
    }

    private static long[] withIdent(int work) {
        Stream<Picture> film = Stream.concat(ident(1), film(work, 0, SECONDS, 1));
        return reference(encoded(film, work));
    }

    private static final long[][] WITH_IDENT =
            IntStream.range(0, 6).mapToObj(DangerousPicturesTest::withIdent).toArray(long[][]::new);

    private static PictureIndex ofWorks(List<Integer> works) {
        PictureIndex index = empty();
        works.forEach(work -> index.put(name(work), WITH_IDENT[work]));
        return index;
    }

    /** The ident, then a film that no work is of. */
    private static Stream<Picture> otherWithIdent() {
        return encoded(Stream.concat(ident(2), film(500, 0, 12, 2)), 7);
    }

    @Test
    void anIdentBeforeSixFilmsNamesNoneOfThem() {
        PictureIndex index = ofWorks(List.of(0, 1, 2, 3, 4, 5));
        assertThat(named(index, otherWithIdent()).moving()).isEmpty();
        assertThat(named(ofWorks(List.of(0, 1, 2)), otherWithIdent()).moving()).isEmpty();
    }

    @Test
    void whatFollowsAnIdentIsFoundByItsOwnPictures() {
        PictureIndex index = ofWorks(List.of(0, 1, 2, 3, 4, 5));
        Stream<Picture> copy = Stream.concat(ident(2), film(3, 0, 12, 2));
        assertThat(named(index, encoded(copy, 7)).moving()).containsExactly("w3");
    }

    @Test
    void picturesOfTwoWorksAreFoundInBothAndSoAreThoseOfWorksThatWereThree() {
        assertThat(named(ofWorks(List.of(0, 4)), otherWithIdent()).moving())
                .containsExactly("w0", "w4");
        PictureIndex index = ofWorks(List.of(0, 1, 2, 4));
        index.retire(name(2));
        assertThat(named(index, otherWithIdent()).moving()).isEmpty();
        index.retire(name(1));
        assertThat(named(index, otherWithIdent()).moving()).containsExactly("w0", "w4");
    }

    @Test
    void anIdentOfManyFilmsHidesNoOther() {
        PictureIndex index = empty();
        List<Picture> ident = ident(1).toList();
        for (int work = 0; work < 20; work++) {
            index.put(name(work), reference(encoded(ident.stream(), work)));
        }
        index.put(name(40), reference(film(40, 0, 20, 1)));
        Stream<Picture> stream = Stream.concat(film(IDENT, 0, 5.5, 2), film(40, 8, 2.5, 2));
        Packet packet = DrawnFilms.packet(DrawnFilms.PLAIN, numbered(encoded(stream, 7), 2));
        assertThat(index.ask(packet, false, HOURS).orElseThrow())
                .extracting(FoundLine::workId)
                .contains("w40");
    }

    @Test
    void theOrderOfPutsAndMergesDoesNotMatter() {
        List<Integer> works = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        List<Packet> packets = new ArrayList<>();
        PictureStream words = new PictureStream(PROFILE, BENCH, packets::add);
        for (Picture picture : numbered(Stream.concat(ident(2), film(3, 0, 6, 2)), 2)) {
            words.accept(picture);
        }
        words.finish();
        List<List<FoundLine>> expected = answers(ofWorks(works), packets);
        for (int seed = 0; seed < 3; seed++) {
            Collections.shuffle(works, new Random(seed));
            PictureIndex index = empty();
            for (int work : works) {
                index.put(name(work), WITH_IDENT[(work + 1) % 6]);
                index.put(name(work), WITH_IDENT[work]);
                index.maintain();
            }
            assertThat(answers(index, packets)).as("order of seed %s", seed).isEqualTo(expected);
        }
    }

    private static List<List<FoundLine>> answers(PictureIndex index, List<Packet> packets) {
        return packets.stream().map(one -> index.ask(one, false, HOURS).orElseThrow()).toList();
    }

    @Test
    void aRecordingThatSeveralWorksHoldIsFoundInAllOfThem() {
        PictureIndex index = empty();
        List<Picture> recording = film(8, 0, 80, 1).toList();
        for (int work = 0; work < 4; work++) {
            index.put(name(work), reference(encoded(recording.stream(), work)));
        }
        for (int from : new int[] {0, 40, 64}) {
            Stream<Picture> copy = film(8, from, 12, 2);
            assertThat(named(index, encoded(copy, 7)).moving())
                    .as("from %s s", from)
                    .containsExactly("w0", "w1", "w2", "w3");
        }
    }

    /** Words of a card; in another font they are as wide but of other strokes. */
    private static Picture card(int font) {
        Random random = new Random(font);
        boolean[] strokes = new boolean[WIDTH * HEIGHT];
        for (int i = 0; i < strokes.length; i++) {
            strokes[i] = random.nextInt(10) < (font == 1 ? 5 : 7);
        }
        int[][] lines = {{12, 14, 50}, {17, 18, 46}, {22, 10, 54}};
        return drawn(
                (x, y) -> {
                    for (int[] line : lines) {
                        boolean within = y >= line[0] && y < line[0] + 3;
                        boolean blank = x % 9 == 0;
                        if (within && !blank && x >= line[1] && x < line[2]) {
                            return strokes[y * WIDTH + x] ? 230 : 40;
                        }
                    }
                    return 16;
                });
    }

    private static Stream<Picture> faded(Picture card, double seconds, int step) {
        return each(
                seconds,
                step,
                frame -> {
                    double left = seconds * 8 - frame;
                    double gain = Math.min(1, Math.min(frame / 8.0, left / 8.0));
                    return drawn((x, y) -> 16 + (int) (gain * (at(card, x, y) - 16)));
                });
    }

    @Test
    void aTitleCardInAnotherFontIsAtMostAStillPicture() {
        PictureIndex index = empty();
        Stream<Picture> film =
                Stream.of(film(0, 0, 20, 1), faded(card(1), 6, 1), film(0, 20, 20, 1))
                        .flatMap(part -> part);
        index.put(name(0), reference(film));
        for (int font = 1; font <= 2; font++) {
            Stream<Picture> other =
                    Stream.of(film(500, 0, 6, 2), faded(card(font), 6, 2), film(500, 6, 8, 2))
                            .flatMap(part -> part);
            assertThat(named(index, encoded(other, 7)).moving()).as("font %s", font).isEmpty();
        }
    }

    private static Picture bars(int caption) {
        return drawn(
                (x, y) -> {
                    boolean text = y >= 26 && y < 32 && x >= 16 && x < 48;
                    return text ? new Random(caption * 64L + x).nextInt(256) : 235 - x / 8 * 31;
                });
    }

    /** A hand that turns once a second, round a number that is a pattern. */
    private static Picture clock(int frame) {
        double hand = frame % 8 * Math.PI / 4;
        int number = frame / 8;
        return drawn(
                (x, y) -> {
                    double offX = x - 31.5;
                    double offY = y - 17.5;
                    if (Math.abs(offX) < 5 && Math.abs(offY) < 6) {
                        boolean stroke = new Random(number * 64L + x / 3 * 8 + y / 3).nextBoolean();
                        return stroke ? 20 : 200;
                    }
                    double angle = Math.atan2(offX, -offY);
                    return (angle < 0 ? angle + 2 * Math.PI : angle) < hand ? 90 : 170;
                });
    }

    @Test
    void blackFlatBarsAndCountdownsNameNothing() {
        PictureIndex index = empty();
        for (int work = 0; work < 3; work++) {
            Stream<Picture> film =
                    Stream.of(
                                    held(drawn((x, y) -> 0), 4, 1),
                                    held(bars(work), 10, 1),
                                    held(drawn((x, y) -> 128), 4, 1),
                                    each(8, 1, DangerousPicturesTest::clock),
                                    film(work, 0, SECONDS, 1))
                            .flatMap(part -> part);
            index.put(name(work), reference(encoded(film, work)));
        }
        List<Stream<Picture>> streams =
                List.of(
                        held(drawn((x, y) -> 0), 20, 2),
                        held(drawn((x, y) -> 128), 20, 2),
                        held(bars(9), 20, 2),
                        each(8, 2, DangerousPicturesTest::clock),
                        Stream.concat(
                                each(8, 2, DangerousPicturesTest::clock), film(500, 0, 12, 2)));
        for (int i = 0; i < streams.size(); i++) {
            assertThat(named(index, encoded(streams.get(i), 7)).moving())
                    .as("stream %s", i)
                    .isEmpty();
        }
    }

    /** One layout: a bar above, a mark, a column of text and a picture that is the slide's own. */
    private static Picture slide(long seed) {
        Picture own = film(seed, 0, 1, 8).findFirst().orElseThrow();
        return drawn(
                (x, y) -> {
                    if (y < 5) {
                        return x < 8 ? 250 : 60;
                    }
                    if (x >= 34 && x < 60 && y >= 9 && y < 31) {
                        return at(own, x, y);
                    }
                    boolean text = x >= 4 && x < 30 && y >= 9 && y < 31 && y % 4 < 2;
                    return text && new Random(seed * 4096 + y / 4 * 64L + x).nextInt(4) > 0
                            ? 90
                            : 240;
                });
    }

    private static Stream<Picture> slides(long first, int count, int step) {
        return IntStream.range(0, count).boxed().flatMap(i -> held(slide(first + i), 5, step));
    }

    @Test
    void anotherShowOfSlidesInOneLayoutIsAtMostAStillPicture() {
        PictureIndex index = empty();
        index.put(name(0), reference(slides(100, 24, 1)));
        for (long show = 200; show < 1_000; show += 100) {
            assertThat(named(index, encoded(slides(show, 5, 2), 7)).moving())
                    .as("show %s", show)
                    .isEmpty();
        }
    }

    /**
     * Two drawings of one thing on a plain ground: it moves and turns alike, but neither its shape
     * nor the ground is the same.
     */
    private static Stream<Picture> leap(int drawing, double seconds, int step) {
        return each(
                seconds,
                step,
                frame -> {
                    double at = frame / 8.0;
                    double angle = 0.9 - 0.12 * at;
                    return drawn(
                            (x, y) -> {
                                double offX = x - 40 + 2.2 * at;
                                double offY = y - 20 + 1.1 * at;
                                double along = offX * Math.cos(angle) + offY * Math.sin(angle);
                                double across = offY * Math.cos(angle) - offX * Math.sin(angle);
                                double body = along * along / 150 + across * across / 14;
                                double fin = Math.hypot(along - 3 * drawing, across + 4) / 2.5;
                                double ground = 214 + 9 * drawing * Math.sin(0.9 * x + 0.2 * y);
                                return (int) (body < 1 ? 70 + 20 * across : fin < 1 ? 90 : ground);
                            });
                });
    }

    private static PictureIndex withLeap() {
        PictureIndex index = empty();
        Stream<Picture> film =
                Stream.of(film(0, 0, 20, 1), leap(1, 5, 1), film(0, 20, 20, 1))
                        .flatMap(part -> part);
        index.put(name(0), reference(film));
        return index;
    }

    @Test
    void oneShotThatIsMuchAlikeIsAtMostAStillPicture() {
        Stream<Picture> other =
                Stream.of(film(500, 0, 6, 2), leap(2, 2.5, 2), film(500, 6, 2, 2))
                        .flatMap(part -> part);
        Named named = named(withLeap(), encoded(other, 7));
        assertThat(named.moving()).isEmpty();
        assertThat(named.still()).containsExactly("w0");
    }

    @Test
    void aShotWithWhatIsBeforeItIsACopy() {
        Stream<Picture> copy =
                Stream.of(film(500, 0, 6, 2), film(0, 17, 3, 2), leap(1, 2.5, 2))
                        .flatMap(part -> part);
        assertThat(named(withLeap(), encoded(copy, 7)).moving()).containsExactly("w0");
    }

    /** A film in a frame with a bar above it. */
    private static Stream<Picture> framed(long film, int step) {
        return film(film, 0, 8, step)
                .map(
                        inner ->
                                drawn(
                                        (x, y) -> {
                                            boolean within = x > 12 && x < 52 && y > 9 && y < 32;
                                            return y < 6
                                                    ? 40
                                                    : within ? 100 + at(inner, x, y) / 5 : 244;
                                        }));
    }

    @Test
    void anotherFilmInTheSameFrameNamesNothing() {
        PictureIndex index = empty();
        index.put(name(0), reference(framed(0, 1)));
        Named other = named(index, encoded(framed(500, 2), 7));
        assertThat(other.moving()).isEmpty();
        assertThat(other.still()).isEmpty();
        assertThat(named(index, encoded(framed(0, 2), 7)).moving()).containsExactly("w0");
    }

    @Test
    void bothFilmsOfASplitScreenAreNamed() {
        PictureIndex index = empty();
        for (int film = 0; film < 6; film++) {
            index.put(name(film), reference(film(film, 0, 40, 1)));
        }
        List<Picture> right = film(4, 10, 20, 2).toList();
        List<Picture> left = film(1, 10, 20, 2).toList();
        Stream<Picture> split =
                IntStream.range(0, left.size())
                        .mapToObj(
                                i -> {
                                    Picture half =
                                            DrawnPictures.inset(
                                                    left.get(i), left.get(i), 0, 0, 32, 36);
                                    return DrawnPictures.inset(right.get(i), half, 32, 0, 32, 36);
                                });
        assertThat(named(index, encoded(split, 7)).moving()).containsExactly("w1", "w4");
    }
}
