package dev.vigil.desk.project;

import dev.vigil.client.bus.BusException;
import dev.vigil.desk.project.Positions.Position;
import dev.vigil.desk.project.TopicLog.Shape;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreException;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Reads topics into the store: one transaction for each poll, with the records, the rows that they
 * change, and the positions. After any failure it goes on from what the store has, so each record
 * is in the store once, wherever it was killed. For one thread.
 */
public final class Projector implements AutoCloseable {
    /** How soon a topic or a partition that was added is read. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    /** How long it waits for a broker or a database that does not answer. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    /** How often positions are stored that move without a record, as behind a transaction. */
    private static final Duration PASS_EVERY = Duration.ofSeconds(1);

    /** Records that one transaction makes rows of again, from the journal. */
    private static final int CHUNK = 1_000;

    private final Store store;
    private final TopicLog log;
    private final List<String> topics;
    private final Projections projections;
    private final Map<TopicPartition, Long> next = new TreeMap<>(Positions.ORDER);

    /** Behind what is in the store, for other threads; ends of transactions are passed. */
    private volatile Map<TopicPartition, Long> read = Map.of();

    /** Where the last transaction was to move to; of one that failed it is not known if it did. */
    private Map<TopicPartition, Long> attempted = Map.of();

    private final Duration tryAgain;
    private final Runnable news;
    private long passAtNanos = System.nanoTime();
    private Handle handle;

    /**
     * @param log closed with this
     * @param topics that are read; those that the broker does not have are left out until {@link
     *     #resume} finds them
     */
    public Projector(Store store, TopicLog log, Collection<Topic> topics, Projections projections) {
        this(store, log, topics, projections, TRY_AGAIN, () -> {});
    }

    /**
     * The same, for who waits for news.
     *
     * @param news called after each transaction that has written records
     */
    public Projector(
            Store store,
            TopicLog log,
            Collection<Topic> topics,
            Projections projections,
            Runnable news) {
        this(store, log, topics, projections, TRY_AGAIN, news);
    }

    Projector(
            Store store,
            TopicLog log,
            Collection<Topic> topics,
            Projections projections,
            Duration tryAgain,
            Runnable news) {
        this.store = store;
        this.news = news;
        this.log = log;
        this.topics = topics.stream().map(Topic::topicName).sorted().toList();
        this.projections = projections;
        this.tryAgain = tryAgain;
    }

    /**
     * Reads until it is stopped, whatever fails meanwhile.
     *
     * @param warn gets what failed, once for each failure
     * @throws ProjectorStopped where only a person can help
     */
    public void follow(BooleanSupplier goOn, Consumer<String> warn) throws InterruptedException {
        // Another one may have read on since this one did.
        next.clear();
        attempted = Map.of();
        long lookAtNanos = System.nanoTime();
        while (goOn.getAsBoolean()) {
            try {
                if (System.nanoTime() - lookAtNanos >= 0) {
                    resume();
                    lookAtNanos = System.nanoTime() + LOOK_EVERY.toNanos();
                }
                poll();
            } catch (BusException | KafkaException | JdbiException | StoreException e) {
                warn.accept(e.getMessage());
                Thread.sleep(tryAgain.toMillis());
                lookAtNanos = System.nanoTime();
            }
        }
    }

    /**
     * Goes to where the store has got to: first of all, after each failure, and where topics may
     * have grown.
     *
     * @throws ProjectorStopped where that is no position of these topics any more
     */
    public void resume() throws BusException {
        close(handle);
        handle = null;
        handle = store.handle();
        Map<String, Shape> shapes = log.shapes(topics);
        List<TopicPartition> partitions = partitions(shapes);
        Map<TopicPartition, Long> begins = log.begins(partitions);
        Map<TopicPartition, Long> ends = log.ends(partitions);
        handle.useTransaction(
                inside -> {
                    Map<TopicPartition, Position> known = Positions.all(inside);
                    Map<TopicPartition, Position> added = new TreeMap<>(Positions.ORDER);
                    for (TopicPartition one : partitions) {
                        String id = shapes.get(one.topic()).id();
                        if (known.containsKey(one)) {
                            requireSame(one, known.get(one), id, ends.get(one));
                        } else {
                            long first = begins.get(one);
                            added.put(one, new Position(id, first, first));
                        }
                    }
                    if (!added.isEmpty()) {
                        Positions.begin(inside, added);
                    }
                });
        Rebuild.goOn(handle, projections, CHUNK);
        handle.useTransaction(inside -> skip(inside, begins));
        readOn(partitions);
    }

    private static List<TopicPartition> partitions(Map<String, Shape> shapes) {
        List<TopicPartition> partitions = new ArrayList<>();
        shapes.forEach(
                (topic, shape) -> {
                    for (int part = 0; part < shape.partitions(); part++) {
                        partitions.add(new TopicPartition(topic, part));
                    }
                });
        partitions.sort(Positions.ORDER);
        return partitions;
    }

