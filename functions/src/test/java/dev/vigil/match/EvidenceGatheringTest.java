package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.match.video.VideoProfile;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.match.EvidencePeaks;
import dev.vigil.schema.match.EvidencePicture;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.GatheredEvidence;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.LineBuilder;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.media.KeptPicture;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.media.StreamPacketBuilder;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.video.PictureProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What people look at is what has matched, within its limits, and the same after a failure. */
class EvidenceGatheringTest {
    private static final AudioProfile SOUND = AudioProfile.of(Profile.CURRENT);
    private static final VideoProfile PICTURES = VideoProfile.of(PictureProfile.CURRENT);
    private static final ReferenceName NAME = ReferenceName.of("the-film", "master");
    private static final short[] MUSIC = TestingMusic.play(100, 50);
    private static final long[] REFERENCE = TestingEar.peaks(MUSIC);

    /** The session begins with the recording's 7th second. */
    private static final int BEFORE = 7;

    private static final List<Packet> PACKETS =
            TestingEar.packets(Arrays.copyOfRange(MUSIC, BEFORE * 11_025, MUSIC.length));

    private static final Library LIBRARY = library();

    /** What was published, and what is gathered. */
    private final List<MatchEvidence> shown = new ArrayList<>();

    private GatheredEvidence gathered;
    private int leftOut;

    private static Library library() {
        Library library = new Library(Profile.CURRENT, SearchSettings.DEFAULT);
        library.put(NAME, REFERENCE);
        return library;
    }

    private static StreamPacket sent(Packet packet) {
        return StreamPacketBuilder.builder()
                .sessionId(TestingRights.SESSION)
                .context(TestingRights.session(SessionKind.LIVE))
                .captureBase(TestingRights.NOON_MS)
                .packet(packet)
                .life(TestingRights.NOON_MS)
                .build();
    }

    private void take(SearchProfile profile, Packet packet, List<FoundLine> lines) {
        EvidenceGathering.Step step =
                new EvidenceGathering(profile).step(gathered, sent(packet), lines, LIBRARY::words);
        gathered = step.gathered();
        shown.addAll(step.shown());
        leftOut += step.leftOut();
    }

    private void search(List<Packet> packets) {
        for (Packet packet : packets) {
            List<FoundLine> strong =
                    LIBRARY.ask(packet, false, 1).orElseThrow().stream()
                            .filter(found -> found.line().evidence() >= 27)
                            .toList();
            take(SOUND, packet, strong);
        }
    }

    // What is in it ----------------------------------------------------------------------------

    @Test
    void aStretchHasARecordAtOnceAndOneOfThirtySeconds() {
        search(PACKETS);
        assertThat(shown).extracting(MatchEvidence::revision).containsExactly(1L, 2L);
        MatchEvidence first = shown.get(0);
        MatchEvidence last = shown.get(1);
        assertThat(last.evidenceId()).isEqualTo(first.evidenceId());
        assertThat(first.queryEndMs() - first.queryStartMs()).isBetween(1_000L, 10_000L);
        assertThat(last.queryEndMs() - last.queryStartMs()).isBetween(29_990L, 30_020L);
        assertThat(last.refStartMs() - last.queryStartMs()).isBetween(6_980L, 7_020L);
        assertThat(last.tempo()).isBetween(0.999, 1.001);
        assertThat(last.startAt()).isEqualTo(TestingRights.session(SessionKind.LIVE).startAt());
        assertThat(last.capturedAt()).isEqualTo(TestingRights.NOON_MS + last.queryEndMs());
    }

