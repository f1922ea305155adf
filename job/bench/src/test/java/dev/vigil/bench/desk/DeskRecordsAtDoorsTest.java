package dev.vigil.bench.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.act.CarriedOut;
import dev.vigil.desk.act.CarriedOut.Sent;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.register.Identifiers;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.wire.Claimants;
import dev.vigil.schema.wire.Peers;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.door.AccountDoor;
import dev.vigil.stream.door.AuthorizationDoor;
import dev.vigil.stream.door.NoticeDoor;
import dev.vigil.stream.door.PolicyDoor;
import dev.vigil.stream.door.RegisterDoor;
import dev.vigil.stream.door.SessionConfirmationDoor;
import dev.vigil.stream.door.SignalDoor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people order at the desk is let in by the job that it is for. */
class DeskRecordsAtDoorsTest {
    private static final WallClock CLOCK = () -> CarriedOut.NOW;
    private static final NoticeDoor NOTICES = new NoticeDoor(CLOCK);
    private static final RegisterDoor REGISTER =
            new RegisterDoor(CLOCK, Claimants.ANYBODY, Identifiers.DEFAULTS);

    /** Topics that a job reads; the desk's own and the triage of reports no job does. */
    private static final Map<Topic, KafkaRecordDeserializationSchema<?>> DOORS =
            Map.ofEntries(
                    Map.entry(Topic.NOTICES, NOTICES),
                    Map.entry(Topic.CONFIRMATIONS, NOTICES),
                    Map.entry(Topic.COUNTER_NOTICES, NOTICES),
                    Map.entry(Topic.PROCEEDINGS, NOTICES),
                    Map.entry(Topic.ACKS, NOTICES),
                    Map.entry(
                            Topic.SESSION_CONFIRMATIONS, new SessionConfirmationDoor(CLOCK)),
                    Map.entry(Topic.DECISIONS, new AccountDoor(CLOCK)),
                    Map.entry(Topic.REVIEWS, new PolicyDoor(CLOCK)),
                    Map.entry(Topic.CLAIMS, REGISTER),
                    Map.entry(Topic.REGISTER_DECISIONS, REGISTER),
                    Map.entry(
                            Topic.SIGNAL_DECISIONS, new SignalDoor(CLOCK, "site", Peers.NONE)),
                    Map.entry(Topic.AUTHORIZATIONS, new AuthorizationDoor(CLOCK)));

    private static final Set<Topic> OF_PEOPLE = Set.of(Topic.DESK_LOG, Topic.USER_REPORTS_TRIAGE);

    @TempDir private Path folder;

    private static <T> List<Object> entered(
            KafkaRecordDeserializationSchema<T> door, ConsumerRecord<byte[], byte[]> record)
            throws Exception {
        List<Object> entered = new ArrayList<>();
        door.deserialize(
                record,
                new Collector<>() {
                    @Override
                    public void collect(T input) {
                        entered.add(input);
                    }

                    @Override
                    public void close() {}
                });
        return entered;
    }

    /** The letter that an input carries; null where it was let in. */
    private static DeadLetter letter(Object input) throws ReflectiveOperationException {
        for (RecordComponent part : input.getClass().getRecordComponents()) {
            if (part.getType() == DeadLetter.class) {
                return (DeadLetter) part.getAccessor().invoke(input);
            }
        }
        throw new AssertionError(input.getClass() + ": expected a dead letter in it");
    }

    @Test
    void eachIsLetIn() throws Exception {
        Set<Topic> shown = new TreeSet<>();
        for (Sent sent : CarriedOut.all(TestingStores.SQLITE.open(folder))) {
            Topic topic = Topic.named(sent.record().topic());
            if (OF_PEOPLE.contains(topic)) {
                continue;
            }
            shown.add(topic);
            List<Object> entered = entered(DOORS.get(topic), sent.record());
            assertThat(entered).as(sent.act().deed()).isNotEmpty();
            for (Object input : entered) {
                assertThat(letter(input)).as(sent.act().deed()).isNull();
            }
        }

        assertThat(shown).containsExactlyInAnyOrderElementsOf(DOORS.keySet());
    }

    /** A door that lets all in would show nothing. */
    @Test
    void whoDecidesHasToBeNamed() throws Exception {
        Sent waived =
                CarriedOut.all(TestingStores.SQLITE.open(folder)).stream()
                        .filter(it -> it.act().deed().equals("waive"))
                        .findFirst()
                        .orElseThrow();
        Headers headers = waived.record().headers();
        headers.remove("ce_actor");

        List<Object> entered = entered(DOORS.get(Topic.DECISIONS), waived.record());
        assertThat(letter(entered.get(0)).reason()).isEqualTo("ACTOR_MISSING");
    }
}
