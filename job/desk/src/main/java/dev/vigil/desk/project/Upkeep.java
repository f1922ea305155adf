package dev.vigil.desk.project;

import dev.vigil.desk.store.Store;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What is to be done to a store besides reading topics: erasures as they are asked for, and once a
 * day the deletion of what is too old. In small steps, for one thread of one process.
 */
public final class Upkeep {
    private static final Duration ERASE_EVERY = Duration.ofMinutes(1);
    private static final Duration DELETE_EVERY = Duration.ofDays(1);

    private final EarlierLetters letters;
    private final Erasures erasures;
    private final Retention retention;
    private final LongSupplier nanos;
    private long eraseAtNanos;
    private long deleteAtNanos;
    private boolean isDeleting;

    public Upkeep(Store store, LongSupplier nanos) {
        Projections projections = Projections.all();
        this.letters = new EarlierLetters(store);
        this.erasures = new Erasures(store, projections);
        this.retention = new Retention(store, projections);
        this.nanos = nanos;
        this.eraseAtNanos = nanos.getAsLong();
        this.deleteAtNanos = nanos.getAsLong();
    }

    /**
     * Does the next step, where one is due.
     *
     * @param nowMs UTC epoch ms
     */
    public void step(long nowMs) {
        long now = nanos.getAsLong();
        if (now - eraseAtNanos >= 0) {
            if (!letters.step() && !erasures.step(nowMs)) {
                eraseAtNanos = now + ERASE_EVERY.toNanos();
            }
        } else if (isDeleting) {
            isDeleting = retention.step(nowMs);
        } else if (now - deleteAtNanos >= 0) {
            deleteAtNanos = now + DELETE_EVERY.toNanos();
            retention.begin();
            isDeleting = true;
        }
    }
}
