package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.schema.media.Segment;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** The CNCF's own SDK reads what Vigil writes, and the other way round. */
class CloudEventsTest {
    private static final byte[] DATA = "{\"noticeId\":\"n-1\"}".getBytes(StandardCharsets.UTF_8);
    private static final long TIME_MS = 1_795_507_200_123L;

    private static Envelope parse(Headers headers) {
        return Envelope.parse(
                name -> {
                    Header header = headers.lastHeader(name);
                    return header == null ? null : header.value();
                });
    }

    private static CloudEvent readBySdk(Envelope envelope, byte[] data) {
        Headers headers = new RecordHeaders();
        envelope.headers().forEach(headers::add);
        try (CloudEventDeserializer sdk = new CloudEventDeserializer()) {
            return sdk.deserialize("any", headers, data);
        }
    }

    private static Headers writtenBySdk(CloudEvent event) {
        Headers headers = new RecordHeaders();
        try (CloudEventSerializer sdk = new CloudEventSerializer()) {
            assertThat(sdk.serialize("any", headers, event)).isEqualTo(event.getData().toBytes());
        }
        return headers;
    }

    @Test
    void sdkReadsAnEvent() {
        Envelope envelope =
                Envelope.json(
                        EventType.NOTICE_RECEIVED, "/intake/上海", "id/1", "notice-9001", TIME_MS);
        CloudEvent event = readBySdk(envelope, DATA);
        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getId()).isEqualTo("id/1");
        assertThat(event.getSource()).isEqualTo(URI.create("/intake/上海"));
        assertThat(event.getType()).isEqualTo("dev.vigil.notice.received.v1");
        assertThat(event.getSubject()).isEqualTo("notice-9001");
        assertThat(event.getTime().toInstant().toEpochMilli()).isEqualTo(TIME_MS);
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getExtensionNames()).isEmpty();
        assertThat(event.getData().toBytes()).isEqualTo(DATA);
    }

    @Test
    void sdkReadsASegment() {
        Segment segment = new Segment("session-1", 7, TIME_MS, 11_025, 1, new short[22_050]);
        CloudEvent event =
                readBySdk(SegmentCodec.envelope(segment, "/edge"), SegmentCodec.payload(segment));
        assertThat(event.getExtension("sequence")).isEqualTo("7");
        assertThat(event.getExtension("durationms")).isEqualTo("2000");
        assertThat(event.getDataContentType()).isEqualTo("audio/L16;rate=11025;channels=1");
    }

    @Test
    void sdksOwnEventIsRead() {
        CloudEvent event =
                CloudEventBuilder.v1()
                        .withId("id-1")
                        .withSource(URI.create("https://intake.example/a"))
                        .withType("dev.vigil.notice.received.v1")
                        .withSubject("notice-9001")
                        .withTime(
                                OffsetDateTime.of(
                                        2026, 11, 24, 20, 0, 0, 5_000_000, ZoneOffset.ofHours(8)))
                        .withData("application/json", DATA)
                        .withExtension("sequence", 7)
                        .withExtension("traceparent", "00-1-2-01")
                        .build();
        assertThat(parse(writtenBySdk(event)))
                .isEqualTo(
                        new Envelope(
                                "id-1",
                                "https://intake.example/a",
                                "dev.vigil.notice.received.v1",
                                "notice-9001",
                                OffsetDateTime.parse("2026-11-24T12:00:00.005Z")
                                        .toInstant()
                                        .toEpochMilli(),
                                "application/json",
                                7L,
                                null));
    }

    @Test
    void sdkHandsOnWhatVigilWrote() {
        Segment segment = new Segment("直播-1", 0, TIME_MS, 8_000, 2, new short[32_000]);
        Envelope envelope = SegmentCodec.envelope(segment, "/edge");
        CloudEvent event = readBySdk(envelope, SegmentCodec.payload(segment));
        assertThat(parse(writtenBySdk(event))).isEqualTo(envelope);
    }

    @Test
    void anEventWithoutTimeIsRefused() {
        CloudEvent event =
                CloudEventBuilder.v1()
                        .withId("id-1")
                        .withSource(URI.create("/a"))
                        .withType("t")
                        .withData("application/json", DATA)
                        .build();
        Headers headers = writtenBySdk(event);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(headers))
                .withMessageStartingWith("ce_time: expected a value, got none");
    }
}
