package dev.vigil.desk.project;

import dev.vigil.client.bus.BusException;
import dev.vigil.desk.project.Positions.Position;
import dev.vigil.desk.project.TopicLog.Shape;
import dev.vigil.desk.store.IndexedColumns;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
 * is in the store once, wherever it was killed. For one thread; where it is behind, another one
 * writes a poll while the next one is read.
 */
public final class Projector implements AutoCloseable {
    /** How soon a topic or a partition that was added is read. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    /** How long it waits for a broker or a database that does not answer. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    /** How often positions are stored that move without a record, as behind a transaction. */
    private static final Duration PASS_EVERY = Duration.ofSeconds(1);

    /** Records of a poll behind which more wait, most likely. */
    private static final int MANY = 250;

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

    /** Of the writer alone. */
    private final IndexedColumns indexed = new IndexedColumns();

    private final ExecutorService writer = Executors.newSingleThreadExecutor(Projector::daemon);
    private long passAtNanos = System.nanoTime();
    private Handle handle;

    /** What is being written; null for nothing. The handle is the writer's meanwhile. */
    private Writing writing;

    /**
     * What a poll has brought, ready to be written.
     *
     * @param to the offset behind the last record of each partition that has some
     * @param times of these records, as the broker has them
     * @param passed the same of all partitions; ends of transactions are passed
     */
    private record Taken(
            Map<TopicPartition, Long> to,
            Map<TopicPartition, Long> times,
            Map<TopicPartition, Long> passed,
            List<Journal.Row> journaled,
            RowChanges changes) {}

    private record Writing(Taken taken, Future<?> done) {}

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
        try {
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
        } finally {
            end();
        }
    }

    /**
     * Goes to where the store has got to: first of all, after each failure, and where topics may
     * have grown.
     *
     * @throws ProjectorStopped where that is no position of these topics any more
     */
    public void resume() throws BusException {
        finish();
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
     * Takes what has arrived, after a short wait for it. What is much is in the store at the next
     * call; all is where nothing has arrived.
     *
     * @return how many records
     * @throws ProjectorStopped where another projector works on the store
     */
    public int poll() throws BusException {
        ConsumerRecords<byte[], byte[]> polled = log.poll();
        Taken taken = polled.isEmpty() ? null : taken(polled);
        finish();
        if (taken == null) {
            read = passed();
        } else {
            begin(taken);
            if (polled.count() < MANY) {
                finish();
            }
        }
        if (writing == null && System.nanoTime() - passAtNanos >= 0) {
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

    /** Needs no store. */
    private Taken taken(ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, Long> to = new TreeMap<>(Positions.ORDER);
        Map<TopicPartition, Long> times = new HashMap<>();
        RowChanges changes = new RowChanges();
        List<Journal.Row> journaled = new ArrayList<>();
        polled.partitions().forEach(one -> to.put(one, log.position(one)));
        for (TopicPartition one : to.keySet()) {
            for (ConsumerRecord<byte[], byte[]> record : polled.records(one)) {
                JournaledRecord read = JournaledRecord.of(record);
                if (read.type() != EventType.HEARTBEAT) {
                    journaled.add(Journal.Row.of(projections.add(read, changes)));
                }
                times.put(one, record.timestamp());
            }
        }
        return new Taken(to, times, passed(), journaled, changes);
    }

    private void begin(Taken taken) {
        Map<TopicPartition, Long> from = new HashMap<>(next);
        Handle store = handle;
        attempted = taken.to();
        writing =
                new Writing(
                        taken,
                        writer.submit(
                                () -> store.useTransaction(inside -> write(inside, from, taken))));
    }

    /**
     * Waits until what is being written is in the store.
     *
     * @throws ProjectorStopped where another projector works on the store
     * @throws JdbiException or {@link StoreException} where it may not be there
     */
    private void finish() {
        if (writing == null) {
            return;
        }
        Writing last = writing;
        writing = null;
        join(last.done());
        next.putAll(last.taken().to());
        read = last.taken().passed();
        news.run();
    }

    /** Nothing is being written afterwards. */
    private void end() {
        try {
            finish();
        } catch (ProjectorStopped | JdbiException | StoreException e) {
            // The next reader begins where the store has got to.
        }
    }

    /** Returns when the handle is free, also where this thread is interrupted meanwhile. */
    private static void join(Future<?> done) {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    done.get();
                    return;
                } catch (InterruptedException e) {
                    isInterrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException failed) {
                        throw failed;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The positions first: a second projector waits for their rows, then finds them moved. */
    private void write(Handle inside, Map<TopicPartition, Long> from, Taken taken) {
        Positions.advance(inside, from, taken.to(), taken.times());
        Journal.add(inside, taken.journaled());
        RefusedAtDoors.note(inside, taken.journaled().stream().map(Journal.Row::record));
        taken.changes().apply(inside.getConnection(), indexed);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "desk-writer");
        thread.setDaemon(true);
        return thread;
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
        end();
        writer.shutdown();
        log.close();
        close(handle);
    }
}
