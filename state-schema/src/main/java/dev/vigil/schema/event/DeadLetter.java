package dev.vigil.schema.event;

/**
 * A record that could not be used, with its reason; the job went on.
 *
 * @param deadLetterId {@code topic/partition/offset}, or the stage and id where it was no record
 * @param reason stable code, e.g. {@code TIME_AHEAD}
 * @param message what was expected, what came, what to do
 * @param bytes the value, at most 64 KiB of it
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
        byte[] bytes) {}
