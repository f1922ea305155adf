package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vigil.client.audit.TopicsCheck;
import dev.vigil.client.bus.BusException;
import dev.vigil.desk.store.FailingDatabase;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.desk.store.StoreDigest;
import dev.vigil.desk.store.StoreException;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.clock.Heartbeat;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store equals what its topics hold, wherever the projector was killed. */
class ProjectorTest {

    private static final int FEW = 7;
    private static final int MUCH = 600;

    @TempDir private Path folder;

    private static Projector projector(Store store, TestingTopicLog log) {
        return new Projector(store, log, Projections.topics(), Projections.all());
    }

    /** Reads all there is, with a projector of its own. */
    private static void read(Store store, TestingTopicLog reader) throws BusException {
        try (Projector projector = projector(store, reader)) {
            projector.resume();
            while (!reader.isRead()) {
                projector.poll();
            }
        }
    }

    private static Map<String, String> digests(Store store) {
        List<String> tables = new ArrayList<>(Projections.all().tables());
        tables.addAll(List.of("event", "source", "gap"));
        try (Handle handle = store.handle()) {
            return StoreDigest.of(handle, tables);
        }
    }

    private static List<String> lines(Store store) {
        try (Handle handle = store.handle()) {
            return NaiveStore.of(handle);
        }
    }

    private static List<String> texts(Store store, String select) {
        try (Handle handle = store.handle()) {
            return handle.createQuery(select).mapTo(String.class).list();
        }
    }

    // What is in it ---------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theJournalHasEachRecordAsTheAuditLogHasIt(TestingStores kind) throws Exception {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        new TestingHistory(5, log).send(300);
        read(store, log);

