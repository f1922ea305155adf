package dev.vigil.desk.act;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.BusException;
import dev.vigil.desk.act.DeskOutbox.Waiting;
import dev.vigil.desk.store.Store;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Sends what is in the outbox, each row once, those of a key in their order.
 *
 * <p>A row is marked before it is sent, and gets its place when the broker has it. One that is
 * marked and has none is in doubt: the process was killed in between, or the broker did not answer.
 * It is not sent again until the projector has read all that was on its topic by then and has not
 * found it. For one thread, of one process.
 */
final class OutboxSender {
    private static final int ROWS = 100;

    private final Store store;
    private final OutboxTarget target;
    private final InstantSource clock;
    private final Duration settles;

    /**
     * @param settles how long after it was sent a record may still get to its topic: longer than a
     *     request to the broker may take
     */
    OutboxSender(Store store, OutboxTarget target, InstantSource clock, Duration settles) {
        this.store = store;
        this.target = target;
        this.clock = clock;
        this.settles = settles;
    }

    /** What a key's record waits for, the next one of the key waits for too. */
    private record Lane(String topic, ByteBuffer key) {}

    /**
     * Sends what can be sent now.
     *
     * @return how many rows got their place
     */
    int send() {
        int sent = 0;
        try (Handle handle = store.handle()) {
            Set<Lane> held = new HashSet<>();
            List<Waiting> rows = DeskOutbox.waiting(handle, ROWS);
            for (Waiting one : rows) {
                Lane lane = new Lane(one.row().topic(), ByteBuffer.wrap(one.row().key()));
                if (held.contains(lane)) {
                    continue;
                }
                if (place(handle, one)) {
                    sent++;
                } else {
                    held.add(lane);
                }
            }
        }
        target.settle();
        return sent;
    }

    private boolean place(Handle handle, Waiting one) {
        try {
            if (one.inDoubt()) {
                Optional<RecordPlace> place = looked(handle, one);
                place.ifPresent(it -> DeskOutbox.sent(handle, one.row().id(), it, clock.millis()));
                return place.isPresent();
            }
            if (!DeskOutbox.tried(handle, one.row().id(), clock.millis())) {
                return false;
            }
            RecordPlace place = target.send(one.row());
            DeskOutbox.sent(handle, one.row().id(), place, clock.millis());
            return true;
        } catch (BusException e) {
            // In doubt from here on.
            return false;
        }
    }

    /**
     * Where a row in doubt is. Empty where that is not known yet, or where it is not on its topic:
     * then it is no longer in doubt.
     */
    private Optional<RecordPlace> looked(Handle handle, Waiting one) throws BusException {
        OutboxRow row = one.row();
        if (clock.millis() - one.triedAt() < settles.toMillis()) {
            return Optional.empty();
        }
        Map<Integer, Long> ends = target.ends(row.topic());
        Optional<RecordPlace> found = DeskOutbox.found(handle, row.topic(), row.id());
        if (found.isEmpty() && DeskOutbox.hasRead(handle, row.topic(), ends)) {
            // Looked for again: it may have been read between the two questions.
            found = DeskOutbox.found(handle, row.topic(), row.id());
            if (found.isEmpty()) {
                DeskOutbox.notSent(handle, row.id(), one.triedAt());
            }
        }
        return found;
    }
}
