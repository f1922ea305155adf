package dev.vigil.flink.match;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.flink.match.TestingSearch.piece;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.TestingEar;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.reference.ReferencePart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A feed that pauses, and one that never ends. */
class SearchFeedTest {
    private static final double HOURS = 10;
    private static final int RATE_HZ = 11_025;

    /** Packets in half an hour, nearly. */
    private static final int HALF_HOUR = 900;

    private TestingSearch search;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    @AfterEach
    void close() throws Exception {
        search.close();
    }

    private void open(OperatorSubtaskState state) throws Exception {
        open(HOURS, state);
    }

    private void open(double hours, OperatorSubtaskState state) throws Exception {
        search = new TestingSearch(hours, state);
        search.loaded();
        do {
            search.settle();
        } while (TestingMetrics.value(search.harness(), "indexWarming") > 0);
    }

    private void reopen() throws Exception {
        OperatorSubtaskState state = search.snapshot();
        search.close();
        open(state);
    }

    /** The packets of a piece that a feed plays later, so many packets after its beginning. */
    private int play(int number, int packetsLater) {
        List<Packet> packets = TestingEar.packets(piece(number));
        packets.forEach(packet -> search.feed("feed-1", later(packet, packetsLater)));
        return packets.size();
    }

    private static Packet later(Packet packet, int packets) {
        long frames = (long) packets * PeakWindow.GRID_FRAMES;
        return new Packet(
                packet.profile(),
                packet.sequence() + packets,
                packet.fromFrame() + frames,
                packet.toFrame() + frames,
                LongStream.of(packet.peaks()).map(peak -> peak + (frames << 30)).toArray(),
                packet.loud(),
                false);
    }

