package dev.vigil.client.inspect;

import dev.vigil.audit.NoteKey;
import dev.vigil.audit.PageLeaf;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.Tile;
import dev.vigil.client.audit.TopicsCheck;
import dev.vigil.client.bus.PartitionOffsets;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Collects a bundle from the topics: records of a span, what they rest on, and the part of the
 * audit log that proves them. Of a record that is one of a selection it keeps the offset, of all
 * others nothing.
 */
final class BundleCollect {
    /** Records of registers and of selections: 8 bytes each. */
    private static final int MOST_CHOSEN = 20_000_000;

    private static final int REPORT_EVERY = 100_000;

    private final InspectionSource topics;
    private final InspectionRequest request;
    private final BundleWriter writer;
    private final LongConsumer progress;
    private final BundleSelection selection;
    private final PublishedDays days;
    private final Map<String, SeenSpan> spans = new LinkedHashMap<>();

    /** Offsets that are in the bundle, of partitions of which not all is. */
    private final Map<String, long[]> chosen = new HashMap<>();

    private final Map<String, SpanOffsets> there = new LinkedHashMap<>();

    /** Partitions of which the source lacks records. */
    private final Set<String> lacking = new HashSet<>();

    private final Map<String, OutputStream> pages = new HashMap<>();
    private final Set<Long> tiles = new TreeSet<>();
    private LogScan log;
    private long read;
    private int choices;

    /**
     * @param progress gets the number of records read, now and then
     */
    BundleCollect(
            InspectionSource topics,
            InspectionRequest request,
            BundleWriter writer,
            LongConsumer progress) {
        this.topics = topics;
        this.request = request;
        this.writer = writer;
        this.progress = progress;
        selection = new BundleSelection(request.scope());
        days = new PublishedDays(request);
    }

    void collect(List<NoteKey> keys) throws IOException {
        InspectionScope scope = request.scope();
        for (PartitionOffsets one :
                topics.offsets(InspectionTopics.all(), SpanOffsets.sinceMs(scope))) {
            String place = one.partition().topic() + "/" + one.partition().partition();
            SpanOffsets offsets = SpanOffsets.of(topics, scope, one, this::report);
            there.put(place, offsets);
            if (!topics.isWhole(one.partition(), offsets.first(), offsets.to())) {
                lacking.add(place);
            }
        }
        try {
            log = LogScan.of(topics, keys, scope.fromMs(), this::page);
            learnBefore();
            for (SpanOffsets offsets : there.values()) {
                SeenSpan span = records(offsets);
                spans.put(span.topic() + "/" + span.partition(), span);
            }
            log.again(this::chosenPage);
        } finally {
            for (OutputStream file : pages.values()) {
                file.close();
            }
        }
        heads(keys);
        writer.write(BundleFolder.REQUEST, Json.bytes(request));
        writer.write(
                BundleFolder.SPANS,
                Json.bytes(new BundleReading.Spans(List.copyOf(spans.values()))));
    }

    /**
     * A batch leads to its entries, and they to what was decided by them; a work to its notices, a
     * notice to its items, and they to what became of them. All of these may be older than the
     * span. What was done about an account's items names no account; their outcome does, and is
     * stored behind it.
     */
    private void learnBefore() throws IOException {
        InspectionScope.About about = request.scope().about();
        if (about == null) {
            return;
        }
        switch (about) {
            case BATCH -> learn(Topic.LIST, record -> true);
            case WORK -> learn(Topic.NOTICES, record -> true);
            case NOTICE, DIRECTIVE -> {
                byte[] key = request.scope().id().getBytes(StandardCharsets.UTF_8);
                learn(Topic.NOTICES, record -> Arrays.equals(key, record.key()));
            }
            case ACCOUNT -> learnSince(Topic.OUTCOMES);
        }
    }

    private void learn(Topic topic, Predicate<ConsumerRecord<byte[], byte[]>> mayLead)
            throws IOException {
        String place = topic.topicName() + "/";
        if (there.keySet().stream().noneMatch(it -> it.startsWith(place))) {
            return;
        }
        topics.records(
                topic,
                record -> {
                    report();
                    if (mayLead.test(record)) {
                        selection.takes(topic, inspected(record));
                    }
                });
    }

