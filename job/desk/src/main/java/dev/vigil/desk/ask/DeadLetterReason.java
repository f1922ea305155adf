package dev.vigil.desk.ask;

import org.jdbi.v3.core.Handle;

/** Why a job refused a record. */
final class DeadLetterReason {
    private DeadLetterReason() {}

    /** Why the record at that place became a dead letter; null where it did not. */
    static String of(Handle store, String topic, long partition, long offset) {
        return store.createQuery(
                        "select reason from dead_letter where of_topic = ? and of_part = ?"
                                + " and of_off = ? order by id limit 1")
                .bind(0, topic)
                .bind(1, partition)
                .bind(2, offset)
                .mapTo(String.class)
                .findFirst()
                .orElse(null);
    }
}
