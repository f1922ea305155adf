package dev.vigil.flink.media;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.ended;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Profiles;
import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PictureSegment;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.media.TrackState;
import dev.vigil.schema.media.TrackStateBuilder;
import dev.vigil.schema.media.WordSegment;
import dev.vigil.video.DrawnPictures;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import dev.vigil.video.PictureWord;
import dev.vigil.video.WordSlices;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session has two tracks, and neither knows of the other. */
class PictureTracksTest {
    private static final int RATE_HZ = 11_025;
    private static final int RATE = 4;
    private static final int WIDTH = 64;
    private static final int HEIGHT = 36;
    private static final int SECONDS = 21;
    private static final String VIDEO = PictureProfile.CURRENT.id();
    private static final short[] MUSIC = TestingMusic.play(100, SECONDS);
    private static final Picture[] FILM = film();

    private KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput> fingerprint;

    @BeforeEach
    void open() throws Exception {
        open(new FingerprintFunction(7), null);
    }

    @AfterEach
    void close() throws Exception {
        fingerprint.close();
    }

    @Test
    void packetsDependOnTheFilmAloneNotOnSegmentsSnapshotsOrTheSound() throws Exception {
        List<String> film = shown(packetsOf(false));
        List<String> music = soundAlone();
        assertThat(film).hasSize(11);
        Random random = new Random(18);
        for (int pictures : new int[] {RATE / 2, 2 * RATE, 7 * RATE}) {
            for (int round = 0; round < 4; round++) {
                start(SessionKind.LIVE);
                List<SearchInput> packets = new ArrayList<>();
                for (MediaInput input : interleaved(pictures, 1 + random.nextInt(3), random)) {
                    send(input);
                    packets.addAll(out(fingerprint));
                    if (random.nextInt(4) == 0) {
                        restore();
                    }
                }
                send(ended(SESSION, 0));
                packets.addAll(out(fingerprint));
                String as = pictures + " pictures a segment, round " + round;
                assertThat(shown(of(packets, VIDEO))).as(as).isEqualTo(film);
                assertThat(shown(of(packets, "audio/1"))).as(as).isEqualTo(music);
                assertThat(packets)
                        .as("one life for both")
                        .extracting(input -> input.packet().life())
                        .containsOnly(NOON_MS);
                assertThat(stateEntries(fingerprint)).isZero();
            }
        }
        assertThat(dead(fingerprint)).isEmpty();
    }

    @Test
    void sessionsBeyondTheRoomOnTheHeapGoOnFromStateWithBothTracks() throws Exception {
        close();
        open(new FingerprintFunction(7, 1), null);
        List<SearchInput> packets = new ArrayList<>();
        for (MediaInput input : interleaved(2 * RATE, 2, new Random(5))) {
            send(input);
            send(MediaInput.segment(new Segment("other", 0, NOON_MS, RATE_HZ, 1, sound(0, 1))));
            packets.addAll(out(fingerprint));
        }
        send(ended(SESSION, 0));
        packets.addAll(out(fingerprint));
        packets.removeIf(input -> !input.packet().sessionId().equals(SESSION));
        assertThat(shown(of(packets, VIDEO))).isEqualTo(shown(packetsOf(false)));
        assertThat(shown(of(packets, "audio/1"))).isEqualTo(soundAlone());
    }

    @Test
    void aFeedHasTheWordsOfReferencesEvenWhereItsKindComesLate() throws Exception {
        List<Packet> expected = packetsOf(true);
        List<SearchInput> packets = new ArrayList<>();
        start(SessionKind.FEED);
        for (int from = 0; from < FILM.length; from += 8) {
            send(pictures(from / 8, from, from + 8));
            packets.addAll(out(fingerprint));
            restore();
        }
        send(ended(SESSION, 0));
        packets.addAll(out(fingerprint));
        assertThat(packets).allMatch(input -> input.kind() == SearchInput.Kind.FEED);
        assertThat(shown(of(packets, VIDEO))).isEqualTo(shown(expected));

        send(pictures(0, 0, 8));
        start(SessionKind.FEED);
        send(pictures(1, 8, 16));
        Packet late = last(of(out(fingerprint), VIDEO));
        assertThat(newWords(late)).isEqualTo(newWords(expected.get(1)));
    }

