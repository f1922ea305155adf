package dev.vigil.client.bus;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends single events and reads topics; for commands, not for streams. */
public final class Bus implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** How long the broker keeps a fetch for which there is nothing: of one who follows. */
    private static final Duration FOLLOW_WAIT = Duration.ofMillis(500);

    /**
     * Of one who reads up to the end, and leaves a fetch behind: on the same connection the broker
     * answers nothing else meanwhile.
     */
    private static final Duration LOOK_WAIT = Duration.ofMillis(10);

    private static final String SOURCE = "/vigil/command";

    private final Properties client;
    private final CausedBy causedBy;
    private final Consumer<String> warn;
    private final LeftOut leftOut = new LeftOut();
    private final AtomicReference<Exception> failed = new AtomicReference<>();
    private KafkaProducer<byte[], byte[]> producer;
    private KafkaConsumer<byte[], byte[]> reader;

    public Bus(Properties client) {
        this(client, CausedBy.PROGRAM, line -> {});
    }

    /**
     * Of a person.
     *
     * @param causedBy is named by every JSON event that is sent
     * @param warn gets at the end what could not be read
     */
    public Bus(Properties client, CausedBy causedBy, Consumer<String> warn) {
        this.causedBy = causedBy;
        this.warn = warn;
        this.client = new Properties();
        this.client.putAll(client);
        this.client.putIfAbsent("default.api.timeout.ms", "20000");
        this.client.putIfAbsent("request.timeout.ms", "10000");
    }

    public static Bus of(String bootstrap) {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", bootstrap);
        return new Bus(client);
    }

    /** Sends a JSON event and returns when the broker has it. */
    public RecordMetadata send(Topic topic, EventType type, String key, long timeMs, Object event)
            throws BusException {
        return send(topic, key, envelope(type, key, timeMs), Json.bytes(event));
    }

    private Envelope envelope(EventType type, String key, long timeMs) {
        String id = UUID.randomUUID().toString();
        return causedBy.on(Envelope.json(type, SOURCE, id, key, timeMs));
    }

    public RecordMetadata send(Topic topic, String key, Envelope envelope, byte[] data)
            throws BusException {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), data);
        envelope.headers().forEach((name, value) -> record.headers().add(name, value));
        return send(record);
    }

    /** Sends any record at all, broken ones too; returns where it is. */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> record) throws BusException {
        try {
            return producer().send(record).get();
        } catch (ExecutionException e) {
            throw failure("sending to " + record.topic(), e.getCause());
        } catch (KafkaException e) {
            throw failure("sending to " + record.topic(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("sending to " + record.topic(), e);
        }
    }

    /**
     * Sends a JSON event without waiting; {@link #flush} fails where the broker does not have it.
     */
    public void queue(Topic topic, EventType type, String key, long timeMs, Object event)
            throws BusException {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic.topicName(), key.getBytes(StandardCharsets.UTF_8), Json.bytes(event));
        envelope(type, key, timeMs)
                .headers()
                .forEach((name, value) -> record.headers().add(name, value));
        try {
            producer().send(record, (sent, e) -> failed.compareAndSet(null, e));
        } catch (KafkaException e) {
            throw failure("sending to " + record.topic(), e);
        }
    }

    /** Returns when the broker has all that was queued; throws where it refused one of them. */
    public void flush() throws BusException {
        try {
            producer().flush();
        } catch (KafkaException e) {
            throw failure("sending what was queued", e);
        }
        Exception refused = failed.getAndSet(null);
        if (refused != null) {
            throw failure("sending what was queued", refused);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            Properties properties = new Properties();
            properties.putAll(client);
            properties.put("enable.idempotence", "true");
            properties.put("max.block.ms", "20000");
            properties.put("delivery.timeout.ms", "30000");
            properties.remove("default.api.timeout.ms");
            producer =
                    new KafkaProducer<>(
                            properties, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** The last event of every key of a compacted topic, as far as it is committed now. */
    public Map<String, Event> latest(Topic topic) throws BusException {
        Map<String, Event> latest = new LinkedHashMap<>();
        for (Event event : all(topic)) {
            latest.remove(event.key());
            if (event.data() != null) {
                latest.put(event.key(), event);
            }
        }
        return latest;
    }

    /**
     * The last readable one of every key of a compacted topic: what the jobs refused hides nothing.
     */
    public <T> Map<String, T> latest(Topic topic, Class<T> type) throws BusException {
        Map<String, T> latest = new LinkedHashMap<>();
        each(
                topic,
                event -> {
                    if (event.data() == null) {
                        latest.remove(event.key());
                    }
                    event.readable(type)
                            .ifPresent(
                                    one -> {
                                        latest.remove(event.key());
                                        latest.put(event.key(), one);
                                    });
                });
        return latest;
    }

    /** All of one type that are committed on a topic now and can be read. */
    public <T> List<T> all(Topic topic, Class<T> type) throws BusException {
        List<T> all = new ArrayList<>();
        each(topic, event -> event.readable(type).ifPresent(all::add));
        return all;
    }

    /** Everything that is committed on a topic now. */
    public List<Event> all(Topic topic) throws BusException {
        List<Event> events = new ArrayList<>();
        each(topic, events::add);
        return events;
    }

    /** The same one by one, for a topic that is too large to be held. */
    public synchronized void each(Topic topic, Consumer<Event> each) throws BusException {
        try {
            KafkaConsumer<byte[], byte[]> consumer = reader();
            assign(consumer, List.of(topic), true);
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (!reached(consumer, ends)) {
                consumer.poll(POLL).forEach(record -> each.accept(Event.of(record, leftOut)));
            }
        } catch (KafkaException e) {
            throw failure("reading " + topic.topicName(), e);
        }
    }

    /**
     * All records that are committed on a topic now, to the byte: those that are no events too.
     *
     * @return where each partition begins
     */
    public synchronized Map<Integer, Long> records(
            Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> each) throws BusException {
        try {
            KafkaConsumer<byte[], byte[]> consumer = reader();
            assign(consumer, List.of(topic), true);
            Map<Integer, Long> begins = new LinkedHashMap<>();
            consumer.beginningOffsets(consumer.assignment())
                    .forEach((partition, begin) -> begins.put(partition.partition(), begin));
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (!reached(consumer, ends)) {
                consumer.poll(POLL).forEach(each);
            }
            return begins;
        } catch (KafkaException e) {
            throw failure("reading " + topic.topicName(), e);
        }
    }

    /**
     * Where the partitions of some topics begin and end, and where what was stored since some times
     * begins. A topic that the broker does not have, or hides from this client, is not in it.
     *
     * @param sinceMs UTC epoch ms
     */
    public synchronized List<PartitionOffsets> offsets(Collection<Topic> topics, long... sinceMs)
            throws BusException {
        try {
            KafkaConsumer<byte[], byte[]> consumer = reader();
            Map<String, List<PartitionInfo>> there = consumer.listTopics();
            List<TopicPartition> partitions = new ArrayList<>();
            for (Topic topic : topics) {
                there.getOrDefault(topic.topicName(), List.of()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .sorted(Comparator.comparingInt(TopicPartition::partition))
                        .forEach(partitions::add);
            }
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Map<TopicPartition, Long>> since = new ArrayList<>();
            for (long ms : sinceMs) {
                since.add(since(consumer, partitions, ms, ends));
            }
            return partitions.stream()
                    .map(
                            it ->
                                    new PartitionOffsets(
                                            it,
                                            begins.get(it),
                                            ends.get(it),
                                            since.stream().map(of -> of.get(it)).toList()))
                    .toList();
        } catch (KafkaException e) {
            throw failure("asking where topics begin and end", e);
        }
    }

    private static Map<TopicPartition, Long> since(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            long sinceMs,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new LinkedHashMap<>();
        partitions.forEach(partition -> times.put(partition, sinceMs));
        Map<TopicPartition, Long> first = new LinkedHashMap<>(ends);
        consumer.offsetsForTimes(times)
                .forEach(
                        (partition, found) -> {
                            if (found != null) {
                                first.put(partition, found.offset());
                            }
                        });
        return first;
    }

    /**
     * The committed records of a partition from one offset up to another, to the byte.
     *
     * @param to the first offset behind them, not behind the partition's end
     */
    public synchronized void records(
            TopicPartition partition,
            long from,
            long to,
            Consumer<ConsumerRecord<byte[], byte[]>> each)
            throws BusException {
        if (from >= to) {
            return;
        }
        try {
            KafkaConsumer<byte[], byte[]> consumer = reader();
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            while (consumer.position(partition) < to) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < to) {
                        each.accept(record);
                    }
                }
            }
        } catch (KafkaException e) {
            throw failure("reading " + partition, e);
        }
    }

    /** Where each partition begins now: what was before is gone. */
    public synchronized Map<Integer, Long> begins(Topic topic) throws BusException {
        try {
            Map<Integer, Long> begins = new LinkedHashMap<>();
            reader().beginningOffsets(partitions(reader(), List.of(topic)))
                    .forEach((partition, begin) -> begins.put(partition.partition(), begin));
            return begins;
        } catch (KafkaException e) {
            throw failure("reading " + topic.topicName(), e);
        }
    }

    /** The same one by one as they are asked for; to be closed. */
    public TopicCursor cursor(Topic topic) throws BusException {
        return cursor(topic, 0);
    }

    /** The same from an offset on, of each partition; from what is there where that is gone. */
    public TopicCursor cursor(Topic topic, long from) throws BusException {
        KafkaConsumer<byte[], byte[]> consumer = consumer(LOOK_WAIT);
        try {
            assign(consumer, List.of(topic), true);
            if (from > 0) {
                consumer.assignment().forEach(partition -> consumer.seek(partition, from));
            }
            return new TopicCursor(consumer);
        } catch (KafkaException e) {
            consumer.close();
            throw failure("reading " + topic.topicName(), e);
        }
    }

    /** Some offsets of topics at a time; to be closed. */
    public SpanReader spans(Collection<Topic> topics) throws BusException {
        KafkaConsumer<byte[], byte[]> consumer = consumer(LOOK_WAIT);
        try {
            return new SpanReader(consumer, partitions(consumer, topics));
        } catch (KafkaException e) {
            consumer.close();
            throw failure("reading topics", e);
        }
    }

    /** What was stored on a topic since then, one by one. */
    public synchronized void since(Topic topic, long sinceMs, Consumer<Event> each)
            throws BusException {
        try {
            KafkaConsumer<byte[], byte[]> consumer = reader();
            assign(consumer, List.of(topic), false);
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            Map<TopicPartition, Long> times = new LinkedHashMap<>();
            consumer.assignment().forEach(partition -> times.put(partition, sinceMs));
            consumer.offsetsForTimes(times)
                    .forEach(
                            (partition, first) -> {
                                if (first != null) {
                                    consumer.seek(partition, first.offset());
                                }
                            });
            while (!reached(consumer, ends)) {
                consumer.poll(POLL).forEach(record -> each.accept(Event.of(record, leftOut)));
            }
        } catch (KafkaException e) {
            throw failure("reading " + topic.topicName(), e);
        }
    }

    /** One for all topics, as a command reads a dozen and connecting takes longer than reading. */
    private KafkaConsumer<byte[], byte[]> reader() {
        if (reader == null) {
            reader = consumer(LOOK_WAIT);
        }
        return reader;
    }

    static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /**
     * Follows topics until it is stopped.
     *
     * @param fromStart everything that is there first; else only what comes
     * @param goOn gets each event, and null when nothing has come for a while, but not before all
     *     that was there has come; false ends it
     */
    public void follow(Collection<Topic> topics, boolean fromStart, Predicate<Event> goOn)
            throws BusException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            assign(consumer, topics, fromStart);
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            boolean caughtUp = false;
            while (true) {
                boolean quiet = true;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    quiet = false;
                    if (!goOn.test(Event.of(record, leftOut))) {
                        return;
                    }
                }
                if (!caughtUp && reached(consumer, ends)) {
                    caughtUp = true;
                    quiet = true;
                }
                if (caughtUp && quiet && !goOn.test(null)) {
                    return;
                }
            }
        } catch (KafkaException e) {
            throw failure("following topics", e);
        }
    }

    /**
     * The same from the start, with what was there in order of Kafka's time, across topics and
     * partitions.
     */
    public void replay(Collection<Topic> topics, Predicate<Event> goOn) throws BusException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            assign(consumer, topics, true);
            if (!replayed(consumer, goOn)) {
                return;
            }
            boolean goesOn = goOn.test(null);
            while (goesOn) {
                List<ConsumerRecord<byte[], byte[]>> news = new ArrayList<>();
                consumer.poll(POLL).forEach(news::add);
                news.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
                for (ConsumerRecord<byte[], byte[]> record : news) {
                    if (!goOn.test(Event.of(record, leftOut))) {
                        return;
                    }
                }
                goesOn = !news.isEmpty() || goOn.test(null);
            }
        } catch (KafkaException e) {
            throw failure("following topics", e);
        }
    }

    /** What was there at its begin; false where it was ended. */
    private boolean replayed(KafkaConsumer<byte[], byte[]> consumer, Predicate<Event> goOn) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        Backlog backlog = new Backlog(ends.keySet());
        Set<TopicPartition> goesOn = new HashSet<>(ends.keySet());
        boolean isOver = false;
        while (!isOver) {
            goesOn.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
            ends.keySet().stream().filter(it -> !goesOn.contains(it)).forEach(backlog::ended);
            for (ConsumerRecord<byte[], byte[]> next = backlog.next(goesOn);
                    next != null;
                    next = backlog.next(goesOn)) {
                if (!goOn.test(Event.of(next, leftOut))) {
                    return false;
                }
            }
            isOver = goesOn.isEmpty();
            if (!isOver) {
                Map<Boolean, List<TopicPartition>> wanted =
                        ends.keySet().stream()
                                .collect(
                                        Collectors.partitioningBy(
                                                it ->
                                                        goesOn.contains(it)
                                                                && !backlog.isEnough(it)));
                consumer.pause(wanted.get(false));
                consumer.resume(wanted.get(true));
                consumer.poll(POLL).forEach(backlog::add);
            }
        }
        consumer.resume(consumer.assignment());
        return true;
    }

    /** Those of some topics that this client may read, in their order. */
    public List<Topic> readable(Collection<Topic> topics) throws BusException {
        List<Topic> readable = new ArrayList<>();
        try (Admin kafka = Admin.create(client)) {
            Map<String, KafkaFuture<TopicDescription>> asked =
                    kafka.describeTopics(
                                    topics.stream().map(Topic::topicName).toList(),
                                    new DescribeTopicsOptions().includeAuthorizedOperations(true))
                            .topicNameValues();
            for (Topic topic : topics) {
                if (isReadable(asked.get(topic.topicName()))) {
                    readable.add(topic);
                }
            }
        } catch (ExecutionException e) {
            throw failure("asking which topics may be read", e.getCause());
        } catch (KafkaException e) {
            throw failure("asking which topics may be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("asking which topics may be read", e);
        }
        return readable;
    }

    private static boolean isReadable(KafkaFuture<TopicDescription> asked)
            throws ExecutionException, InterruptedException {
        try {
            Set<AclOperation> allowed = asked.get().authorizedOperations();
            // A broker that is too old to answer is assumed to allow.
            return allowed == null || allowed.contains(AclOperation.READ);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return false;
            }
            throw e;
        }
    }

    /** What comes on some topics from now on. */
    public Tail tail(Topic... topics) throws BusException {
        try {
            KafkaConsumer<byte[], byte[]> consumer = consumer();
            assign(consumer, List.of(topics), false);
            return new Tail(consumer, leftOut);
        } catch (KafkaException e) {
            throw failure("following topics", e);
        }
    }

    /** The end of some topics, read as it grows; for one thread. */
    public static final class Tail implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final LeftOut leftOut;

        private Tail(KafkaConsumer<byte[], byte[]> consumer, LeftOut leftOut) {
            this.consumer = consumer;
            this.leftOut = leftOut;
        }

        /** What has come meanwhile; empty after a short wait for it. */
        public List<Event> next() throws BusException {
            List<Event> events = new ArrayList<>();
            try {
                consumer.poll(POLL).forEach(record -> events.add(Event.of(record, leftOut)));
            } catch (KafkaException e) {
                throw new BusException("following topics", e);
            }
            return events;
        }

        /**
         * Those of that type that fit, from the first of them on.
         *
         * @param within how long the first may take
         * @param settles how long after the first another one may follow
         */
        public <T> List<T> all(Class<T> type, Predicate<T> fits, Duration within, Duration settles)
                throws BusException {
            List<T> all = new ArrayList<>();
            long endNanos = System.nanoTime() + within.toNanos();
            while (System.nanoTime() < endNanos) {
                boolean isFirst = all.isEmpty();
                next().forEach(event -> event.readable(type).filter(fits).ifPresent(all::add));
                if (isFirst && !all.isEmpty()) {
                    endNanos = System.nanoTime() + settles.toNanos();
                }
            }
            return all;
        }

        /** The first of that type that fits; empty where none comes within that time. */
        public <T> Optional<T> first(Class<T> type, Predicate<T> fits, Duration within)
                throws BusException {
            return first(event -> event.readable(type).filter(fits), within);
        }

        /** The first answer that an event gives; empty where none comes within that time. */
        public <T> Optional<T> first(Function<Event, Optional<T>> answer, Duration within)
                throws BusException {
            long endNanos = System.nanoTime() + within.toNanos();
            while (System.nanoTime() < endNanos) {
                for (Event event : next()) {
                    Optional<T> found = answer.apply(event);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return consumer(FOLLOW_WAIT);
    }

    private KafkaConsumer<byte[], byte[]> consumer(Duration fetchWait) {
        Properties properties = new Properties();
        properties.put("fetch.max.wait.ms", Long.toString(fetchWait.toMillis()));
        properties.putAll(client);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        // Where the offset that is asked for is gone by retention.
        properties.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void assign(
            KafkaConsumer<byte[], byte[]> consumer, Collection<Topic> topics, boolean fromStart) {
        List<TopicPartition> partitions = partitions(consumer, topics);
        consumer.assign(partitions);
        if (fromStart) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
        }
    }

    static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, Collection<Topic> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : topics) {
            for (PartitionInfo info : consumer.partitionsFor(topic.topicName())) {
                partitions.add(new TopicPartition(info.topic(), info.partition()));
            }
        }
        return partitions;
    }

    private BusException failure(String doing, Throwable cause) {
        return new BusException(doing + " at " + client.get("bootstrap.servers"), cause);
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
        if (reader != null) {
            reader.close();
        }
        leftOut.lines().forEach(warn);
    }
}
