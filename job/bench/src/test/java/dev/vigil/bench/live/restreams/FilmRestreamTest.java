package dev.vigil.bench.live.restreams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.bench.film.Canvas;
import dev.vigil.bench.film.DrawnFile;
import dev.vigil.bench.film.FilmDistortion;
import dev.vigil.bench.film.GeneratedFilm;
import dev.vigil.cli.evaluate.Session;
import dev.vigil.cli.picture.TestingFiles;
import dev.vigil.cli.picture.TestingFiles.Ran;
import dev.vigil.match.MatchSpan;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.media.Packet;
import dev.vigil.video.Picture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that show another film, then a work from its middle on. */
class FilmRestreamTest {
    private static final OtherFilms DRAWN = new OtherFilms(List.of());

    /** A film of one brightness a second. */
    private record Grey(String name, int first) implements ShownFilm {
        @Override
        public double seconds() {
            return 60;
        }

        @Override
        public Canvas canvas() {
            return GeneratedFilm.CANVAS;
        }

        @Override
        public byte[] at(double seconds) {
            byte[] luma = new byte[GeneratedFilm.WIDTH * GeneratedFilm.HEIGHT];
            Arrays.fill(luma, (byte) (first + (int) seconds));
            return luma;
        }
    }

    private static FilmRestream stream(FilmDistortion kind) {
        LiveQuery query = new LiveQuery(Path.of("work"), "work", 30.5, kind.id());
        return new FilmRestream(
                new Grey("work", 0), query, 30.5, kind, new Grey("x", 100), 1, 30, 0, 0);
    }

    private static int level(Picture picture, int column, int row) {
        return picture.luma()[row * picture.width() + column] & 0xff;
    }

    @Test
    void theWorkBeginsBehindTheLeadInAndGoesOnToTheEndOfASegment() {
        FilmRestream clean = stream(FilmDistortion.CLEAN);
        assertThat(clean.leadInSeconds()).isEqualTo(7.5);
        assertThat(clean.pictures()).as("7.5 and 20 s, whole segments").isEqualTo(112);
        assertThat(clean.picture(29)).matches(one -> one.frame() == 58 && one.width() == 64);
        assertThat(level(clean.picture(29), 5, 5)).isEqualTo(100 + 1 + 7);
        assertThat(level(clean.picture(30), 5, 5)).isEqualTo(30);
        assertThat(level(clean.picture(32), 5, 5)).as("half a second later").isEqualTo(31);
    }

    @Test
    void anInsetHasTheOtherFilmAroundItAndTheOtherFilmAloneBeforeIt() {
        FilmRestream inset = stream(FilmDistortion.PIP40);
        assertThat(level(inset.picture(29), 2, 2)).isEqualTo(108);
        assertThat(level(inset.picture(30), 2, 2)).isEqualTo(30);
        assertThat(level(inset.picture(30), 38, 2)).isEqualTo(30);
        assertThat(level(inset.picture(30), 42, 2)).as("63 per cent of the width").isEqualTo(108);
        assertThat(level(inset.picture(30), 2, 24)).isEqualTo(108);
    }