    private void requireSame(TopicPartition one, Position known, String topicId, long end) {
        if (!known.topicId().equals(topicId) || known.next() > end) {
            throw new ProjectorStopped(
                    one
                            + ": expected the topic that was read up to offset "
                            + known.next()
                            + ", got another one under its name, or one that was cut: it ends at "
                            + end
                            + "; keep this store for its history, and give the desk another one");
        }
        Long before = next.get(one);
        boolean isOurs =
                before == null
                        || known.next() == before
                        || known.next() == attempted.getOrDefault(one, before);
        if (!isOurs) {
            throw Positions.another(one);
        }
    }

    /** What was deleted before it could be read. */
    private static void skip(Handle inside, Map<TopicPartition, Long> begins) {
        Map<TopicPartition, Position> known = Positions.all(inside);
        begins.forEach(
                (one, begin) -> {
                    long next = known.get(one).next();
                    if (begin > next) {
                        Positions.skip(inside, one, next, begin);
                    }
                });
    }

    private void readOn(List<TopicPartition> partitions) {
        Map<TopicPartition, Position> known = Positions.all(handle);
        next.clear();
        attempted = Map.of();
        partitions.forEach(one -> next.put(one, known.get(one).next()));
        log.readFrom(next);
        read = passed();
    }

    /**
     * Takes what has arrived, after a short wait for it.
     *
     * @return how many records
     * @throws ProjectorStopped where another projector works on the store
     */
    public int poll() throws BusException {
        ConsumerRecords<byte[], byte[]> polled = log.poll();
        if (!polled.isEmpty()) {
            take(polled);
        }
        read = passed();
        if (!polled.isEmpty()) {
            news.run();
        }
        if (System.nanoTime() - passAtNanos >= 0) {
            pass();
            passAtNanos = System.nanoTime() + PASS_EVERY.toNanos();
        }
        return polled.count();
    }

    /**
     * Stores positions that have moved without a record: who has only the store, another desk or
     * the next process, would wait for records that there are not.
     */
    private void pass() {
        Map<TopicPartition, Long> to = new TreeMap<>(Positions.ORDER);
        read.forEach(
                (one, at) -> {
                    if (at > next.get(one)) {
                        to.put(one, at);
                    }
                });
        if (to.isEmpty()) {
            return;
        }
        attempted = to;
        handle.useTransaction(
                inside -> to.forEach((one, at) -> Positions.pass(inside, one, next.get(one), at)));
        next.putAll(to);
    }

    private Map<TopicPartition, Long> passed() {
        Map<TopicPartition, Long> passed = new HashMap<>();
        next.keySet().forEach(one -> passed.put(one, log.position(one)));
        return passed;
    }

    /** The same of the rows of a store that another process projects, or that are made again. */
    public static Map<TopicPartition, Long> positions(Store store) {
        Map<TopicPartition, Long> read = new TreeMap<>(Positions.ORDER);
        try (Handle handle = store.handle()) {
            Positions.all(handle).forEach((one, at) -> read.put(one, at.rows()));
        }
        return read;
    }

    /** The offset behind what the store has of each partition. For any thread. */
    public Map<TopicPartition, Long> positions() {
        return read;
    }

    private void take(ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, Long> to = new TreeMap<>(Positions.ORDER);
        polled.partitions().forEach(one -> to.put(one, log.position(one)));
        attempted = to;
        handle.useTransaction(inside -> write(inside, polled, to));
        next.putAll(to);
    }

    /** The positions first: a second projector waits for their rows, then finds them moved. */
    private void write(
            Handle inside, ConsumerRecords<byte[], byte[]> polled, Map<TopicPartition, Long> to) {
        RowChanges changes = new RowChanges();
        List<JournaledRecord> journaled = new ArrayList<>();
        for (Map.Entry<TopicPartition, Long> partition : to.entrySet()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition.getKey());
            Positions.advance(
                    inside,
                    partition.getKey(),
                    next.get(partition.getKey()),
                    partition.getValue(),
                    records.get(records.size() - 1).timestamp());
            for (ConsumerRecord<byte[], byte[]> record : records) {
                JournaledRecord read = JournaledRecord.of(record);
                if (read.type() != EventType.HEARTBEAT) {
                    journaled.add(projections.add(read, changes));
                }
            }
        }
        Journal.add(inside, journaled);
        changes.apply(inside.getConnection());
    }

    private static void close(Handle handle) {
        if (handle == null) {
            return;
        }
        try {
            handle.close();
        } catch (JdbiException e) {
            // Of a connection that has failed: what it had not committed is not in the store.
        }
    }

    @Override
    public void close() {
        log.close();
        close(handle);
    }
}
