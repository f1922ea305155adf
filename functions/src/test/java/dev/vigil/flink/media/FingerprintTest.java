package dev.vigil.flink.media;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.ended;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.Profile;
import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.flink.match.SearchFunction;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PeakSegment;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.StreamPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final int RATE_HZ = 11_025;
    private static final int SLOT = 7;
    private static final long HOUR_MS = 3_600_000;
    private static final short[] MUSIC = TestingMusic.play(100, 20);

    private KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput> fingerprint;
    private long seq;
    private long heard;

    @BeforeEach
    void open() throws Exception {
        fingerprint = open(null);
        seq = 0;
        heard = 0;
    }

    @AfterEach
    void close() throws Exception {
        fingerprint.close();
    }

    @Test
    void anyCuttingOfTheSameSoundGivesTheSamePackets() throws Exception {
        List<String> whole = session(new int[] {MUSIC.length});
        assertThat(whole).hasSizeGreaterThan(8);
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(session(randomCuts(new Random(seed)))).as("seed %d", seed).isEqualTo(whole);
        }
    }

    @Test
    void aRestoreInMidStreamGivesTheSamePackets() throws Exception {
        List<String> whole = session(new int[] {MUSIC.length});
        start(SessionKind.LIVE);
        List<SearchInput> packets = new ArrayList<>();
        for (int from = 0; from < MUSIC.length; from += 3 * RATE_HZ / 2) {
            hear(Arrays.copyOfRange(MUSIC, from, Math.min(MUSIC.length, from + 3 * RATE_HZ / 2)));
            packets.addAll(out(fingerprint));
            restore();
        }
        end();
        packets.addAll(out(fingerprint));
        assertThat(texts(packets)).isEqualTo(whole);
    }

    @Test
    void aSessionIsActiveWhileItIsHeard() throws Exception {
        start(SessionKind.LIVE);
        assertThat(TestingMetrics.value(fingerprint, "activeSessions")).isZero();
        hear(half(0));
        assertThat(TestingMetrics.value(fingerprint, "activeSessions")).isEqualTo(1);
        restore();
        assertThat(TestingMetrics.value(fingerprint, "activeSessions")).isZero();
        hear(half(1));
        assertThat(TestingMetrics.value(fingerprint, "activeSessions")).isEqualTo(1);
        end();
        assertThat(TestingMetrics.value(fingerprint, "activeSessions")).isZero();
    }

    @Test
    void aSegmentSeenBeforeIsDropped() throws Exception {
        List<String> whole = session(new int[] {MUSIC.length / 2, MUSIC.length});
        start(SessionKind.LIVE);
        start(SessionKind.LIVE);
        for (int half = 0; half < 2; half++) {
            Segment segment = segment(half(half), RATE_HZ, 1);
            send(MediaInput.segment(segment));
            send(MediaInput.segment(segment));
            advance(segment);
        }
        end();
        assertThat(texts(out(fingerprint))).isEqualTo(whole);
    }

    @Test
    void aGapKeepsTheTimeOfWhatFollows() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        seq++;
        heard += MUSIC.length / 2;
        hear(half(1));
        end();
        List<SearchInput> packets = out(fingerprint);
        Packet last = packets.get(packets.size() - 1).packet().packet();
        double lastMs = last.toFrame() * 256_000.0 / RATE_HZ;
        assertThat(lastMs).isBetween(29_000.0, 31_000.0);
        assertThat(packets)
                .allSatisfy(
                        p ->
                                assertThat(p.packet().captureBase())
                                        .isBetween(NOON_MS - 2, NOON_MS + 2));
    }

    @Test
    void aSessionWithoutStartedHasNoContextUntilItComes() throws Exception {
        hear(half(0));
        assertThat(out(fingerprint)).isNotEmpty().allMatch(p -> p.packet().context() == null);
        start(SessionKind.LIVE);
        hear(half(1));
        assertThat(out(fingerprint)).isNotEmpty().allMatch(p -> p.packet().context() != null);
    }

    @Test
    void aSessionJoinedInMidStreamStartsThere() throws Exception {
        seq = 500;
        hear(half(0));
        Packet first = out(fingerprint).get(0).packet().packet();
        assertThat(first.fromFrame()).isZero();
    }

    @Test
    void aMinuteOfSilenceClosesAndADayLeavesNothing() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        fingerprint.setProcessingTime(NOON_MS + 30_000);
        hear(half(1));
        fingerprint.setProcessingTime(NOON_MS + 89_999);
        assertThat(out(fingerprint)).noneMatch(p -> p.packet().packet().last());
        fingerprint.setProcessingTime(NOON_MS + 90_000);
        List<SearchInput> closing = out(fingerprint);
        assertThat(closing.get(closing.size() - 1).packet().packet().last()).isTrue();
        hear(half(1));
        assertThat(out(fingerprint))
                .as("who it was is kept, should it go on")
                .isNotEmpty()
                .allMatch(p -> p.packet().context() != null);
        fingerprint.setProcessingTime(NOON_MS + 90_000 + 60_000);
        fingerprint.setProcessingTime(NOON_MS + 2 * 24 * 3_600_000L);
        fingerprint.setProcessingTime(NOON_MS + 3 * 24 * 3_600_000L);
        assertThat(stateEntries(fingerprint)).isZero();
        assertThat(fingerprint.numProcessingTimeTimers()).isZero();
    }

    @Test
    void anEndAfterSilenceIsAPacketWithoutPeaksBehindAllOthers() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        fingerprint.setProcessingTime(NOON_MS + 60_000);
        List<SearchInput> silent = out(fingerprint);
        StreamPacket closing = silent.get(silent.size() - 1).packet();
        assertThat(closing.packet().last()).isTrue();
        assertThat(closing.end()).as("the platform has not ended it").isNull();
        send(ended(SESSION, 1));
        assertThat(out(fingerprint))
                .singleElement()
                .satisfies(
                        last -> {
                            assertThat(last.packet().packet().peaks()).isEmpty();
                            assertThat(last.packet().packet().last()).isTrue();
                            assertThat(last.packet().packet().sequence())
                                    .isGreaterThan(closing.packet().sequence());
                            assertThat(last.packet().end())
                                    .isEqualTo(
                                            new SessionEnd(
                                                    NOON_MS, false, 10_000, 0, false, false));
                        });
        assertThat(stateEntries(fingerprint)).isZero();
    }

    @Test
    void aSilentFeedIsOnAirNoMoreAndOverWhenTheIndexForgetsIt() throws Exception {
        start(SessionKind.FEED);
        hear(half(0));
        out(fingerprint);
        fingerprint.setProcessingTime(NOON_MS + 60_000);
        assertThat(TestingMetrics.value(fingerprint, "activeSessions")).isZero();
        fingerprint.setProcessingTime(NOON_MS + SearchFunction.FEED_TTL_MS - 1);
        hear(half(1));
        assertThat(out(fingerprint)).allMatch(p -> p.packet().packet().fromFrame() > 0);
        fingerprint.setProcessingTime(NOON_MS + 2 * SearchFunction.FEED_TTL_MS);
        end();
        assertThat(out(fingerprint)).as("it would begin anew").isEmpty();
        assertThat(stateEntries(fingerprint)).isZero();
    }

    @Test
    void aFeedThatComesBackOtherwiseBeginsAnewWithItsNextSegment() throws Exception {
        start(SessionKind.FEED);
        hear(half(0));
        out(fingerprint);
        fingerprint.setProcessingTime(NOON_MS + 2 * 60_000);
        seq += 1_000_000;
        hear(half(1));
        assertThat(fingerprint.getSideOutput(PureFailure.DEAD)).hasSize(1);
        assertThat(out(fingerprint)).isEmpty();
        hear(half(1));
        assertThat(fingerprint.getSideOutput(PureFailure.DEAD)).hasSize(1);
        assertThat(out(fingerprint)).isNotEmpty();
    }

    @Test
    void anOutageIsNoSilence() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        fingerprint.setProcessingTime(NOON_MS + 50_000);
        restore();
        fingerprint.setProcessingTime(NOON_MS + 10 * 60_000);
        assertThat(out(fingerprint)).noneMatch(p -> p.packet().packet().last());
        hear(half(1));
        assertThat(out(fingerprint))
                .isNotEmpty()
                .allMatch(p -> p.packet().context() != null && p.packet().packet().fromFrame() > 0);
    }

    /** Timers fire as soon as a job is there, while its source may take minutes to read. */
    @Test
    void aSlowStartIsNoSilenceUnlessItNeverEnds() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        restore();
        for (int seconds = 70; seconds < 300; seconds += 10) {
            fingerprint.setProcessingTime(NOON_MS + seconds * 1_000);
        }
        assertThat(out(fingerprint)).noneMatch(p -> p.packet().packet().last());
        hear(half(1));
        assertThat(out(fingerprint)).isNotEmpty();
        fingerprint.setProcessingTime(NOON_MS + 360_000);
        assertThat(out(fingerprint)).anyMatch(p -> p.packet().packet().last());

        hear(half(0));
        restore();
        out(fingerprint);
        for (int seconds = 430; seconds < 720; seconds += 10) {
            fingerprint.setProcessingTime(NOON_MS + seconds * 1_000);
        }
        assertThat(out(fingerprint)).isEmpty();
        fingerprint.setProcessingTime(NOON_MS + 800_000);
        assertThat(out(fingerprint)).as("nothing was read").hasSize(1);
    }

    /** Another partition may be read first, so that a platform's backlog comes late. */
    @Test
    void aSessionIsNotSilentAfterARestartBecauseAnotherOneIsRead() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        restore();
        out(fingerprint);
        for (int seconds = 70; seconds < 360; seconds += 10) {
            fingerprint.setProcessingTime(NOON_MS + seconds * 1_000);
            sendOther(seconds);
        }
        assertThat(ofSession()).isEmpty();
        hear(half(1));
        assertThat(ofSession()).isNotEmpty().noneMatch(p -> p.packet().packet().last());
    }

    /** The broker was away, or the clock jumped: what one partition has is read first. */
    @Test
    void noSessionIsSilentBecauseNoneWasRead() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        sendOther(0);
        out(fingerprint);
        fingerprint.setProcessingTime(NOON_MS + 120_000);
        sendOther(1);
        fingerprint.setProcessingTime(NOON_MS + 180_000);
        assertThat(ofSession()).isEmpty();
        hear(half(1));
        assertThat(ofSession()).isNotEmpty().noneMatch(p -> p.packet().packet().last());
    }

    @Test
    void whereNothingIsReadForMinutesAllAreSilent() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        sendOther(0);
        out(fingerprint);
        fingerprint.setProcessingTime(NOON_MS + 290_000);
        assertThat(ofSession()).isEmpty();
        fingerprint.setProcessingTime(NOON_MS + 420_000);
        assertThat(ofSession()).isNotEmpty().anyMatch(p -> p.packet().packet().last());
    }

    /** Uploads that come in bursts are one pause behind the other. */
    @Test
    void pausesDoNotKeepASilentSessionOnAirForEver() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        sendOther(0);
        out(fingerprint);
        for (int burst = 1; burst <= 50; burst++) {
            fingerprint.setProcessingTime(NOON_MS + burst * 20_000);
            sendOther(burst);
        }
        assertThat(ofSession()).isNotEmpty().anyMatch(p -> p.packet().packet().last());
    }

    private void sendOther(int seq) throws Exception {
        send(MediaInput.segment(new Segment("other", seq, NOON_MS, RATE_HZ, 1, half(0))));
    }

    private List<SearchInput> ofSession() {
        return out(fingerprint).stream()
                .filter(p -> p.packet().sessionId().equals(SESSION))
                .toList();
    }

    /** Its platform was away too, and sends no second {@code started}. */
    @Test
    void whatASilentSessionIsOutlivesAnOutageOfMoreThanADay() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        fingerprint.setProcessingTime(NOON_MS + 60_000);
        restore();
        out(fingerprint);
        long backMs = NOON_MS + 25 * HOUR_MS;
        fingerprint.setProcessingTime(backMs);
        fingerprint.setProcessingTime(backMs + 24 * HOUR_MS - 1);
        hear(half(1));
        assertThat(out(fingerprint)).isNotEmpty().allMatch(p -> p.packet().context() != null);
        fingerprint.setProcessingTime(backMs + 24 * HOUR_MS + 60_000);
        fingerprint.setProcessingTime(backMs + 49 * HOUR_MS);
        assertThat(stateEntries(fingerprint)).isZero();
        assertThat(fingerprint.numProcessingTimeTimers()).isZero();
    }

    @Test
    void aSessionOnAirBeforeALongOutageIsKnownForADayToo() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        restore();
        long backMs = NOON_MS + 25 * HOUR_MS;
        fingerprint.setProcessingTime(backMs);
        fingerprint.setProcessingTime(backMs + 300_000);
        assertThat(out(fingerprint)).anyMatch(p -> p.packet().packet().last());
        fingerprint.setProcessingTime(backMs + 24 * HOUR_MS);
        hear(half(1));
        assertThat(out(fingerprint)).isNotEmpty().allMatch(p -> p.packet().context() != null);
    }

    /** A job that is restarted every day would keep all sessions that ever were. */
    @Test
    void aRestartWithoutAnOutageKeepsNoSessionForLonger() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        fingerprint.setProcessingTime(NOON_MS + 60_000);
        fingerprint.setProcessingTime(NOON_MS + 23 * HOUR_MS);
        restore();
        send(MediaInput.segment(new Segment("other", 0, NOON_MS, RATE_HZ, 1, half(0))));
        send(ended("other", 1));
        fingerprint.setProcessingTime(NOON_MS + 24 * HOUR_MS);
        assertThat(stateEntries(fingerprint)).isZero();
    }

    @Test
    void aNumberFarAheadIsADeadLetterAndTheSessionGoesOn() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        long next = seq;
        seq = Long.MAX_VALUE / 2;
        hear(half(1));
        assertThat(fingerprint.getSideOutput(PureFailure.DEAD)).hasSize(1);
        seq = next;
        out(fingerprint);
        hear(half(1));
        assertThat(out(fingerprint)).isNotEmpty();
    }

    @Test
    void peaksFarAheadAreADeadLetterAndTheSessionGoesOn() throws Exception {
        List<PeakSegment> slices = slices();
        send(MediaInput.peaks(slices.get(0)));
        send(MediaInput.peaks(later(slices.get(1), Long.MAX_VALUE / 2, 0)));
        assertThat(dead(fingerprint)).hasSize(1);
        send(MediaInput.peaks(later(slices.get(1), 1, 86 * 2_000)));
        assertThat(dead(fingerprint)).hasSize(1);
        out(fingerprint);
        send(MediaInput.peaks(slices.get(1)));
        assertThat(out(fingerprint)).isNotEmpty();
    }

    private static PeakSegment later(PeakSegment slice, long seq, long frames) {
        return slice.with()
                .sessionId(SESSION)
                .seq(seq)
                .captureTime(NOON_MS)
                .receivedAt(NOON_MS)
                .fromFrame(slice.fromFrame() + frames)
                .toFrame(slice.toFrame() + frames)
                .peaks(frames == 0 ? slice.peaks() : new long[0])
                .build();
    }

    @Test
    void anEndLeavesNothingOnceItsTimerIsOver() throws Exception {
        start(SessionKind.LIVE);
        hear(MUSIC);
        end();
        end();
        assertThat(out(fingerprint)).filteredOn(p -> p.packet().packet().last()).hasSize(1);
        assertThat(stateEntries(fingerprint)).isZero();
        fingerprint.setProcessingTime(NOON_MS + 60_000);
        assertThat(fingerprint.numProcessingTimeTimers()).isZero();
        assertThat(out(fingerprint)).isEmpty();
    }

    @Test
    void theRateMayChangeAndTimeGoesOn() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        hear(half(0), 2 * RATE_HZ, 1);
        restore();
        hear(half(1), 2 * RATE_HZ, 2);
        hear(half(1));
        end();
        List<SearchInput> packets = out(fingerprint);
        Packet last = packets.get(packets.size() - 1).packet().packet();
        double seconds = last.toFrame() * 256.0 / RATE_HZ;
        assertThat(seconds).isBetween(27.0, 28.0);
        assertThat(dead(fingerprint)).isEmpty();
    }

    @Test
    void aFeedGoesToBeLearned() throws Exception {
        start(SessionKind.FEED);
        hear(half(0));
        assertThat(out(fingerprint))
                .isNotEmpty()
                .allMatch(p -> p.kind() == SearchInput.Kind.FEED && p.slot() == SLOT);
    }

    @Test
    void aPureFailureIsADeadLetterAndAGap() throws Exception {
        start(SessionKind.LIVE);
        hear(half(0));
        send(MediaInput.segment(segment(new short[10], -1, 1)));
        assertThat(dead(fingerprint))
                .extracting(d -> d.deadLetterId())
                .containsExactly("fingerprint/" + SESSION + "/1");
        seq = 2;
        hear(half(1));
        end();
        assertThat(out(fingerprint)).filteredOn(p -> p.packet().packet().last()).hasSize(1);
    }

    @Test
    void aSessionOfPeaksGivesThePacketsOfItsSound() throws Exception {
        List<String> heard = session(new int[] {MUSIC.length});
        start(SessionKind.LIVE);
        List<SearchInput> packets = new ArrayList<>();
        for (PeakSegment slice : slices()) {
            send(MediaInput.peaks(slice));
            send(MediaInput.peaks(slice));
            packets.addAll(out(fingerprint));
            restore();
        }
        end();
        packets.addAll(out(fingerprint));
        assertThat(texts(packets)).isEqualTo(heard);
        assertThat(packets).allMatch(p -> Math.abs(p.packet().captureBase() - NOON_MS) <= 1);
        assertThat(stateEntries(fingerprint)).isZero();
    }

    @Test
    void aSessionOfPeaksClosesInSilenceToo() throws Exception {
        start(SessionKind.LIVE);
        send(MediaInput.peaks(slices().get(0)));
        assertThat(TestingMetrics.value(fingerprint, "activeSessions")).isEqualTo(1);
        fingerprint.setProcessingTime(NOON_MS + 60_000);
        assertThat(out(fingerprint)).filteredOn(p -> p.packet().packet().last()).hasSize(1);
        assertThat(TestingMetrics.value(fingerprint, "activeSessions")).isZero();
    }

    @Test
    void soundAmongPeaksAndPeaksAmongSoundAreDeadLetters() throws Exception {
        send(MediaInput.peaks(slices().get(0)));
        seq = 1;
        hear(half(0));
        assertThat(dead(fingerprint))
                .extracting(letter -> letter.message())
                .singleElement()
                .asString()
                .contains("expected peaks as before in this session, got sound");
        close();
        open();
        hear(half(0));
        send(MediaInput.peaks(slices().get(1)));
        assertThat(dead(fingerprint)).hasSize(1);
    }

    @Test
    void peaksFromBeforeWhatWasHeardAreADeadLetter() throws Exception {
        List<PeakSegment> slices = slices();
        send(MediaInput.peaks(slices.get(0)));
        PeakSegment again = slices.get(0);
        send(
                MediaInput.peaks(
                        again.with()
                                .sessionId(SESSION)
                                .seq(1)
                                .captureTime(NOON_MS)
                                .receivedAt(NOON_MS)
                                .build()));
        assertThat(dead(fingerprint)).hasSize(1);
        send(MediaInput.peaks(slices.get(2)));
        assertThat(dead(fingerprint)).isEmpty();
    }

    /** What the edge sends of the music. */
    private static List<PeakSegment> slices() {
        List<Packet> packets = new ArrayList<>();
        Profile profile = Profile.CURRENT;
        Fingerprinter ear = new Fingerprinter(profile, packets::add);
        ear.hear(MUSIC, RATE_HZ, 1);
        ear.finish();
        List<PeakSegment> slices = new ArrayList<>();
        for (Packet packet : packets) {
            long atMs = NOON_MS + Math.round(profile.millis(packet.fromFrame()));
            slices.add(PeakSlices.of(Profile.CURRENT, packet, SESSION, slices.size(), atMs));
        }
        return slices;
    }

    private static short[] half(int which) {
        int half = MUSIC.length / 2;
        return Arrays.copyOfRange(MUSIC, which * half, (which + 1) * half);
    }

    private static int[] randomCuts(Random random) {
        List<Integer> cuts = new ArrayList<>();
        int at = 0;
        while (at < MUSIC.length) {
            at = Math.min(MUSIC.length, at + 1 + random.nextInt(4 * RATE_HZ));
            cuts.add(at);
        }
        return cuts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A whole session, cut at the given samples, as texts. */
    private List<String> session(int[] cuts) throws Exception {
        seq = 0;
        heard = 0;
        start(SessionKind.LIVE);
        int from = 0;
        for (int to : cuts) {
            hear(Arrays.copyOfRange(MUSIC, from, to));
            from = to;
        }
        end();
        List<String> texts = texts(out(fingerprint));
        seq = 0;
        heard = 0;
        return texts;
    }

    private static List<String> texts(List<SearchInput> inputs) {
        return inputs.stream()
                .map(input -> input.packet().packet())
                .map(
                        p ->
                                p.sequence()
                                        + " "
                                        + p.fromFrame()
                                        + "-"
                                        + p.toFrame()
                                        + p.last()
                                        + Arrays.toString(p.peaks())
                                        + Arrays.toString(p.loud()))
                .toList();
    }

    private void start(SessionKind kind) throws Exception {
        send(MediaInput.started(TestingRights.session(kind)));
    }

    private void end() throws Exception {
        send(ended(SESSION, 0));
    }

    private void hear(short[] pcm) throws Exception {
        hear(pcm, RATE_HZ, 1);
    }

    private void hear(short[] pcm, int rateHz, int channels) throws Exception {
        Segment segment = segment(pcm, rateHz, channels);
        send(MediaInput.segment(segment));
        advance(segment);
    }

    private void advance(Segment segment) {
        seq++;
        heard += (long) segment.pcm().length * RATE_HZ / segment.channels() / segment.rateHz();
    }

    private Segment segment(short[] pcm, int rateHz, int channels) {
        return new Segment(SESSION, seq, NOON_MS + heard * 1000 / RATE_HZ, rateHz, channels, pcm);
    }

    private void send(MediaInput input) throws Exception {
        fingerprint.processElement(input, 0);
    }

    private void restore() throws Exception {
        OperatorSubtaskState snapshot = fingerprint.snapshot(1, 1);
        long nowMs = fingerprint.getProcessingTime();
        fingerprint.close();
        fingerprint = open(snapshot);
        fingerprint.setProcessingTime(nowMs);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput> open(
            OperatorSubtaskState restored) throws Exception {
        var opened = TestingOperators.fingerprint(SLOT, restored);
        opened.setProcessingTime(NOON_MS);
        return opened;
    }
}
