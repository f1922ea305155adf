package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.Profile;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.Segment;
import java.io.IOException;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SegmenterTest {
    private static final long START_MS = 1_795_000_000_000L;

    @Test
    void cutsTwoSecondsAndTheRest() throws IOException {
        List<Segment> segments = cut(PcmSource.of(numbered(23_808 + 22_016 + 5_000)));
        assertThat(segments).extracting(Segment::seq).containsExactly(0L, 1L, 2L);
        assertThat(segments)
                .extracting(Segment::captureTime)
                .containsExactly(START_MS, START_MS + 2_159, START_MS + 4_156);
        assertThat(segments).extracting(s -> s.pcm().length).containsExactly(23_808, 22_016, 5_000);
        assertThat(segments)
                .allSatisfy(
                        segment -> {
                            assertThat(segment.sessionId()).isEqualTo("show");
                            assertThat(segment.rateHz()).isEqualTo(11_025);
                            assertThat(segment.channels()).isEqualTo(1);
                        });
    }

    @Test
    void everySegmentCompletesAPacket() throws IOException {
        List<Packet> packets = new ArrayList<>();
        Fingerprinter ear = new Fingerprinter(Profile.CURRENT, packets::add);
        int heard = 0;
        for (Segment segment : cut(PcmSource.of(numbered(23_808 + 99 * 22_016)))) {
            ear.hear(segment.pcm(), segment.rateHz(), segment.channels());
            assertThat(packets).hasSize(++heard);
        }
        assertThat(heard).isEqualTo(100);
    }

    @Test
    void aWholeNumberOfSegmentsLeavesNoEmptyOne() throws IOException {
        assertThat(cut(PcmSource.of(numbered(23_808 + 22_016)))).hasSize(2);
        assertThat(cut(PcmSource.of(new short[0]))).isEmpty();
    }

    @Test
    void loneReadsOfAnySizeGiveTheSameSegments() throws IOException {
        short[] pcm = numbered(100_001);
        List<Segment> wanted = cut(PcmSource.of(pcm));
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PcmSource whole = PcmSource.of(pcm);
            PcmSource pieces =
                    (buffer, from, length) ->
                            whole.read(
                                    buffer, from, random.nextInt(1, Math.min(length, 3_000) + 1));
            assertThat(values(cut(pieces))).as("seed %d", seed).isEqualTo(values(wanted));
        }
    }

    /** Of each segment all fields: to compare its samples one by one takes a second. */
    private static List<List<Object>> values(List<Segment> segments) {
        return segments.stream()
                .map(
                        one ->
                                List.<Object>of(
                                        one.sessionId(),
                                        one.seq(),
                                        one.captureTime(),
                                        one.receivedAt(),
                                        one.rateHz(),
                                        one.channels(),
                                        ShortBuffer.wrap(one.pcm())))
                .toList();
    }

    @Test
    void positionAndCountFollowTheSound() throws IOException {
        Segmenter segmenter = new Segmenter(PcmSource.of(numbered(33_075)), "show", START_MS);
        assertThat(segmenter.positionTime()).isEqualTo(START_MS);
        segmenter.next();
        assertThat(segmenter.positionTime()).isEqualTo(START_MS + 2_159);
        segmenter.next();
        assertThat(segmenter.positionTime()).isEqualTo(START_MS + 3_000);
        assertThat(segmenter.count()).isEqualTo(2);
    }

    private static List<Segment> cut(PcmSource source) throws IOException {
        Segmenter segmenter = new Segmenter(source, "show", START_MS);
        List<Segment> segments = new ArrayList<>();
        for (Optional<Segment> next = segmenter.next(); next.isPresent(); next = segmenter.next()) {
            segments.add(next.get());
        }
        return segments;
    }

    private static short[] numbered(int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) i;
        }
        return pcm;
    }
}
