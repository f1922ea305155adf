package dev.vigil.flink.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Chunks;
import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.match.ProbeInput;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.reference.ReferencePartBuilder;
import dev.vigil.schema.register.OverlapInput;
import dev.vigil.schema.wire.ReferenceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new reference is asked for as if it had been played, and what was there before is not. */
class ReferenceProbesTest {
    private static final Profile PROFILE = Profile.CURRENT;
    private static final String KEY = "film/master";
    private static final int SECONDS = 150;
    private static final long NOW_MS = 1_800_000_000_000L;

    private KeyedOneInputStreamOperatorTestHarness<String, ProbeInput, SearchInput> probes;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    private void open(OperatorSubtaskState restored) throws Exception {
        probes =
                TestingOperators.keyed(
                        new ReferenceProbesFunction(0), ProbeInput::key, Types.STRING, restored);
        probes.setProcessingTime(NOW_MS);
    }

    @AfterEach
    void close() throws Exception {
        probes.close();
    }

    private void load() throws Exception {
        for (String key : KeyGroups.oneKeyEach()) {
            Loaded all = new Loaded("references", 0, 1);
            probes.processElement(new ProbeInput(key, null, all), 0);
        }
    }

    private static ReferencePartBuilder part(long version, int chunk) {
        return ReferencePartBuilder.builder()
                .workId("film")
                .referenceId("master")
                .version(version)
                .chunk(chunk)
                .profile(PROFILE.id());
    }

    private void sends(ReferencePart part) throws Exception {
        probes.processElement(new ProbeInput(KEY, part, null), 0);
    }

