package dev.vigil.flink.media;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.ended;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Profile;
import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.TestingOperators;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.PeakSegment;
import dev.vigil.schema.media.PeakSegmentBuilder;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.StreamPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a platform does wrong is reported once a session, and the session goes on. */
class ProducerFaultsTest {
    private static final int RATE_HZ = 11_025;
    private static final short[] MUSIC = TestingMusic.play(100, 20);

    private KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput> fingerprint;

    @BeforeEach
    void open() throws Exception {
        fingerprint = TestingOperators.fingerprint(7, null);
        fingerprint.setProcessingTime(NOON_MS);
    }

    @AfterEach
    void close() throws Exception {
        fingerprint.close();
    }

    private void start(SessionKind kind) throws Exception {
        fingerprint.processElement(MediaInput.started(TestingRights.session(kind)), 0);
    }

    private static short[] music(long seq) {
        int from = (int) (2 * RATE_HZ * (seq % 9));
        return Arrays.copyOfRange(MUSIC, from, from + 2 * RATE_HZ);
    }

    /** Captured by a clock that is behind the broker's. */
    private void hear(long seq, long behindMs, short[] pcm) throws Exception {
        long capturedAt = NOON_MS + 2_000 * seq;
        Segment segment = new Segment(SESSION, seq, capturedAt - behindMs, RATE_HZ, 1, pcm);
        fingerprint.processElement(MediaInput.segment(segment.received(capturedAt + 2_050)), 0);
    }

    private static List<String> reasons(List<DeadLetter> letters) {
        return letters.stream().map(DeadLetter::reason).toList();
    }

    @Test
    void aClockThatIsBehindIsReportedOnceASessionWithBothTimes() throws Exception {
        start(SessionKind.LIVE);
        for (int seq = 0; seq < 5; seq++) {
            hear(seq, 600_000, music(seq));
        }
        List<DeadLetter> letters = dead(fingerprint);
        assertThat(reasons(letters)).containsExactly("TIME_BEHIND");
        assertThat(letters.get(0).message())
                .contains("at most 60 s before it is received")
                .contains("T11:50:00Z")
                .contains("T12:00:02.050Z");
        assertThat(out(fingerprint)).as("it is heard all the same").isNotEmpty();
    }

    @Test
    void aClockThatIsBehindAfterARestoreIsNotReportedAgain() throws Exception {
        start(SessionKind.LIVE);
        hear(0, 600_000, music(0));
        assertThat(reasons(dead(fingerprint))).containsExactly("TIME_BEHIND");
        var state = fingerprint.snapshot(1, 1);
        fingerprint.close();
        fingerprint = TestingOperators.fingerprint(7, state);
        fingerprint.setProcessingTime(NOON_MS);
        hear(1, 600_000, music(1));
        assertThat(dead(fingerprint)).isEmpty();
    }

    @Test
    void honestClocksAndUploadsFromAnyTimeAreNotReported() throws Exception {
        start(SessionKind.LIVE);
        for (int seq = 0; seq < 5; seq++) {
            hear(seq, seq * 10_000, music(seq));
        }
        assertThat(dead(fingerprint)).isEmpty();
        close();
        open();
        start(SessionKind.UPLOAD);
        hear(0, 365L * 24 * 3_600_000, music(0));
        assertThat(dead(fingerprint)).isEmpty();
    }

    /** Received in time, captured by a clock that is ten minutes behind. */
    @Test
    void packetsCarryWhenTheBrokerReceivedThem() throws Exception {
        start(SessionKind.LIVE);
        for (int seq = 0; seq < 8; seq++) {
            hear(seq, 600_000, music(seq));
        }
        assertThat(out(fingerprint))
                .isNotEmpty()
                .extracting(SearchInput::packet)
                .allSatisfy(
                        packet -> {
                            assertThat(packet.receivedBase()).isBetween(NOON_MS, NOON_MS + 100);
                            assertThat(packet.captureBase())
                                    .isBetween(NOON_MS - 600_001, NOON_MS - 599_999);
                        });
    }

    @Test
    void swappedBytesAreReportedOnceASession() throws Exception {
        start(SessionKind.LIVE);
        for (int seq = 0; seq < 5; seq++) {
            hear(seq, 0, swapped(music(seq)));
        }
        List<DeadLetter> letters = dead(fingerprint);
        assertThat(reasons(letters)).containsExactly("BYTES_SWAPPED");
        assertThat(letters.get(0).key()).isEqualTo(SESSION);
        assertThat(letters.get(0).message()).contains("s16be").contains("s16le");
    }

