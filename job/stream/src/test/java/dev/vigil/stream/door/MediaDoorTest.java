package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.PictureSegment;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.media.WordSegment;
import dev.vigil.schema.media.WordSegmentBuilder;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.PictureSegmentCodec;
import dev.vigil.schema.wire.PictureWordsCodec;
import dev.vigil.schema.wire.SegmentCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaDoorTest {
    private static final long NOW_MS = 1_790_000_000_000L;

    private final MediaDoor door = new MediaDoor(() -> NOW_MS);

    @ParameterizedTest
    @CsvSource({
        "UPLOAD, media.live, media.uploads",
        "LIVE, media.uploads, media.live",
        "FEED, media.live, media.feeds",
        "LIVE, media.feeds, media.live"
    })
    void aSessionOnTheTopicOfAnotherKindIsRefusedAndBothAreNamed(
            SessionKind kind, String topic, String right) {
        MediaInput input = started(kind, topic);
        assertThat(input.kind()).isEqualTo(MediaInput.Kind.DEAD);
        assertThat(input.dead().reason()).isEqualTo("WRONG_TOPIC");
        assertThat(input.dead().message())
                .contains("expected " + kind + " on " + right + ", got it on " + topic);
    }

    @ParameterizedTest
    @CsvSource({"UPLOAD, media.uploads", "LIVE, media.live", "FEED, media.feeds"})
    void aSessionOnItsOwnTopicGoesIn(SessionKind kind, String topic) {
        assertThat(started(kind, topic).kind()).isEqualTo(MediaInput.Kind.STARTED);
    }

    /** A feed is a reference: its pictures have its id with .video behind it. Uploads may. */
    @Test
    void aFeedHasNoIdOfPictures() {
        MediaInput feed = started(SessionKind.FEED, "media.feeds", "final.video");
        assertThat(feed.dead().reason()).isEqualTo("BAD_DATA");
        assertThat(feed.dead().message())
                .contains("sessionId: expected an id that does not end in .video, got final.video");
        assertThat(started(SessionKind.UPLOAD, "media.uploads", "holiday.video").kind())
                .isEqualTo(MediaInput.Kind.STARTED);
    }

    @Test
    void aSegmentCarriesWhenTheBrokerReceivedItBesideWhatItsProducerSays() {
        Segment sent = new Segment("s-1", 0, NOW_MS - 600_000, 11_025, 1, new short[22_050]);
        Envelope envelope = SegmentCodec.envelope(sent, "/test");
        MediaInput input = enter("media.live", "s-1", envelope, SegmentCodec.payload(sent));
        assertThat(input.segment().captureTime()).isEqualTo(NOW_MS - 600_000);
        assertThat(input.segment().receivedAt()).isEqualTo(NOW_MS + 17);
    }

    @Test
    void picturesAndTheirWordsGoInWithWhenTheBrokerReceivedThem() {
        PictureSegment sent =
                new PictureSegment("s-1", 0, NOW_MS, NOW_MS, 64, 36, 4, new byte[8 * 64 * 36]);
        MediaInput input =
                enter(
                        "media.live",
                        "s-1",
                        PictureSegmentCodec.envelope(sent, "/test"),
                        PictureSegmentCodec.payload(sent));
        assertThat(input.kind()).isEqualTo(MediaInput.Kind.PICTURES);
        assertThat(input.pictures().receivedAt()).isEqualTo(NOW_MS + 17);
        assertThat(input.sessionId()).isEqualTo("s-1");

        MediaInput words = enter(words(16));
        assertThat(words.kind()).isEqualTo(MediaInput.Kind.WORDS);
        assertThat(words.words().receivedAt()).isEqualTo(NOW_MS + 17);
        MediaInput torn = enter(words(17));
        assertThat(torn.dead().reason()).isEqualTo("BAD_SEGMENT");
        assertThat(torn.dead().message()).contains("send a slice for each 2 s");
    }

    @Test
    void picturesOfAnotherFormAreRefusedWithWhatToSend() {
        PictureSegment large =
                new PictureSegment("s-1", 0, NOW_MS, NOW_MS, 640, 360, 4, new byte[640 * 360]);
        MediaInput input =
                enter(
                        "media.live",
                        "s-1",
                        PictureSegmentCodec.envelope(large, "/test"),
                        PictureSegmentCodec.payload(large));
        assertThat(input.dead().reason()).isEqualTo("BAD_SEGMENT");
        assertThat(input.dead().message())
                .contains("w=640;h=360;rate=4")
                .contains("scale the pictures to about 2304 pixels");
    }

    private MediaInput enter(WordSegment slice) {
        return enter(
                "media.live",
                "s-1",
                PictureWordsCodec.envelope(slice, "/test"),
                PictureWordsCodec.payload(slice));
    }

    private static WordSegment words(long toFrame) {
        return WordSegmentBuilder.builder()
                .sessionId("s-1")
                .captureTime(NOW_MS)
                .durationMs(toFrame * 125)
                .profile("video/1")
                .toFrame(toFrame)
                .windows(new int[0])
                .words(new long[0])
                .build();
    }

    @ParameterizedTest
    @CsvSource({"media.live, false", "media.uploads, true"})
    void anEndSaysHowManySegmentsWereSentAndWhere(String topic, boolean upload) {
        SessionEnded ended = new SessionEnded("s-1", NOW_MS, 12);
        Envelope envelope = Envelope.json(EventType.SESSION_ENDED, "/test", "id", "s-1", NOW_MS);
        MediaInput input = enter(topic, "s-1", envelope, Json.bytes(ended));
        assertThat(input.ended()).isEqualTo(ended);
        assertThat(input.upload()).isEqualTo(upload);
    }

    /** It is all by which an upload is answered; a recorder may give it the length of the film. */
    @Test
    void anEndThatLiesAheadIsTaken() {
        SessionEnded ended = new SessionEnded("s-1", NOW_MS + 3_600_000, 12);
        Envelope envelope = Envelope.json(EventType.SESSION_ENDED, "/test", "id", "s-1", NOW_MS);
        assertThat(enter("media.uploads", "s-1", envelope, Json.bytes(ended)).ended())
                .isEqualTo(ended);
    }

    @ParameterizedTest
    @CsvSource({"media.live", "media.uploads", "media.feeds"})
    void ofASegmentThatIsRefusedTheFirstKilobyteIsInItsDeadLetter(String topic) {
        Segment sent = new Segment("s-1", 0, NOW_MS, 11_025, 1, new short[22_050]);
        byte[] cut = Arrays.copyOf(SegmentCodec.payload(sent), 44_001);
        cut[1_023] = 7;
        MediaInput input = enter(topic, "s-1", SegmentCodec.envelope(sent, "/test"), cut);
        assertThat(input.dead().reason()).isEqualTo("BAD_SEGMENT");
        assertThat(input.dead().bytes()).isEqualTo(Arrays.copyOf(cut, 1_024));
    }

    private MediaInput started(SessionKind kind, String topic) {
        return started(kind, topic, "s-1");
    }

    private MediaInput started(SessionKind kind, String topic, String id) {
        SessionStarted started =
                SessionStartedBuilder.builder()
                        .sessionId(id)
                        .kind(kind)
                        .accountId("account")
                        .startAt(NOW_MS)
                        .workId(kind == SessionKind.FEED ? "work" : null)
                        .build();
        Envelope envelope = Envelope.json(EventType.SESSION_STARTED, "/test", "id", id, NOW_MS);
        return enter(topic, id, envelope, Json.bytes(started));
    }

    /** The broker has appended it 17 ms from now. */
    private MediaInput enter(String topic, String key, Envelope envelope, byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        envelope.headers().forEach(headers::add);
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(
                        topic,
                        0,
                        7,
                        NOW_MS + 17,
                        TimestampType.LOG_APPEND_TIME,
                        key.length(),
                        value.length,
                        key.getBytes(StandardCharsets.UTF_8),
                        value,
                        headers,
                        Optional.empty());
        List<MediaInput> inputs = new ArrayList<>();
        door.deserialize(record, new ListCollector<>(inputs));
        assertThat(inputs).hasSize(1);
        return inputs.get(0);
    }
}
