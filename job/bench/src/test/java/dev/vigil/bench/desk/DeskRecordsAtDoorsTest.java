package dev.vigil.bench.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.act.CarriedOut;
import dev.vigil.desk.act.CarriedOut.Sent;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.register.Identifiers;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Claimants;
import dev.vigil.schema.wire.Peers;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.door.AccountDoor;
import dev.vigil.stream.door.AuthorizationDoor;
import dev.vigil.stream.door.CaseDoor;
import dev.vigil.stream.door.FigureDoor;
import dev.vigil.stream.door.GroundDoor;
import dev.vigil.stream.door.ListDoor;
import dev.vigil.stream.door.NoticeDoor;
import dev.vigil.stream.door.PolicyDoor;
import dev.vigil.stream.door.RegisterDoor;
import dev.vigil.stream.door.SessionConfirmationDoor;
import dev.vigil.stream.door.SignalDoor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people order at the desk is let in by each source of each job that reads it. */
class DeskRecordsAtDoorsTest {
    private static final WallClock CLOCK = () -> CarriedOut.NOW;

    /** The door of each source, by the name that the tables of what jobs read have it by. */
    private static final Map<String, KafkaRecordDeserializationSchema<?>> DOORS =
            Map.ofEntries(
                    Map.entry("notices", new NoticeDoor(CLOCK)),
                    Map.entry("list and standings", new ListDoor(CLOCK)),
                    Map.entry("list", new ListDoor(CLOCK)),
                    Map.entry("authorizations", new AuthorizationDoor(CLOCK)),
                    Map.entry("policies", new PolicyDoor(CLOCK)),
                    Map.entry("session confirmations", new SessionConfirmationDoor(CLOCK)),
                    Map.entry("cases", new CaseDoor(CLOCK)),
                    Map.entry("grounds", new GroundDoor(CLOCK, Authorities.ANYBODY)),
                    Map.entry("people", new AccountDoor(CLOCK)),
                    Map.entry(
                            "register",
                            new RegisterDoor(CLOCK, Claimants.ANYBODY, Identifiers.DEFAULTS)),
                    Map.entry("signals", new SignalDoor(CLOCK, "site", Peers.NONE)),
                    Map.entry("counted", new FigureDoor(CLOCK)));

    /** Read by people alone. */
    private static final Set<Topic> OF_PEOPLE =
            EnumSet.of(Topic.DESK_LOG, Topic.USER_REPORTS_TRIAGE);

    @TempDir private static Path folder;

    private static List<Sent> all;

    @BeforeAll
    static void carryOut() throws Exception {
        all = CarriedOut.all(TestingStores.SQLITE.open(folder));
    }

    /** The names of the sources that read a topic. */
    private static List<String> sources(Topic topic) {
        return Stream.of(
                        KafkaEndpoints.MEDIA_SOURCES,
                        KafkaEndpoints.NOTICE_SOURCES,
                        KafkaEndpoints.LEDGER_SOURCES)
                .flatMap(sources -> sources.entrySet().stream())
                .filter(source -> source.getValue().contains(topic))
                .map(Map.Entry::getKey)
                .toList();
    }

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
        Set<Topic> unread = EnumSet.noneOf(Topic.class);
        Map<String, Integer> letIn = new TreeMap<>();
        for (Sent sent : all) {
            Topic topic = Topic.named(sent.record().topic());
            Header actor = sent.record().headers().lastHeader("ce_actor");
            assertThat(new String(actor.value())).as(sent.act().deed()).isEqualTo(sent.actor());
            List<Object> entered = new ArrayList<>();
            for (String source : sources(topic)) {
                for (Object input : entered(DOORS.get(source), sent.record())) {
                    assertThat(letter(input)).as(sent.act().deed() + " " + source).isNull();
                    entered.add(input);
                    letIn.merge(source, 1, Integer::sum);
                }
            }
            if (sources(topic).isEmpty()) {
                unread.add(topic);
            } else {
                assertThat(entered).as(sent.act().deed()).isNotEmpty();
            }
        }

        assertThat(unread).isEqualTo(OF_PEOPLE);
        assertThat(letIn).containsOnlyKeys(DOORS.keySet());
    }

    /** A door that lets all in would show nothing. */
    @Test
    void whoDecidesHasToBeNamed() throws Exception {
        Sent waived =
                all.stream()
                        .filter(it -> it.act().deed().equals("waive"))
                        .findFirst()
                        .orElseThrow();
        ConsumerRecord<byte[], byte[]> record = waived.record();
        ConsumerRecord<byte[], byte[]> unnamed =
                new ConsumerRecord<>(
                        record.topic(), 0, record.offset(), record.key(), record.value());
        record.headers().forEach(unnamed.headers()::add);
        unnamed.headers().remove("ce_actor");

        List<Object> entered = entered(DOORS.get("people"), unnamed);
        assertThat(letter(entered.get(0)).reason()).isEqualTo("ACTOR_MISSING");
    }
}