    @Test
    void swappedBytesAreReportedOfTheFirstSoundBehindSilence() throws Exception {
        start(SessionKind.LIVE);
        hear(0, 0, new short[2 * RATE_HZ]);
        hear(1, 0, new short[2 * RATE_HZ]);
        assertThat(dead(fingerprint)).isEmpty();
        hear(2, 0, swapped(music(2)));
        assertThat(reasons(dead(fingerprint))).containsExactly("BYTES_SWAPPED");
    }

    /** Of 0.2 s none says anything by itself. */
    @Test
    void swappedBytesAreReportedOfShortSegments() throws Exception {
        start(SessionKind.LIVE);
        int seq = 0;
        for (int from = 0; from + RATE_HZ / 5 <= 4 * RATE_HZ; from += RATE_HZ / 5) {
            hear(seq++, 0, swapped(Arrays.copyOfRange(MUSIC, from, from + RATE_HZ / 5)));
        }
        assertThat(reasons(dead(fingerprint))).containsExactly("BYTES_SWAPPED");
    }

    /** Sound in which the order can't be seen is no reason to stop looking. */
    @Test
    void swappedBytesAreReportedBehindMinutesOfSilenceAndOfShortSegments() throws Exception {
        start(SessionKind.LIVE);
        int seq = 0;
        for (; seq < 150; seq++) {
            hear(seq, 0, new short[2 * RATE_HZ]);
        }
        for (; seq < 300; seq++) {
            hear(seq, 0, new short[100]);
        }
        hear(seq++, 0, swapped(music(2)));
        hear(seq, 0, swapped(music(3)));
        assertThat(reasons(dead(fingerprint))).containsExactly("BYTES_SWAPPED");
    }

    /** The end says so, after a restart too, so that an upload is not taken for clear. */
    @Test
    void theEndOfAnUploadOfSwappedBytesSaysSo() throws Exception {
        start(SessionKind.UPLOAD);
        hear(0, 0, swapped(music(0)));
        var state = fingerprint.snapshot(1, 1);
        fingerprint.close();
        fingerprint = TestingOperators.fingerprint(7, state);
        fingerprint.setProcessingTime(NOON_MS);
        hear(1, 0, swapped(music(1)));
        out(fingerprint);
        fingerprint.processElement(
                MediaInput.ended(new SessionEnded(SESSION, NOON_MS, 2), true), 0);
        assertThat(dead(fingerprint)).as("it was reported before").isEmpty();
        List<SearchInput> packets = out(fingerprint);
        assertThat(packets.get(packets.size() - 1).packet().end())
                .isEqualTo(new SessionEnd(NOON_MS, true, 4_000, 0, true, false));
    }

    /** A file that was not decoded. */
    @Test
    void theEndOfAnUploadOfCompressedBytesSaysSo() throws Exception {
        start(SessionKind.UPLOAD);
        Random random = new Random(7);
        for (int seq = 0; seq < 3; seq++) {
            byte[] bytes = new byte[4 * RATE_HZ];
            random.nextBytes(bytes);
            short[] pcm = new short[2 * RATE_HZ];
            ByteBuffer.wrap(bytes).asShortBuffer().get(pcm);
            hear(seq, 0, pcm);
        }
        List<DeadLetter> letters = dead(fingerprint);
        assertThat(reasons(letters)).containsExactly("NOT_SOUND");
        assertThat(letters.get(0).message()).contains("s16be").contains("compressed");
        out(fingerprint);
        fingerprint.processElement(
                MediaInput.ended(new SessionEnded(SESSION, NOON_MS, 3), true), 0);
        List<SearchInput> packets = out(fingerprint);
        assertThat(packets.get(packets.size() - 1).packet().end())
                .isEqualTo(new SessionEnd(NOON_MS, true, 6_000, 0, false, true));
    }

    @Test
    void aClockThatIsAheadIsReportedOnceASession() throws Exception {
        start(SessionKind.LIVE);
        for (int seq = 0; seq < 5; seq++) {
            hear(seq, -120_000, music(seq));
        }
        List<DeadLetter> letters = dead(fingerprint);
        assertThat(reasons(letters)).containsExactly("TIME_AHEAD");
        assertThat(letters.get(0).message()).contains("T12:02:00Z").contains("T12:00:02.050Z");
    }

    /** Half a minute is no more than clocks differ by. */
    @Test
    void aClockThatIsALittleAheadIsNotReported() throws Exception {
        start(SessionKind.LIVE);
        hear(0, -50_000, music(0));
        assertThat(dead(fingerprint)).isEmpty();
    }

