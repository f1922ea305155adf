package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vigil.schema.media.PictureSegment;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PictureSegmentCodecTest {
    private static final String GOOD = format(64, 36, 4);

    private static Envelope envelope(String session, String format, Long seq, Long durationMs) {
        String type = EventType.SEGMENT.type();
        return new Envelope("id", "/edge", type, session, 0, format, seq, durationMs);
    }

    private static String format(int width, int height, int rate) {
        return "video/vnd.vigil.thumbnails;profile=video/1;w="
                + width
                + ";h="
                + height
                + ";rate="
                + rate;
    }

    @Test
    void isReadAsWritten() {
        byte[] luma = new byte[8 * 64 * 36];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) (i * 7);
        }
        long atMs = 1_795_507_200_000L;
        PictureSegment segment = new PictureSegment("s-1", 3, atMs, atMs, 64, 36, 4, luma);
        Envelope envelope = PictureSegmentCodec.envelope(segment, "/edge");
        assertThat(envelope.contentType()).isEqualTo(GOOD);
        assertThat(envelope.id()).as("not that of the sound").isNotEqualTo("s-1/3");
        PictureSegment read =
                PictureSegmentCodec.read(envelope, PictureSegmentCodec.payload(segment));
        assertThat(read).usingRecursiveComparison().isEqualTo(segment);
        assertThat(read.pictures()).isEqualTo(8);
        assertThat(read.durationMs()).isEqualTo(2_000);
    }

    @Test
    void otherFormatsAreNotPictures() {
        assertThat(PictureSegmentCodec.isPictures(GOOD)).isTrue();
        assertThat(PictureSegmentCodec.isPictures("audio/L16;rate=11025")).isFalse();
        assertThat(PictureSegmentCodec.isPictures("application/vnd.vigil.pictures;profile=1"))
                .isFalse();
        assertThat(PictureSegmentCodec.isPictures(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"8, 8, 2", "96, 96, 8", "192, 48, 4", "48, 192, 4", "8, 32, 5", "191, 48, 7"})
    void limitsAreWithin(int width, int height, int rate) {
        long durationMs = Math.round(1000.0 / rate) + 2;
        Envelope envelope = envelope("s", format(width, height, rate), 0L, durationMs);
        PictureSegment read = PictureSegmentCodec.read(envelope, new byte[width * height]);
        assertThat(read.pictures()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 4",
        "7, 8, 4",
        "8, 7, 4",
        "193, 49, 4",
        "97, 96, 4",
        "33, 8, 4",
        "8, 33, 4",
        "64, 36, 0",
        "64, 36, 1",
        "64, 36, 3",
        "64, 36, 9",
        "999, 999, 4"
    })
    void otherFormsAreRefused(int width, int height, int rate) {
        refused(
                envelope("s", format(width, height, rate), 0L, 250L),
                new byte[Math.max(1, width * height)],
                "content-type: expected");
    }

    static Stream<Arguments> refused() {
        byte[] second = new byte[4 * 64 * 36];
        return Stream.of(
                arguments(envelope("s", null, 0L, 1000L), second, "content-type: expected video"),
                arguments(envelope("s", "video/mp4", 0L, 1000L), second, "content-type: expected"),
                arguments(
                        envelope("s", GOOD.replace("o/1", "o/2"), 0L, 1000L),
                        second,
                        "content-type: expected profile=video/1, got profile=video/2"),
                arguments(
                        envelope("s", GOOD.replace("video/1", "audio/1"), 0L, 1000L),
                        second,
                        "content-type: expected"),
                arguments(envelope("s", GOOD + "0", 0L, 1000L), second, "content-type: expected"),
                arguments(envelope("s", GOOD, null, 1000L), second, "ce_sequence: expected the"),
                arguments(envelope("s", GOOD, -1L, 1000L), second, "ce_sequence: expected the"),
                arguments(envelope(null, GOOD, 0L, 1000L), second, "ce_subject: expected an id"),
                arguments(envelope("a/b", GOOD, 0L, 1000L), second, "ce_subject: expected an id"),
                arguments(envelope("s", GOOD, 0L, 1000L), null, "data: expected whole pictures"),
                arguments(envelope("s", GOOD, 0L, 0L), new byte[0], "data: expected whole"),
                arguments(envelope("s", GOOD, 0L, 1000L), new byte[9_215], "data: expected whole"),
                arguments(envelope("s", GOOD, 0L, 997L), second, "ce_durationms: expected the"),
                arguments(envelope("s", GOOD, 0L, 1003L), second, "ce_durationms: expected the"),
                arguments(envelope("s", GOOD, 0L, null), second, "ce_durationms: expected the"),
                arguments(envelope("s", GOOD, 0L, Long.MIN_VALUE + 1000), second, "ce_durationms"),
                arguments(
                        envelope("s", GOOD, 0L, 10_250L),
                        new byte[41 * 64 * 36],
                        "data: expected at most 10000 ms"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(Envelope envelope, byte[] payload, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureSegmentCodec.read(envelope, payload))
                .withMessageStartingWith(message);
    }
}
