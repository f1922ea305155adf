package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.BusException;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreDigest;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.clock.Heartbeat;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the topics still hold the store holds too, however old it is. */
class RetentionTest {
    private static final long T0 = 1_795_507_200_000L;
    private static final long ELEVEN_YEARS_LATER = T0 + Duration.ofDays(11 * 366).toMillis();

    @TempDir private Path folder;

    private static void read(Store store, TestingTopicLog log) throws BusException {
        TestingTopicLog reader = log.reader();
        try (Projector projector =
                new Projector(store, reader, Projections.topics(), Projections.all())) {
            projector.resume();
            while (!reader.isRead()) {
                projector.poll();
            }
        }
    }

    private static void retain(Store store, long nowMs) {
        Retention retention = new Retention(store, Projections.all());
        retention.begin();
        while (retention.step(nowMs)) {
            // A slice at a time.
        }
    }

    /** No record is kept of it, but the time of its topic goes on. */
    private static void pass(TestingTopicLog log) {
        log.send(
                EventType.HEARTBEAT,
                "heartbeat",
                ELEVEN_YEARS_LATER,
                new Heartbeat(ELEVEN_YEARS_LATER));
    }

    private static List<String> places(Store store) {
        return texts(store, "select topic || '/' || part || '@' || off from event");
    }

    /** Of topics whose log keeps the last record of each key for ever. */
    private static List<String> compacted(TestingTopicLog log) {
        Map<String, String> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : log.all()) {
            Topic topic = Topic.named(record.topic());
            if (topic.retention() == null && Projections.topics().contains(topic)) {
                String place = record.topic() + "/" + record.partition();
                String key =
                        record.key() == null
                                ? "@" + record.offset()
                                : new String(record.key(), StandardCharsets.UTF_8);
                last.put(place + " " + key, place + "@" + record.offset());
            }
        }
        return List.copyOf(last.values());
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theLastRecordOfAKeyStaysAndTheRowsAreThoseOfARebuild(TestingStores kind)
            throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        for (int time = 0; time < 3; time++) {
            for (int n = 0; n < GoldenEvents.count(); n++) {
                GoldenEvents.send(n, log);
            }
            new TestingHistory(time, log).send(100);
        }
        // What can't be read, and what takes a key away, are records too.
        byte[] key = "e-9".getBytes(StandardCharsets.UTF_8);
        log.send(Topic.LIST, key, T0, new byte[] {1}, new RecordHeaders());
        log.send(Topic.LIST, key, T0, null, new RecordHeaders());
        log.send(Topic.LIST, null, T0, new byte[] {1}, new RecordHeaders());
        pass(log);
        read(store, log);
        retain(store, ELEVEN_YEARS_LATER);

