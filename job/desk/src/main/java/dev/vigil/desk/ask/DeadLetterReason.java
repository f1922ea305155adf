package dev.vigil.desk.ask;

import org.jdbi.v3.core.Handle;

/** Why a job refused a record at its door. */
final class DeadLetterReason {
    private DeadLetterReason() {}

    /** The reason that its dead letter had; null where it was not refused. */
    static String of(Handle store, String topic, long partition, long offset) {
        return store.createQuery(
                        "select reason from refused_record where topic = ? and part = ?"
                                + " and off = ?")
                .bind(0, topic)
                .bind(1, partition)
                .bind(2, offset)
                .mapTo(String.class)
                .findFirst()
                .orElse(null);
    }
}