    @Test
    void liveSoundAtAWrongRateIsReportedOnceASession() throws Exception {
        for (int declaredHz : new int[] {22_050, 44_100, 8_000, 10_000}) {
            start(SessionKind.LIVE);
            for (int seq = 0; seq < 80; seq++) {
                long capturedAt = NOON_MS + 2_000 * seq;
                Segment segment = new Segment(SESSION, seq, capturedAt, declaredHz, 1, music(seq));
                fingerprint.processElement(
                        MediaInput.segment(segment.received(capturedAt + 2_050)), 0);
            }
            List<DeadLetter> letters = dead(fingerprint);
            assertThat(reasons(letters)).as("%d", declaredHz).containsExactly("RATE_DIFFERS");
            assertThat(letters.get(0).message())
                    .contains(String.format(Locale.ROOT, "%.2f s", 11_025.0 / declaredHz));
            close();
            open();
        }
    }

    @Test
    void anUploadOfSwappedBytesThatBeginsQuietlySaysSo() throws Exception {
        start(SessionKind.UPLOAD);
        hear(0, 0, swapped(TestingMusic.tone(2, 200, 60)));
        hear(1, 0, swapped(music(1)));
        assertThat(reasons(dead(fingerprint))).containsExactly("BYTES_SWAPPED");
        fingerprint.processElement(
                MediaInput.ended(new SessionEnded(SESSION, NOON_MS, 2), true), 0);
        List<SearchInput> packets = out(fingerprint);
        assertThat(packets.get(packets.size() - 1).packet().end().bytesSwapped()).isTrue();
    }

