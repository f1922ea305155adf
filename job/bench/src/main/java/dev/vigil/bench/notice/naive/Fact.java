package dev.vigil.bench.notice.naive;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one record of a topic reports of a notice, for the naive model; which fields are set depends
 * on the kind.
 *
 * @param logMs the record's time in Kafka; simulated where it is an input
 * @param a received, decided, effective, back, fires, stopped or done at
 * @param b of an alert: the clock's time when it was written
 * @param generation of what was published
 * @param text items, an item, a key, a level or a cause
 * @param more "complete", an outcome, or skipped levels
 * @param body digest of the record's value
 */
record Fact(
        Kind kind,
        String noticeId,
        long logMs,
        long a,
        long b,
        int generation,
        String text,
        String more,
        long body) {
    /** Of which record. */
    enum Kind {
        RECEIVED,
        TRIAGED,
        SUPPLEMENTED,
        WITHDRAWN,
        CONFIRMED,
        BACK,
        ACKED,
        ALERT,
        RESOLVED,
        BREACH,
        CORRECTION;

        private static final Kind[] ALL = values();
    }

    boolean isPublished() {
        return kind.compareTo(Kind.ALERT) >= 0;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(kind.ordinal());
        out.writeUTF(noticeId);
        out.writeLong(logMs);
        out.writeLong(a);
        out.writeLong(b);
        out.writeInt(generation);
        out.writeUTF(text);
        out.writeUTF(more);
        out.writeLong(body);
    }

    static Fact read(DataInput in) throws IOException {
        return new Fact(
                Kind.ALL[in.readByte()],
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readUTF(),
                in.readUTF(),
                in.readLong());
    }
}
