package dev.vigil.desk.store;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * What one of several processes of a store does alone. Its owner counts up a number; another
 * process takes over once it has seen that number unchanged for {@link #TAKEN_AFTER} of its own
 * time, so no clocks are compared. Each owner has a greater {@link #fence} than all before it, by
 * which a statement finds that the lease has passed on. {@link #beat} is for one thread, the
 * questions are for any.
 */
public final class Lease implements AutoCloseable {
    /** How long an owner may be silent. */
    public static final Duration TAKEN_AFTER = Duration.ofSeconds(15);

    /** How often {@link #beat} is to be called. */
    public static final Duration BEAT_EVERY = Duration.ofSeconds(3);

    /** An owner that could not beat for so long stops before another one begins. */
    private static final Duration HELD_FOR = Duration.ofSeconds(10);

    private static final String NO_OWNER = "";

    private final Store store;
    private final String name;
    private final String owner = UUID.randomUUID().toString();
    private final String holder;
    private final LongSupplier nanos;

    /** Begin of the last beat that the store has; null where it is not held. */
    private volatile Long beatNanos;

    /** Where it is held: its number, and when the owner before can't have begun anything more. */
    private volatile long fence;

    private volatile long otherEndedNanos;

    private Beat seen;
    private long seenNanos;
    private volatile String other;

    /** What another process has written. */
    private record Beat(String owner, long number, long fence) {}

    /**
     * @param name of what is done alone
     * @param holder names this process to people who look at another one
     */
    public Lease(Store store, String name, String holder) {
        this(store, name, holder, System::nanoTime);
    }

    /**
     * @param nanos a clock that is never set, in ns; it may wrap around
     */
    public Lease(Store store, String name, String holder, LongSupplier nanos) {
        this.store = store;
        this.name = name;
        this.holder = holder;
        this.nanos = nanos;
    }

    /**
     * Says that this process lives, or takes over from one that does not.
     *
     * @return true where this process has the lease now
     */
    public boolean beat() {
        long begunNanos = nanos.getAsLong();
        try (Handle handle = store.handle()) {
            boolean isOurs = beatNanos != null && renew(handle) || take(handle);
            beatNanos = isOurs ? Long.valueOf(begunNanos) : null;
            if (isOurs) {
                other = null;
            }
            return isOurs;
        }
    }

    /**
     * True where no other process has taken it over, nor can before the transaction ends.
     *
     * @param inside the transaction
     */
    public boolean isKept(Handle inside) {
        return renew(inside);
    }

    /** The process that had it at the last beat; empty where that was this one, or none. */
    public Optional<String> other() {
        return Optional.ofNullable(other);
    }

    /** True where no other process can have it. */
    public boolean isHeld() {
        Long last = beatNanos;
        return last != null && nanos.getAsLong() - last < HELD_FOR.toNanos();
    }

    /** Number of this owner, where it is held. */
    public long fence() {
        return fence;
    }

    public String name() {
        return name;
    }

    /**
     * True where it is held, and whatever the owner before has begun, up to the last moment of its
     * own, has ended.
     *
     * @param takes how long something that is begun may take
     */
    public boolean isAfterOthers(Duration takes) {
        return isHeld() && nanos.getAsLong() - otherEndedNanos >= takes.toNanos();
    }

    private boolean renew(Handle handle) {
        return handle.createUpdate("update lease set beat = beat + 1 where name = ? and owner = ?")
                        .bind(0, name)
                        .bind(1, owner)
                        .execute()
                == 1;
    }

    private boolean take(Handle handle) {
        handle.createUpdate(
                        "insert into lease (name, owner, beat) values (?, ?, 0)"
                                + " on conflict (name) do nothing")
                .bind(0, name)
                .bind(1, NO_OWNER)
                .execute();
        Beat now = read(handle);
        if (!now.equals(seen)) {
            seen = now;
            seenNanos = nanos.getAsLong();
        }
        boolean isFree = now.owner().equals(NO_OWNER);
        boolean isSilent = nanos.getAsLong() - seenNanos >= TAKEN_AFTER.toNanos();
        if (!isFree && !isSilent || !swap(handle, now)) {
            return false;
        }
        // It may have been given back this moment, and never later than its last beat allows.
        otherEndedNanos = isFree ? nanos.getAsLong() : seenNanos + HELD_FOR.toNanos();
        fence = now.fence() + 1;
        return true;
    }

    private Beat read(Handle handle) {
        return handle.createQuery("select owner, beat, fence, holder from lease where name = ?")
                .bind(0, name)
                .map(
                        (row, context) -> {
                            Beat beat = new Beat(row.getString(1), row.getLong(2), row.getLong(3));
                            other = beat.owner().equals(NO_OWNER) ? null : row.getString(4);
                            return beat;
                        })
                .one();
    }

    /** Of several that take it at once one gets it. */
    private boolean swap(Handle handle, Beat from) {
        return handle.createUpdate(
                                "update lease set owner = ?, holder = ?, beat = beat + 1,"
                                        + " fence = fence + 1"
                                        + " where name = ? and owner = ? and beat = ?")
                        .bind(0, owner)
                        .bind(1, holder)
                        .bind(2, name)
                        .bind(3, from.owner())
                        .bind(4, from.number())
                        .execute()
                == 1;
    }

    /** Gives it back: another process need not wait. Call it once what it protects has ended. */
    @Override
    public void close() {
        beatNanos = null;
        try (Handle handle = store.handle()) {
            handle.createUpdate("update lease set owner = ? where name = ? and owner = ?")
                    .bind(0, NO_OWNER)
                    .bind(1, name)
                    .bind(2, owner)
                    .execute();
        }
    }
}
