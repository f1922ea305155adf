package dev.vigil.flink.media;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.ended;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.Profile;
import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.TestingOperators;
import dev.vigil.flink.match.AlignFunction;
import dev.vigil.flink.match.IndexPlan;
import dev.vigil.match.SearchSettings;
import dev.vigil.policy.TestingRights;
import dev.vigil.policy.Usage;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.LineBuilder;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SearchAnswerBuilder;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.verdict.UsedTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that pause, come back, are forgotten, or have been on air for months. */
class LongSessionsTest {
    private static final int RATE_HZ = 11_025;
    private static final Profile PROFILE = Profile.CURRENT;
    private static final short[] MUSIC = TestingMusic.play(100, 20);
    private static final long DAY_MS = 24 * 3_600_000L;

    private KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput> fingerprint;
    private KeyedOneInputStreamOperatorTestHarness<String, SearchAnswer, OpenMatch> align;
    private long seq;

    @BeforeEach
    void open() throws Exception {
        fingerprint = TestingOperators.fingerprint(7, null);
        fingerprint.setProcessingTime(NOON_MS);
        align =
                TestingOperators.keyed(
                        new AlignFunction(SearchSettings.DEFAULT, IndexPlan.ONE_SLOT),
                        SearchAnswer::sessionId,
                        Types.STRING,
                        null);
    }

    @AfterEach
    void close() throws Exception {
        fingerprint.close();
        align.close();
    }

    private void start(SessionKind kind) throws Exception {
        send(MediaInput.started(TestingRights.session(kind)));
    }

    private void send(MediaInput input) throws Exception {
        fingerprint.processElement(input, 0);
    }

    private void sound(long captureTime, short[] pcm) throws Exception {
        send(MediaInput.segment(new Segment(SESSION, seq++, captureTime, RATE_HZ, 1, pcm)));
    }

    /** 10 s of a session that sends peaks and has none. */
    private void peaks(long fromMs) throws Exception {
        peaksAt(fromMs, NOON_MS + fromMs);
    }

    private void peaksAt(long fromMs, long captureTime) throws Exception {
        long from = Math.round(fromMs * PROFILE.framesPerSecond() / 1_000);
        long to = Math.round((fromMs + 9_990) * PROFILE.framesPerSecond() / 1_000);
        Packet empty = new Packet("audio/1", 0, from, to, new long[0], new long[2 * 300], false);
        send(MediaInput.peaks(PeakSlices.of(PROFILE, empty, SESSION, seq++, captureTime)));
    }

    private List<StreamPacket> packets() {
        return out(fingerprint).stream().map(SearchInput::packet).toList();
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }

    private static long positionMs(long frame) {
        return Math.round(PROFILE.millis(frame));
    }

    @Test
    void behindSilenceASessionGoesOnAtItsCaptureTime() throws Exception {
        start(SessionKind.LIVE);
        sound(NOON_MS, MUSIC);
        fingerprint.setProcessingTime(NOON_MS + 80_000);
        StreamPacket closing = last(packets());
        assertThat(closing.packet().last()).isTrue();
        sound(NOON_MS + 90_000, MUSIC);
        List<StreamPacket> behind = packets();
        assertThat(positionMs(behind.get(0).packet().toFrame())).isBetween(90_000L, 94_000L);
        assertThat(behind)
                .allSatisfy(
                        packet -> {
                            assertThat(packet.packet().sequence())
                                    .isGreaterThan(closing.packet().sequence());
                            assertThat(packet.captureBase()).isBetween(NOON_MS - 1, NOON_MS + 1);
                            assertThat(packet.life()).isEqualTo(closing.life());
                        });
        assertThat(behind.get(0).packet().peaks()).as("nothing of before").isNotEmpty();
        assertThat(positionMs(last(behind).packet().toFrame())).isBetween(106_000L, 111_000L);
    }

    /** A platform that stalls for a minute and then sends what it had. */
    @Test
    void whatTheClockDoesNotShowIsStillBehindWhatWasSaid() throws Exception {
        start(SessionKind.LIVE);
        sound(NOON_MS, MUSIC);
        fingerprint.setProcessingTime(NOON_MS + 80_000);
        StreamPacket closing = last(packets());
        sound(NOON_MS + 20_000, MUSIC);
        assertThat(packets())
                .allSatisfy(
                        packet ->
                                assertThat(packet.packet().sequence())
                                        .isGreaterThan(closing.packet().sequence()));
    }

