package dev.vigil.desk;

import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Rebuild;
import dev.vigil.desk.store.Lease;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.desk.store.StoreException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Empties the rows of all screens: the desk that starts next makes them again from its journal. It
 * has the lease of the store meanwhile, so that no desk follows the topics.
 */
public final class DeskRebuild {
    /** A desk that was killed is silent for a while before it is known to be gone. */
    private static final Duration PATIENCE = Lease.TAKEN_AFTER.multipliedBy(2);

    private static final Duration ASKED_EVERY = Duration.ofMillis(500);

    private DeskRebuild() {}

    /**
     * Waits for a desk that has just ended.
     *
     * @throws StoreException where a desk follows the topics by this store; nothing is changed
     */
    public static void run(StoreAddress address) throws InterruptedException {
        try (Store store = Store.open(address)) {
            run(store, PATIENCE);
        }
    }

    static void run(Store store, Duration patience) throws InterruptedException {
        try (Lease lease = new Lease(store, Desk.LEASE, "--rebuild");
                Handle handle = store.handle()) {
            await(lease, patience);
            ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();
            // To empty millions of rows takes longer than the lease is kept without a beat.
            beats.scheduleWithFixedDelay(
                    () -> beat(lease), 0, Lease.BEAT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            try {
                handle.useTransaction(inside -> empty(inside, lease));
            } finally {
                end(beats);
            }
        }
    }

    private static void await(Lease lease, Duration patience) throws InterruptedException {
        long beganNanos = System.nanoTime();
        while (!lease.beat()) {
            if (System.nanoTime() - beganNanos > patience.toNanos()) {
                throw new StoreException(
                        "--rebuild: expected a store that no desk follows, got one that "
                                + lease.other().orElse("another desk")
                                + " follows; nothing is changed: stop all desks of it, then run it"
                                + " again",
                        null);
            }
            Thread.sleep(ASKED_EVERY.toMillis());
        }
    }

    private static void beat(Lease lease) {
        try {
            lease.beat();
        } catch (JdbiException e) {
            // The rows are locked, by this process: no other can take the lease meanwhile.
        }
    }

    private static void empty(Handle inside, Lease lease) {
        Rebuild.begin(inside, Projections.all());
        if (!lease.isKept(inside)) {
            throw new StoreException(
                    "--rebuild: expected to be alone with the store to the end, but a desk has"
                            + " taken over; nothing is changed: stop all desks of it, then run it"
                            + " again",
                    null);
        }
    }

    /** The lease is given back by this thread: no beat may be on its way. */
    private static void end(ScheduledExecutorService beats) throws InterruptedException {
        beats.shutdown();
        beats.awaitTermination(1, TimeUnit.MINUTES);
    }
}