    @Test
    void eachTrackHasItsOwnNumbersAndGaps() throws Exception {
        start(SessionKind.UPLOAD);
        send(sound(0, 0, 2));
        send(pictures(0, 0, 8));
        send(pictures(0, 0, 8));
        send(pictures(3, 32, 40));
        send(sound(1, 2, 4));
        send(sound(2, 4, 6));
        List<SearchInput> packets = out(fingerprint);
        assertThat(of(packets, VIDEO)).extracting(Packet::sequence).containsExactly(0L, 3L);
        assertThat(TestingMetrics.value(fingerprint, "duplicateSegments")).isEqualTo(1L);
        assertThat(TestingMetrics.value(fingerprint, "segmentGaps")).isEqualTo(1L);
        send(MediaInput.ended(ended(SESSION, 7).ended(), true));
        List<StreamPacket> last = lastPackets();
        assertThat(last).hasSize(2);
        assertThat(last)
                .extracting(StreamPacket::end)
                .containsOnly(new SessionEnd(NOON_MS, true, 6_000, 4_000, 2, 2, false, false));
        assertThat(dead(fingerprint))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("INCOMPLETE"));
    }

    @Test
    void aTrackThatStopsEndsByItselfWhileTheOtherGoesOnAndMayComeBack() throws Exception {
        start(SessionKind.LIVE);
        send(sound(0, 0, 2));
        for (int at = 0; at < 10; at++) {
            fingerprint.setProcessingTime(NOON_MS + at * 8_000L);
            send(pictures(at, 8 * at, 8 * at + 8));
        }
        List<SearchInput> packets = out(fingerprint);
        assertThat(of(packets, "audio/1")).filteredOn(Packet::last).hasSize(1);
        assertThat(of(packets, VIDEO)).noneMatch(Packet::last);
        assertThat(TestingMetrics.value(fingerprint, "activeSessions")).isEqualTo(1);
        long behind = last(of(packets, "audio/1")).sequence();
        restore();
        send(sound(1, 70, 76));
        List<Packet> back = of(out(fingerprint), "audio/1");
        assertThat(back).isNotEmpty().allMatch(packet -> packet.sequence() > behind);

        fingerprint.setProcessingTime(NOON_MS + 8 * 60_000L);
        List<StreamPacket> closing = lastPackets();
        assertThat(closing).as("both are silent").hasSize(2);
        assertThat(closing).allMatch(packet -> packet.end() == null);
        assertThat(TestingMetrics.value(fingerprint, "activeSessions")).isEqualTo(0);
        send(pictures(10, 76, 84));
        assertThat(of(out(fingerprint), VIDEO))
                .singleElement()
                .satisfies(packet -> assertThat(packet.fromFrame()).isGreaterThanOrEqualTo(160));
        send(ended(SESSION, 0));
        assertThat(lastPackets()).hasSize(2).allMatch(packet -> packet.end().tracks() == 2);
        assertThat(stateEntries(fingerprint)).isZero();
    }

    /** An upload has no clock: both tracks end together, and go on equally far behind. */
    @Test
    void anUploadThatPausesGoesOnInStep() throws Exception {
        start(SessionKind.UPLOAD);
        send(sound(0, 0, 3));
        for (int at = 0; at < 10; at++) {
            fingerprint.setProcessingTime(NOON_MS + at * 8_000L);
            send(pictures(at, 2 * at, 2 * at + 2));
        }
        assertThat(lastPackets()).as("its pictures go on").isEmpty();
        fingerprint.setProcessingTime(NOON_MS + 5 * 60_000L);
        assertThat(lastPackets()).as("it pauses").hasSize(2);
        send(pictures(10, 20, 40));
        Packet back = of(out(fingerprint), VIDEO).get(0);
        assertThat(PictureWord.frame(back.peaks()[0]))
                .as("5 s were sent")
                .isEqualTo(Math.round(8 * (5 + 2.5)));
    }

    @Test
    void bothKindsOfTracksGoOnEquallyFarBehind() {
        Random random = new Random(61);
        for (int i = 0; i < 1_000; i++) {
            TrackState paused =
                    TrackStateBuilder.builder()
                            .positionMs(random.nextInt(7_200_000))
                            .captureBase(NOON_MS)
                            .build();
            List<Double> resumed = new ArrayList<>();
            for (Fingerprinters kind : Fingerprinters.ofAll(Profiles.ALL).values()) {
                resumed.add(kind.resumedMs(paused, NOON_MS));
                assertThat(kind.resumedMs(paused, NOON_MS)).isGreaterThan(kind.behindMs(paused));
            }
            assertThat(resumed.get(0)).isEqualTo(resumed.get(1));
        }
    }

    @Test
    void aSilentSessionIsForgottenWithBothTracks() throws Exception {
        send(sound(0, 0, 2));
        send(pictures(0, 0, 8));
        for (int hour = 1; hour < 30; hour++) {
            fingerprint.setProcessingTime(NOON_MS + hour * 3_600_000L);
        }
        assertThat(lastPackets()).hasSize(2);
        assertThat(stateEntries(fingerprint)).isZero();
        assertThat(fingerprint.numProcessingTimeTimers()).isZero();
    }

    @Test
    void aFilmWithoutSoundEndsWithOnePacket() throws Exception {
        start(SessionKind.UPLOAD);
        send(pictures(0, 0, 20));
        send(MediaInput.ended(ended(SESSION, 1).ended(), true));
        assertThat(lastPackets())
                .singleElement()
                .satisfies(
                        packet -> {
                            assertThat(packet.packet().profile()).isEqualTo(VIDEO);
                            assertThat(packet.captureBase()).isEqualTo(packet.life());
                            assertThat(packet.end())
                                    .isEqualTo(
                                            new SessionEnd(
                                                    NOON_MS, true, 0, 5_000, 1, 0, false, false));
                        });
        send(MediaInput.ended(ended(SESSION, 1).ended(), true));
        assertThat(out(fingerprint)).as("a repeat").isEmpty();
        assertThat(dead(fingerprint)).isEmpty();
    }

    @Test
    void wordsThatWereMadeElsewhereGiveThePacketsOfThePictures() throws Exception {
        List<Packet> expected = packetsOf(false);
        start(SessionKind.LIVE);
        List<SearchInput> packets = new ArrayList<>();
        List<WordSegment> slices = slices(expected);
        for (WordSegment slice : slices) {
            send(MediaInput.words(slice));
            send(MediaInput.words(slice));
            packets.addAll(out(fingerprint));
            restore();
        }
        send(ended(SESSION, slices.size()));
        packets.addAll(out(fingerprint));
        assertThat(shown(of(packets, VIDEO))).isEqualTo(shown(expected));
        assertThat(dead(fingerprint)).isEmpty();
        assertThat(stateEntries(fingerprint)).isZero();
    }

    @Test
    void whatTheTrackCanNotGoOnWithIsADeadLetterAndTheSoundGoesOn() throws Exception {
        start(SessionKind.LIVE);
        send(pictures(0, 0, 8));
        send(MediaInput.words(slices(packetsOf(false)).get(1)));
        send(pictures(1_000_000, 8, 16));
        assertThat(dead(fingerprint))
                .extracting(letter -> letter.message())
                .satisfiesExactly(
                        one ->
                                assertThat(one)
                                        .contains("expected pictures as before in this session")
                                        .contains("got words of pictures"),
                        two -> assertThat(two).contains("ce_sequence: expected 1 or a few more"));
        for (int second = 0; second < 20; second += 2) {
            send(sound(second / 2, second, second + 2));
        }
        send(pictures(1, 8, 16));
        assertThat(of(out(fingerprint), VIDEO)).extracting(Packet::sequence).contains(0L, 1L);
        assertThat(dead(fingerprint)).isEmpty();
    }

    @Test
    void picturesOfAnyFormAreTakenAndFlatOnesHaveNoWords() throws Exception {
        start(SessionKind.LIVE);
        int seq = 0;
        Random random = new Random(3);
        for (int round = 0; round < 60; round++) {
            int width = 8 + random.nextInt(89);
            int height = Math.max(8, Math.min(96, width / 2 + random.nextInt(width)));
            byte[] luma = new byte[width * height * (1 + random.nextInt(9))];
            if (round % 2 == 0) {
                random.nextBytes(luma);
            }
            send(
                    MediaInput.pictures(
                            new PictureSegment(
                                    SESSION,
                                    seq++,
                                    NOON_MS,
                                    NOON_MS,
                                    width,
                                    height,
                                    1 + random.nextInt(8),
                                    luma)));
        }
        List<Packet> packets = of(out(fingerprint), VIDEO);
        assertThat(packets).hasSizeGreaterThan(10);
        assertThat(packets).allMatch(packet -> PictureWord.areInOrder(packet.peaks()));
        assertThat(packets).isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
        for (int i = 0; i < 20; i++) {
            byte[] black = new byte[WIDTH * HEIGHT * 8];
            send(
                    MediaInput.pictures(
                            new PictureSegment(
                                    SESSION, seq++, NOON_MS, NOON_MS, WIDTH, HEIGHT, 4, black)));
        }
        assertThat(last(of(out(fingerprint), VIDEO)).peaks()).isEmpty();
        assertThat(dead(fingerprint)).noneMatch(letter -> letter.reason().equals("PURE_FAILURE"));
    }

    @Test
    void picturesThatRunFasterThanTheirClockAreReportedOnceAndTheSoundIsNot() throws Exception {
        start(SessionKind.LIVE);
        Random random = new Random(6);
        for (int at = 0; at < 200; at++) {
            byte[] luma = new byte[8 * WIDTH * HEIGHT];
            random.nextBytes(luma);
            // 25 pictures a second that are declared as 4.
            long atMs = NOON_MS + at * 320L;
            send(
                    MediaInput.pictures(
                            new PictureSegment(SESSION, at, atMs, atMs, WIDTH, HEIGHT, 4, luma)));
        }
        for (int at = 0; at < 100; at++) {
            send(sound(at, 0, 1, NOON_MS + at * 1_000L));
        }
        assertThat(dead(fingerprint))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.reason()).isEqualTo("RATE_DIFFERS");
                            assertThat(letter.message()).contains("got 6.25 s of them in each");
                        });
    }

    @Test
    void flatStillAndFlickeringPicturesAndOtherSizesAreCounted() throws Exception {
        start(SessionKind.LIVE);
        byte[] film = new byte[8 * WIDTH * HEIGHT];
        send(pictures(0, 0, 8));
        send(form(1, WIDTH, HEIGHT, new byte[8 * WIDTH * HEIGHT]));
        for (int i = 0; i < 8; i++) {
            System.arraycopy(FILM[0].luma(), 0, film, i * WIDTH * HEIGHT, WIDTH * HEIGHT);
        }
        send(form(2, WIDTH, HEIGHT, film));
        send(form(3, HEIGHT, WIDTH, film));
        byte[] strobe = new byte[8 * WIDTH * HEIGHT];
        for (int i = 0; i < 8; i += 2) {
            Arrays.fill(strobe, i * WIDTH * HEIGHT, (i + 1) * WIDTH * HEIGHT, (byte) 250);
        }
        send(form(4, HEIGHT, WIDTH, strobe));
        assertThat(TestingMetrics.value(fingerprint, "flatSegments")).isEqualTo(1);
        assertThat(TestingMetrics.value(fingerprint, "stillSegments")).isEqualTo(2);
        assertThat(TestingMetrics.value(fingerprint, "flickerSegments")).isEqualTo(1);
        assertThat(TestingMetrics.value(fingerprint, "formatChanges")).isEqualTo(1);
        assertThat(TestingMetrics.value(fingerprint, "silentSegments")).isZero();
    }

    private static MediaInput form(long seq, int width, int height, byte[] luma) {
        return MediaInput.pictures(
                new PictureSegment(SESSION, seq, NOON_MS, NOON_MS, width, height, RATE, luma));
    }

    /** With an inset that moves, so that windows change. */
    private static Picture[] film() {
        int count = SECONDS * RATE;
        Picture[] film = new DrawnPictures(4, WIDTH, HEIGHT).film(count, 2);
        Picture[] behind = new DrawnPictures(1_004, WIDTH, HEIGHT).film(count, 2);
        for (int i = 0; i < count; i++) {
            film[i] = DrawnPictures.inset(film[i], behind[i], i < count / 2 ? 3 : 14, 5, 45, 25);
        }
        return film;
    }

    /** What the stream of pictures alone is cut to. */
    private static List<Packet> packetsOf(boolean reference) {
        List<Packet> packets = new ArrayList<>();
        PictureProfile profile = PictureProfile.CURRENT;
        PictureStream stream = new PictureStream(profile, new PictureBench(profile), packets::add);
        stream.asReference(reference);
        for (Picture picture : FILM) {
            stream.accept(picture);
        }
        stream.settled(2L * FILM.length);
        stream.finish();
        // A last packet that ends on the grid is empty; the film ends in the middle of a cell.
        return packets;
    }

    private static List<WordSegment> slices(List<Packet> packets) {
        List<WordSegment> slices = new ArrayList<>();
        for (Packet packet : packets) {
            slices.add(
                    WordSlices.checked(
                            WordSlices.of(
                                    PictureProfile.CURRENT,
                                    packet,
                                    SESSION,
                                    slices.size(),
                                    NOON_MS + packet.fromFrame() * 125)));
        }
        return slices;
    }

    /** Sound and pictures in any order, each in its own. */
    private static List<MediaInput> interleaved(int pictures, int seconds, Random random) {
        Deque<MediaInput> film = new ArrayDeque<>();
        for (int from = 0; from < FILM.length; from += pictures) {
            film.add(pictures(film.size(), from, Math.min(FILM.length, from + pictures)));
        }
        Deque<MediaInput> music = new ArrayDeque<>();
        for (int from = 0; from < SECONDS; from += seconds) {
            music.add(sound(music.size(), from, Math.min(SECONDS, from + seconds)));
        }
        List<Deque<MediaInput>> order = new ArrayList<>();
        order.addAll(Collections.nCopies(film.size(), film));
        order.addAll(Collections.nCopies(music.size(), music));
        Collections.shuffle(order, random);
        return order.stream().map(Deque::poll).toList();
    }

    /** Packets of the music without pictures, in another harness. */
    private static List<String> soundAlone() throws Exception {
        try (var alone = TestingOperators.fingerprint(7, null)) {
            alone.setProcessingTime(NOON_MS);
            for (int second = 0; second < SECONDS; second++) {
                alone.processElement(sound(second, second, second + 1), 0);
            }
            alone.processElement(ended(SESSION, 0), 0);
            return shown(of(out(alone), "audio/1"));
        }
    }

    private static MediaInput pictures(long seq, int from, int to) {
        int count = Math.min(to, FILM.length) - from;
        byte[] luma = new byte[count * WIDTH * HEIGHT];
        for (int i = 0; i < count; i++) {
            System.arraycopy(FILM[from + i].luma(), 0, luma, i * WIDTH * HEIGHT, WIDTH * HEIGHT);
        }
        long atMs = NOON_MS + 1_000L * from / RATE;
        return MediaInput.pictures(
                new PictureSegment(SESSION, seq, atMs, atMs, WIDTH, HEIGHT, RATE, luma));
    }

    private static MediaInput sound(long seq, int fromSecond, int toSecond) {
        return sound(seq, fromSecond, toSecond, NOON_MS + 1_000L * fromSecond);
    }

    private static MediaInput sound(long seq, int fromSecond, int toSecond, long atMs) {
        return MediaInput.segment(
                new Segment(SESSION, seq, atMs, RATE_HZ, 1, sound(fromSecond, toSecond)));
    }

    private static short[] sound(int fromSecond, int toSecond) {
        int from = fromSecond % SECONDS * RATE_HZ;
        int to = Math.min(MUSIC.length, from + (toSecond - fromSecond) * RATE_HZ);
        return Arrays.copyOfRange(MUSIC, from, to);
    }

    private static List<Packet> of(List<SearchInput> inputs, String profile) {
        return inputs.stream()
                .map(input -> input.packet().packet())
                .filter(packet -> packet.profile().equals(profile))
                .toList();
    }

    private List<StreamPacket> lastPackets() {
        return out(fingerprint).stream()
                .map(SearchInput::packet)
                .filter(packet -> packet.packet().last())
                .toList();
    }

    private static Packet last(List<Packet> packets) {
        return packets.get(packets.size() - 1);
    }

    private static List<Long> newWords(Packet packet) {
        long[] words = packet.peaks();
        List<Long> fresh = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            if (PictureWord.frame(words[i - i % PictureWord.LONGS]) >= packet.fromFrame()) {
                fresh.add(words[i]);
            }
        }
        return fresh;
    }

    private static List<String> shown(List<Packet> packets) {
        return packets.stream()
                .map(
                        packet ->
                                packet.sequence()
                                        + " "
                                        + packet.fromFrame()
                                        + "-"
                                        + packet.toFrame()
                                        + (packet.last() ? " last " : " ")
                                        + Arrays.hashCode(packet.peaks())
                                        + " "
                                        + Arrays.hashCode(packet.loud())
                                        + " "
                                        + Arrays.toString(packet.windows()))
                .toList();
    }

    private void start(SessionKind kind) throws Exception {
        send(MediaInput.started(TestingRights.session(kind)));
    }

    private void send(MediaInput input) throws Exception {
        fingerprint.processElement(input, 0);
    }

    private void open(FingerprintFunction function, OperatorSubtaskState restored)
            throws Exception {
        fingerprint = TestingOperators.fingerprint(function, 1, 0, restored);
        fingerprint.setProcessingTime(NOON_MS);
    }

    private void restore() throws Exception {
        OperatorSubtaskState snapshot = fingerprint.snapshot(1, 1);
        long nowMs = fingerprint.getProcessingTime();
        fingerprint.close();
        open(new FingerprintFunction(7), snapshot);
        fingerprint.setProcessingTime(nowMs);
    }
}