    @Test
    void aForgedCaptureTimeMovesASessionByADayAtMost() throws Exception {
        start(SessionKind.LIVE);
        sound(NOON_MS, MUSIC);
        fingerprint.setProcessingTime(NOON_MS + 80_000);
        packets();
        sound(NOON_MS + 100 * 365 * DAY_MS, MUSIC);
        assertThat(positionMs(last(packets()).packet().toFrame())).isLessThan(26 * 3_600_000L);
    }

    @Test
    void aSessionOfPeaksGoesOnBehindSilenceWithItsOwnFrames() throws Exception {
        start(SessionKind.LIVE);
        peaks(0);
        fingerprint.setProcessingTime(NOON_MS + 80_000);
        StreamPacket closing = last(packets());
        assertThat(closing.packet().last()).isTrue();
        peaks(90_000);
        List<StreamPacket> behind = packets();
        assertThat(positionMs(behind.get(0).packet().fromFrame())).isBetween(88_000L, 90_000L);
        assertThat(behind).allMatch(packet -> packet.life() == closing.life());
        assertThat(dead(fingerprint)).isEmpty();
    }

    /** Twenty times three minutes of a film, each behind a minute of silence. */
    @Test
    void excerptsAreCountedAcrossSilences() throws Exception {
        start(SessionKind.LIVE);
        UsedTime used = UsedTime.NONE;
        Set<String> ids = new HashSet<>();
        long atMs = 0;
        for (int time = 0; time < 20; time++) {
            for (int segment = 0; segment < 18; segment++) {
                fingerprint.setProcessingTime(NOON_MS + atMs);
                peaks(atMs);
                atMs += 10_000;
            }
            fingerprint.setProcessingTime(NOON_MS + atMs + 61_000);
            atMs += 61_000;
            List<OpenMatch> matches = matches(packets(), 1_000_000L * time);
            for (OpenMatch match : matches) {
                used = Usage.with(used, match.timeline(), match.evidence(), DAY_MS);
            }
            assertThat(ids.add(last(matches).evidence().matchId())).as("its own id").isTrue();
        }
        long shownMs = Usage.usedMs(used, NOON_MS + atMs, DAY_MS);
        assertThat(shownMs).isBetween(3_550_000L, 3_640_000L);
    }

    /** All that the packets bring is the film, from a frame of it on. */
    private List<OpenMatch> matches(List<StreamPacket> packets, long offset) throws Exception {
        List<OpenMatch> matches = aligned(packets, offset);
        assertThat(stateEntries(align)).as("each ends with its silence").isZero();
        return matches;
    }

    private List<OpenMatch> aligned(List<StreamPacket> packets, long offset) throws Exception {
        ReferenceName film = ReferenceName.of("film", "master");
        for (StreamPacket sent : packets) {
            Packet packet = sent.packet();
            long from = packet.fromFrame();
            long to = packet.toFrame();
            Line line =
                    LineBuilder.builder()
                            .reference(film.number())
                            .tempo(1)
                            .offsetFrames(offset)
                            .anchors(20)
                            .matched(100)
                            .expected(10)
                            .evidence(60)
                            .queryFromFrame(from)
                            .queryToFrame(to)
                            .refFromFrame(offset + from)
                            .refToFrame(offset + to)
                            .build();
            align.processElement(
                    SearchAnswerBuilder.builder()
                            .sessionId(SESSION)
                            .context(sent.context())
                            .captureBase(sent.captureBase())
                            .life(sent.life())
                            .receivedBase(sent.receivedBase())
                            .profile("audio/1")
                            .sequence(packet.sequence())
                            .fromFrame(from)
                            .toFrame(to)
                            .last(packet.last())
                            .end(sent.end())
                            .hours(1)
                            .indexVersion(1)
                            .lines(List.of(new FoundLine("film", "master", line)))
                            .build(),
                    0);
        }
        return out(align);
    }

    /** Else an upload would be clear although something was found in its first seconds. */
    @Test
    void whatIsFoundBeforeTheStartOfAnUploadArrivesIsCounted() throws Exception {
        sound(NOON_MS, MUSIC);
        start(SessionKind.UPLOAD);
        sound(NOON_MS, MUSIC);
        send(ended(SESSION, 2));
        List<StreamPacket> packets = packets();
        assertThat(packets.get(0).context()).isNull();
        assertThat(matches(packets, 0).get(0).context()).as("opened before").isNull();
        assertThat(ended(align))
                .singleElement()
                .satisfies(sum -> assertThat(sum.matches()).isEqualTo(1));
    }

