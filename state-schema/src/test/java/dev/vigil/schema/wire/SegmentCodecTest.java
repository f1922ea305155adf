package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vigil.schema.media.Segment;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentCodecTest {
    private static final String MONO = "audio/L16;rate=11025;channels=1";

    private static Envelope envelope(String session, String format, Long seq, Long durationMs) {
        String type = EventType.SEGMENT.type();
        return new Envelope("id", "/edge", type, session, 0, format, seq, durationMs);
    }

    @Test
    void isReadAsWritten() {
        short[] pcm = new short[882];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (i * 7_919);
        }
        Segment segment = new Segment("s-1", 3, 1_795_507_200_000L, 22_050, 2, pcm);
        byte[] payload = SegmentCodec.payload(segment);
        assertThat(payload[2]).as("network byte order").isEqualTo((byte) (pcm[1] >> 8));
        Segment read = SegmentCodec.read(SegmentCodec.envelope(segment, "/edge"), payload);
        assertThat(read).usingRecursiveComparison().isEqualTo(segment);
        assertThat(read.durationMs()).isEqualTo(20);
    }

    @Test
    void oneChannelGoesWithoutSaying() {
        Envelope envelope = envelope("s-1", "audio/L16; rate=8000", 0L, 1_000L);
        assertThat(SegmentCodec.read(envelope, new byte[16_000]).channels()).isOne();
    }

    static Stream<Arguments> refused() {
        byte[] second = new byte[22_050];
        return Stream.of(
                arguments(envelope("s", null, 0L, 1000L), second, "content-type: expected audio"),
                arguments(envelope("s", "audio/mpeg", 0L, 1000L), second, "content-type: expected"),
                arguments(
                        envelope("s", rate(7_999), 0L, 1000L), second, "content-type: expected 8"),
                arguments(envelope("s", rate(48_001), 0L, 1000L), second, "content-type: expected"),
                arguments(envelope("s", MONO.replace("=1", "=3"), 0L, 1L), second, "content-type"),
                arguments(envelope("s", MONO, null, 1000L), second, "ce_sequence: expected the"),
                arguments(envelope("s", MONO, -1L, 1000L), second, "ce_sequence: expected the"),
                arguments(envelope(null, MONO, 0L, 1000L), second, "ce_subject: expected an id"),
                arguments(envelope("a/b", MONO, 0L, 1000L), second, "ce_subject: expected an id"),
                arguments(envelope("s", MONO, 0L, 1000L), null, "data: expected whole 16-bit"),
                arguments(envelope("s", MONO, 0L, 0L), new byte[0], "data: expected whole 16-bit"),
                arguments(envelope("s", MONO, 0L, 1000L), new byte[22_049], "data: expected whole"),
                arguments(envelope("s", MONO, 0L, 997L), second, "ce_durationms: expected the"),
                arguments(envelope("s", MONO, 0L, 1003L), second, "ce_durationms: expected the"),
                arguments(envelope("s", MONO, 0L, null), second, "ce_durationms: expected the"),
                arguments(envelope("s", MONO, 0L, Long.MIN_VALUE + 1000), second, "ce_durationms"),
                arguments(
                        envelope("s", MONO, 0L, 10_001L), new byte[220_524], "data: expected at"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(Envelope envelope, byte[] payload, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentCodec.read(envelope, payload))
                .withMessageStartingWith(message);
    }

    @Test
    void limitsAreWithin() {
        assertThat(read(998L, 22_050)).isEqualTo(11_025);
        assertThat(read(1_002L, 22_050)).isEqualTo(11_025);
        assertThat(read(10_000L, 220_500)).isEqualTo(110_250);
    }

    private static int read(long durationMs, int bytes) {
        Envelope envelope = envelope("s", MONO, 0L, durationMs);
        return SegmentCodec.read(envelope, new byte[bytes]).pcm().length;
    }

    private static String rate(int rateHz) {
        return "audio/L16;rate=" + rateHz + ";channels=1";
    }
}
