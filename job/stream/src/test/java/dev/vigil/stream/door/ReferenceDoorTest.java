package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.Profile;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.KeptPicture;
import dev.vigil.schema.wire.EnvelopeBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.KeptPicturesCodec;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.PictureWordsCodec;
import dev.vigil.video.PictureWord;
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
    void morePeaksTogetherThanAnEarGivesAreRefused() {
        int most = PeakSlices.mostTogether(Profile.CURRENT);
        int frames = PeakSlices.framesTogether(Profile.CURRENT);
        long[] peaks =
                LongStream.rangeClosed(0, most)
                        .map(i -> Peak.pack((1 + i * frames / (most + 1)) * 64, 0, 1))
                        .toArray();
        assertThat(enter("work/master/1/0", peaks).dead().message())
                .contains("expected up to 21 peaks in 4 frames, got more");
        assertThat(enter("work/master/1/0", Arrays.copyOf(peaks, most)).kind())
                .isEqualTo(SearchInput.Kind.REFERENCE);
    }

    @Test
    void aPeakBeforeTheBeginningIsRefused() {
        assertThat(refused("work/master/1/0", -1).reason()).isEqualTo("BAD_DATA");
    }

    @Test
    void aChunkOfWordsGoesInUnderTheIdOfPicturesAlone() {
        long[] words = {PictureWord.startOf(17) | 3, 5, 7};
        SearchInput input = words("work/master.video/1/0", words);
        assertThat(input.part().profile()).isEqualTo("video/1");
        assertThat(input.part().peaks()).isEqualTo(words);
        SearchInput inPlaceOfSound = words("work/master/1/0", words);
        assertThat(inPlaceOfSound.dead().reason()).isEqualTo("KEY_MISMATCH");
        assertThat(inPlaceOfSound.dead().message())
                .contains("expected master.video for the pictures of a recording, got master");
    }

    /** Its sound would be looked for as if it were the pictures of another recording. */
    @Test
    void soundUnderTheIdOfPicturesIsRefused() {
        DeadLetter letter = refused("work/master.video/1/0", Peak.pack(64, 100, 1));
        assertThat(letter.reason()).isEqualTo("BAD_DATA");
        assertThat(letter.message())
                .contains("expected an id that does not end in .video, got master.video");
    }

    @Test
    void wordsThatNoReferenceHasAreRefused() {
        String key = "work/master.video/1/0";
        long beyond = PictureWord.startOf(7L * 86_400 * 8) | 3;
        long twelfthWindow = PictureWord.startOf(1) | 11 << 2 | 3;
        for (long head : new long[] {-1, 0, beyond, twelfthWindow}) {
            assertThat(words(key, head, 5, 7).dead().reason()).isEqualTo("BAD_DATA");
        }
        long good = PictureWord.startOf(7) | 3;
        assertThat(words(key, good, 5, 7, good, 5, 7).dead().message()).contains("in order");
        assertThat(words(key, good, 5).dead().message()).contains("send it whole");
    }

    private SearchInput words(String key, long... words) {
        return enter(
                key, PictureWordsCodec.contentType("video/1"), PictureWordsCodec.payload(words));
    }

    /** The index must not take them for words, nor their retirement for that of a chunk. */
    @Test
    void keptPicturesAreCheckedAndGoNoFurther() {
        String key = "work/master.video/1/pictures-0";
        String type = KeptPicturesCodec.contentType("video/1");
        byte[] data =
                KeptPicturesCodec.payload(
                        List.of(
                                new KeptPicture(0, 4, 3, new byte[12]),
                                new KeptPicture(16, 3, 4, new byte[12])));
        assertThat(inputs(key, type, data)).isEmpty();
        assertThat(inputs(key, type, null)).isEmpty();
        assertThat(enter("work/master.video/1/0", type, data).dead().message())
                .contains("content-type: expected");
        assertThat(enter("work/master/1/pictures-0", type, data).dead().reason())
                .isEqualTo("KEY_MISMATCH");
        assertThat(enter(key, type, Arrays.copyOf(data, 47)).dead().message())
                .contains("got 47 bytes that are not, from picture 1 on");
        String words = PictureWordsCodec.contentType("video/1");
        assertThat(enter(key, words, new byte[24]).dead().message())
                .contains("expected application/vnd.vigil.thumbnails;profile=1, got");
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
        return enter(key, PeaksCodec.contentType("audio/1"), PeaksCodec.payload(peaks));
    }

    private SearchInput enter(String key, String contentType, byte[] value) {
        List<SearchInput> inputs = inputs(key, contentType, value);
        assertThat(inputs).hasSize(1);
        return inputs.get(0);
    }

    private List<SearchInput> inputs(String key, String contentType, byte[] value) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(
                        "references", 0, 7, key.getBytes(StandardCharsets.UTF_8), value);
        EnvelopeBuilder.builder()
                .id("id")
                .source("/test")
                .type(EventType.REFERENCE_CHUNK.type())
                .subject("work")
                .timeMs(NOW_MS)
                .contentType(contentType)
                .build()
                .headers()
                .forEach(record.headers()::add);
        List<SearchInput> inputs = new ArrayList<>();
        door.deserialize(record, new ListCollector<>(inputs));
        return inputs;
    }
}