    /** Of what was stored within the span, and behind it. */
    private void learnSince(Topic topic) throws IOException {
        for (SpanOffsets offsets : there.values()) {
            PartitionOffsets partition = offsets.partition();
            if (partition.partition().topic().equals(topic.topicName())) {
                topics.records(
                        partition.partition(),
                        offsets.first(),
                        partition.end(),
                        record -> {
                            report();
                            selection.takes(topic, inspected(record));
                        });
            }
        }
    }

    private static InspectedRecord inspected(ConsumerRecord<byte[], byte[]> record) {
        byte[] line = TopicsCheck.bytes(record);
        return InspectedRecord.of(line, 0, line.length);
    }

    private SeenSpan records(SpanOffsets offsets) throws IOException {
        PartitionOffsets partition = offsets.partition();
        Topic topic = Topic.named(partition.partition().topic());
        long sealedEnd = log.sealedEnd(topic.topicName(), partition.partition().partition());
        long to = Math.max(partition.begin(), Math.min(offsets.to(), sealedEnd));
        Long[] unsealed = unsealed(offsets, to);
        SeenSpan span =
                new SeenSpan(
                        topic.topicName(),
                        partition.partition().partition(),
                        partition.begin(),
                        firstMs(partition),
                        Math.min(offsets.first(), to),
                        Math.min(offsets.from(), to),
                        to,
                        partition.end(),
                        unsealed[0],
                        unsealed[1],
                        isWhole(
                                topic,
                                topic.topicName() + "/" + partition.partition().partition()));
        write(topic, span, partition);
        return span;
    }

    private boolean isWhole(Topic topic, String place) {
        return selection.isWhole() && !topic.cleanup().compacts() && !lacking.contains(place);
    }

    private Long firstMs(PartitionOffsets partition) throws IOException {
        Long[] ms = {null};
        long end = Math.min(partition.end(), partition.begin() + 1);
        topics.records(partition.partition(), partition.begin(), end, it -> ms[0] = it.timestamp());
        return ms[0];
    }

    /**
     * The first offset of what is under no seal yet, and the earliest time of it; nulls for none.
     */
    private Long[] unsealed(SpanOffsets offsets, long sealedTo) throws IOException {
        Long[] first = {null, null};
        topics.records(
                offsets.partition().partition(),
                Math.max(sealedTo, offsets.from()),
                offsets.to(),
                it -> {
                    first[0] = first[0] == null ? it.offset() : first[0];
                    first[1] =
                            first[1] == null ? it.timestamp() : Math.min(first[1], it.timestamp());
                });
        return first;
    }