    @Test
    void theirPeaksAreThoseOfBothSidesAndMeetAsTheirFiguresSay() {
        search(PACKETS);
        MatchEvidence last = shown.get(1);
        long[] session = PeaksCodec.read(last.peaks().session());
        long[] reference = PeaksCodec.read(last.peaks().reference());
        long[] all = PACKETS.get(PACKETS.size() - 1).peaks();
        assertThat(last.peaks().leftOut()).isNull();
        assertThat(session.length).isGreaterThan(600);
        assertThat(List.of(boxed(reference))).isSubsetOf(boxed(REFERENCE));
        assertThat(Arrays.stream(all).boxed().toList()).containsAnyOf(boxed(session));
        double frame = Profile.CURRENT.millis(1);
        double from = last.queryStartMs() / frame;
        Line line =
                LineBuilder.builder()
                        .tempo(last.tempo())
                        .offsetFrames(last.refStartMs() / frame - last.tempo() * from)
                        .pitchBands(-last.pitchSemitones() / 12 * Profile.CURRENT.bandsPerOctave())
                        .build();
        assertThat(MatchedPeaks.along(line, session, reference).size())
                .isGreaterThan(session.length * 8 / 10);
    }

    private static Long[] boxed(long[] peaks) {
        return Arrays.stream(peaks).boxed().toArray(Long[]::new);
    }

    @Test
    void ofASessionThatIsOverSoonerTheLastRecordHasAllThatWasFound() {
        List<Packet> packets = TestingEar.packets(Arrays.copyOf(MUSIC, 15 * 11_025));
        search(packets);
        assertThat(shown).extracting(MatchEvidence::revision).containsExactly(1L, 2L);
        assertThat(shown.get(1).queryEndMs()).isBetween(14_000L, 15_100L);
    }

    @Test
    void aStretchHasEndedWhereTheRecordingIsFoundLaterOnly() {
        take(SOUND, packet(0, 300), List.of(line(1, 0, 200, 1_000)));
        take(SOUND, packet(1, 400), List.of(line(1, 0, 390, 1_000)));
        take(SOUND, packet(2, 500), List.of(line(1, 300, 490, 5_000)));
        assertThat(shown).as("at another place meanwhile").hasSize(1);
        take(SOUND, packet(3, 1_000), List.of(line(1, 800, 990, 5_000)));
        take(SOUND, packet(4, 1_100), List.of(line(1, 800, 1_090, 5_000)));
        assertThat(shown).extracting(MatchEvidence::revision).containsExactly(1L, 2L);
        assertThat(shown.get(1).queryEndMs()).isEqualTo(Math.round(Profile.CURRENT.millis(391)));
        assertThat(gathered.lines().get(0).over()).isTrue();
        assertThat(gathered.lines().get(0).peaks()).isEmpty();
    }

    @Test
    void anotherUseOfTheSessionsIdBeginsAnew() {
        take(SOUND, packet(0, 300), List.of(line(1, 0, 200, 1_000)));
        StreamPacket later = StreamPacketBuilder.builder(sent(packet(0, 300))).life(17).build();
        EvidenceGathering.Step step =
                new EvidenceGathering(SOUND)
                        .step(gathered, later, List.of(line(1, 0, 200, 1_000)), LIBRARY::words);
        assertThat(step.shown()).singleElement().matches(one -> one.revision() == 1);
        assertThat(step.gathered().life()).isEqualTo(17);
    }

    // After a failure --------------------------------------------------------------------------

    @Test
    void packetsThatAreReadAgainGiveTheSameRecords() {
        search(PACKETS.subList(0, 8));
        GatheredEvidence checkpoint = gathered;
        search(PACKETS.subList(8, PACKETS.size()));
        List<MatchEvidence> before = List.copyOf(shown);
        gathered = checkpoint;
        shown.subList(1, shown.size()).clear();
        search(PACKETS.subList(8, PACKETS.size()));
        assertThat(shown).usingRecursiveComparison().isEqualTo(before);
    }

    // Limits -----------------------------------------------------------------------------------