    @Test
    void anIdThatIsUsedAgainNamesOtherMatches() throws Exception {
        Set<String> ids = new HashSet<>();
        Set<String> timelines = new HashSet<>();
        for (long use = 0; use < 3; use++) {
            seq = 0;
            send(MediaInput.started(startedAt(NOON_MS + use * 600_000)));
            sound(NOON_MS + use * 600_000, MUSIC);
            send(ended(SESSION, 1));
            for (OpenMatch match : matches(packets(), 0)) {
                ids.add(match.evidence().matchId());
                timelines.add(match.timeline());
            }
        }
        assertThat(ids).hasSize(3);
        assertThat(timelines).hasSize(3);
    }

    private static SessionStarted startedAt(long startAt) {
        SessionStarted of = TestingRights.session(SessionKind.LIVE);
        return of.withStartAt(startAt);
    }

    @Test
    void aSessionThatWasForgottenInADayOfSilenceNamesOtherMatches() throws Exception {
        start(SessionKind.LIVE);
        sound(NOON_MS, MUSIC);
        fingerprint.setProcessingTime(NOON_MS + 80_000);
        String before = last(matches(packets(), 0)).evidence().matchId();
        fingerprint.setProcessingTime(NOON_MS + 2 * DAY_MS);
        fingerprint.setProcessingTime(NOON_MS + 3 * DAY_MS);
        assertThat(stateEntries(fingerprint)).isZero();
        sound(NOON_MS + 3 * DAY_MS, MUSIC);
        send(ended(SESSION, 1));
        String after = last(matches(packets(), 0)).evidence().matchId();
        assertThat(after).isNotEqualTo(before);
    }

    /** Two years on air, in hops of a silence of a day each. */
    @Test
    void aSessionOfYearsHasFramesAndIdsInBounds() throws Exception {
        start(SessionKind.LIVE);
        long atMs = 0;
        short[] brief = new short[RATE_HZ];
        for (int day = 0; day < 730; day++) {
            sound(NOON_MS + atMs, brief);
            atMs += 23 * 3_600_000L;
            fingerprint.setProcessingTime(NOON_MS + atMs);
        }
        packets();
        sound(NOON_MS + atMs, MUSIC);
        fingerprint.setProcessingTime(NOON_MS + atMs + 80_000);
        List<StreamPacket> packets = packets();
        assertThat(positionMs(last(packets).packet().toFrame()))
                .isBetween(atMs + 18_000, atMs + 23_000);
        assertThat(packets).as("it is heard").anyMatch(p -> p.packet().peaks().length > 300);
        assertThat(matches(packets, 0))
                .allSatisfy(
                        match -> {
                            String id = match.evidence().matchId();
                            long line = Long.parseLong(id.substring(id.lastIndexOf('/') + 1), 16);
                            assertThat(line).isPositive().isLessThan(1L << 48);
                        });
        assertThat(dead(fingerprint)).isEmpty();
    }

    /** So that the judge does not forget a stream that shows nothing protected for weeks. */
    @Test
    void aStreamWithoutMatchesGivesASignOfLifeEachDayAndWhereItFallsSilent() throws Exception {
        SessionStarted live = TestingRights.session(SessionKind.LIVE);
        List<Integer> hours = new ArrayList<>();
        for (int hour = 1; hour <= 60; hour++) {
            align.processElement(empty(live, hour, hour == 60, null), 0);
            for (JudgeInput input : side(align, AlignFunction.ANALYSES)) {
                assertThat(input).isEqualTo(JudgeInput.alive(SESSION));
                hours.add(hour);
            }
        }
        assertThat(hours).containsExactly(24, 48, 60);
        align.processElement(
                empty(live, 61, true, new SessionEnd(NOON_MS, false, 1, 0, false, false)), 0);
        assertThat(side(align, AlignFunction.ANALYSES)).as("it is over").isEmpty();
    }

    /** An hour of a stream in which nothing was found. */
    private static SearchAnswer empty(
            SessionStarted context, long hour, boolean last, SessionEnd end) {
        long from = Math.round(PROFILE.framesPerSecond() * 3_600 * (hour - 1));
        long to = Math.round(PROFILE.framesPerSecond() * 3_600 * hour) + 1;
        return SearchAnswerBuilder.builder()
                .sessionId(SESSION)
                .context(context)
                .captureBase(NOON_MS)
                .life(NOON_MS)
                .receivedBase(NOON_MS)
                .profile("audio/1")
                .sequence(hour)
                .fromFrame(from)
                .toFrame(to)
                .last(last)
                .end(end)
                .hours(1)
                .indexVersion(1)
                .lines(List.of())
                .build();
    }

