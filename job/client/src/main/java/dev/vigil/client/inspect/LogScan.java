package dev.vigil.client.inspect;

import dev.vigil.audit.LogEntries;
import dev.vigil.audit.LogRecords;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.PageLeaf;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.client.bus.PartitionOffsets;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The audit log as it is on its topics: which records of the topic are its entries, up to where it
 * is sealed, and where that leaves each partition. Of a page it keeps 64 bytes, no page itself.
 */
final class LogScan {
    private final InspectionSource topics;
    private final String origin;
    private final List<NoteKey> keys;
    private final long fromMs;
    private final LogEntries entries;

    /** By its offset on the topic, from the topic's begin. */
    private final BitSet areEntries = new BitSet();

    private final Map<String, Long> sealedTo = new HashMap<>();
    private PartitionOffsets topic;
    private SignedNote newest;
    private SignedNote before;

    private LogScan(InspectionSource topics, List<NoteKey> keys, long fromMs) {
        this.topics = topics;
        this.keys = keys;
        this.fromMs = fromMs;
        origin = keys.get(0).name();
        entries = new LogEntries(origin, keys, Long.MAX_VALUE);
    }

    /**
     * Reads it.
     *
     * @param keys of the log; the first one names it
     * @param fromMs where the span begins: the newest seal before it is kept
     * @throws IOException where there is no seal, or one contradicts the log
     */
    static LogScan of(InspectionSource topics, List<NoteKey> keys, long fromMs) throws IOException {
        LogScan scan = new LogScan(topics, keys, fromMs);
        scan.readSeals();
        scan.readPages();
        return scan;
    }

    private void readSeals() throws IOException {
        topics.records(
                Topic.SEALS, record -> LogRecords.seal(record.value()).ifPresent(this::learn));
        if (newest == null) {
            throw new IOException(
                    origin
                            + ": expected a seal of the audit log that its key verifies, got none; does"
                            + " the ledger job run with audit.log and audit.key?");
        }
    }

    private void learn(AuditSeal seal) {
        if (!seal.origin().equals(origin)) {
            return;
        }
        try {
            SignedNote note = SignedNote.parse(seal.note());
            SealText text = SealText.parse(note.text());
            if (text.origin().equals(origin) && note.isSignedBy(keys)) {
                newest = text.size() >= size(newest) ? note : newest;
                boolean isBefore = seal.at() <= fromMs && text.size() >= size(before);
                before = isBefore ? note : before;
            }
        } catch (IllegalArgumentException e) {
            // Possibly of another party: a check of the log names it.
        }
    }

    private static long size(SignedNote note) {
        return note == null ? 0 : SealText.parse(note.text()).size();
    }

    private void readPages() throws IOException {
        List<PartitionOffsets> there = topics.offsets(List.of(Topic.AUDIT));
        if (there.isEmpty()) {
            throw new IOException(
                    Topic.AUDIT.topicName() + ": expected this topic, got none; see vigil topics");
        }
        topic = there.get(0);
        long size = size(newest);
        topics.records(
                topic.partition(),
                topic.begin(),
                topic.end(),
                record ->
                        LogRecords.page(record.value())
                                .ifPresent(page -> learn(page, record.offset(), size)));
        entries.seal(newest.toString());
        if (before != null) {
            entries.seal(before.toString());
        }
        if (entries.sealed() != size || entries.contradicting().isPresent()) {
            throw new IOException(
                    origin
                            + ": expected pages that its seals fit, the newest one of "
                            + size
                            + " pages, got others; check the log with vigil audit verify");
        }
    }

    private void learn(AuditPage page, long offset, long size) {
        long index = entries.tree().size();
        entries.page(page);
        if (entries.tree().size() > index && index < size) {
            areEntries.set(Math.toIntExact(offset - topic.begin()));
            leaf(page).ifPresent(leaf -> sealedTo.merge(leaf.place(), leaf.to(), Math::max));
        }
    }

    private static Optional<PageLeaf> leaf(AuditPage page) {
        try {
            return Optional.of(PageLeaf.parse(page.leaf()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first offset that no sealed page is about. */
    long sealedEnd(String topicName, int partition) {
        return sealedTo.getOrDefault(topicName + "/" + partition, -1L) + 1;
    }

    LogEntries entries() {
        return entries;
    }

    SignedNote newest() {
        return newest;
    }

    /** The newest seal before the span; empty for none. */
    Optional<SignedNote> before() {
        return Optional.ofNullable(before);
    }

    /** Takes a sealed entry. */
    interface Entries {
        /**
         * @param value the page as it is on its topic
         */
        void entry(long index, PageLeaf leaf, byte[] value) throws IOException;
    }

    /** The sealed entries once more, in their order. */
    void each(Entries each) throws IOException {
        long[] index = {0};
        IOException[] failed = {null};
        topics.records(
                topic.partition(),
                topic.begin(),
                topic.end(),
                record -> {
                    if (!areEntries.get(Math.toIntExact(record.offset() - topic.begin()))) {
                        return;
                    }
                    long at = index[0]++;
                    Optional<PageLeaf> leaf =
                            LogRecords.page(record.value()).flatMap(LogScan::leaf);
                    if (leaf.isPresent() && failed[0] == null) {
                        try {
                            each.entry(at, leaf.get(), record.value());
                        } catch (IOException e) {
                            failed[0] = e;
                        }
                    }
                });
        if (failed[0] != null) {
            throw failed[0];
        }
    }
}
