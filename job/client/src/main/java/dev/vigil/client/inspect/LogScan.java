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
import java.io.UncheckedIOException;
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

    private final Entries first;

    /** By their offset on the topic, from the topic's begin. */
    private final BitSet areEntries = new BitSet();

    /** Of those the ones that are looked at once more. */
    private final BitSet areKept = new BitSet();

    private final Map<String, Long> sealedTo = new HashMap<>();
    private PartitionOffsets topic;
    private SignedNote newest;
    private SignedNote before;

    private LogScan(InspectionSource topics, List<NoteKey> keys, long fromMs, Entries first) {
        this.topics = topics;
        this.keys = keys;
        this.fromMs = fromMs;
        this.first = first;
        origin = keys.get(0).name();
        entries = new LogEntries(origin, keys, Long.MAX_VALUE);
    }

    /**
     * Reads it.
     *
     * @param keys of the log; the first one names it
     * @param fromMs where the span begins: the newest seal before it is kept
     * @param first gets each sealed entry; true for one that {@link #again} is to give again
     * @throws IOException where there is no seal, or one contradicts the log
     */
    static LogScan of(InspectionSource topics, List<NoteKey> keys, long fromMs, Entries first)
            throws IOException {
        LogScan scan = new LogScan(topics, keys, fromMs, first);
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
        try {
            topics.records(
                    topic.partition(),
                    topic.begin(),
                    topic.end(),
                    record -> learn(record.value(), record.offset(), size));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
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

    private void learn(byte[] value, long offset, long size) {
        AuditPage page = LogRecords.page(value).orElse(null);
        if (page == null) {
            return;
        }
        long index = entries.tree().size();
        entries.page(page);
        if (entries.tree().size() > index && index < size) {
            int place = Math.toIntExact(offset - topic.begin());
            areEntries.set(place);
            leaf(page)
                    .ifPresent(
                            leaf -> {
                                sealedTo.merge(leaf.place(), leaf.to(), Math::max);
                                areKept.set(place, entry(first, index, leaf, value));
                            });
        }
    }

    private static boolean entry(Entries to, long index, PageLeaf leaf, byte[] value) {
        try {
            return to.entry(index, leaf, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
         * @return true for one that is looked at again
         */
        boolean entry(long index, PageLeaf leaf, byte[] value) throws IOException;
    }

    /** Gives those that were to be looked at again, in their order. */
    void again(Entries each) throws IOException {
        if (areKept.isEmpty()) {
            return;
        }
        long[] index = {0};
        try {
            topics.records(
                    topic.partition(),
                    topic.begin(),
                    topic.end(),
                    record -> {
                        int place = Math.toIntExact(record.offset() - topic.begin());
                        long at = areEntries.get(place) ? index[0]++ : -1;
                        if (areKept.get(place)) {
                            LogRecords.page(record.value())
                                    .flatMap(LogScan::leaf)
                                    .ifPresent(leaf -> entry(each, at, leaf, record.value()));
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
