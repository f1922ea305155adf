package dev.vigil.desk.act;

import dev.vigil.client.bus.BusException;
import dev.vigil.desk.project.Upkeep;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;

/**
 * Sends what people order, and erases what is to be erased, as long as the desk runs. For one
 * thread.
 */
public final class DeskSender implements AutoCloseable {
    /** How soon an order is sent. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Longer than a request to the broker may take. */
    private static final Duration SETTLES = Duration.ofSeconds(10);

    private final PartyTargets target;
    private final OutboxSender sender;
    private final Upkeep upkeep;
    private final InstantSource clock;

    /**
     * @param client bootstrap servers and security
     */
    public DeskSender(Store store, Properties client, WritingParties parties, InstantSource clock)
            throws BusException {
        target = new PartyTargets(client, parties);
        sender = new OutboxSender(store, target, clock, SETTLES);
        upkeep = new Upkeep(store, System::nanoTime);
        this.clock = clock;
    }

    /**
     * Sends until it is stopped, whatever fails meanwhile.
     *
     * @param warn gets what failed
     */
    public void follow(BooleanSupplier goOn, Consumer<String> warn) throws InterruptedException {
        while (goOn.getAsBoolean()) {
            try {
                sender.send();
                upkeep.step(clock.millis());
            } catch (JdbiException | StoreException e) {
                warn.accept("sending what was ordered, or erasing: " + e.getMessage());
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    @Override
    public void close() {
        target.close();
    }
}
