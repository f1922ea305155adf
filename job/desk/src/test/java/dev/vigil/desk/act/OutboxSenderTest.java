package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.BusException;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.store.FailingDatabase;
import dev.vigil.desk.store.Lease;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
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

    /** A record gets to its topic at the last moment at which it may. */
    private static final Random LATEST =
            new Random() {
                private static final long serialVersionUID = 1L;

                @Override
                public long nextLong(long bound) {
                    return bound - 1;
                }
            };

    @TempDir private Path folder;

    private long now = T0;
    private long nanos = Long.MAX_VALUE - 5;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);

    private void pass(Duration time) {
        now += time.toMillis();
        nanos += time.toNanos();
    }

    private OutboxSender sender(Store store, OutboxTarget target, Lease lease) {
        return new OutboxSender(store, target, lease, clock, handle -> now, () -> nanos, SETTLES);
    }

    /** Of a process that begins once the one before is silent, and looks at what it has left. */
    private Lease takenOver(Store store) {
        Lease lease = new Lease(store, "desk", "this desk", () -> nanos);
        lease.beat();
        pass(Lease.TAKEN_AFTER);
        assertThat(lease.beat()).isTrue();
        pass(Duration.ofSeconds(5));
        return lease;
    }

    private static Store store(StoreAddress address) {
        return TestingStores.open(address);
    }

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
        public RecordPlace send(OutboxRow row) throws BusException, UnsentException {
            int fate = random.nextInt(6);
            if (fate == 2) {
                throw new UnsentException("no topic", false, null);
            }
            if (fate == 0) {
                throw new BusException("sending", new TimeoutException("no request"));
            }
            RecordPlace place = put(log, row);
            if (fate == 1) {
                throw new BusException("sending", new TimeoutException("no answer"));
            }
            return place;
        }

        @Override
        public Map<Integer, Long> ends(String topic) {
            return ends(log, topic);
        }

        static Map<Integer, Long> ends(TestingTopicLog log, String topic) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int part = 0; part < Topic.named(topic).partitions(); part++) {
                partitions.add(new TopicPartition(topic, part));
            }
            Map<Integer, Long> ends = new HashMap<>();
            log.ends(partitions).forEach((one, end) -> ends.put(one.partition(), end));
            return ends;
        }
    }

    /** A broker to which some records get late: the sender is not there any more. */
    private final class SlowBroker implements OutboxTarget {
        private final TestingTopicLog log;
        private final Random random;
        private final Map<OutboxRow, Long> underWay = new LinkedHashMap<>();

        SlowBroker(TestingTopicLog log, Random random) {
            this.log = log;
            this.random = random;
        }

        @Override
        public RecordPlace send(OutboxRow row) throws BusException {
            underWay.put(row, nanos + random.nextLong(SETTLES.toNanos()));
            throw new BusException("sending", new TimeoutException("no answer"));
        }

        @Override
        public Map<Integer, Long> ends(String topic) {
            return LossyBroker.ends(log, topic);
        }

        void arrive() {
            List<OutboxRow> there =
                    underWay.entrySet().stream()
                            .filter(one -> nanos - one.getValue() >= 0)
                            .map(Map.Entry::getKey)
                            .toList();
            there.forEach(row -> put(log, row));
            there.forEach(underWay::remove);
        }
    }

    private static RecordPlace put(TestingTopicLog log, OutboxRow row) {
        RecordHeaders headers = new RecordHeaders();
        row.headers().forEach(one -> headers.add(one.name(), one.value()));
        return log.send(Topic.named(row.topic()), row.key(), T0, row.body(), headers);
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
            return PlacedOrders.waiting(handle) == 0;
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
            Store store =
                    TestingStores.open(address, way -> database.around(TestingStores.kept(way)));
            Store leases = store(address);
            try (Handle handle = store.handle()) {
                for (int n = 0; n < REQUESTS; n++) {
                    assertThat(DeskOutbox.add(handle, row(n))).isTrue();
                    assertThat(DeskOutbox.add(handle, row(n))).isFalse();
                }
            }
            OutboxTarget broker = new LossyBroker(log, random);
            int kills = 0;
            while (!isDone(store)) {
                Lease lease = takenOver(leases);
                database.failIn(1 + random.nextInt(30), random.nextBoolean());
                try {
                    OutboxSender sender = sender(store, broker, lease);
                    sender.send();
                    pass(OutboxSender.TAKES_UP);
                    sender.send();
                } catch (JdbiException | StoreException e) {
                    kills++;
                }
                database.heal();
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

    /**
     * A broker that loses the first request, and that others write to between any two questions.
     */
    private static final class BusyBroker implements OutboxTarget {
        private final TestingTopicLog log;
        private int others;
        private boolean hasLost;

        BusyBroker(TestingTopicLog log) {
            this.log = log;
        }

        @Override
        public RecordPlace send(OutboxRow row) throws BusException {
            if (!hasLost) {
                hasLost = true;
                throw new BusException("sending", new TimeoutException("no request"));
            }
            return put(log, row);
        }

        @Override
        public Map<Integer, Long> ends(String topic) {
            put(log, row(1_000 + others++));
            return LossyBroker.ends(log, topic);
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatIsLostOnABusyTopicIsSentAgainToo(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        Store store = kind.open(folder);
        add(store, row(1));
        Lease lease = takenOver(store);
        OutboxSender sender = sender(store, new BusyBroker(log), lease);
        sender.send();
        for (int times = 0; times < 20 && !isDone(store); times++) {
            pass(OutboxSender.TAKES_UP);
            lease.beat();
            sender.send();
            project(store, log);
        }

        assertThat(ids(log)).containsOnlyOnce("request-1");
        assertThat(isDone(store)).isTrue();
    }

    // What can't go ---------------------------------------------------------------------------

    private static OutboxRow row(int n, Topic topic, String key) {
        OutboxRow row = row(n);
        return new OutboxRow(
                row.id(),
                topic.topicName(),
                key.getBytes(StandardCharsets.UTF_8),
                row.headers(),
                row.body(),
                row.madeAt(),
                row.madeBy());
    }

    /** Some topics are away, and some records too large. */
    private static final class PickyBroker implements OutboxTarget {
        private final TestingTopicLog log;
        private final Set<Topic> away = EnumSet.noneOf(Topic.class);
        private final Set<String> tooLarge = new HashSet<>();
        private int tries;

        PickyBroker(TestingTopicLog log) {
            this.log = log;
        }

        @Override
        public RecordPlace send(OutboxRow row) throws UnsentException {
            tries++;
            if (away.contains(Topic.named(row.topic()))) {
                throw new UnsentException("expected the right to write, got none", false, null);
            }
            if (tooLarge.contains(row.id())) {
                throw new UnsentException("expected 1 MB, got more", true, null);
            }
            return put(log, row);
        }

        @Override
        public Map<Integer, Long> ends(String topic) {
            return LossyBroker.ends(log, topic);
        }
    }

    private static void add(Store store, OutboxRow... rows) {
        try (Handle handle = store.handle()) {
            for (OutboxRow row : rows) {
                DeskOutbox.add(handle, row);
            }
        }
    }

    private static List<String> ids(TestingTopicLog log) {
        return log.all().stream().map(OutboxSenderTest::id).toList();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatCantGoHoldsUpItsTopicAloneAndGoesOnceItCan(TestingStores kind) throws Exception {
        int held = 510;
        TestingTopicLog log = new TestingTopicLog();
        Store store = kind.open(folder);
        PickyBroker broker = new PickyBroker(log);
        broker.away.add(Topic.LIST);
        for (int n = 0; n < held; n++) {
            add(store, row(n, Topic.LIST, "e-" + n));
        }
        add(store, row(held, Topic.NOTICES, "n-1"));
        OutboxSender sender = sender(store, broker, takenOver(store));

        assertThat(sender.send()).isEqualTo(1);
        assertThat(ids(log)).containsExactly("request-" + held);
        assertThat(broker.tries).isEqualTo(2);

        // Five minutes of tries, more and more rarely, and never more than ten seconds apart.
        Lease lease = takenOver(store);
        sender = sender(store, broker, lease);
        broker.tries = 0;
        for (int s = 0; s < 300; s++) {
            pass(Duration.ofSeconds(1));
            lease.beat();
            sender.send();
        }
        assertThat(broker.tries).isBetween(25, 45);
        assertThat(reasons(store)).contains("expected the right to write, got none");

        broker.away.clear();
        pass(Duration.ofSeconds(10));
        lease.beat();
        assertThat(sender.send()).isEqualTo(held);
        assertThat(reasons(store)).isEmpty();
    }

    private static Set<String> reasons(Store store) {
        try (Handle handle = store.handle()) {
            return Set.copyOf(
                    handle.createQuery("select problem from outbox where problem is not null")
                            .mapTo(String.class)
                            .list());
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatCanNeverGoEndsWithItsReason(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        Store store = kind.open(folder);
        PickyBroker broker = new PickyBroker(log);
        broker.tooLarge.add("request-0");
        add(store, row(0), row(3), row(6));

        OutboxSender sender = sender(store, broker, takenOver(store));
        assertThat(sender.send()).isZero();
        assertThat(sender.send()).isEqualTo(2);
        assertThat(ids(log)).containsExactly("request-3", "request-6");
        try (Handle handle = store.handle()) {
            PlacedOrder order = PlacedOrders.of(handle, "request-0", now).orElseThrow();
            assertThat(order.state()).isEqualTo(OrderState.REFUSED);
            assertThat(order.problem()).isEqualTo("expected 1 MB, got more");
            assertThat(order.place()).isNull();
            assertThat(PlacedOrders.waiting(handle)).isZero();
        }
        pass(Duration.ofDays(1));
        assertThat(sender(store, broker, takenOver(store)).send()).isZero();
    }

    /** A day of a clock that was wrong is no day of waiting. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aClockThatIsSetBackHoldsNothingUp(TestingStores kind) throws Exception {
        Store store = kind.open(folder);
        PickyBroker broker = new PickyBroker(new TestingTopicLog());
        broker.away.add(Topic.NOTICES);
        add(store, row(0));
        sender(store, broker, takenOver(store)).send();
        broker.away.clear();
        now -= Duration.ofDays(1).toMillis();

        assertThat(sender(store, broker, takenOver(store)).send()).isEqualTo(1);
    }

    /** Made by a desk whose clock is behind: orders of a key are sent as they were made. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theOrderIsThatOfTheStoreWhateverClocksShow(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        Store store = kind.open(folder);
        add(store, row(6), row(3), row(0));

        sender(store, new PickyBroker(log), takenOver(store)).send();
        assertThat(ids(log)).containsExactly("request-6", "request-3", "request-0");
    }

    // In doubt --------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theEndOfATransactionIsNoRecordThatIsMissing(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        Store store = kind.open(folder);
        add(store, row(0));
        Lease lease = takenOver(store);
        OutboxTarget gone =
                new OutboxTarget() {
                    @Override
                    public RecordPlace send(OutboxRow row) throws BusException {
                        throw new BusException("sending", new TimeoutException("no request"));
                    }

                    @Override
                    public Map<Integer, Long> ends(String topic) {
                        return LossyBroker.ends(log, topic);
                    }
                };
        sender(store, gone, lease).send();
        for (int part = 0; part < Topic.NOTICES.partitions(); part++) {
            log.hole(Topic.NOTICES, part, 1);
        }
        try (Projector projector =
                new Projector(
                        store,
                        log.reader().passingHoles(),
                        List.of(Topic.NOTICES),
                        Projections.all())) {
            projector.resume();
            projector.poll();
        }

        PickyBroker broker = new PickyBroker(log);
        OutboxSender next = sender(store, broker, takenOver(store));
        next.send();
        pass(OutboxSender.TAKES_UP);
        next.send();
        assertThat(next.send()).isEqualTo(1);
        assertThat(ids(log)).containsExactly("request-0");
    }

    /** The broker has a request, does not answer, and takes it later. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatASenderHasBegunItselfIsWaitedForToo(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        Store store = kind.open(folder);
        add(store, row(0), row(1), row(2));
        Lease lease = takenOver(store);
        SlowBroker broker = new SlowBroker(log, LATEST);
        OutboxSender sender = sender(store, broker, lease);
        for (int s = 0; s < 24; s++) {
            broker.arrive();
            lease.beat();
            sender.send();
            project(store, log);
            pass(Duration.ofSeconds(1));
        }

        assertThat(ids(log)).containsExactlyInAnyOrder("request-0", "request-1", "request-2");
        assertThat(isDone(store)).isTrue();
    }

    /** A broker that was stopped with requests on sockets: it answers before it takes them. */
    private final class FrozenBroker implements OutboxTarget {
        private final TestingTopicLog log;
        private final List<OutboxRow> onSockets = new ArrayList<>();
        private boolean isFrozen = true;
        private Long answeredNanos;

        FrozenBroker(TestingTopicLog log) {
            this.log = log;
        }

        @Override
        public RecordPlace send(OutboxRow row) throws BusException {
            if (!isFrozen) {
                return put(log, row);
            }
            onSockets.add(row);
            throw new BusException("sending", new TimeoutException("no answer"));
        }

        @Override
        public Map<Integer, Long> ends(String topic) throws BusException {
            if (isFrozen) {
                throw new BusException("asking", new TimeoutException("no answer"));
            }
            answeredNanos = answeredNanos == null ? Long.valueOf(nanos) : answeredNanos;
            return LossyBroker.ends(log, topic);
        }

        void takeUp() {
            if (answeredNanos != null
                    && nanos - answeredNanos >= Duration.ofMillis(2_500).toNanos()) {
                onSockets.forEach(row -> put(log, row));
                onSockets.clear();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatAStoppedBrokerTakesLaterThanAnySendLastsIsNotSentAgain(TestingStores kind)
            throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        Store store = kind.open(folder);
        add(store, row(0), row(1));
        Lease lease = takenOver(store);
        FrozenBroker broker = new FrozenBroker(log);
        OutboxSender sender = sender(store, broker, lease);
        for (int s = 0; s < 40; s += 2) {
            broker.isFrozen = s < 14;
            broker.takeUp();
            lease.beat();
            sender.send();
            project(store, log);
            pass(Duration.ofSeconds(2));
        }

        assertThat(ids(log)).containsExactlyInAnyOrder("request-0", "request-1");
        assertThat(isDone(store)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatASenderHasBegunIsWaitedForByTheNext(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        StoreAddress address = kind.address(folder);
        Store store = store(address);
        add(store, row(0), row(1), row(2));
        Lease first = new Lease(store, "desk", "this desk", () -> nanos);
        assertThat(first.beat()).isTrue();
        Store other = store(address);
        Lease second = new Lease(other, "desk", "that desk", () -> nanos);
        assertThat(second.beat()).isFalse();
        SlowBroker broker = new SlowBroker(log, LATEST);
        // At the last moment at which it may, and then it is gone.
        pass(Duration.ofMillis(9_999));
        sender(store, broker, first).send();
        sender(store, broker, first).send();
        int begun = broker.underWay.size();

        OutboxSender next = sender(other, new PickyBroker(log), second);
        for (int s = 0; s < 20; s++) {
            broker.arrive();
            second.beat();
            next.send();
            project(store, log);
            pass(Duration.ofSeconds(1));
        }

        assertThat(begun).isGreaterThan(1);
        assertThat(ids(log)).containsExactlyInAnyOrder("request-0", "request-1", "request-2");
        assertThat(isDone(store)).isTrue();
    }

    /** Its process was stopped for a while, and does not know. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whoHasLostTheLeaseSendsNothing(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        Store store = kind.open(folder);
        Lease frozen = new Lease(store, "desk", "frozen desk", () -> 0);
        assertThat(frozen.beat()).isTrue();
        PickyBroker broker = new PickyBroker(log);
        OutboxSender late = sender(store, broker, frozen);
        takenOver(store);
        add(store, row(0));

        assertThat(frozen.isHeld()).isTrue();
        assertThat(late.send()).isZero();
        assertThat(broker.tries).isZero();
    }

    /** Its database has taken so long that another desk may have the lease. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aMarkThatHasTakenTooLongSendsNothing(TestingStores kind) throws Exception {
        Store store = kind.open(folder);
        add(store, row(0));
        PickyBroker broker = new PickyBroker(new TestingTopicLog());
        Lease lease = takenOver(store);
        int[] asked = {0};
        ToLongFunction<Handle> slow =
                handle -> {
                    // First which rows are due, then with the mark.
                    if (++asked[0] == 2) {
                        pass(Lease.TAKEN_AFTER);
                    }
                    return now;
                };

        new OutboxSender(store, broker, lease, clock, slow, () -> nanos, SETTLES).send();
        assertThat(asked[0]).isGreaterThan(1);
        assertThat(broker.tries).isZero();
    }

    /** Desks have clocks of their own; how long a row waits is one time for all. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void howLongARowWaitsIsCountedByTheDatabase(TestingStores kind) throws Exception {
        Store store = kind.open(folder);
        add(store, row(0));
        PickyBroker broker = new PickyBroker(new TestingTopicLog());
        broker.away.add(Topic.NOTICES);
        try (Handle handle = store.handle()) {
            long fromMs = store.nowMs(handle);
            new OutboxSender(store, broker, takenOver(store), clock, () -> nanos, SETTLES).send();
            long toMs = store.nowMs(handle) + Duration.ofSeconds(10).toMillis();

            assertThat(broker.tries).isEqualTo(1);
            assertThat(handle.createQuery("select next_at from outbox").mapTo(Long.class).one())
                    .isBetween(fromMs, toMs);
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void ofTwoSendersAtOnceOneSendsEachRow(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        StoreAddress address = kind.address(folder);
        Store store = store(address);
        OutboxTarget broker =
                new OutboxTarget() {
                    @Override
                    public synchronized RecordPlace send(OutboxRow row) {
                        return put(log, row);
                    }

                    @Override
                    public synchronized Map<Integer, Long> ends(String topic) {
                        return LossyBroker.ends(log, topic);
                    }
                };
        List<CompletableFuture<Void>> desks = new ArrayList<>();
        for (int desk = 0; desk < 2; desk++) {
            desks.add(CompletableFuture.runAsync(() -> inTurns(store(address), broker)));
        }
        for (int n = 0; n < REQUESTS; n++) {
            add(store, row(n));
        }
        desks.forEach(CompletableFuture::join);

        assertThat(ids(log)).hasSize(REQUESTS).doesNotHaveDuplicates();
        assertThat(inOrder(log)).isTrue();
        assertThat(places(store)).isEqualTo(placesOf(log));
    }

    /** Gives the lease back after each look, until all are sent. */
    private static void inTurns(Store store, OutboxTarget broker) {
        long sent = 0;
        while (sent < REQUESTS) {
            try (Lease lease = new Lease(store, "desk", "a desk")) {
                lease.beat();
                new OutboxSender(
                                store,
                                broker,
                                lease,
                                InstantSource.system(),
                                System::nanoTime,
                                SETTLES)
                        .send();
            }
            try (Handle handle = store.handle()) {
                sent =
                        handle.createQuery("select count(*) from outbox where off is not null")
                                .mapTo(Long.class)
                                .one();
            }
        }
    }
}
