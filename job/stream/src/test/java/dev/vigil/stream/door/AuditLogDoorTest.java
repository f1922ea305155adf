package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.audit.AuditInput;
import dev.vigil.schema.audit.AuditInput.Kind;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What is an entry must be the same for each run and each check: no clock, no header decides. */
class AuditLogDoorTest {
    private static final long NOW_MS = System.currentTimeMillis();
    private static final AuditPage PAGE =
            new AuditPage("site.example/audit/1", "{}", List.of(), new byte[0]);

    private static AuditInput entered(String topic, byte[] value, Envelope envelope) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 0, 17, null, value);
        if (envelope != null) {
            envelope.headers().forEach((name, bytes) -> record.headers().add(name, bytes));
        }
        List<AuditInput> inputs = new ArrayList<>();
        new AuditLogDoor()
                .deserialize(
                        record,
                        new Collector<>() {
                            @Override
                            public void collect(AuditInput input) {
                                inputs.add(input);
                            }

                            @Override
                            public void close() {}
                        });
        assertThat(inputs).hasSize(1);
        return inputs.get(0);
    }

    private static Envelope envelope(EventType type, long timeMs) {
        return Envelope.json(type, "/vigil/ledger-job", "1", "1", timeMs);
    }

    @Test
    void aPageOfAMachineWhoseClockIsAheadIsAPage() {
        for (long ahead : new long[] {0, 600_000, 86_400_000, -86_400_000}) {
            AuditInput input =
                    entered(
                            "audit",
                            Json.bytes(PAGE),
                            envelope(EventType.AUDIT_PAGE, NOW_MS + ahead));
            assertThat(input.kind()).isEqualTo(Kind.PAGE);
            assertThat(input.page().leaf()).isEqualTo(PAGE.leaf());
            assertThat(input.offset()).isEqualTo(17);
        }
    }

    @Test
    void headersDecideNothing() {
        assertThat(entered("audit", Json.bytes(PAGE), null).kind()).isEqualTo(Kind.PAGE);
        assertThat(
                        entered(
                                        "audit",
                                        Json.bytes(PAGE),
                                        envelope(EventType.NOTICE_RECEIVED, NOW_MS))
                                .kind())
                .isEqualTo(Kind.PAGE);
    }

    @Test
    void aSealIsReadFromItsTopic() {
        AuditSeal seal = new AuditSeal("site.example/audit/1", 1, NOW_MS, "note");
        assertThat(entered("seals", Json.bytes(seal), null).seal()).isEqualTo(seal);
    }

    @Test
    void whatIsNeitherIsCounted() {
        byte[] text = "no json".getBytes(StandardCharsets.UTF_8);
        assertThat(entered("audit", text, null).kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(entered("audit", null, null).kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(entered("seals", Json.bytes(PAGE), null).kind()).isEqualTo(Kind.UNREADABLE);
    }
}
