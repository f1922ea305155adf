package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.audit.RecordBytes;
import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordTime;
import dev.vigil.audit.TreeHasher;
import dev.vigil.schema.audit.AuditInput;
import dev.vigil.schema.audit.AuditInput.Kind;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditedDoorTest {
    private static final String MARKER = "marker-of-a-person";

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long start;
    private final AuditedDoor door = new AuditedDoor(partition -> start);

    @BeforeEach
    void open() {
        door.open(null);
    }

    private List<AuditInput> entered(ConsumerRecord<byte[], byte[]> record) {
        List<AuditInput> inputs = new ArrayList<>();
        door.deserialize(
                record,
                new Collector<>() {
                    @Override
                    public void collect(AuditInput input) {
                        inputs.add(input);
                    }

                    @Override
                    public void close() {}
                });
        return inputs;
    }

    /** Titles, subjects, accounts: none of it is in what the log can hold. */
    @Test
    void nothingOfARecordTravelsButItsDigestAndPlace() {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("notices", 1, 7, utf8(MARKER), utf8("{\"a\":\"" + MARKER));
        record.headers().add("ce_subject", utf8(MARKER));
        record.headers().add("ce_actor", utf8(MARKER));

        List<AuditInput> inputs = entered(record);

        assertThat(inputs).hasSize(1);
        assertThat(Json.text(inputs.get(0))).doesNotContain(MARKER).contains("notices");
        byte[] bytes =
                RecordBytes.of(
                        new RecordPlace("notices", 1, 7),
                        new RecordTime("NoTimestampType", -1),
                        utf8(MARKER),
                        List.of(
                                new RecordHeader("ce_subject", utf8(MARKER)),
                                new RecordHeader("ce_actor", utf8(MARKER))),
                        utf8("{\"a\":\"" + MARKER));
        assertThat(inputs.get(0).digest()).isEqualTo(new TreeHasher().leaf(bytes));
    }

    @Test
    void aRecordThatIsNothingIsLoggedToo() {
        assertThat(entered(new ConsumerRecord<>("works", 0, 0, null, null)))
                .singleElement()
                .satisfies(input -> assertThat(input.digest()).hasSize(32));
    }

    /**
     * Offsets of transactions and of compaction are left out; deleted records are another thing.
     */
    @Test
    void whatWasDeletedBeforeItWasReadIsSaid() {
        start = 5;
        assertThat(entered(at(7)))
                .extracting(AuditInput::kind, AuditInput::offset)
                .containsExactly(tuple(Kind.UNREAD, 4L), tuple(Kind.DIGEST, 7L));
        assertThat(entered(at(9))).extracting(AuditInput::kind).containsExactly(Kind.DIGEST);
        start = 9;
        assertThat(entered(at(12))).extracting(AuditInput::kind).containsExactly(Kind.DIGEST);
        start = 40;
        assertThat(entered(at(40)))
                .extracting(AuditInput::kind, AuditInput::offset)
                .containsExactly(tuple(Kind.UNREAD, 39L), tuple(Kind.DIGEST, 40L));
    }

    private static ConsumerRecord<byte[], byte[]> at(long offset) {
        return new ConsumerRecord<>("notices", 1, offset, null, null);
    }
}