        List<String> expected = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : log.all()) {
            boolean isRead = Projections.topics().contains(Topic.named(record.topic()));
            if (!isRead || isHeartbeat(record)) {
                continue;
            }
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) 0);
            expected.add(HexFormat.of().formatHex(sha256.digest(TopicsCheck.bytes(record))));
        }
        assertThat(texts(store, "select digest from event"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static boolean isHeartbeat(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        return type != null
                && EventType.HEARTBEAT
                        .type()
                        .equals(new String(type.value(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void rowsAreThoseOfANaiveReplay(TestingStores kind) throws BusException {
        for (long seed = 1; seed <= 3; seed++) {
            Store store = kind.open(folder);
            TestingTopicLog log = new TestingTopicLog();
            new TestingHistory(seed, log).send(300);
            read(store, log.polling(50));

            assertThat(lines(store))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(NaiveStore.of(log.all()));
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theOrderBetweenTopicsAndTheDatabaseDoNotMatter(TestingStores kind) throws BusException {
        TestingTopicLog log = new TestingTopicLog();
        new TestingHistory(9, log).send(400);
        Store one = kind.open(folder);
        read(one, log.reader().polling(3));
        Store other = TestingStores.SQLITE.open(folder);
        read(other, log.reader().polling(1_000));

        assertThat(digests(one)).isEqualTo(digests(other));
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void everyEventOfAReleaseIsReadable(TestingStores kind) throws Exception {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        for (int n = 0; n < GoldenEvents.count(); n++) {
            GoldenEvents.send(n, log);
        }
        read(store, log);

        assertThat(texts(store, "select problem from event where problem is not null")).isEmpty();
        assertThat(texts(store, "select kind from event")).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatCantBeReadIsKeptWithItsReason(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        byte[] longKey = "x".repeat(900_000).getBytes(StandardCharsets.UTF_8);
        log.send(Topic.NOTICES, longKey, 1, new byte[] {1}, new RecordHeaders());
        log.send(
                EventType.NOTICE_WITHDRAWN,
                "n-2",
                1_795_507_200_000L,
                new NoticeWithdrawn("n-1", 1_795_507_200_000L, null));
        log.send(
                EventType.NOTICE_WITHDRAWN,
                "n-1",
                1_795_507_200_000L,
                new NoticeWithdrawn("n-1", 1_795_507_200_000L, null));
        read(store, log);

        assertThat(texts(store, "select problem from event where problem is not null order by 1"))
                .containsExactly(
                        "ce_specversion: expected 1.0, got none; send CloudEvents 1.0 in binary"
                                + " mode",
                        "key: expected 'n-1', got 'n-2'");
        assertThat(texts(store, "select subject from event where kind = 'NOTICE_WITHDRAWN'"))
                .containsExactlyInAnyOrder("n-1", "n-2");
    }

    // Killed ----------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void killedAtAnyStatementItIsAsIfItHadNeverBeen(TestingStores kind) throws BusException {
        for (long seed = 1; seed <= 3; seed++) {
            TestingTopicLog log = new TestingTopicLog();
            // Of the last one much is read while the rest is written.
            int polled = seed == 3 ? MUCH : FEW;
            new TestingHistory(seed, log).send(seed == 3 ? 1_000 : 200);
            Store calm = kind.open(folder);
            read(calm, log.reader());

            Random random = new Random(seed);
            FailingDatabase database = new FailingDatabase();
            StoreAddress address = kind.address(folder);
            Store store =
                    TestingStores.open(address, way -> database.around(TestingStores.kept(way)));
            int kills = 0;
            TestingTopicLog reader = log.reader().polling(polled);
            Projector projector = projector(store, reader);
            boolean isResumed = false;
            int last = 1;
            while (!isResumed || last > 0) {
                // Further and further, so that the longest transaction ends at last.
                database.failIn(1 + random.nextInt(14 + kills), random.nextBoolean());
                try {
                    if (!isResumed) {
                        projector.resume();
                        isResumed = true;
                    }
                    last = projector.poll();
                } catch (JdbiException | StoreException e) {
                    kills++;
                    isResumed = false;
                    if (random.nextBoolean()) {
                        // The process: nothing of it is left but the store.
                        projector.close();
                        reader = log.reader().polling(polled);
                        projector = projector(store, reader);
                    }
                }
            }
            projector.close();
            database.heal();

            assertThat(kills).as("seed %d", seed).isGreaterThan(8);
            assertThat(digests(store)).as("seed %d", seed).isEqualTo(digests(calm));
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aRebuildGivesTheSameAlsoWhenItIsKilled(TestingStores kind) throws BusException {
        TestingTopicLog log = new TestingTopicLog();
        new TestingHistory(3, log).send(300);
        FailingDatabase database = new FailingDatabase();
        Store store =
                TestingStores.open(
                        kind.address(folder), way -> database.around(TestingStores.kept(way)));
        read(store, log.reader());
        Map<String, String> before = digests(store);
        try (Handle handle = store.handle()) {
            Rebuild.begin(handle, Projections.all());
        }
        assertThat(lines(store)).isEmpty();

        int kills = 0;
        Random random = new Random(3);
        boolean isDone = false;
        while (!isDone) {
            database.failIn(1 + random.nextInt(kills < 10 ? 12 : 1_000), random.nextBoolean());
            try (Handle handle = store.handle()) {
                Rebuild.goOn(handle, Projections.all(), 5);
                isDone = true;
            } catch (JdbiException | StoreException e) {
                kills++;
            }
        }
        database.heal();

        assertThat(kills).isGreaterThan(5);
        assertThat(digests(store)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aBrokerOrADatabaseThatDoesNotAnswerIsAskedAgain(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        new TestingHistory(4, log).send(40);
        FailingDatabase database = new FailingDatabase();
        Store store =
                TestingStores.open(
                        kind.address(folder), way -> database.around(TestingStores.kept(way)));
        List<String> warned = new ArrayList<>();
        TestingTopicLog reader = log.reader();
        reader.failNext(2);
        try (Projector projector =
                new Projector(
                        store,
                        reader,
                        Projections.topics(),
                        Projections.all(),
                        Duration.ZERO,
                        () -> {})) {
            database.failIn(6, true);
            projector.follow(() -> warned.size() < 3 || !reader.isRead(), warned::add);
        }

        assertThat(warned).hasSize(3);
        assertThat(lines(store)).isEqualTo(NaiveStore.of(log.all()));
    }

    /** Another desk, or the next process, has only the store to go by. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatHasNoRecordIsPassedInTheStoreToo(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        new TestingHistory(2, log).send(10);
        AtomicInteger news = new AtomicInteger();
        try (Projector projector =
                new Projector(
                        store,
                        log,
                        Projections.topics(),
                        Projections.all(),
                        news::incrementAndGet)) {
            projector.resume();
            while (!log.isRead()) {
                projector.poll();
            }
            int records = news.get();
            assertThat(records).isPositive();
            log.passingHoles().hole(Topic.NOTICES, 0, 5);
            projector.poll();
            assertThat(news).as("of records alone").hasValue(records);
            // They are stored once a second.
            await().untilAsserted(
                            () -> {
                                projector.poll();
                                assertThat(Projector.positions(store))
                                        .isEqualTo(projector.positions());
                            });
            projector.resume();
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aStoreThatIsMadeAgainIsAsFarAsItsRows(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        new TestingHistory(2, log).send(30);
        read(store, log);
        Map<TopicPartition, Long> whole = Projector.positions(store);
        try (Handle handle = store.handle()) {
            Rebuild.begin(handle, Projections.all());
            assertThat(Projector.positions(store)).isNotEqualTo(whole);
            Rebuild.goOn(handle, Projections.all(), 5);
        }
        assertThat(Projector.positions(store)).isEqualTo(whole);
    }

    // Two of them -----------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void ofTwoProjectorsOneStops(TestingStores kind) throws BusException {
        TestingTopicLog log = new TestingTopicLog();
        new TestingHistory(2, log).send(100);
        StoreAddress address = kind.address(folder);
        TestingTopicLog first = log.reader();
        TestingTopicLog second = log.reader();
        try (Projector one = projector(Store.open(address), first);
                Projector other = projector(Store.open(address), second)) {
            one.resume();
            other.resume();
            one.poll();
            assertThatThrownBy(other::poll)
                    .isInstanceOf(ProjectorStopped.class)
                    .hasMessageContaining("expected to be the only projector of this store");
            while (!first.isRead()) {
                one.poll();
            }
            // It does not come back by itself either.
            assertThatThrownBy(other::resume).isInstanceOf(ProjectorStopped.class);
        }
        assertThat(lines(Store.open(address))).isEqualTo(NaiveStore.of(log.all()));
    }

    private static BooleanSupplier untilRead(TestingTopicLog reader) {
        AtomicBoolean hasBegun = new AtomicBoolean();
        return () -> !hasBegun.getAndSet(true) || !reader.isRead();
    }

    /** As two desks do that have the lease in turn. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void ofTwoThatFollowInTurnNoneStops(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        Store store = kind.open(folder);
        TestingTopicLog first = log.reader();
        TestingTopicLog second = log.reader();
        try (Projector one = projector(store, first);
                Projector other = projector(store, second)) {
            for (long seed = 1; seed <= 2; seed++) {
                new TestingHistory(seed, log).send(20);
                one.follow(untilRead(first), warning -> {});
                new TestingHistory(seed + 10, log).send(20);
                other.follow(untilRead(second), warning -> {});
            }
        }

        assertThat(lines(store)).isEqualTo(NaiveStore.of(log.all()));
    }

    // Topics that are not what they were ------------------------------------------------------

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatWasDeletedUnreadIsAGap(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        TopicPartition partition = new TopicPartition("notices", 0);
        log.hole(Topic.NOTICES, 0, 5);
        log.delete(partition, 3);
        read(store, log.reader());
        log.hole(Topic.NOTICES, 0, 10);
        log.delete(partition, 12);
        read(store, log.reader());

        assertThat(
                        texts(
                                store,
                                "select topic || part || ':' || from_off || '-' || to_off from gap"))
                .containsExactly("notices0:3-12");
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aTopicThatIsMadeAnewStopsIt(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        new TestingHistory(1, log).send(50);
        read(store, log.reader());
        log.makeAnew(Topic.NOTICES);

        assertThatThrownBy(() -> read(store, log.reader()))
                .isInstanceOf(ProjectorStopped.class)
                .hasMessageContaining("notices-0: expected the topic that was read up to offset");
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aTombstoneAndAHeartbeatAreNoFaults(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        log.send(
                Topic.NOTICE_STATUS,
                "n-1".getBytes(StandardCharsets.UTF_8),
                1,
                null,
                new RecordHeaders());
        log.send(
                EventType.HEARTBEAT,
                "heartbeat",
                1_795_507_200_000L,
                new Heartbeat(1_795_507_200_000L));
        read(store, log);

        assertThat(texts(store, "select topic from event")).containsExactly("notice.status");
        assertThat(texts(store, "select problem from event where problem is not null")).isEmpty();
    }
}
