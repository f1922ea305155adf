package dev.vigil.stream.door;

import dev.vigil.audio.PeakSlices;
import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.PeakSegmentCodec;
import dev.vigil.schema.wire.PictureSegmentCodec;
import dev.vigil.schema.wire.PictureWordsCodec;
import dev.vigil.schema.wire.SegmentCodec;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.video.WordSlices;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The media topics: started, segments, ended. */
public final class MediaDoor extends Door<MediaInput> {
    private static final long serialVersionUID = 1L;

    /** Enough to see a format by; a segment is larger than all of its headers. */
    private static final int MAX_DEAD_BYTES = 1_024;

    public MediaDoor(WallClock now) {
        super(MediaInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<MediaInput> out) {
        switch (event) {
            case SEGMENT -> out.collect(segment(envelope, record));
            case SESSION_STARTED -> out.collect(MediaInput.started(started(record)));
            case SESSION_ENDED -> {
                SessionEnded ended = Json.enter(record.value(), SessionEnded.class);
                requireKey(record, ended.sessionId());
                out.collect(MediaInput.ended(ended, isOn(Topic.MEDIA_UPLOADS, record)));
            }
            default -> throw wrongTopic(event, record);
        }
    }

    private static MediaInput segment(Envelope envelope, ConsumerRecord<byte[], byte[]> record) {
        if (envelope.subject() == null) {
            throw new Refused("BAD_SEGMENT", "ce_subject: expected the session's id, got none");
        }
        requireKey(record, envelope.subject());
        try {
            return segment(envelope, record.value(), record.timestamp());
        } catch (IllegalArgumentException e) {
            throw new Refused("BAD_SEGMENT", e.getMessage());
        }
    }

    /** Of sound unless its format says otherwise. */
    private static MediaInput segment(Envelope envelope, byte[] data, long receivedAt) {
        String format = envelope.contentType();
        if (PeakSegmentCodec.isPeaks(format)) {
            return MediaInput.peaks(
                    PeakSlices.checked(PeakSegmentCodec.read(envelope, data))
                            .withReceivedAt(receivedAt));
        }
        if (PictureSegmentCodec.isPictures(format)) {
            return MediaInput.pictures(
                    PictureSegmentCodec.read(envelope, data).withReceivedAt(receivedAt));
        }
        if (PictureWordsCodec.isWords(format)) {
            return MediaInput.words(
                    WordSlices.checked(PictureWordsCodec.read(envelope, data))
                            .withReceivedAt(receivedAt));
        }
        return MediaInput.segment(SegmentCodec.read(envelope, data).received(receivedAt));
    }

    private SessionStarted started(ConsumerRecord<byte[], byte[]> record) {
        SessionStarted started = Json.enter(record.value(), SessionStarted.class);
        requireKey(record, started.sessionId());
        refuseFuture(record, "startAt", started.startAt());
        if (started.kind() == SessionKind.FEED) {
            // A feed is a reference under its own id.
            ReservedId.refuse("sessionId", RecordingId.require("sessionId", started.sessionId()));
            ReservedId.refuse("workId", started.workId());
        }
        Topic topic = topic(started.kind());
        if (!isOn(topic, record)) {
            throw new Refused(
                    "WRONG_TOPIC",
                    "kind: expected "
                            + started.kind()
                            + " on "
                            + topic.topicName()
                            + ", got it on "
                            + record.topic()
                            + "; send the session there, or give the kind that it is");
        }
        return started;
    }

    private static Topic topic(SessionKind kind) {
        return switch (kind) {
            case LIVE -> Topic.MEDIA_LIVE;
            case UPLOAD -> Topic.MEDIA_UPLOADS;
            case FEED -> Topic.MEDIA_FEEDS;
        };
    }

    private static boolean isOn(Topic topic, ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(topic.topicName());
    }

    @Override
    int mostDeadBytes(ConsumerRecord<byte[], byte[]> record) {
        return MAX_DEAD_BYTES;
    }

    @Override
    MediaInput dead(DeadLetter letter) {
        return MediaInput.dead(letter);
    }
}
