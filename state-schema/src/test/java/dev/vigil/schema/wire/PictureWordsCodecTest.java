package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.media.WordSegment;
import dev.vigil.schema.media.WordSegmentBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PictureWordsCodecTest {
    private static final WordSegment SLICE =
            WordSegmentBuilder.builder()
                    .sessionId("show")
                    .seq(3)
                    .captureTime(1_795_000_000_000L)
                    .receivedAt(1_795_000_000_000L)
                    .durationMs(2_000)
                    .profile("video/1")
                    .fromFrame(48)
                    .toFrame(64)
                    .windows(new int[] {0, 0, 1024, 1024, 51, 51, 922, 922})
                    .words(new long[] {48L << 20 | 3, -1, 7, 50L << 20 | 1, Long.MIN_VALUE, 0})
                    .build();

    @Test
    void aSliceIsReadAsWritten() {
        Envelope envelope = PictureWordsCodec.envelope(SLICE, "/test");
        WordSegment read = PictureWordsCodec.read(envelope, PictureWordsCodec.payload(SLICE));
        assertThat(read).usingRecursiveComparison().isEqualTo(SLICE);
    }

    @Test
    void aChunkIsReadAsWritten() {
        String type = PictureWordsCodec.contentType("video/1");
        assertThat(PictureWordsCodec.isWords(type)).isTrue();
        assertThat(PictureWordsCodec.profile(type)).isEqualTo("video/1");
        assertThat(PictureWordsCodec.read(PictureWordsCodec.payload(SLICE.words())))
                .isEqualTo(SLICE.words());
        assertThat(PictureWordsCodec.read(new byte[0])).isEmpty();
    }

    @Test
    void otherFormatsAreRefused() {
        for (String type :
                new String[] {
                    null, "application/vnd.vigil.peaks;profile=1", "application/vnd.vigil.pictures"
                }) {
            assertThatThrownBy(() -> PictureWordsCodec.profile(type))
                    .hasMessageContaining("content-type: expected application/vnd.vigil.pictures");
        }
        assertThatThrownBy(() -> PictureWordsCodec.contentType("audio/1"))
                .hasMessageContaining("expected one such as video/1");
    }

    @Test
    void tornBytesAreRefused() {
        byte[] good = PictureWordsCodec.payload(SLICE);
        for (int length : new int[] {0, 19, 21, 37, good.length - 1, good.length - 8}) {
            refused(Arrays.copyOf(good, length));
        }
        refused(null);
        for (int windows : new int[] {-1, 65, 10, 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            byte[] other = good.clone();
            ByteBuffer.wrap(other).putInt(16, windows);
            refused(other);
        }
        refused(Arrays.copyOf(good, 36 + 24 * 2_049));
        assertThatThrownBy(() -> PictureWordsCodec.read(new byte[25]))
                .hasMessageContaining("words of 24 bytes");
        assertThatThrownBy(() -> PictureWordsCodec.read(new byte[24 * 16_385]))
                .hasMessageContaining("words of 24 bytes");
    }

    @Test
    void aNumberAndALengthAreNeeded() {
        Envelope good = PictureWordsCodec.envelope(SLICE, "/test");
        byte[] payload = PictureWordsCodec.payload(SLICE);
        Envelope without = good.with().sequence(null).build();
        assertThatThrownBy(() -> PictureWordsCodec.read(without, payload))
                .hasMessageContaining("ce_sequence: expected");
        Envelope endless = good.with().durationMs(null).build();
        assertThatThrownBy(() -> PictureWordsCodec.read(endless, payload))
                .hasMessageContaining("ce_durationms: expected");
    }

    private static void refused(byte[] payload) {
        Envelope envelope = PictureWordsCodec.envelope(SLICE, "/test");
        assertThatThrownBy(() -> PictureWordsCodec.read(envelope, payload))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("send it whole");
    }
}
