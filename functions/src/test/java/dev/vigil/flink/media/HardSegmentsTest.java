package dev.vigil.flink.media;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.ended;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.KeyGroups;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups.UnregisteredTaskMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Segments that are not as they should be: each fault has its counter, and none stops a session.
 */
class HardSegmentsTest {
    private static final int RATE_HZ = 11_025;
    private static final short[] MUSIC = TestingMusic.play(100, 20);

    private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
    private KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput> fingerprint;

    @BeforeEach
    void open() throws Exception {
        fingerprint =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new FingerprintOperator(7),
                        MediaInput::sessionId,
                        Types.STRING,
                        new MockEnvironmentBuilder()
                                .setMaxParallelism(KeyGroups.MAX_PARALLELISM)
                                .setMetricGroup(intercepted())
                                .build());
        fingerprint.open();
        fingerprint.setProcessingTime(NOON_MS);
        send(MediaInput.started(TestingRights.session(SessionKind.LIVE)));
    }

    private UnregisteredTaskMetricGroup intercepted() {
        return new UnregisteredTaskMetricGroup() {
            @Override
            public InternalOperatorMetricGroup getOrAddOperator(
                    OperatorID id, String name, Map<String, String> variables) {
                return metrics;
            }
        };
    }

    @AfterEach
    void close() throws Exception {
        fingerprint.close();
    }

    @Test
    void goodSegmentsCountNowhere() throws Exception {
        for (int seq = 0; seq < 5; seq++) {
            hear(seq, music(seq));
        }
        assertCounts(0, 0, 0, 0, 0, 0);
    }

    @Test
    void whatCameTwiceOrTooLateIsDropped() throws Exception {
        hear(0, music(0));
        hear(0, music(0));
        hear(2, music(2));
        hear(1, music(1));
        hear(3, music(3));
        assertCounts(2, 1, 0, 0, 0, 0);
        assertThat(endedAtSeconds()).isBetween(7.8, 8.1);
    }

    @Test
    void aHoleInTheNumbersIsOneGap() throws Exception {
        hear(0, music(0));
        hear(4, music(4));
        assertCounts(0, 1, 0, 0, 0, 0);
        assertThat(endedAtSeconds()).isBetween(9.8, 10.1);
    }

    @Test
    void anotherRateOrChannelIsAnotherFormat() throws Exception {
        hear(0, music(0));
        hear(1, music(1), 2 * RATE_HZ, 1);
        hear(2, music(2), 2 * RATE_HZ, 1);
        hear(3, music(3), 2 * RATE_HZ, 2);
        hear(4, music(4));
        assertCounts(0, 0, 0, 3, 0, 0);
        assertThat(endedAtSeconds()).isBetween(6.4, 6.6);
    }

    @Test
    void silenceAndDirectCurrentAreSilent() throws Exception {
        short[] constant = new short[2 * RATE_HZ];
        hear(0, constant);
        Arrays.fill(constant, (short) -32_768);
        hear(1, constant.clone());
        hear(2, new short[] {5});
        assertCounts(0, 0, 0, 0, 3, 0);
        assertThat(endedAtSeconds()).isBetween(3.7, 4.1);
    }

    @Test
    void fullScaleIsClipped() throws Exception {
        hear(0, TestingMusic.noise(2, 60_000, 4));
        hear(1, TestingMusic.tone(2, 440, 1e9));
        hear(2, TestingMusic.tone(2, 440, 30_000));
        assertCounts(0, 0, 0, 0, 0, 2);
    }

    @Test
    void whatIsNoFormatIsRefusedAndTheSessionGoesOn() throws Exception {
        hear(0, music(0));
        hear(1, music(1), 4_000, 1);
        hear(1, Arrays.copyOf(music(1), 2 * RATE_HZ - 1), 2 * RATE_HZ, 2);
        hear(1, music(1));
        assertCounts(0, 0, 2, 0, 0, 0);
        assertThat(dead(fingerprint)).hasSize(2);
        assertThat(endedAtSeconds()).isBetween(3.8, 4.1);
    }

    /** Segments of all kinds in any order: a session always ends, once, and leaves nothing. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySequenceOfSegmentsEndsOnce(long seed) throws Exception {
        Random random = new Random(seed);
        long refused = 0;
        for (int i = 0; i < 40; i++) {
            hear(
                    Math.max(0, i + random.nextInt(5) - 2),
                    anySound(random),
                    random.nextInt(6) == 0 ? 8_000 + random.nextInt(40_001) : RATE_HZ,
                    1 + random.nextInt(2));
            refused += dead(fingerprint).size();
        }
        assertThat(count("refusedSegments")).as("seed %d", seed).isEqualTo(refused);
        send(ended(SESSION, 0));
        List<SearchInput> packets = out(fingerprint);
        assertThat(packets)
                .as("seed %d", seed)
                .filteredOn(packet -> packet.packet().packet().last())
                .hasSize(1);
        assertThat(dead(fingerprint))
                .as("seed %d: at most what its numbers say is missing", seed)
                .hasSizeLessThan(2)
                .allMatch(letter -> letter.reason().equals("INCOMPLETE"));
        assertThat(stateEntries(fingerprint)).as("seed %d", seed).isZero();
    }

    private static short[] anySound(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new short[random.nextInt(2 * RATE_HZ)];
            case 1 -> TestingMusic.noise(0.5, 60_000, random.nextLong());
            case 2 -> TestingMusic.tone(1, 300 + random.nextInt(3_000), 1e9);
            case 3 -> new short[] {(short) random.nextInt()};
            default -> music(random.nextInt(10));
        };
    }

    private static short[] music(int segment) {
        return Arrays.copyOfRange(MUSIC, 2 * RATE_HZ * segment, 2 * RATE_HZ * (segment + 1));
    }

    private void hear(long seq, short[] pcm) throws Exception {
        hear(seq, pcm, RATE_HZ, 1);
    }

    private void hear(long seq, short[] pcm, int rateHz, int channels) throws Exception {
        send(
                MediaInput.segment(
                        new Segment(SESSION, seq, NOON_MS + 2_000 * seq, rateHz, channels, pcm)));
    }

    private void send(MediaInput input) throws Exception {
        fingerprint.processElement(input, 0);
    }

    private double endedAtSeconds() throws Exception {
        send(ended(SESSION, 0));
        List<SearchInput> packets = out(fingerprint);
        Packet last = packets.get(packets.size() - 1).packet().packet();
        assertThat(last.last()).isTrue();
        return last.toFrame() * 256.0 / RATE_HZ;
    }

    private void assertCounts(
            long duplicates, long gaps, long refused, long formats, long silent, long clipped) {
        assertThat(
                        Map.of(
                                "duplicateSegments", count("duplicateSegments"),
                                "segmentGaps", count("segmentGaps"),
                                "refusedSegments", count("refusedSegments"),
                                "formatChanges", count("formatChanges"),
                                "silentSegments", count("silentSegments"),
                                "clippedSegments", count("clippedSegments")))
                .isEqualTo(
                        Map.of(
                                "duplicateSegments", duplicates,
                                "segmentGaps", gaps,
                                "refusedSegments", refused,
                                "formatChanges", formats,
                                "silentSegments", silent,
                                "clippedSegments", clipped));
    }

    private long count(String name) {
        return ((Counter) metrics.get(name)).getCount();
    }
}
