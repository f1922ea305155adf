package dev.vigil.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.register.Identifiers;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.wire.Claimants;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Peers;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.door.AccountDoor;
import dev.vigil.stream.door.AudienceDoor;
import dev.vigil.stream.door.AuthorizationDoor;
import dev.vigil.stream.door.ListDoor;
import dev.vigil.stream.door.MediaDoor;
import dev.vigil.stream.door.NoticeDoor;
import dev.vigil.stream.door.PolicyDoor;
import dev.vigil.stream.door.ReferenceDoor;
import dev.vigil.stream.door.RegisterDoor;
import dev.vigil.stream.door.SessionConfirmationDoor;
import dev.vigil.stream.door.SignalDoor;
import dev.vigil.stream.door.StayDownDoor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind is refused for what it spoils: what it is made from is let in. */
class RefusedRecordsTest {
    private static final Set<Topic> OF_PEOPLE =
            Set.of(Topic.USER_REPORTS, Topic.USER_REPORTS_TRIAGE, Topic.DESK_LOG);

    static Stream<RefusedRecords.Kind> kinds() {
        return RefusedRecords.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isRefusedForItsReason(RefusedRecords.Kind kind) throws Exception {
        assertThat(letters(kind.topic(), kind.record(7)))
                .extracting(DeadLetter::reason)
                .containsExactly(kind.reason());
    }

    static Set<Topic> topics() {
        return RefusedRecords.topics();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void whatIsNotSpoiltIsLetIn(Topic topic) throws Exception {
        assertThat(letters(topic, RefusedRecords.unspoilt(topic))).isEmpty();
    }

    /** But for what only people read: the audit log alone does too, and refuses nothing. */
    @Test
    void allThatOthersWriteIsThereAndNoKindTwice() {
        assertThat(RefusedRecords.topics())
                .containsAll(
                        Stream.of(Topic.values())
                                .filter(topic -> topic.role() == Topic.Role.INPUT)
                                .filter(topic -> !OF_PEOPLE.contains(topic))
                                .filter(
                                        topic ->
                                                Party.MEDIA.reads(topic)
                                                        || Party.NOTICE.reads(topic)
                                                        || Party.LEDGER.reads(topic))
                                .toList());
        Set<String> names = new HashSet<>();
        assertThat(RefusedRecords.kinds()).allMatch(kind -> names.add(kind.topic() + kind.name()));
    }

    private static List<DeadLetter> letters(Topic topic, ProducerRecord<byte[], byte[]> sent)
            throws IOException {
        List<Object> inputs = new ArrayList<>();
        ConsumerRecord<byte[], byte[]> arrived =
                new ConsumerRecord<>(topic.topicName(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(arrived.headers()::add);
        pass(door(topic), arrived, inputs);
        return inputs.stream()
                .map(RefusedRecordsTest::letter)
                .filter(letter -> letter != null)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static <T> void pass(
            KafkaRecordDeserializationSchema<T> door,
            ConsumerRecord<byte[], byte[]> arrived,
            List<Object> inputs)
            throws IOException {
        door.deserialize(arrived, new ListCollector<>((List<T>) inputs));
    }

    private static DeadLetter letter(Object input) {
        try {
            return (DeadLetter) input.getClass().getMethod("dead").invoke(input);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(input.getClass() + " carries no dead letter", e);
        }
    }

    private static KafkaRecordDeserializationSchema<?> door(Topic topic) {
        return switch (topic) {
            case MEDIA_LIVE, MEDIA_UPLOADS, MEDIA_FEEDS -> new MediaDoor(WallClock.SYSTEM);
            case REFERENCES -> new ReferenceDoor(WallClock.SYSTEM);
            case LIST, NOTIFIERS -> new ListDoor(WallClock.SYSTEM);
            case AUTHORIZATIONS -> new AuthorizationDoor(WallClock.SYSTEM);
            case POLICIES, WORKS, REVIEWS -> new PolicyDoor(WallClock.SYSTEM);
            case SESSION_CONFIRMATIONS -> new SessionConfirmationDoor(WallClock.SYSTEM);
            case STAYDOWNS -> new StayDownDoor(WallClock.SYSTEM);
            case ACCOUNTS, APPEALS, RECEIPTS, DECISIONS, ACCOUNT_CONFIRMATIONS ->
                    new AccountDoor(WallClock.SYSTEM);
            case CLAIMS, REGISTER_DECISIONS ->
                    new RegisterDoor(WallClock.SYSTEM, Claimants.ANYBODY, Identifiers.DEFAULTS);
            case AUDIENCE -> new AudienceDoor(WallClock.SYSTEM);
            // What is of the site itself needs no key of a peer.
            case SIGNALS_IN, SIGNAL_DECISIONS ->
                    new SignalDoor(WallClock.SYSTEM, "bench.example", Peers.NONE);
            default -> new NoticeDoor(WallClock.SYSTEM);
        };
    }
}
