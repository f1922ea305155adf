package dev.vigil.client.audit;

import dev.vigil.audit.LogRecords;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The seals of a log by their size, of which some are read ahead: runs of the job that overlap
 * publish them nearly in order. One that is later than that follows larger ones.
 */
final class SealsAhead {
    /** Seals in memory: under a kilobyte each. */
    private static final int MOST = 1 << 12;

    private final Iterator<ConsumerRecord<byte[], byte[]>> topic;
    private final NoteKey key;
    private final PriorityQueue<Seal> ahead =
            new PriorityQueue<>(Comparator.comparingLong((Seal seal) -> seal.text().size()));
    private long readTo;

    record Seal(SealText text, SignedNote note) {}

    /**
     * @param topic its records from an offset on
     * @param from that offset
     */
    SealsAhead(Iterator<ConsumerRecord<byte[], byte[]>> topic, long from, NoteKey key) {
        this.topic = topic;
        this.key = key;
        readTo = from;
    }

    /** Empty where there is none any more. */
    Optional<Seal> next() {
        while (ahead.size() < MOST && topic.hasNext()) {
            ConsumerRecord<byte[], byte[]> record = topic.next();
            readTo = record.offset() + 1;
            LogRecords.seal(record.value()).flatMap(it -> read(it.note())).ifPresent(ahead::add);
        }
        return Optional.ofNullable(ahead.poll());
    }

    /** Empty for what is no seal of the log: a check of the log names it. */
    private Optional<Seal> read(String note) {
        try {
            SignedNote signed = SignedNote.parse(note);
            SealText text = SealText.parse(signed.text());
            boolean isOfLog = text.origin().equals(key.name()) && signed.isSignedBy(List.of(key));
            return isOfLog ? Optional.of(new Seal(text, signed)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first offset that was not read. */
    long readTo() {
        return readTo;
    }
}