    private static short[] swapped(short[] pcm) {
        short[] swapped = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            swapped[i] = Short.reverseBytes(pcm[i]);
        }
        return swapped;
    }

    @Test
    void fewerSegmentsThanTheEndSaysAreReportedWithNumbers() throws Exception {
        start(SessionKind.UPLOAD);
        hear(0, 0, music(0));
        hear(3, 0, music(3));
        hear(4, 0, music(4));
        hear(7, 0, music(7));
        fingerprint.processElement(
                MediaInput.ended(new SessionEnded(SESSION, NOON_MS, 10), true), 0);
        List<DeadLetter> letters = dead(fingerprint);
        assertThat(reasons(letters)).containsExactly("INCOMPLETE");
        assertThat(letters.get(0).message())
                .contains("expected 10")
                .contains("got 4 that could be read, with 2 gaps")
                .contains("6 were not analysed");
        List<SearchInput> packets = out(fingerprint);
        StreamPacket last = packets.get(packets.size() - 1).packet();
        assertThat(last.end()).isEqualTo(new SessionEnd(NOON_MS, true, 8_000, 6, false, false));
    }

    /** A platform may count what it could send, or nothing. */
    @Test
    void aHoleInTheNumbersIsMissingThoughTheEndDoesNotCountIt() throws Exception {
        for (long said : new long[] {3, 0}) {
            start(SessionKind.UPLOAD);
            hear(0, 0, music(0));
            hear(1, 0, music(1));
            hear(3, 0, music(3));
            out(fingerprint);
            fingerprint.processElement(
                    MediaInput.ended(new SessionEnded(SESSION, NOON_MS, said), true), 0);
            assertThat(dead(fingerprint))
                    .singleElement()
                    .satisfies(
                            letter ->
                                    assertThat(letter.message())
                                            .contains("expected 4, by ce_sequence")
                                            .contains("with 1 gap in")
                                            .contains("1 was not analysed"));
            List<SearchInput> packets = out(fingerprint);
            assertThat(packets.get(packets.size() - 1).packet().end().missingSegments())
                    .isEqualTo(1);
        }
    }

    /** Numbers without a hole say nothing of frames: up to an hour may be left out between them. */
    @Test
    void aHoleInTheFramesOfAnUploadIsMissing() throws Exception {
        assertThat(missingOfPeaks(0, 86, 172)).isZero();
        assertThat(missingOfPeaks(0, 86, 86 + 86 * 60)).as("a jump").isEqualTo(1);
        assertThat(missingOfPeaks(86 * 60, 86 * 61)).as("far behind frame 0").isEqualTo(1);
        assertThat(missingOfPeaks(86, 300)).as("both").isEqualTo(2);
    }

    /** A live stream may be joined while it runs. */
    @Test
    void aLiveStreamOfPeaksMayBeginAnywhere() throws Exception {
        start(SessionKind.LIVE);
        fingerprint.processElement(MediaInput.peaks(slice(0, 86 * 60)), 0);
        assertThat(missing(1)).isZero();
    }

    @Test
    void aHoleInTheFramesBehindAMinuteWithoutAnyIsMissing() throws Exception {
        start(SessionKind.UPLOAD);
        fingerprint.processElement(MediaInput.peaks(slice(0, 0)), 0);
        fingerprint.setProcessingTime(NOON_MS + 61_000);
        fingerprint.processElement(MediaInput.peaks(slice(1, 86 * 60)), 0);
        assertThat(missing(2)).isEqualTo(1);
    }

    private static PeakSegment slice(long seq, long fromFrame) {
        return PeakSegmentBuilder.builder()
                .sessionId(SESSION)
                .seq(seq)
                .captureTime(NOON_MS)
                .receivedAt(NOON_MS)
                .durationMs(1_997)
                .profile(Profile.CURRENT.id())
                .fromFrame(fromFrame)
                .toFrame(fromFrame + 86)
                .peaks(new long[0])
                .loud(new long[86])
                .build();
    }

    /** Of an upload whose slices begin at these frames; it has arrived whole by its numbers. */
    private long missingOfPeaks(long... fromFrames) throws Exception {
        start(SessionKind.UPLOAD);
        for (int seq = 0; seq < fromFrames.length; seq++) {
            fingerprint.processElement(MediaInput.peaks(slice(seq, fromFrames[seq])), 0);
        }
        return missing(fromFrames.length);
    }

    /** What the end says is missing, and a dead letter says so too. */
    private long missing(long said) throws Exception {
        out(fingerprint);
        dead(fingerprint);
        fingerprint.processElement(
                MediaInput.ended(new SessionEnded(SESSION, NOON_MS + said, said), true), 0);
        List<SearchInput> packets = out(fingerprint);
        long missing = packets.get(packets.size() - 1).packet().end().missingSegments();
        List<DeadLetter> letters = dead(fingerprint);
        assertThat(reasons(letters)).hasSize(missing == 0 ? 0 : 1).allMatch("INCOMPLETE"::equals);
        assertThat(letters)
                .allMatch(
                        letter ->
                                letter.message()
                                        .contains(
                                                missing
                                                        + (missing == 1 ? " was" : " were")
                                                        + " not analysed"));
        return missing;
    }

    /** The end counts nothing: that they were sent is known from their numbers alone. */
    @Test
    void aTailThatWasRefusedIsMissing() throws Exception {
        start(SessionKind.UPLOAD);
        for (int seq = 0; seq < 5; seq++) {
            hear(seq, 0, music(seq));
        }
        for (int seq = 5; seq < 9; seq++) {
            fingerprint.processElement(MediaInput.peaks(slice(seq, 86 * seq)), 0);
        }
        assertThat(reasons(dead(fingerprint))).hasSize(4).allMatch("PURE_FAILURE"::equals);
        var state = fingerprint.snapshot(1, 1);
        fingerprint.close();
        fingerprint = TestingOperators.fingerprint(7, state);
        fingerprint.setProcessingTime(NOON_MS);
        assertThat(missing(0)).isEqualTo(4);
    }

    @Test
    void aSegmentThatWasRefusedAndIsSentAgainIsNotMissing() throws Exception {
        start(SessionKind.UPLOAD);
        hear(0, 0, music(0));
        fingerprint.processElement(MediaInput.peaks(slice(1, 0)), 0);
        hear(1, 0, music(1));
        assertThat(missing(0)).isZero();
    }

    @Test
    void allThatWasRefusedIsMissingBeforeAnythingWasHeard() throws Exception {
        for (boolean started : new boolean[] {true, false}) {
            if (started) {
                start(SessionKind.UPLOAD);
            }
            for (int seq = 0; seq < 3; seq++) {
                fingerprint.processElement(
                        MediaInput.segment(new Segment(SESSION, seq, NOON_MS, 1, 1, music(seq))),
                        0);
            }
            assertThat(missing(started ? 0 : 1)).as("started %s", started).isEqualTo(3);
        }
        fingerprint.setProcessingTime(NOON_MS + 2 * 24 * 3_600_000L);
        assertThat(TestingOperators.stateEntries(fingerprint)).isLessThanOrEqualTo(1);
    }

    @Test
    void unreadableSegmentsAreMissingToo() throws Exception {
        start(SessionKind.LIVE);
        hear(0, 0, music(0));
        fingerprint.processElement(
                MediaInput.segment(new Segment(SESSION, 1, NOON_MS, 4_000, 1, music(1))), 0);
        assertThat(reasons(dead(fingerprint))).containsExactly("PURE_FAILURE");
        hear(2, 0, music(2));
        fingerprint.processElement(ended(SESSION, 3), 0);
        assertThat(dead(fingerprint))
                .singleElement()
                .satisfies(letter -> assertThat(letter.message()).contains("got 2 that could be"));
    }

    @Test
    void nothingIsReportedOfASessionThatArrivedWhole() throws Exception {
        start(SessionKind.LIVE);
        for (int seq = 0; seq < 5; seq++) {
            hear(seq, 0, music(seq));
            hear(seq, 0, music(seq));
        }
        fingerprint.processElement(ended(SESSION, 5), 0);
        assertThat(dead(fingerprint)).isEmpty();
    }
}
