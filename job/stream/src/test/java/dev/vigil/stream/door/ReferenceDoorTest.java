package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.Profile;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.wire.EnvelopeBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.PeaksCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records that would poison the index are stopped at the door, each with its reason. */
class ReferenceDoorTest {
    private static final long NOW_MS = 1_790_000_000_000L;

    private final ReferenceDoor door = new ReferenceDoor(() -> NOW_MS);

    @Test
    void aChunkOfPeaksGoesIn() {
        assertThat(enter("work/master/1/0", Peak.pack(64, 100, 1)).kind())
                .isEqualTo(SearchInput.Kind.REFERENCE);
    }

    @Test
    void aChunkUnderTheKeyOfAManifestIsRefused() {
        assertThat(refused("work/master/1/manifest", Peak.pack(64, 100, 1)).reason())
                .isEqualTo("KEY_MISMATCH");
    }

    @Test
    void aPeakBeyondTheLongestWorkIsRefused() {
        long farOff = Peak.pack(64L * 43 * 86_400 * 30, 100, 1);
        assertThat(refused("work/master/1/0", farOff).reason()).isEqualTo("BAD_DATA");
    }

    @Test
    void aFrameWithMorePeaksThanAnEarGivesItIsRefused() {
        int most = PeakSlices.mostInFrame(Profile.CURRENT);
        long[] peaks = LongStream.range(0, most + 1).map(band -> Peak.pack(64, 0, 1)).toArray();
        assertThat(enter("work/master/1/0", peaks).dead().reason()).isEqualTo("BAD_DATA");
        assertThat(enter("work/master/1/0", Arrays.copyOf(peaks, most)).kind())
                .isEqualTo(SearchInput.Kind.REFERENCE);
    }

    @Test
    void aPeakBeforeTheBeginningIsRefused() {
        assertThat(refused("work/master/1/0", -1).reason()).isEqualTo("BAD_DATA");
    }

    @Test
    void aDeadLetterStaysSmallWhateverCame() {
        DeadLetter letter = refused("x".repeat(600_000), Peak.pack(64, 100, 1));
        assertThat(letter.key().length() + letter.message().length()).isLessThan(3_000);
    }

    private DeadLetter refused(String key, long peak) {
        SearchInput input = enter(key, peak);
        assertThat(input.kind()).isEqualTo(SearchInput.Kind.DEAD);
        return input.dead();
    }

    private SearchInput enter(String key, long... peaks) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(
                        "references",
                        0,
                        7,
                        key.getBytes(StandardCharsets.UTF_8),
                        PeaksCodec.payload(peaks));
        EnvelopeBuilder.builder()
                .id("id")
                .source("/test")
                .type(EventType.REFERENCE_CHUNK.type())
                .subject("work")
                .timeMs(NOW_MS)
                .contentType(PeaksCodec.contentType("audio/1"))
                .build()
                .headers()
                .forEach(record.headers()::add);
        List<SearchInput> inputs = new ArrayList<>();
        door.deserialize(record, new ListCollector<>(inputs));
        assertThat(inputs).hasSize(1);
        return inputs.get(0);
    }
}
