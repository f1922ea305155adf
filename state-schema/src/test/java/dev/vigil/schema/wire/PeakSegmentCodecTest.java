package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.media.PeakSegment;
import dev.vigil.schema.media.PeakSegmentBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PeakSegmentCodecTest {
    private static final PeakSegment SLICE =
            PeakSegmentBuilder.builder()
                    .sessionId("show")
                    .seq(3)
                    .captureTime(1_795_000_000_000L)
                    .receivedAt(1_795_000_000_000L)
                    .durationMs(1_997)
                    .profile("audio/1")
                    .fromFrame(258)
                    .toFrame(344)
                    .peaks(new long[] {258L << 30, 300L << 30 | 7})
                    .loud(new long[86])
                    .build();

    @Test
    void whatIsWrittenIsRead() {
        PeakSegment read =
                PeakSegmentCodec.read(
                        PeakSegmentCodec.envelope(SLICE, "/test"), PeakSegmentCodec.payload(SLICE));
        assertThat(read).usingRecursiveComparison().isEqualTo(SLICE);
    }

    @Test
    void soundIsNotPeaks() {
        String type = PeakSegmentCodec.envelope(SLICE, "/test").contentType();
        assertThat(PeakSegmentCodec.isPeaks(type)).isTrue();
        assertThat(PeakSegmentCodec.isPeaks("audio/L16;rate=11025;channels=1")).isFalse();
        assertThat(PeakSegmentCodec.isPeaks(null)).isFalse();
    }

    @Test
    void tornBytesAreRefused() {
        byte[] good = PeakSegmentCodec.payload(SLICE);
        for (int length : new int[] {0, 19, 21, good.length - 1}) {
            refused(Arrays.copyOf(good, length), "send it whole");
        }
        refused(null, "send it whole");
        byte[] manyRows = good.clone();
        ByteBuffer.wrap(manyRows).putInt(16, 90);
        refused(manyRows, "send it whole");
        byte[] negative = good.clone();
        ByteBuffer.wrap(negative).putInt(16, -1);
        refused(negative, "send it whole");
    }

    @Test
    void aNumberAndALengthAreNeeded() {
        Envelope good = PeakSegmentCodec.envelope(SLICE, "/test");
        byte[] payload = PeakSegmentCodec.payload(SLICE);
        assertThatThrownBy(() -> PeakSegmentCodec.read(with(good, null, 1_997L), payload))
                .hasMessageContaining("ce_sequence: expected");
        assertThatThrownBy(() -> PeakSegmentCodec.read(with(good, 3L, null), payload))
                .hasMessageContaining("ce_durationms: expected");
    }

    private static Envelope with(Envelope of, Long sequence, Long durationMs) {
        return of.with().sequence(sequence).durationMs(durationMs).build();
    }

    private static void refused(byte[] payload, String because) {
        Envelope envelope = PeakSegmentCodec.envelope(SLICE, "/test");
        assertThatThrownBy(() -> PeakSegmentCodec.read(envelope, payload))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }
}