    private void write(Topic topic, SeenSpan span, PartitionOffsets partition) throws IOException {
        if (span.first() >= span.to()) {
            return;
        }
        long[][] offsets = {new long[16]};
        int[] count = {0};
        try (OutputStream file = writer.open(BundleFolder.records(span.name()))) {
            topics.records(
                    partition.partition(),
                    span.first(),
                    span.to(),
                    record -> {
                        report();
                        if (topic == Topic.FIGURES && !isOfDays(record)
                                || InspectionTopics.isFingerprint(topic, record)
                                || !isOfTime(span, topic, record)) {
                            return;
                        }
                        byte[] line = TopicsCheck.bytes(record);
                        if (!takes(topic, line)) {
                            return;
                        }
                        write(file, line);
                        // What is before the span is there for what rests on it, and no more.
                        if (count[0] == offsets[0].length) {
                            offsets[0] = Arrays.copyOf(offsets[0], 2 * count[0]);
                        }
                        offsets[0][count[0]++] = record.offset();
                        requireRoom(span);
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!span.isWhole()) {
            choices += count[0];
            chosen.put(span.topic() + "/" + span.partition(), Arrays.copyOf(offsets[0], count[0]));
        }
    }

    private boolean isOfDays(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && days.isOf(new String(record.key(), StandardCharsets.UTF_8));
    }

    /** Where all is taken that lies between records of the span, a gap shows that one was lost. */
    private boolean isOfTime(SeenSpan span, Topic topic, ConsumerRecord<byte[], byte[]> record) {
        return span.isWhole() || SpanOffsets.isRead(topic, request.scope(), record.timestamp());
    }

    private boolean takes(Topic topic, byte[] line) {
        return selection.isWhole()
                || selection.takes(topic, InspectedRecord.of(line, 0, line.length));
    }

    private static void write(OutputStream file, byte[] line) {
        try {
            file.write(line);
            file.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report() {
        if (++read % REPORT_EVERY == 0) {
            progress.accept(read);
        }
    }

    private void requireRoom(SeenSpan span) {
        if (choices > MOST_CHOSEN) {
            throw new IllegalArgumentException(
                    span.topic()
                            + ": expected at most "
                            + MOST_CHOSEN
                            + " records of a selection, got more; name a shorter span");
        }
    }

    // The log ----------------------------------------------------------------------------------

    /** True for a page that is needed if one of its records is. */
    private boolean page(long index, PageLeaf leaf, byte[] value) throws IOException {
        if ((leaf.topic() + "-" + leaf.partition()).equals(BundleReading.TICKS)) {
            InspectionScope scope = request.scope();
            if (leaf.at() >= scope.fromMs() && leaf.at() < scope.toMs()) {
                write(BundleReading.TICKS, index, value);
            }
            return false;
        }
        SpanOffsets offsets = there.get(leaf.place());
        if (offsets == null) {
            return false;
        }
        Topic topic = Topic.named(leaf.topic());
        boolean isNeeded = leaf.to() >= offsets.first() && leaf.from() < offsets.to();
        boolean isWhole = isWhole(topic, leaf.place());
        if (isNeeded && isWhole) {
            write(leaf.topic() + "-" + leaf.partition(), index, value);
        }
        return isNeeded && !isWhole;
    }

    private boolean chosenPage(long index, PageLeaf leaf, byte[] value) throws IOException {
        if (holdsOneOf(leaf, chosen.get(leaf.place()))) {
            write(leaf.topic() + "-" + leaf.partition(), index, value);
        }
        return false;
    }

    private void write(String partition, long index, byte[] value) throws IOException {
        OutputStream file = pages.get(partition);
        if (file == null) {
            file = writer.open(BundleFolder.pages(partition));
            pages.put(partition, file);
        }
        file.write(BundleLog.line(index, value));
        tiles.add(index / Tile.FULL);
    }

    private static boolean holdsOneOf(PageLeaf leaf, long[] offsets) {
        if (offsets == null) {
            return false;
        }
        int at = Arrays.binarySearch(offsets, leaf.from());
        int next = at < 0 ? -at - 1 : at;
        return next < offsets.length && offsets[next] <= leaf.to();
    }

    private void heads(List<NoteKey> keys) throws IOException {
        long size = log.entries().sealed();
        writer.write(
                BundleFolder.KEYS,
                keys.stream().map(key -> key.line() + "\n").collect(Collectors.joining()));
        writer.write(BundleFolder.CHECKPOINT, log.newest().toString());
        tiles.add((size - 1) / Tile.FULL);
        if (log.before().isPresent()) {
            SignedNote before = log.before().get();
            writer.write(BundleFolder.SEAL_BEFORE, before.toString());
            tiles.add((SealText.parse(before.text()).size() - 1) / Tile.FULL);
        }
        Set<Long> level = tiles;
        for (int height = 0; size >> 8 * height > 0; height++) {
            long count = size >> 8 * height;
            for (long number : new ArrayList<>(level)) {
                if (number * Tile.FULL < count) {
                    int width = (int) Math.min(Tile.FULL, count - number * Tile.FULL);
                    Tile tile = new Tile(height, number, width);
                    writer.write(
                            BundleFolder.LOG + "/" + tile.path(), tile.bytes(log.entries().tree()));
                }
            }
            level =
                    level.stream()
                            .map(it -> it / Tile.FULL)
                            .collect(Collectors.toCollection(TreeSet::new));
            level.add(Math.max(0, (count >> 8) - 1) / Tile.FULL);
        }
    }
}