        // Also what has the key of a later record, and is about something else.
        assertThat(places(store))
                .containsAll(compacted(log))
                .hasSizeLessThan(compacted(log).size() + 5);
        assertRowsAreThoseOfARebuild(store);
    }

    /** Records that are kept, behind others about the same that are not. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aRowPassesOnToTheRecordsThatAreLeft(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        long kept = ELEVEN_YEARS_LATER - Duration.ofDays(30).toMillis();
        received(log, "n-1", T0);
        received(log, "n-1", kept);
        received(log, "n-2", T0);
        // Of an item that is in two notices: another row.
        outcome(log, "n-1", T0);
        outcome(log, "n-2", kept);
        permission(log, 5, T0);
        permission(log, 4, T0 + 1);
        pass(log);
        read(store, log);
        String rows =
                "select notice_id || ' ' || coalesce(r_off, -1) from notice"
                        + " union all select notice_id || ' ' || coalesce(outcome, '-') from notice_item"
                        + " where item_id = 'i-1' union all select 'v' || version from permission";
        assertThat(texts(store, rows))
                .containsExactlyInAnyOrder("n-1 0", "n-2 0", "n-1 ACTED", "n-2 ACTED", "v5");
        retain(store, ELEVEN_YEARS_LATER);

        assertThat(texts(store, rows))
                .containsExactlyInAnyOrder("n-1 1", "n-1 -", "n-2 ACTED", "v4");
        assertRowsAreThoseOfARebuild(store);
    }

    /** It stopped the deletion of all, and with it what people had ordered. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aTopicOfAnotherVersionIsLeftOut(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        received(log, "n-1", T0);
        pass(log);
        read(store, log);
        try (Handle handle = store.handle()) {
            handle.execute(
                    "insert into source (topic, part, topic_id, first_off, next_off, row_off)"
                            + " values ('another', 0, 'id', 0, 1, 1)");
        }
        assertThat(places(store)).hasSize(1);
        retain(store, ELEVEN_YEARS_LATER);
        assertThat(places(store)).isEmpty();
    }

    private static void received(TestingTopicLog log, String notice, long ms) {
        log.send(
                EventType.NOTICE_RECEIVED,
                notice,
                ms,
                NoticeReceivedBuilder.builder()
                        .noticeId(notice)
                        .channel("form")
                        .receivedAt(ms)
                        .notifier("studio")
                        .works(List.of())
                        .items(List.of(new NoticeItem("i-1", null)))
                        .build());
    }

    private static void outcome(TestingTopicLog log, String notice, long ms) {
        log.send(
                EventType.NOTICE_OUTCOME,
                "i-1",
                ms,
                new ItemOutcome(
                        notice,
                        "i-1",
                        "u-1",
                        null,
                        null,
                        null,
                        ItemOutcomeKind.ACTED,
                        ms,
                        null,
                        1));
    }

    private static void permission(TestingTopicLog log, long version, long ms) {
        log.send(
                EventType.AUTHORIZATION_GRANTED,
                "a-1",
                ms,
                AuthorizationBuilder.builder()
                        .authorizationId("a-1")
                        .version(version)
                        .grantee("u-1")
                        .workIds(List.of("the-film"))
                        .rightTypes(List.of(RightType.ON_DEMAND))
                        .from(T0)
                        .build());
    }

    private static List<String> texts(Store store, String select) {
        try (Handle handle = store.handle()) {
            return handle.createQuery(select).mapTo(String.class).list();
        }
    }

    private static void assertRowsAreThoseOfARebuild(Store store) {
        try (Handle handle = store.handle()) {
            List<String> tables = Projections.all().tables();
            Map<String, String> before = StoreDigest.of(handle, tables);
            Rebuild.begin(handle, Projections.all());
            Rebuild.goOn(handle, Projections.all(), 50);
            assertThat(StoreDigest.of(handle, tables)).isEqualTo(before);
        }
    }

    /** A slice at a time, also where none of a slice may go. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void moreThanASliceThatStaysHidesNothingBehindIt(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        for (int n = 0; n < 1_500; n++) {
            byte[] key = ("e-" + n).getBytes(StandardCharsets.UTF_8);
            log.send(Topic.LIST, key, T0, new byte[] {1}, new RecordHeaders());
        }
        for (int time = 0; time < 3; time++) {
            byte[] key = "twice".getBytes(StandardCharsets.UTF_8);
            log.send(Topic.LIST, key, T0, null, new RecordHeaders());
        }
        pass(log);
        read(store, log.polling(500));
        retain(store, ELEVEN_YEARS_LATER);

        assertThat(places(store)).containsExactlyInAnyOrderElementsOf(compacted(log));
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aClockThatIsYearsAheadDeletesNothing(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        new TestingHistory(1, log).send(50);
        read(store, log);
        List<String> before = places(store);
        retain(store, ELEVEN_YEARS_LATER);

        assertThat(places(store)).hasSizeGreaterThan(20).containsExactlyElementsOf(before);
    }

    @Test
    void eachTopicIsKeptLongerThanItsLogIs() {
        assertThat(
                        Arrays.stream(Topic.values())
                                .filter(it -> it.retention() != null)
                                .filter(it -> Retention.kept(it).compareTo(it.retention()) <= 0))
                .isEmpty();
    }
}