    private void registers(long version, long[] peaks) throws Exception {
        List<long[]> chunks =
                Chunks.cut(PROFILE, peaks, (long) (SECONDS * PROFILE.framesPerSecond()));
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            sends(part(version, chunk).peaks(chunks.get(chunk)).build());
        }
        ReferenceManifest manifest = manifest(version, chunks.size(), peaks.length);
        sends(part(version, ReferenceKey.MANIFEST).manifest(manifest).build());
    }

    private static ReferenceManifest manifest(long version, int chunks, int peaks) {
        return new ReferenceManifest(
                "film",
                "master",
                version,
                "Film",
                PROFILE.id(),
                chunks,
                peaks,
                SECONDS * 1_000L,
                "0".repeat(64));
    }

    private static long[] peaks(long seed) {
        Random random = new Random(seed);
        List<Long> peaks = new ArrayList<>();
        long frames = (long) (SECONDS * PROFILE.framesPerSecond());
        for (long frame = 3; frame < frames; frame += 1 + random.nextInt(8)) {
            peaks.add(Peak.pack(frame * Peak.PER_FRAME, 100 + random.nextInt(1_000), 10));
            frame += random.nextInt(200) == 0 ? 700 : 0;
        }
        return peaks.stream().mapToLong(Long::longValue).toArray();
    }

    /** As it would have been cut where it was heard; only what it looked like is not kept. */
    private static List<Packet> played(long[] peaks) {
        List<Packet> packets = new ArrayList<>();
        PeakWindow window = new PeakWindow(PROFILE, packets::add);
        for (long peak : peaks) {
            window.settled(Peak.frame(peak) / PeakWindow.GRID_FRAMES * PeakWindow.GRID_FRAMES);
            window.peak(peak);
        }
        window.finish(0);
        return packets;
    }

    private List<StreamPacket> asked() {
        return TestingOperators.out(probes).stream().map(SearchInput::packet).toList();
    }

    private static void assertSame(List<StreamPacket> asked, List<Packet> played) {
        assertThat(asked).hasSameSizeAs(played);
        for (int i = 0; i < played.size(); i++) {
            Packet packet = asked.get(i).packet();
            assertThat(packet.sequence()).isEqualTo(played.get(i).sequence());
            assertThat(packet.fromFrame()).isEqualTo(played.get(i).fromFrame());
            assertThat(packet.toFrame()).isEqualTo(played.get(i).toFrame());
            assertThat(packet.peaks()).isEqualTo(played.get(i).peaks());
            assertThat(packet.last()).isEqualTo(i == played.size() - 1);
        }
    }

    /** They have other words than peaks. */
    @Test
    void picturesAreNotAskedFor() throws Exception {
        load();
        String profile = "video/1";
        sends(part(1, 0).profile(profile).peaks(new long[] {3, 5, 7}).build());
        ReferenceManifest manifest =
                new ReferenceManifest(
                        "film", "master", 1, null, profile, 1, 1, 1_000, "0".repeat(64));
        sends(part(1, ReferenceKey.MANIFEST).profile(profile).manifest(manifest).build());
        assertThat(asked()).isEmpty();
        assertThat(TestingOperators.dead(probes)).isEmpty();
        assertThat(TestingOperators.stateEntries(probes)).isZero();
    }

    @Test
    void itsChunksAreAskedForAsIfTheyHadBeenPlayed() throws Exception {
        load();
        registers(1, peaks(1));
        List<StreamPacket> asked = asked();
        assertSame(asked, played(peaks(1)));
        assertThat(asked.size()).isGreaterThan(SECONDS / 3);
        assertThat(asked)
                .allMatch(one -> one.context().kind() == SessionKind.FEED)
                .allMatch(one -> one.context().workId().equals("film"))
                .allMatch(one -> one.context().title().equals("master"))
                .extracting(StreamPacket::sessionId)
                .containsOnly(asked.get(0).sessionId());
        assertThat(asked.get(asked.size() - 1).end()).isNotNull();
        assertThat(TestingOperators.stateEntries(probes)).as("its version is kept").isOne();
        assertRenewed();
    }

    @Test
    void aRestartInTheMiddleChangesNothing() throws Exception {
        load();
        List<long[]> chunks = Chunks.cut(PROFILE, peaks(2), 0);
        sends(part(1, 0).peaks(chunks.get(0)).build());
        List<StreamPacket> all = new ArrayList<>(asked());
        OperatorSubtaskState saved = probes.snapshot(1, 1);
        probes.close();
        open(saved);
        for (int chunk = 1; chunk < chunks.size(); chunk++) {
            sends(part(1, chunk).peaks(chunks.get(chunk)).build());
        }
        all.addAll(asked());
        List<Packet> played = played(peaks(2));
        assertSame(all, played.subList(0, all.size()).stream().toList(), false);
        assertThat(all.size()).isGreaterThanOrEqualTo(played.size() - 2);
    }

    private static void assertSame(List<StreamPacket> asked, List<Packet> played, boolean last) {
        for (int i = 0; i < asked.size(); i++) {
            assertThat(asked.get(i).packet().peaks()).isEqualTo(played.get(i).peaks());
            assertThat(asked.get(i).packet().last()).isEqualTo(last);
        }
    }

    /** An index that is built anew would be searched for all that is in it. */
    @Test
    void whatIsThereAtAStartWithoutStateIsNotAskedFor() throws Exception {
        registers(1, peaks(1));
        assertThat(asked()).isEmpty();
        assertRenewed();
        load();
        registers(2, peaks(3));
        assertSame(asked(), played(peaks(3)));
    }

    /** A job that fails while its index is built would search for the rest of it. */
    @Test
    void aRestartBeforeAllIsReadAsksForNothingThatWasThere() throws Exception {
        OperatorSubtaskState saved = probes.snapshot(1, 1);
        probes.close();
        open(saved);
        registers(1, peaks(1));
        assertThat(asked()).isEmpty();
        load();
        saved = probes.snapshot(2, 2);
        probes.close();
        open(saved);
        registers(2, peaks(3));
        assertThat(asked()).as("new since the job was saved").isNotEmpty();
    }

    @Test
    void aVersionThatBeginsAnewTakesThePlaceOfTheOneBefore() throws Exception {
        load();
        sends(part(1, 0).peaks(Chunks.cut(PROFILE, peaks(1), 0).get(0)).build());
        asked();
        registers(2, peaks(4));
        assertSame(asked(), played(peaks(4)));
    }

    @Test
    void aChunkThatIsOutOfOrderIsNoQuestion() throws Exception {
        load();
        sends(part(1, 2).peaks(Chunks.cut(PROFILE, peaks(1), 0).get(2)).build());
        assertThat(asked()).isEmpty();
        assertThat(TestingOperators.stateEntries(probes)).isZero();
    }

    @Test
    void aRetirementEndsWhatWasFound() throws Exception {
        load();
        registers(1, peaks(1));
        retires(1);
        assertRenewed(NOW_MS + 1);
        assertThat(TestingOperators.stateEntries(probes)).as("nothing is kept").isZero();
    }

    private void retires(long version) throws Exception {
        sends(part(version, 0).build());
        sends(part(version, ReferenceKey.MANIFEST).build());
    }

    private void assertRenewed(Long... at) {
        assertThat(TestingOperators.side(probes, ReferenceProbesFunction.RENEWED))
                .extracting(OverlapInput::at)
                .containsExactly(at);
    }

    /** As in the index: the newer version is searched still. */
    @Test
    void theRetirementOfAnOlderVersionEndsNothing() throws Exception {
        load();
        registers(1, peaks(1));
        registers(2, peaks(3));
        asked();
        retires(1);
        assertRenewed();
        registers(1, peaks(1));
        assertThat(asked()).as("it is not searched either").isEmpty();
        assertRenewed();
    }

    @Test
    void aNewVersionIsAskedForToItsEndWhereTheOlderIsRetiredMeanwhile() throws Exception {
        load();
        registers(1, peaks(1));
        asked();
        List<long[]> chunks = Chunks.cut(PROFILE, peaks(3), 0);
        sends(part(2, 0).peaks(chunks.get(0)).build());
        retires(1);
        assertRenewed(NOW_MS + 1);
        int first = asked().size();
        sends(part(2, 1).peaks(chunks.get(1)).build());
        assertThat(asked()).as("after %s", first).isNotEmpty();
    }

    /** Its reports would count as those of one reading. */
    @Test
    void twoVersionsOfOneMomentAreTwoReadingsAlsoWhereTheClockGoesBack() throws Exception {
        load();
        registers(1, peaks(1));
        registers(2, peaks(3));
        probes.setProcessingTime(NOW_MS);
        registers(3, peaks(4));
        assertThat(asked()).extracting(StreamPacket::life).contains(NOW_MS, NOW_MS + 1, NOW_MS + 2);
    }

    @Test
    void aVersionOfWhichAChunkIsMissingEndsWhatWasFoundOfTheOneBefore() throws Exception {
        load();
        registers(1, peaks(1));
        assertRenewed();
        sends(part(2, 1).peaks(Chunks.cut(PROFILE, peaks(1), 0).get(1)).build());
        sends(part(2, ReferenceKey.MANIFEST).manifest(manifest(2, 3, 9)).build());
        assertRenewed(NOW_MS + 1);
        sends(part(2, ReferenceKey.MANIFEST).manifest(manifest(2, 3, 9)).build());
        assertRenewed();
    }

    @Test
    void uploadsThatStayDownAndRecordingsOfPeersAreNotAskedFor() {
        assertThat(ReferenceProbesFunction.isRegistered("film", "master")).isTrue();
        assertThat(ReferenceProbesFunction.isRegistered("film", "staydown.item-1")).isFalse();
        assertThat(ReferenceProbesFunction.isRegistered("film", "signal.west:x")).isFalse();
        assertThat(ReferenceProbesFunction.isRegistered("signal.west:x", "a")).isFalse();
    }
}