    @Test
    void theDensestSoundIsCutAndWhatIsLeftOutIsCounted() {
        int perFrame = 20;
        for (int at = 0; at < 14; at++) {
            int to = 100 * (at + 1);
            take(SOUND, dense(at, to, perFrame), List.of(line(1, 0, to - 2, 0)));
        }
        MatchEvidence last = shown.get(shown.size() - 1);
        assertThat(last.revision()).isEqualTo(2);
        assertThat(last.peaks().session()).hasSize(8 * MatchEvidence.MOST_PEAKS);
        long peaks = perFrame * 1_292L;
        assertThat(last.peaks().leftOut()).isBetween(peaks - 8_292, peaks - 8_092);
    }

    /**
     * Of music some 6 kB while it is gathered, of the densest sound 66 kB, and little afterwards.
     */
    @Test
    void whatIsKeptOfASessionIsBounded() throws IOException {
        search(PACKETS.subList(0, 14));
        assertThat(gathered.lines().get(0).over()).isFalse();
        assertThat(kept()).isBetween(4_000, 10_000);
        search(PACKETS.subList(14, PACKETS.size()));
        assertThat(kept()).isLessThan(400);
        gathered = null;
        for (int at = 0; at < 12; at++) {
            int to = 100 * (at + 1);
            take(SOUND, dense(at, to, 20), List.of(line(1, 0, to - 2, 0)));
        }
        assertThat(gathered.lines().get(0).over()).isFalse();
        assertThat(kept()).isBetween(65_000, 66_000);
    }