    @Test
    void placesAreDrawnBySeedAndLeaveRoomForAllThatIsShown() throws IOException {
        ShownFilm film = ReferenceFilms.drawn(1).open(0);
        Set<Double> places = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            FilmRestream one =
                    FilmRestream.drawn(
                            film, FilmDistortion.CLEAN, DRAWN, new SplittableRandom(seed));
            places.add(one.fromSeconds());
            assertThat(one.query().offsetSeconds()).isEqualTo(one.fromSeconds());
            double shown = (one.pictures() - 1) / 4.0 - one.leadInSeconds();
            assertThat(one.fromSeconds() + shown).isBetween(0.0, film.seconds());
            assertThat(one.leadInSeconds()).isBetween(7.0, 31.0);
        }
        assertThat(places).hasSize(200);
    }

    private static MatchSpan span(int phase, boolean still) {
        PictureMatch picture = new PictureMatch(0, still, 0, 0, 1_024, 1_024, false);
        return new MatchSpan(phase, 7, 0, 0, 0, 0, 0, 1, 0, 9, 5, 4_000, picture, null, null, null);
    }

    private static List<Restream.Opening> openings(MatchSpan span, long toFrame, Set<Long> sure) {
        Packet packet =
                new Packet("video/1", 0, toFrame - 16, toFrame, new long[0], new long[0], false);
        Session.Step step = new Session.Step(List.of(), List.of(span), List.of());
        return FilmRestreamBench.openings(packet, step, 12.5, sure);
    }

    @Test
    void aMatchCountsOnceFromWhenMoreThanAStillPictureIsInCommon() {
        Set<Long> sure = new HashSet<>();
        assertThat(openings(span(MatchSpan.OPENED, true), 32, sure)).isEmpty();
        assertThat(openings(span(MatchSpan.EXTENDED, false), 48, sure))
                .singleElement()
                .matches(one -> one.decidedSeconds() == 6 && one.receivedSeconds() == 12.5);
        assertThat(openings(span(MatchSpan.EXTENDED, false), 64, sure)).isEmpty();
        assertThat(openings(span(MatchSpan.CLOSED, false), 64, new HashSet<>())).isEmpty();
    }

    @Test
    void drawnFilmsAreFoundSoonAfterTheyAreJoined() throws IOException {
        StringWriter out = new StringWriter();
        FilmRestreamBench.Options options = new FilmRestreamBench.Options(null, 2, 0, 1, true);
        new FilmRestreamBench(
                        ReferenceFilms.drawn(2),
                        DRAWN,
                        options,
                        new PrintWriter(out),
                        new PrintWriter(new StringWriter()))
                .run();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("groups"))
                .extracting(group -> group.path("name").asText())
                .containsExactly("clean", "overlay", "pip40");
        assertThat(json.path("all").path("streams").asInt()).isEqualTo(6);
        assertThat(json.path("all").path("wrong").asInt()).isZero();
        assertThat(json.path("all").path("falsely").asInt()).isZero();
        JsonNode clean = json.path("groups").get(0);
        assertThat(clean.path("found").asInt()).isEqualTo(2);
        assertThat(clean.path("decided").path("max").asDouble()).isBetween(0.25, 8.0);
    }

    @Test
    void filmsOfAFolderAreFoundBehindThoseOfAnother(@TempDir Path folder) throws IOException {
        Path works = Files.createDirectory(folder.resolve("works"));
        DrawnFile.write(works.resolve("work.y4m"), 3, 0, 30);
        DrawnFile.write(works.resolve("short.y4m"), 4, 0, 5);
        Path others = Files.createDirectory(folder.resolve("others"));
        DrawnFile.write(others.resolve("other.y4m"), 5, 0, 10);
        Files.createSymbolicLink(others.resolve("copy.y4m"), works.resolve("work.y4m"));
        Ran ran = bench("--references", works, "--lead-in", others, "--streams", 1, "--json");
        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertThat(json.path("works").asText()).isEqualTo("2 films of " + works);
        assertThat(json.path("all").path("streams").asInt()).isEqualTo(3);
        assertThat(json.path("groups").get(0).path("found").asInt()).isEqualTo(1);
        assertThat(json.path("all").path("falsely").asInt()).isZero();

        DrawnFile.write(folder.resolve("clip.y4m"), 3, 6.05, 12);
        DrawnFile.write(folder.resolve("none.y4m"), 6, 0, 8);
        Path queries =
                Files.write(
                        folder.resolve("queries.csv"),
                        List.of(
                                "path,true_ref,offset_s,length_s,distortion",
                                "clip.y4m,work.y4m,6.05,5,clean",
                                "clip.y4m,work.y4m,6.05,12,clean",
                                "none.y4m,,0,8,overlay"));
        Ran clips = bench("--references", works, "--queries", queries, "--json");
        JsonNode all = new ObjectMapper().readTree(clips.out()).path("all");
        assertThat(all.path("streams").asInt()).as("one of two rows").isEqualTo(1);
        assertThat(all.path("found").asInt()).isEqualTo(1);
        assertThat(all.path("unrelated").asInt()).isEqualTo(1);
        assertThat(all.path("falsely").asInt()).isZero();

        Ran same = bench("--references", others, "--lead-in", others);
        assertThat(same.err()).contains("expected films that are not among the references");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(bench("--references", empty).err()).contains("expected films (");
    }

    private static Ran bench(Object... more) {
        List<Object> words = new ArrayList<>(List.of("bench", "restreams", "--video"));
        words.addAll(List.of(more));
        return TestingFiles.vigil(words.toArray());
    }

    @Test
    void optionsOfSoundAndOfPicturesAreNotMixed(@TempDir Path folder) {
        assertThat(bench("--queries", folder).err())
                .contains("--queries: expected --references and no --streams beside it");
        assertThat(bench("--reference-list", folder).err())
                .contains("--video: expected no --reference-list or --thorough-every");
        assertThat(bench("--streams", 0).err()).contains("--streams: expected 1 to 1000, got 0");
        Ran sound = TestingFiles.vigil("bench", "restreams", "--references", folder);
        assertThat(sound.err()).contains("--reference-list: expected a file that names works");
        assertThat(sound.code()).isEqualTo(2);
    }
}
