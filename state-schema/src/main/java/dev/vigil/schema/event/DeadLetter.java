package dev.vigil.schema.event;

/**
 * A record that could not be used, with its reason; the job went on.
 *
 * @param deadLetterId {@code topic/partition/offset}, or the stage and id where it was no record
 * @param reason stable code, e.g. {@code TIME_AHEAD}
 * @param message what was expected, what came, what to do
 * @param bytes the value, at most 64 KiB of it, of media 1 KiB
 * @param leftOut how many of the same stage, topic, reason and key were left out since the one
 *     before, as too many came in a minute; null where none was
 */
public record DeadLetter(
        String deadLetterId,
        String topic,
        int partition,
        long offset,
        String stage,
        String reason,
        String message,
        @MayBeMissing String key,
        byte[] bytes,
        @MayBeMissing Long leftOut) {

    /** One before which none was left out. */
    public DeadLetter(
            String deadLetterId,
            String topic,
            int partition,
            long offset,
            String stage,
            String reason,
            String message,
            String key,
            byte[] bytes) {
        this(deadLetterId, topic, partition, offset, stage, reason, message, key, bytes, null);
    }

    public DeadLetter leftOut(long count) {
        return new DeadLetter(
                deadLetterId, topic, partition, offset, stage, reason, message, key, bytes, count);
    }
}
