package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.Push;
import dev.vigil.client.bus.PushException;
import dev.vigil.fixtures.broker.TestingKafka;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Encoder;
import dev.vigil.fixtures.sound.Encoder.Format;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.schema.media.MissingPart;
import dev.vigil.schema.media.MissingReason;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.verdict.ScreeningResult;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class IngestCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-24T16:00:00Z");

    @TempDir static Path dir;
    @TempDir static Path films;
    private static String song;
    private static String truncated;

    private final TestingKafka kafka = new TestingKafka();
    private final List<Duration> paced = new ArrayList<>();
    private final TestingAnswers screened = new TestingAnswers();
    private final Answers answers = screened.open();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void encode() throws IOException {
        Sound music = Composer.compose(7, 5, 22_050);
        song = dir.resolve("My Song.mp3").toString();
        Encoder.write(music, Path.of(song), Format.MP3);
        Path whole = dir.resolve("whole.flac");
        Encoder.write(music, whole, Format.FLAC);
        byte[] bytes = Files.readAllBytes(whole);
        Files.delete(whole);
        truncated = dir.resolve("truncated.flac").toString();
        Files.write(Path.of(truncated), Arrays.copyOf(bytes, bytes.length / 2));
    }

    @Test
    void anUploadHappensNow() {
        assertThat(run(song, "--account", "bob", "--territories", "CN,HK")).isZero();
        SessionStarted started = started();
        assertThat(started.sessionId()).isEqualTo("my-song@20261124T160000Z");
        assertThat(started.kind()).isEqualTo(SessionKind.UPLOAD);
        assertThat(started.accountId()).isEqualTo("bob");
        assertThat(started.serviceTerritories()).containsExactly("CN", "HK");
        assertThat(started.title()).isEqualTo("My Song");
        assertThat(started.startAt()).isEqualTo(NOW.toEpochMilli());
        assertThat(paced).isEmpty();
        assertThat(out.toString())
                .contains(
                        "My Song.mp3: 5.0 s, 3 segments of sound, as upload"
                                + " my-song@20261124T160000Z");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aFileAsLiveIsPacedFromNowOn() {
        assertThat(run(song, "--as", "live", "--channel", "7")).isZero();
        assertThat(started().startAt()).isEqualTo(NOW.toEpochMilli());
        assertThat(started().channelId()).isEqualTo("7");
        assertThat(paced).hasSize(3);
        assertThat(kafka.sent().get(0).topic()).isEqualTo("media.live");
    }

    @Test
    void pacingCanBeTurnedOff() {
        assertThat(run(song, "--as", "LIVE", "--no-realtime")).isZero();
        assertThat(paced).isEmpty();
    }

    @Test
    void theSameCaptureTimeGivesTheSameSession() {
        assertThat(run(song, "--captured-at", "2026-11-01T20:00:00+08:00")).isZero();
        assertThat(started().startAt())
                .isEqualTo(Instant.parse("2026-11-01T12:00:00Z").toEpochMilli());
        assertThat(started().sessionId()).isEqualTo("my-song@20261101T120000Z");
    }

    @Test
    void aFeedCarriesItsWork() {
        assertThat(run(song, "--as", "feed", "--work", "final", "--session", "main")).isZero();
        assertThat(started().kind()).isEqualTo(SessionKind.FEED);
        assertThat(started().workId()).isEqualTo("final");
        assertThat(started().sessionId()).isEqualTo("main");
    }

    @Test
    void lessThanAnHourOfReferencesIsInMinutes() {
        var answer = TestingAnswers.answer("any", 0, ScreeningResult.CLEAR);
        assertThat(Answers.line(answer.withReferenceHours(0.025)))
                .contains(" against 1.5 min of references");
    }

    @Test
    void theAnswerNamesSoundAndPicturesThatWereAnalysed() {
        var answer = TestingAnswers.answer("any", 0, ScreeningResult.CLEAR).withPictureMs(4_750);
        assertThat(Answers.line(answer))
                .contains("; 5.0 s of sound and 4.8 s of pictures against")
                .contains("102.5 h of references of sound (audio/1)");
        assertThat(Answers.line(answer.withSoundMs(0))).contains("; 4.8 s of pictures against");
    }

    /** What the platform asks before it publishes: the exit code is the answer. */
    @ParameterizedTest
    @CsvSource({"CLEAR, 0", "MATCHED, 3", "INCOMPLETE, 4"})
    void theAnswerToAnUploadIsPrintedAndIsTheExitCode(ScreeningResult result, int exitCode) {
        String id = "my-song@20261124T160000Z";
        screened.unreadable();
        screened.send(TestingAnswers.answer("another", NOW.toEpochMilli(), result));
        screened.send(TestingAnswers.answer(id, NOW.toEpochMilli() - 1, ScreeningResult.CLEAR));
        screened.send(TestingAnswers.answer(id, NOW.toEpochMilli(), result));
        assertThat(run(song, "--wait")).isEqualTo(exitCode);
        assertThat(out.toString())
                .contains("  " + result)
                .contains("; 5.0 s of sound against 102.5 h of references (audio/1)");
    }

    /** It is named by its end then; it would be waited for in vain. */
    @Test
    void theAnswerToAnUploadWhoseStartWasRefusedIsTakenToo() {
        String id = "my-song@20261124T160000Z";
        screened.send(
                TestingAnswers.answer(id, 0, ScreeningResult.INCOMPLETE)
                        .with()
                        .screenedId(id + "/ended/" + NOW.toEpochMilli())
                        .accountId(null)
                        .missing(List.of(new MissingPart(MissingReason.NO_CONTEXT, 1)))
                        .build());
        assertThat(run(song, "--wait")).isEqualTo(4);
        assertThat(out.toString()).contains("  INCOMPLETE").contains("missing: NO_CONTEXT 1");
    }

    @Test
    void anAnswerThatDoesNotComeIsAFailure() {
        assertThat(run(song, "--wait", "--wait-for", "0")).isOne();
        assertThat(err.toString())
                .contains("screened: expected the answer to my-song@20261124T160000Z/");
        assertUsage("--wait: expected uploads, got live", song, "--as", "live", "--wait");
    }

    @Test
    void answersThatMayNotBeReadAreAFailureOfOneLine() {
        screened.refused(new TopicAuthorizationException("not authorized: [screened]"));
        assertThat(run(song, "--wait")).isOne();
        assertThat(err.toString())
                .contains("screened: expected the answer to my-song@20261124T160000Z/")
                .contains("got not authorized: [screened]")
                .doesNotContain("Exception");
    }

    @Test
    void peaksGoWhereSoundWould() {
        assertThat(run(song, "--peaks")).isZero();
        assertThat(kafka.sent())
                .filteredOn(record -> TestingKafka.type(record) == EventType.SEGMENT)
                .hasSize(3)
                .allSatisfy(
                        record ->
                                assertThat(TestingKafka.envelope(record).contentType())
                                        .isEqualTo("application/vnd.vigil.peaks;profile=1"));
        assertThat(out.toString()).contains("3 segments of peaks, as upload");
        assertThat(run(song, "--peaks", "--as", "work")).isEqualTo(2);
        assertThat(err.toString()).contains("--peaks: expected a session, got a work");
    }

    @Test
    void aFilmIsSoundAndPictures() throws IOException {
        String film = film();
        assertThat(run(film)).isZero();
        assertThat(contentTypes())
                .containsExactly(
                        "audio/L16;rate=11025;channels=1",
                        "video/vnd.vigil.thumbnails;profile=video/1;w=64;h=36;rate=4",
                        "video/vnd.vigil.thumbnails;profile=video/1;w=64;h=36;rate=4",
                        "audio/L16;rate=11025;channels=1");
        assertThat(out.toString()).contains("4 segments of sound and pictures, as upload");
    }

    @Test
    void soundOfAFilmAlone() throws IOException {
        assertThat(run(film(), "--no-video")).isZero();
        assertThat(contentTypes()).containsOnly("audio/L16;rate=11025;channels=1");
    }

    @Test
    void wordsOfAFilmAlone() throws IOException {
        assertThat(run(film(), "--no-audio", "--words")).isZero();
        assertThat(contentTypes()).containsOnly("application/vnd.vigil.pictures;profile=1");
        assertThat(out.toString()).contains("2 segments of words, as upload");
    }

    @Test
    void aFilmAsAWorkIsTwoReferences() throws IOException {
        String film = film();
        assertThat(run(film, "--as", "work", "--work", "the-film")).isZero();
        assertThat(kafka.sent())
                .extracting(TestingKafka::key)
                .containsExactly(
                        "the-film/film/1/0",
                        "the-film/film/1/manifest",
                        "the-film/film.video/1/pictures-0",
                        "the-film/film.video/1/0",
                        "the-film/film.video/1/manifest");
        assertThat(out.toString())
                .contains(" peaks and ", " words of pictures")
                .contains("as work the-film, references film and film.video, version 1");
    }

    /** Sound alone may be registered again, so the pictures remain; the reader has to know. */
    @ParameterizedTest
    @CsvSource({"2 --no-video, true", "2, false", "1 --no-video, false"})
    void aVersionWithoutPicturesNamesThoseThatStayInForce(String options, boolean named)
            throws IOException {
        String line = film() + " --as work --work w --reference-version " + options;
        assertThat(run(line.split(" "))).isZero();
        if (named) {
            assertThat(out.toString())
                    .contains("version 2; reference film.video of an earlier version, if there")
                    .contains("vigil reference review w --reference film --modality VIDEO --out");
        } else {
            assertThat(out.toString()).doesNotContain("in force");
        }
    }

    @Test
    void ofAWorkNothingThatCouldBeLookedAtIsSentWhereWordsAreToSuffice() throws IOException {
        String film = film();
        assertThat(run(film, "--as", "work", "--work", "the-film", "--words")).isZero();
        assertThat(kafka.sent())
                .extracting(TestingKafka::key)
                .containsExactly(
                        "the-film/film/1/0",
                        "the-film/film/1/manifest",
                        "the-film/film.video/1/0",
                        "the-film/film.video/1/manifest");
    }

    private static String film() throws IOException {
        Films.requireFfmpeg();
        Path film = films.resolve("film.mkv");
        return Files.exists(film)
                ? film.toString()
                : Films.make(
                                film,
                                "-f lavfi -i "
                                        + Films.MOVING
                                        + " -f lavfi -i anoisesrc=seed=1:sample_rate=22050 -t 4"
                                        + " -c:v mpeg4 -c:a flac")
                        .toString();
    }

    private List<String> contentTypes() {
        return kafka.sent().stream()
                .filter(record -> TestingKafka.type(record) == EventType.SEGMENT)
                .map(record -> TestingKafka.envelope(record).contentType())
                .toList();
    }

    @Test
    void aWorkGoesToReferences() {
        assertThat(run(song, "--as", "work")).isZero();
        assertThat(kafka.sent())
                .extracting(TestingKafka::key)
                .containsExactly("my-song/my-song/1/0", "my-song/my-song/1/manifest");
        assertThat(out.toString()).contains("as work my-song, reference my-song, version 1");
    }

    @Test
    void aDirectoryGoesOnAfterABadFile() {
        assertThat(run(dir.toString(), "--as", "work")).isEqualTo(1);
        assertThat(TestingKafka.key(kafka.sent().get(0))).isEqualTo("my-song/my-song/1/0");
        assertThat(kafka.sent()).noneMatch(r -> TestingKafka.key(r).startsWith("truncated"));
        assertThat(err.toString()).contains("truncated.flac: expected 5000 ms as declared");
    }

    @Test
    void aTruncatedUploadIsScannedAndFails() {
        assertThat(run(truncated)).isEqualTo(1);
        assertThat(kafka.sent()).extracting(TestingKafka::type).contains(EventType.SEGMENT);
        assertThat(TestingKafka.type(kafka.sent().get(kafka.sent().size() - 1)))
                .isEqualTo(EventType.SESSION_ENDED);
        assertThat(missing()).as("it is incomplete, whatever was found").isEqualTo(1);
    }

    @Test
    void anUploadThatWasSentToItsEndLacksNothing() {
        assertThat(run(song)).isZero();
        assertThat(missing()).isZero();
    }

    /** Segments that the end reports beside those that were sent. */
    private long missing() {
        List<ProducerRecord<byte[], byte[]>> sent = kafka.sent();
        long segments =
                sent.stream().map(TestingKafka::type).filter(EventType.SEGMENT::equals).count();
        return Json.read(sent.get(sent.size() - 1).value(), SessionEnded.class).segments()
                - segments;
    }

    @Test
    void errorsAreOneLineAndOneWithStackTraceOnRequest() {
        assertThat(run("none.mp3")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(
                        "vigil ingest: none.mp3: expected a file, got no such file; check the"
                                + " path\n");
        assertThat(run("none.mp3", "--verbose")).isEqualTo(1);
        assertThat(err.toString()).contains("at dev.vigil.edge.Container");
    }

    @Test
    void noBrokerIsWaitedForWhereTheFileIsNotThere() {
        IngestCommand.Connector away =
                (bootstrap, settings, topic) -> {
                    throw new PushException("expected no connection", null);
                };
        assertThat(execute(away, "none.mp3")).isEqualTo(1);
        assertThat(err.toString()).contains("none.mp3: expected a file, got no such file");
        assertThat(execute(away, song)).isEqualTo(1);
        assertThat(err.toString()).contains("expected no connection");
    }

    @Test
    void standardInputIsRefusedWithWhatToDoInstead() {
        assertThat(run("-")).isEqualTo(1);
        assertThat(err.toString())
                .contains("-: expected a file or a URL, got standard input; write it to a file");
    }

    /** The job refuses them, and with them the session's account. */
    @Test
    void aTitleHasNoControlCharacters() {
        assertThat(run(song, "--title", "a\u001b[31mb\u0085c")).isZero();
        assertThat(started().title()).isEqualTo("a [31mb c");
    }

    @Test
    void wrongOptionsAreUsageErrors() {
        assertUsage("expected upload, live, feed or work, got 'film'", song, "--as", "film");
        assertUsage("--work: expected the work that the feed carries", song, "--as", "feed");
        assertUsage("--no-video: expected sound or", song, "--no-video", "--no-audio");
        assertUsage("--words: expected pictures, got", song, "--words", "--no-video");
        assertUsage("--peaks: expected sound, got", song, "--peaks", "--no-audio");
        assertUsage("--peaks: expected a session, got a work", song, "--peaks", "--as", "work");
        assertUsage("--session: expected one source", song, song, "--session", "x");
        assertUsage("serviceTerritories: expected ISO 3166", song, "--territories", "china");
        assertUsage("sessionId: expected an id", song, "--session", "a/b");
        assertUsage("--captured-at: expected sound", song, "--captured-at", "2026-11-25T00:00:00Z");
        assertUsageOfFeed("--session: expected an id that does not end in .video", "w", "a.video");
        assertUsageOfFeed("--session: expected an id that begins neither with", "w", "signal.a:1");
        assertUsageOfFeed("--work: expected an id that begins neither with", "staydown.a", "s");
        assertUsage("--kafka-properties: expected a readable", song, "--kafka-properties", "none");
        assertUsage("Missing required parameter", "--as", "work");
        assertThat(kafka.sent()).isEmpty();
    }

    @Test
    void aBrokerThatIsAwayIsAnError() {
        IngestCommand.Connector away =
                (bootstrap, settings, topic) -> {
                    throw new PushException("Kafka at " + bootstrap + ": gone", null);
                };
        assertThat(execute(away, song, "--bootstrap", "k:1")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("vigil ingest: Kafka at k:1: gone\n");
    }

    @Test
    void helpShowsExamplesAndExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "vigil ingest works/ --as work", "Exit codes:", "upload, live, feed, work")
                .contains("localhost:9092");
    }

    private void assertUsageOfFeed(String message, String work, String session) {
        assertUsage(message, song, "--as", "feed", "--work", work, "--session", session);
    }

    private void assertUsage(String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(run(arguments)).as(message).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    private int run(String... arguments) {
        return execute((bootstrap, settings, topic) -> new Push(kafka.producer), arguments);
    }

    private int execute(IngestCommand.Connector connector, String... arguments) {
        IngestCommand command =
                new IngestCommand(
                        connector,
                        (bootstrap, settings) -> answers,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        () -> paced::add);
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private SessionStarted started() {
        ProducerRecord<byte[], byte[]> first = kafka.sent().get(0);
        assertThat(TestingKafka.type(first)).isEqualTo(EventType.SESSION_STARTED);
        return Json.read(first.value(), SessionStarted.class);
    }
}