    /** Bytes of the state. */
    private int kept() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1_000);
        TypeInformation.of(GatheredEvidence.class)
                .createSerializer(new SerializerConfigImpl())
                .serialize(gathered, out);
        return out.length();
    }

    /** 200 letters of four bytes in each id. */
    @Test
    void theLargestRecordsAreBelowTheirLimit() {
        String id = "𠀀".repeat(200);
        MatchEvidence of =
                shown(
                        PICTURES,
                        new FoundLine(id, id, pictureLine(0, 239)),
                        new KeptPicture(3, 96, 96, new byte[9_216]));
        List<EvidencePicture> pictures = new ArrayList<>();
        for (int i = 0; i < MatchEvidence.MOST_PICTURES; i++) {
            pictures.add(of.pictures().get(0));
        }
        String evidenceId = id + "/" + "x".repeat(60);
        MatchEvidence ofPictures =
                of.with().sessionId(id).evidenceId(evidenceId).pictures(pictures).build();
        assertThat(Json.bytes(ofPictures).length).isBetween(180_000, MatchEvidence.MOST_BYTES);

        byte[] peaks = new byte[8 * MatchEvidence.MOST_PEAKS];
        MatchEvidence ofSound =
                of.with()
                        .sessionId(id)
                        .evidenceId(evidenceId)
                        .pictures(List.of())
                        .peaks(new EvidencePeaks(peaks, peaks, 99_999_999L))
                        .build();
        assertThat(Json.bytes(ofSound).length).isBetween(174_000, MatchEvidence.MOST_BYTES);
    }

    @Test
    void eightRecordingsOfASessionAreGatheredAndTheNinthIsCounted() {
        List<FoundLine> lines = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lines.add(line(i, 0, 200, 1_000));
        }
        take(SOUND, packet(0, 300), lines);
        assertThat(shown).hasSize(EvidenceGathering.MOST_LINES);
        assertThat(leftOut).isEqualTo(2);
    }

    /** Music that repeats itself is found a bar later, too, and there at times better. */
    @Test
    void anEchoOfTheSameRecordingIsNoSecondStretchAndDoesNotTakeItsPlace() {
        FoundLine echo = line(1, 0, 200, 1_030);
        take(SOUND, packet(0, 300), List.of(line(1, 0, 200, 1_000), echo));
        take(SOUND, packet(1, 400), List.of(line(1, 0, 390, 1_030), line(1, 0, 390, 1_001)));
        take(SOUND, packet(2, 500), List.of(line(1, 0, 490, 1_200)));
        assertThat(shown).hasSize(1);
        assertThat(gathered.lines()).hasSize(1);
        assertThat(gathered.lines().get(0).found().line().offsetFrames()).isEqualTo(1_001);
        assertThat(gathered.lines().get(0).toFrame()).isEqualTo(391);
    }

    // Pictures ---------------------------------------------------------------------------------

    @Test
    void picturesHaveTheirPlaceAndTheRectangleThatTheyWereFoundIn() {
        for (int at = 0; at < 20; at++) {
            long frame = 16L * at;
            KeptPicture picture = new KeptPicture(frame, 64, 36, new byte[64 * 36]);
            take(
                    PICTURES,
                    pictures(at, frame + 16, picture),
                    List.of(new FoundLine("the-film", "master", pictureLine(0, frame + 14))));
        }
        MatchEvidence last = shown.get(shown.size() - 1);
        assertThat(last.revision()).isEqualTo(2);
        assertThat(last.peaks()).isNull();
        assertThat(last.pictures()).hasSize(MatchEvidence.MOST_PICTURES);
        assertThat(last.pictures().get(3).sessionMs()).isEqualTo(6_000);
        assertThat(last.pictures().get(3).refMs()).isEqualTo(106_000);
        assertThat(last.pictures().get(3).match().left()).isEqualTo(512);
        assertThat(gathered.lines().get(0).pictures()).isEmpty();
    }

    @Test
    void aPictureThatIsTooLargeOrBesideTheLineIsNotShown() {
        FoundLine found = new FoundLine("the-film", "master", pictureLine(10, 20));
        assertThat(shown(PICTURES, found, new KeptPicture(5, 64, 36, new byte[2_304])).pictures())
                .isEmpty();
        assertThat(shown(PICTURES, found, new KeptPicture(12, 100, 93, new byte[9_300])).pictures())
                .isEmpty();
        assertThat(shown(PICTURES, found, null).pictures()).isEmpty();
        assertThat(shown(PICTURES, found, new KeptPicture(12, 64, 36, new byte[2_304])).pictures())
                .hasSize(1);
    }

    private static MatchEvidence shown(
            SearchProfile profile, FoundLine found, KeptPicture picture) {
        return new EvidenceGathering(profile)
                .step(null, sent(pictures(0, 240, picture)), List.of(found), LIBRARY::words)
                .shown()
                .get(0);
    }

    private static Packet pictures(long sequence, long toFrame, KeptPicture picture) {
        return new Packet(
                PICTURES.id(),
                sequence,
                toFrame - 16,
                toFrame,
                new long[0],
                new long[0],
                false,
                new int[0],
                picture);
    }

    private static Line pictureLine(double from, double to) {
        return LineBuilder.builder()
                .reference(1)
                .tempo(1)
                .offsetFrames(800)
                .evidence(20)
                .queryFromFrame(from)
                .queryToFrame(to)
                .refFromFrame(800 + from)
                .refToFrame(800 + to)
                .picture(new PictureMatch(2.44, false, 512, 64, 448, 384, true))
                .build();
    }

    private static FoundLine line(long reference, double from, double to, double offset) {
        return new FoundLine(
                "the-film",
                "master",
                LineBuilder.builder()
                        .reference(reference)
                        .tempo(1)
                        .offsetFrames(offset)
                        .evidence(40)
                        .queryFromFrame(from)
                        .queryToFrame(to)
                        .refFromFrame(offset + from)
                        .refToFrame(offset + to)
                        .build());
    }

    private static Packet packet(long sequence, int toFrame) {
        return dense(sequence, toFrame, 1);
    }

    private static Packet dense(long sequence, int toFrame, int perFrame) {
        int fromFrame = Math.max(0, toFrame - 688);
        long[] peaks = new long[(toFrame - fromFrame) * perFrame];
        for (int i = 0; i < peaks.length; i++) {
            long frame = fromFrame + i / perFrame;
            peaks[i] = Peak.pack(frame * Peak.PER_FRAME, 100 * (i % perFrame), 400);
        }
        return new Packet(
                SOUND.id(),
                sequence,
                Math.max(0, toFrame - 86),
                toFrame,
                peaks,
                new long[0],
                false);
    }
}
