package dev.vigil.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EnvelopeBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.PeaksCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels between two bridges, and how much of it. */
class FeedFormsTest {
    @TempDir private Path folder;

    private static FeedEvent event(EventType type, String contentType, byte[] data) {
        Envelope envelope =
                EnvelopeBuilder.builder()
                        .id("a:1/1")
                        .source("/vigil/ledger-job")
                        .type(type.type())
                        .subject("a:1")
                        .timeMs(1_795_507_200_000L)
                        .contentType(contentType)
                        .sequence(3L)
                        .actor("oidc:mei")
                        .build();
        return new FeedEvent("a:1", envelope, data);
    }

    @Test
    void recordsComeThroughButForWhoCausedThem() {
        byte[] peaks = PeaksCodec.payload(new long[] {5, 7});
        byte[] json = "{\"signalId\":\"a:1\",\"later\":[1]}".getBytes(StandardCharsets.UTF_8);
        FeedEvent chunk = event(EventType.SIGNAL_CHUNK, PeaksCodec.contentType("audio/1"), peaks);
        FeedEvent signal = event(EventType.SIGNAL_SHARED, Envelope.JSON, json);
        List<FeedEvent> read = BatchForm.read(BatchForm.bytes(List.of(signal, chunk)));
        assertThat(read).hasSize(2);
        assertThat(read.get(0).data()).isEqualTo(json);
        assertThat(read.get(1).data()).isEqualTo(peaks);
        assertThat(read.get(1).envelope()).isEqualTo(chunk.envelope().withActor(null));
    }

    @Test
    void whatIsNoneOfSignalsIsLeftOut() {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        byte[] batch =
                BatchForm.bytes(List.of(event(EventType.LIST_UPSERTED, Envelope.JSON, json)));
        assertThat(BatchForm.read(batch)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "[{}]", "no", "[{\"specversion\": \"1.0\"}]"})
    void whatIsNoBatchIsRefused(String body) {
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> BatchForm.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void aCursorIsReadAsItWasWritten() {
        FeedCursor cursor = new FeedCursor(Map.of(1, 4L, 0, 17L));
        assertThat(cursor).hasToString("0-17.1-4");
        assertThat(FeedCursor.parse("0-17.1-4")).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "0-", "0-1.", "0--1", "99999-1", "0-9999999999999999999"})
    void anotherTextIsNoCursor(String text) {
        assertThatThrownBy(() -> FeedCursor.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCursorIsKeptOverARestart() throws Exception {
        Path file = folder.resolve("cursor");
        assertThat(new CursorFile(file).read()).isNull();
        new CursorFile(file).write("0-17");
        assertThat(new CursorFile(file).read()).isEqualTo("0-17");
        new CursorFile(file).write(null);
        assertThat(new CursorFile(file).read()).isNull();
    }

    @Test
    void soManyRequestsASecond() {
        AtomicLong nanos = new AtomicLong();
        RequestRate rate = new RequestRate(3, nanos::get);
        for (int burst = 0; burst < 3; burst++) {
            assertThat(rate.takes()).isTrue();
        }
        assertThat(rate.takes()).isFalse();
        nanos.addAndGet(334_000_000);
        assertThat(rate.takes()).isTrue();
        assertThat(rate.takes()).isFalse();
        nanos.addAndGet(3_600_000_000_000L);
        assertThat(List.of(rate.takes(), rate.takes(), rate.takes(), rate.takes()))
                .as("an hour later no more than a second's")
                .containsExactly(true, true, true, false);
    }
}
