package dev.vigil.desk.act;

import dev.vigil.desk.project.Upkeep;
import dev.vigil.desk.store.Lease;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Sends what people order, and erases what is to be erased or is too old, as long as the desk runs.
 * For one thread each: what can't be erased must not hold up what is ordered.
 */
public final class DeskSender implements AutoCloseable {
    /** How soon an order is sent. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** For what stops a process between two of its steps, such as a collection of its heap. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    /** How long after it was begun a record may still get to its topic. */
    static final Duration SETTLES = KafkaOutboxTarget.LONGEST.plus(MARGIN);

    private final PartyTargets target;
    private final OutboxSender sender;
    private final Upkeep upkeep;
    private final ActRetention retention;
    private final InstantSource clock;
    private final Store store;
    private final long beganMs;
    private boolean hasDoubted;

    /**
     * @param lease of the store, under which alone it sends
     * @param client bootstrap servers and security
     * @throws IOException where these are wrong
     */
    public DeskSender(
            Store store,
            Lease lease,
            Properties client,
            WritingParties parties,
            InstantSource clock)
            throws IOException {
        target = new PartyTargets(client, parties);
        sender = new OutboxSender(store, target, lease, clock, System::nanoTime, SETTLES);
        upkeep = new Upkeep(store, System::nanoTime);
        retention = new ActRetention(store, System::nanoTime);
        this.clock = clock;
        this.store = store;
        beganMs = clock.millis();
    }

    /**
     * Sends until it is stopped, whatever fails meanwhile.
     *
     * @param warn gets what failed
     */
    public void follow(BooleanSupplier goOn, Consumer<String> warn) throws InterruptedException {
        while (goOn.getAsBoolean()) {
            try {
                if (!hasDoubted) {
                    doubt();
                }
                sender.send();
            } catch (JdbiException | StoreException e) {
                warn.accept("sending what was ordered: " + e.getMessage());
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    /**
     * Erases until it is stopped, a step at a time.
     *
     * @param warn gets what failed
     */
    public void erase(BooleanSupplier goOn, Consumer<String> warn) throws InterruptedException {
        while (goOn.getAsBoolean()) {
            try {
                upkeep.step(clock.millis());
                retention.step(clock.millis());
            } catch (JdbiException | StoreException e) {
                warn.accept("erasing: " + e.getMessage());
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    /** Once in a process: its store may have been restored while none ran. */
    private void doubt() {
        try (Handle handle = store.handle()) {
            DeskOutbox.doubt(handle, beganMs, clock.millis());
        }
        hasDoubted = true;
    }

    @Override
    public void close() {
        target.close();
    }
}
