package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.client.bus.Push;
import dev.vigil.fixtures.broker.TestingKafka;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.schema.media.PictureSegment;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.PictureSegmentCodec;
import dev.vigil.schema.wire.SegmentCodec;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class SessionPushTest {
    private static final long START_MS = 1_795_000_000_000L;
    private static final short[] MUSIC = Composer.compose(5, 5, PcmSource.RATE_HZ).pcm();

    private final TestingKafka kafka = new TestingKafka();
    private final Push push = new Push(kafka.producer);

    @Test
    void startedThenSegmentsThenEndedUnderOneKey() throws Exception {
        List<Long> shown = new ArrayList<>();
        SessionEnded ended =
                new SessionPush(push, SessionPush.Pace.NONE, () -> false)
                        .push(started(SessionKind.LIVE), PcmSource.of(MUSIC), recording(shown));
        assertThat(kafka.sent())
                .extracting(TestingKafka::type)
                .containsExactly(
                        EventType.SESSION_STARTED,
                        EventType.SEGMENT,
                        EventType.SEGMENT,
                        EventType.SEGMENT,
                        EventType.SESSION_ENDED);
        assertThat(kafka.sent())
                .allSatisfy(
                        record -> {
                            assertThat(record.topic()).isEqualTo("media.live");
                            assertThat(TestingKafka.key(record)).isEqualTo("show");
                            assertThat(TestingKafka.envelope(record).subject()).isEqualTo("show");
                        });
        assertThat(Json.read(kafka.sent().get(0).value(), SessionStarted.class))
                .isEqualTo(started(SessionKind.LIVE));
        assertThat(ended).isEqualTo(new SessionEnded("show", START_MS + 5_000, 3));
        assertThat(Json.read(kafka.sent().get(4).value(), SessionEnded.class)).isEqualTo(ended);
        assertThat(shown).containsExactly(2_159L, 4_156L, 5_000L);
    }

    @Test
    void segmentsCarryTheSoundUnchanged() throws Exception {
        new SessionPush(push, SessionPush.Pace.NONE, () -> false)
                .push(started(SessionKind.UPLOAD), PcmSource.of(MUSIC), Progress.none());
        List<Segment> segments = segments();
        assertThat(segments).extracting(Segment::seq).containsExactly(0L, 1L, 2L);
        assertThat(segments)
                .extracting(Segment::captureTime)
                .as("an upload happens at one moment")
                .containsExactly(START_MS, START_MS, START_MS);
        short[] joined = new short[MUSIC.length];
        int at = 0;
        for (Segment segment : segments) {
            short[] pcm = segment.pcm();
            System.arraycopy(pcm, 0, joined, at, pcm.length);
            at += pcm.length;
        }
        assertThat(joined).isEqualTo(MUSIC);
        assertThat(kafka.sent().get(1).topic()).isEqualTo("media.uploads");
    }

    @Test
    void aPacedSegmentGoesOutWhenItsLastSampleIsCaptured() throws Exception {
        List<Duration> awaited = new ArrayList<>();
        List<Integer> sentBefore = new ArrayList<>();
        SessionPush.Pace pace =
                position -> {
                    awaited.add(position);
                    sentBefore.add(kafka.sent().size());
                };
        new SessionPush(push, pace, () -> false)
                .push(started(SessionKind.LIVE), PcmSource.of(MUSIC), Progress.none());
        assertThat(awaited)
                .containsExactly(
                        Duration.ofMillis(2_159), Duration.ofMillis(4_156), Duration.ofSeconds(5));
        assertThat(sentBefore).containsExactly(1, 2, 3);
    }

    /** Its clock would be ever further behind, and what is a minute old is evidence only. */
    @Test
    void behindAGapOfARunningSourceIsCapturedLater() throws Exception {
        long lostMs = 40_000;
        Iterator<Long> now =
                List.of(START_MS + 9_000, START_MS + 4_156 + lostMs, START_MS + 6_000 + lostMs)
                        .iterator();
        SessionEnded ended =
                new SessionPush(push, SessionPush.Pace.NONE, () -> false, false, false, now::next)
                        .push(started(SessionKind.LIVE), PcmSource.of(MUSIC), Progress.none());
        assertThat(segments())
                .extracting(Segment::captureTime)
                .containsExactly(START_MS, START_MS + 2_159 + lostMs, START_MS + 4_156 + lostMs);
        assertThat(ended.endAt()).isEqualTo(START_MS + 5_000 + lostMs);
    }

    @Test
    void whatIsCapturedByAnotherProgramNowIsASourceThatRuns() {
        SessionOptions options = new SessionOptions();
        Source stream = new Source("srt://example.org:7001", "s", "s");
        Source file = new Source("/media/s.mp4", "s", "s");
        assertThat(options.running(stream, IngestKind.LIVE, OptionalLong.empty())).isTrue();
        assertThat(options.running(stream, IngestKind.FEED, OptionalLong.empty())).isTrue();
        assertThat(options.running(stream, IngestKind.UPLOAD, OptionalLong.empty())).isFalse();
        assertThat(options.running(stream, IngestKind.LIVE, OptionalLong.of(60_000))).isFalse();
        assertThat(options.running(file, IngestKind.LIVE, OptionalLong.empty())).isFalse();
        options.capturedAt = OffsetDateTime.parse("2026-11-24T20:00:00+08:00");
        assertThat(options.running(stream, IngestKind.LIVE, OptionalLong.empty())).isFalse();
    }

    @Test
    void aStopEndsTheSessionInOrder() throws Exception {
        SessionEnded ended =
                new SessionPush(push, SessionPush.Pace.NONE, () -> kafka.sent().size() >= 2)
                        .push(started(SessionKind.LIVE), PcmSource.of(MUSIC), Progress.none());
        assertThat(ended).isEqualTo(new SessionEnded("show", START_MS + 2_159, 1));
        assertThat(TestingKafka.type(kafka.sent().get(2))).isEqualTo(EventType.SESSION_ENDED);
    }

    /** What was not sent was not looked at: its answer must not be CLEAR. */
    @Test
    void ofAnUploadThatIsStoppedOneSegmentIsMissing() throws Exception {
        SessionEnded ended =
                new SessionPush(push, SessionPush.Pace.NONE, () -> kafka.sent().size() >= 2)
                        .push(started(SessionKind.UPLOAD), PcmSource.of(MUSIC), Progress.none());
        assertThat(ended.segments()).as("sent").isEqualTo(1);
        assertThat(Json.read(kafka.sent().get(2).value(), SessionEnded.class).segments())
                .isEqualTo(2);
    }

    @Test
    void aSourceThatBreaksEndsTheSessionAndFails() {
        PcmSource whole = PcmSource.of(MUSIC);
        int[] reads = {0};
        PcmSource breaking =
                (buffer, from, length) -> {
                    if (reads[0]++ == 2) {
                        throw new MediaException("file: expected data, got damage; repair it");
                    }
                    return whole.read(buffer, from, length);
                };
        assertThatThrownBy(
                        () ->
                                new SessionPush(push, SessionPush.Pace.NONE, () -> false)
                                        .push(started(SessionKind.FEED), breaking, Progress.none()))
                .hasMessageContaining("got damage");
        assertThat(kafka.sent())
                .extracting(TestingKafka::type)
                .containsExactly(
                        EventType.SESSION_STARTED,
                        EventType.SEGMENT,
                        EventType.SEGMENT,
                        EventType.SESSION_ENDED);
        assertThat(kafka.sent().get(0).topic()).isEqualTo("media.feeds");
    }

    @Test
    void soundAndPicturesGoOutSideBySide() throws Exception {
        List<Duration> awaited = new ArrayList<>();
        SessionEnded ended =
                new SessionPush(push, awaited::add, () -> false)
                        .push(
                                started(SessionKind.LIVE),
                                PcmSource.of(MUSIC),
                                PictureSource.of(Pictures.moving(19, 2)),
                                Progress.none());
        assertThat(awaited)
                .containsExactly(
                        Duration.ofMillis(2_159),
                        Duration.ofMillis(2_000),
                        Duration.ofMillis(4_000),
                        Duration.ofMillis(4_156),
                        Duration.ofMillis(4_750),
                        Duration.ofMillis(5_000));
        assertThat(pictures()).extracting(PictureSegment::seq).containsExactly(0L, 1L, 2L);
        assertThat(segments()).extracting(Segment::seq).containsExactly(0L, 1L, 2L);
        assertThat(ended).isEqualTo(new SessionEnded("show", START_MS + 5_000, 6));
        assertThat(kafka.sent()).extracting(TestingKafka::key).containsOnly("show");
        assertThat(kafka.sent().stream().map(r -> TestingKafka.envelope(r).id()).distinct())
                .hasSameSizeAs(kafka.sent());
    }

    @Test
    void picturesAlone() throws Exception {
        SessionEnded ended =
                new SessionPush(push, SessionPush.Pace.NONE, () -> false)
                        .push(
                                started(SessionKind.LIVE),
                                null,
                                PictureSource.of(Pictures.moving(19, 2)),
                                Progress.none());
        assertThat(segments()).isEmpty();
        assertThat(pictures()).hasSize(3);
        assertThat(ended).isEqualTo(new SessionEnded("show", START_MS + 4_750, 3));
    }

    private List<PictureSegment> pictures() {
        return kafka.sent().stream()
                .filter(r -> PictureSegmentCodec.isPictures(TestingKafka.envelope(r).contentType()))
                .map(r -> PictureSegmentCodec.read(TestingKafka.envelope(r), r.value()))
                .toList();
    }

    private List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : kafka.sent()) {
            if (TestingKafka.type(record) == EventType.SEGMENT
                    && TestingKafka.envelope(record).contentType().startsWith("audio/")) {
                segments.add(SegmentCodec.read(TestingKafka.envelope(record), record.value()));
            }
        }
        return segments;
    }

    private static Progress recording(List<Long> shown) {
        return new Progress() {
            @Override
            public void at(long positionMs) {
                shown.add(positionMs);
            }

            @Override
            public void close() {}
        };
    }

    private static SessionStarted started(SessionKind kind) {
        return new SessionStarted(
                "show", kind, "bob", "7", null, List.of("CN", "HK"), START_MS, "Show", "work");
    }
}