    /** Packets of feeds in state. */
    private long parts() throws Exception {
        KeyedStateBackend<Integer> state = search.harness().getOperator().getKeyedStateBackend();
        state.setCurrentKey(TestingSearch.SLOT);
        MapState<String, ReferencePart> parts =
                state.getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        new MapStateDescriptor<>(
                                StateName.REFERENCE_PARTS,
                                Types.STRING,
                                TypeInformation.of(ReferencePart.class)));
        return StreamSupport.stream(parts.keys().spliterator(), false).count();
    }

    @Test
    void anEndlessFeedIsSearchedForItsLastHour() throws Exception {
        int before = play(5, 0);
        int kept = play(6, HALF_HOUR);
        assertThat(search.found(piece(5))).containsExactly(WORK);
        kept += play(7, 2 * HALF_HOUR + before + 60);
        assertThat(search.found(piece(5))).as("an hour ago").isEmpty();
        assertThat(search.found(piece(6))).containsExactly(WORK);
        assertThat(search.found(piece(7))).containsExactly(WORK);
        assertThat(parts()).isEqualTo(kept);
        assertThat(TestingMetrics.value(search.harness(), "indexHours")).isBetween(0.5, 1.0);
        reopen();
        assertThat(search.found(piece(5))).isEmpty();
        assertThat(search.found(piece(6))).containsExactly(WORK);
        search.goTo(NOON_MS + 2 * SearchFunction.FEED_TTL_MS);
        assertThat(search.found(piece(7))).as("an hour after its last packet").isEmpty();
        assertThat(stateEntries(search.harness())).isZero();
        assertThat(dead(search.harness())).isEmpty();
    }

    /** A sender that was started again counts from 0, under the same id. */
    @Test
    void aFeedThatBeginsAnewKeepsItsLastHour() throws Exception {
        int before = play(5, 0) + play(6, HALF_HOUR);
        int kept = play(7, 0);
        assertThat(search.found(piece(5))).containsExactly(WORK);
        assertThat(search.found(piece(6))).containsExactly(WORK);
        assertThat(search.found(piece(7))).containsExactly(WORK);
        assertThat(parts()).isEqualTo(before + kept);
        reopen();
        kept += play(8, HALF_HOUR);
        assertThat(search.found(piece(5))).as("after a restart").containsExactly(WORK);
        assertThat(search.found(piece(8))).containsExactly(WORK);
        search.goTo(NOON_MS + SearchFunction.FEED_TTL_MS - 60_000);
        kept += play(9, 2 * HALF_HOUR - 60);
        search.goTo(NOON_MS + SearchFunction.FEED_TTL_MS + 60_000);
        assertThat(search.found(piece(6))).as("an hour after it was left").isEmpty();
        assertThat(search.found(piece(8))).as("of the one that goes on").containsExactly(WORK);
        assertThat(search.found(piece(9))).containsExactly(WORK);
        assertThat(parts()).isEqualTo(kept);
        search.goTo(NOON_MS + 3 * SearchFunction.FEED_TTL_MS);
        assertThat(stateEntries(search.harness())).isZero();
        assertThat(dead(search.harness())).isEmpty();
    }

    @Test
    void aFeedThatBeginsAnewHasTheRoomOfItsPast() throws Exception {
        search.close();
        open(35 / 3_600.0, null);
        play(5, 0);
        int kept = play(6, 0);
        assertThat(search.found(piece(5))).isEmpty();
        assertThat(search.found(piece(6))).containsExactly(WORK);
        assertThat(parts()).isEqualTo(kept);
        assertThat(dead(search.harness())).isEmpty();
    }

    @Test
    void aFeedMayGoOnForWeeks() throws Exception {
        for (int week = 0; week < 3; week++) {
            play(5 + week, week * 7 * 48 * HALF_HOUR);
            assertThat(search.found(piece(5 + week))).containsExactly(WORK);
        }
        assertThat(search.found(piece(5))).isEmpty();
        assertThat(dead(search.harness())).isEmpty();
    }

    /**
     * A savepoint has the timers, and nothing of what each is for: the restored one makes its slot,
     * which sets another.
     */
    @Test
    void aRestoredFeedLeavesThoughNothingComesInAnyMore() throws Exception {
        play(5, 0);
        OperatorSubtaskState state = search.snapshot();
        search.close();
        search = new TestingSearch(HOURS, state);
        search.goTo(NOON_MS + SearchFunction.FEED_TTL_MS + 60_000);
        assertThat(stateEntries(search.harness())).as("its hour begins anew").isPositive();
        search.goTo(NOON_MS + 2 * SearchFunction.FEED_TTL_MS + 50_000);
        assertThat(stateEntries(search.harness())).isPositive();
        search.goTo(NOON_MS + 2 * SearchFunction.FEED_TTL_MS + 70_000);
        assertThat(stateEntries(search.harness())).isZero();
        search.step();
        assertThat(search.harness().numProcessingTimeTimers()).isZero();
    }

    @Test
    void peaksThatGoOnAfterAMinuteOfSilenceLoseNothing() throws Exception {
        List<MediaInput> slices = new ArrayList<>();
        for (Packet packet : TestingEar.packets(piece(5))) {
            slices.add(
                    MediaInput.peaks(
                            PeakSlices.of(
                                    TestingEar.PROFILE, packet, SESSION, slices.size(), NOON_MS)));
        }
        assertGoesOn(slices);
    }

    @Test
    void soundThatGoesOnAfterAMinuteOfSilenceLosesNothing() throws Exception {
        List<MediaInput> segments = new ArrayList<>();
        short[] pcm = piece(5);
        for (int from = 0; from < pcm.length; from += 2 * RATE_HZ) {
            short[] cut = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + 2 * RATE_HZ));
            segments.add(
                    MediaInput.segment(
                            new Segment(SESSION, segments.size(), NOON_MS, RATE_HZ, 1, cut)));
        }
        assertGoesOn(segments);
    }

    private void assertGoesOn(List<MediaInput> whole) throws Exception {
        try (var fingerprint = TestingOperators.fingerprint(TestingSearch.SLOT, null)) {
            fingerprint.setProcessingTime(NOON_MS);
            MediaInput started = MediaInput.started(TestingRights.session(SessionKind.FEED));
            fingerprint.processElement(started, 0);
            int half = whole.size() / 2;
            for (MediaInput input : whole.subList(0, half)) {
                fingerprint.processElement(input, 0);
            }
            fingerprint.setProcessingTime(NOON_MS + 10 * 60_000);
            for (MediaInput input : whole.subList(half, whole.size())) {
                fingerprint.processElement(input, 0);
            }
            for (SearchInput packet : out(fingerprint)) {
                search.send(packet);
            }
            assertThat(dead(fingerprint)).isEmpty();
        }
        short[] before = Arrays.copyOf(piece(5), 10 * RATE_HZ);
        assertThat(search.found(before)).containsExactly(WORK);
        assertThat(search.found(piece(5))).containsExactly(WORK);
    }
}