    @Test
    void theEndOfAnUploadThatWasForgottenIsAnswered() throws Exception {
        start(SessionKind.UPLOAD);
        sound(NOON_MS, MUSIC);
        fingerprint.setProcessingTime(NOON_MS + 80_000);
        List<OpenMatch> found = aligned(packets(), 0);
        assertThat(found).filteredOn(match -> !match.evidence().open()).hasSize(1);
        fingerprint.setProcessingTime(NOON_MS + 2 * DAY_MS);
        fingerprint.setProcessingTime(NOON_MS + 3 * DAY_MS);
        assertThat(stateEntries(fingerprint)).isZero();
        uploadEnded(NOON_MS, 1);
        StreamPacket end = packets().get(0);
        align.processElement(
                SearchAnswerBuilder.builder()
                        .sessionId(SESSION)
                        .context(end.context())
                        .captureBase(end.captureBase())
                        .life(end.life())
                        .receivedBase(end.receivedBase())
                        .profile("audio/1")
                        .last(true)
                        .end(end.end())
                        .hours(1)
                        .indexVersion(1)
                        .lines(List.of())
                        .build(),
                0);
        assertThat(stateEntries(align)).isZero();
        assertThat(ended(align))
                .singleElement()
                .satisfies(
                        sum -> {
                            assertThat(sum.context()).isNull();
                            assertThat(sum.end())
                                    .isEqualTo(new SessionEnd(NOON_MS, true, 0, 1, false, false));
                            assertThat(sum.matches()).as("found before").isEqualTo(1);
                        });
    }

    @Test
    void anUploadOfWhichEveryRecordWasRefusedIsAnsweredOnce() throws Exception {
        uploadEnded(NOON_MS, 7);
        uploadEnded(NOON_MS, 7);
        List<StreamPacket> packets = packets();
        assertThat(packets)
                .singleElement()
                .satisfies(
                        packet -> {
                            assertThat(packet.end())
                                    .isEqualTo(new SessionEnd(NOON_MS, true, 0, 7, false, false));
                            assertThat(packet.packet().last()).isTrue();
                        });
        assertThat(dead(fingerprint)).extracting(DeadLetter::reason).containsExactly("INCOMPLETE");
        uploadEnded(NOON_MS + 1, 7);
        assertThat(packets()).as("another upload").hasSize(1);
    }

    @Test
    void aRepeatedEndOfAnUploadIsNoOtherUpload() throws Exception {
        start(SessionKind.UPLOAD);
        sound(NOON_MS, MUSIC);
        uploadEnded(NOON_MS, 1);
        assertThat(packets()).filteredOn(packet -> packet.end() != null).hasSize(1);
        uploadEnded(NOON_MS, 1);
        assertThat(packets()).isEmpty();
    }

    private void uploadEnded(long endAt, long segments) throws Exception {
        send(MediaInput.ended(new SessionEnded(SESSION, endAt, segments), true));
    }

    /** Position is the sender's own count; how long it was silent, the broker knows. */
    @Test
    void peaksFarBehindASilenceAreADeadLetter() throws Exception {
        start(SessionKind.LIVE);
        peaks(0);
        fingerprint.setProcessingTime(NOON_MS + 80_000);
        packets();
        long hourMs = 3_600_000;
        peaksAt(100 * hourMs, NOON_MS + hourMs);
        assertThat(dead(fingerprint)).extracting(DeadLetter::message).isNotEmpty();
        assertThat(packets()).isEmpty();
        peaksAt(hourMs, NOON_MS + hourMs);
        peaksAt(hourMs + 10_000, NOON_MS + hourMs + 10_000);
        assertThat(dead(fingerprint)).isEmpty();
        assertThat(packets()).isNotEmpty();
    }

    @Test
    void anUploadIsAtTheMomentOfItsFirstSegment() throws Exception {
        start(SessionKind.UPLOAD);
        sound(NOON_MS, MUSIC);
        sound(NOON_MS + 3_000, MUSIC);
        sound(NOON_MS + 1_000, MUSIC);
        send(ended(SESSION, 3));
        assertThat(packets()).hasSizeGreaterThan(20).allMatch(p -> p.captureBase() == NOON_MS);
    }
}
