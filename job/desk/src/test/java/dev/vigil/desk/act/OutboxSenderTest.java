package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.BusException;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.store.FailingDatabase;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.desk.store.StoreException;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each request is one record, wherever desk, database or broker fail. */
class OutboxSenderTest {
    private static final long T0 = 1_795_507_200_000L;
    private static final Duration SETTLES = Duration.ofSeconds(10);
    private static final int REQUESTS = 30;

    @TempDir private Path folder;

    private long now = T0;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);

    private static OutboxRow row(int n) {
        String notice = "n-" + n % 3;
        List<RecordHeader> headers = new ArrayList<>();
        Envelope.json(EventType.NOTICE_WITHDRAWN, "/vigil/desk", "request-" + n, notice, T0)
                .with()
                .actor("oidc:wang")
                .build()
                .headers()
                .forEach((name, value) -> headers.add(new RecordHeader(name, value)));
        return new OutboxRow(
                "request-" + n,
                Topic.NOTICES.topicName(),
                notice.getBytes(StandardCharsets.UTF_8),
                headers,
                Json.bytes(new NoticeWithdrawn(notice, T0, "reason " + n)),
                T0 + n,
                "oidc:wang");
    }

    /** A broker that loses requests, and answers. */
    private static final class LossyBroker implements OutboxTarget {
        private final TestingTopicLog log;
        private final Random random;

        LossyBroker(TestingTopicLog log, Random random) {
            this.log = log;
            this.random = random;
        }

        @Override
        public RecordPlace send(OutboxRow row) throws BusException {
            int fate = random.nextInt(5);
            if (fate == 0) {
                throw new BusException("sending", new TimeoutException("no request"));
            }
            RecordHeaders headers = new RecordHeaders();
            row.headers().forEach(one -> headers.add(one.name(), one.value()));
            RecordPlace place = log.send(Topic.NOTICES, row.key(), T0, row.body(), headers);
            if (fate == 1) {
                throw new BusException("sending", new TimeoutException("no answer"));
            }
            return place;
        }

        @Override
        public Map<Integer, Long> ends(String topic) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int part = 0; part < Topic.NOTICES.partitions(); part++) {
                partitions.add(new TopicPartition(topic, part));
            }
            Map<Integer, Long> ends = new HashMap<>();
            log.ends(partitions).forEach((one, end) -> ends.put(one.partition(), end));
            return ends;
        }
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    }

    private static void project(Store store, TestingTopicLog log) throws BusException {
        TestingTopicLog reader = log.reader();
        try (Projector projector =
                new Projector(store, reader, List.of(Topic.NOTICES), Projections.all())) {
            projector.resume();
            while (!reader.isRead()) {
                projector.poll();
            }
        }
    }

    private static boolean isDone(Store store) {
        try (Handle handle = store.handle()) {
            return DeskOutbox.waiting(handle, 1).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void eachRequestIsOneRecordWhateverFails(TestingStores kind) throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            TestingTopicLog log = new TestingTopicLog();
            StoreAddress address = kind.address(folder);
            FailingDatabase database = new FailingDatabase();
            Store store = TestingStores.open(address, database::around);
            try (Handle handle = store.handle()) {
                for (int n = 0; n < REQUESTS; n++) {
                    assertThat(DeskOutbox.add(handle, row(n))).isTrue();
                    assertThat(DeskOutbox.add(handle, row(n))).isFalse();
                }
            }
            OutboxTarget broker = new LossyBroker(log, random);
            int kills = 0;
            while (!isDone(store)) {
                database.failIn(1 + random.nextInt(30), random.nextBoolean());
                try {
                    new OutboxSender(store, broker, clock, SETTLES).send();
                } catch (JdbiException | StoreException e) {
                    kills++;
                }
                database.heal();
                now += SETTLES.toMillis();
                if (random.nextBoolean()) {
                    project(store, log);
                }
            }

            assertThat(kills).as("seed %d", seed).isGreaterThan(1);
            List<String> expected = new ArrayList<>();
            for (int n = 0; n < REQUESTS; n++) {
                expected.add("request-" + n);
            }
            assertThat(log.all())
                    .as("seed %d", seed)
                    .extracting(OutboxSenderTest::id)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(places(store)).isEqualTo(placesOf(log));
            assertThat(inOrder(log)).as("seed %d", seed).isTrue();
        }
    }

    /** Those of a key as they were made. */
    private static boolean inOrder(TestingTopicLog log) {
        Map<String, Integer> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : log.all()) {
            int n = Integer.parseInt(id(record).substring("request-".length()));
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (last.merge(key, n, Math::max) != n) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> places(Store store) {
        Map<String, String> places = new HashMap<>();
        try (Handle handle = store.handle()) {
            handle.createQuery("select id, part, off from outbox")
                    .map(
                            (row, context) ->
                                    row.getString(1) + " " + row.getInt(2) + "@" + row.getLong(3))
                    .forEach(line -> places.put(line.split(" ")[0], line.split(" ")[1]));
        }
        return places;
    }

    private static Map<String, String> placesOf(TestingTopicLog log) {
        Map<String, String> places = new HashMap<>();
        log.all()
                .forEach(
                        record ->
                                places.put(id(record), record.partition() + "@" + record.offset()));
        return places;
    }
}
