package dev.vigil.desk.act;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.BusException;
import dev.vigil.desk.act.DeskOutbox.Waiting;
import dev.vigil.desk.store.Lease;
import dev.vigil.desk.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;

/**
 * Sends what is in the outbox, each row once, those of a key in their order.
 *
 * <p>A row is marked before it is sent, with the number of the lease, and gets its place when the
 * broker has it. One that is marked and has none is in doubt: the process was killed in between, or
 * the broker did not answer. It is not sent again until nothing that was begun can get to its topic
 * any more, its brokers have answered for a while, and the projector has read all that is there and
 * has not found it.
 *
 * <p>What can't be sent waits longer each time, and holds up what has its key alone; what can never
 * be sent is refused. For one thread.
 */
final class OutboxSender {
    /** Rows that are looked at together; each is read when its turn has come. */
    private static final int ROWS = 500;

    /** How soon a row in doubt is looked for again. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** A broker that was stopped takes what is on its sockets so soon after its first answer. */
    static final Duration TAKES_UP = Duration.ofSeconds(3);

    private final Store store;
    private final OutboxTarget target;
    private final Lease lease;
    private final InstantSource clock;
    private final ToLongFunction<Handle> databaseMs;
    private final LongSupplier nanos;
    private final Duration settles;
    private final TopicPauses pauses;

    /** Of the lease as it is held now; rows that were tried under it, and are in doubt. */
    private long fence;

    private final Map<String, Long> triedNanos = new HashMap<>();

    /** Where the topic of a row in doubt ended once nothing of it was under way; by row. */
    private final Map<String, Map<Integer, Long>> settledEnds = new HashMap<>();

    /** Of the rows that are looked at together. */
    private AnsweredFrom.Asked answers;

    /** Since when the brokers of a topic have answered, by topic; none where one has not lately. */
    private final Map<String, Long> answeringNanos = new HashMap<>();

    /**
     * @param lease under which alone it sends
     * @param clock whose time people read
     * @param nanos as the lease has it
     * @param settles how long after it was begun a record may still get to its topic: longer than a
     *     request to the broker may take
     */
    OutboxSender(
            Store store,
            OutboxTarget target,
            Lease lease,
            InstantSource clock,
            LongSupplier nanos,
            Duration settles) {
        this(store, target, lease, clock, store::nowMs, nanos, settles);
    }

    /** The same with another clock than the database's. */
    OutboxSender(
            Store store,
            OutboxTarget target,
            Lease lease,
            InstantSource clock,
            ToLongFunction<Handle> databaseMs,
            LongSupplier nanos,
            Duration settles) {
        this.store = store;
        this.target = target;
        this.lease = lease;
        this.clock = clock;
        this.databaseMs = databaseMs;
        this.nanos = nanos;
        this.settles = settles;
        this.pauses = new TopicPauses(nanos);
    }

    /**
     * Sends what can be sent now.
     *
     * @return how many rows got their place
     */
    int send() {
        if (fence != lease.fence()) {
            fence = lease.fence();
            triedNanos.clear();
            settledEnds.clear();
            answeringNanos.clear();
        }
        int sent = 0;
        try (Handle handle = store.handle()) {
            boolean goesOn = true;
            while (goesOn) {
                int paused = pauses.paused().size();
                int more = some(handle);
                sent += more;
                // Behind those of a topic that has just failed there may be others.
                goesOn = more > 0 || pauses.paused().size() > paused;
            }
        } finally {
            target.settle();
        }
        return sent;
    }

    /** The first of each key, as far as they are due. */
    private int some(Handle handle) {
        int sent = 0;
        List<Waiting> due =
                DeskOutbox.due(handle, databaseMs.applyAsLong(handle), pauses.paused(), ROWS);
        answers = new AnsweredFrom.Asked(target);
        for (Waiting one : due) {
            if (!lease.isHeld()) {
                break;
            }
            if (!pauses.isPaused(one.topic()) && place(handle, one)) {
                sent++;
            }
        }
        return sent;
    }

    private boolean place(Handle handle, Waiting one) {
        try {
            Optional<RecordPlace> place = one.inDoubt() ? looked(handle, one) : tried(handle, one);
            if (place.isEmpty()) {
                return false;
            }
            DeskOutbox.sent(handle, one.id(), place.get(), clock.millis());
            triedNanos.remove(one.id());
            return true;
        } catch (UnsentException e) {
            triedNanos.remove(one.id());
            unsent(handle, one, e);
        } catch (BusException e) {
            failed(one.topic());
            waits(handle, one, e.getMessage());
        }
        return false;
    }

    /** From the mark on it is in doubt, until what has become of it is known. */
    private Optional<RecordPlace> tried(Handle handle, Waiting one)
            throws BusException, UnsentException {
        OutboxRow row = DeskOutbox.row(handle, one.id());
        AnsweredFrom ends = answers.of(one.topic());
        triedNanos.put(one.id(), nanos.getAsLong());
        if (!DeskOutbox.tried(
                handle, one.id(), lease.name(), fence, databaseMs.applyAsLong(handle), ends)) {
            // Another one has the lease, or has had it.
            triedNanos.remove(one.id());
            return Optional.empty();
        }
        if (!lease.isHeld()) {
            // The mark has taken too long: the next holder of the lease finds that it was not sent.
            return Optional.empty();
        }
        RecordPlace place = target.send(row);
        pauses.worked(one.topic());
        return Optional.of(place);
    }

    private void unsent(Handle handle, Waiting one, UnsentException e) {
        if (e.isForGood()) {
            DeskOutbox.refuse(handle, one.id(), e.getMessage(), clock.millis());
            return;
        }
        failed(one.topic());
        DeskOutbox.notSent(handle, one.id(), fence);
        waits(handle, one, e.getMessage());
    }

    private void failed(String topic) {
        pauses.failed(topic);
        answeringNanos.remove(topic);
    }

    private void waits(Handle handle, Waiting one, String problem) {
        long failures = one.failures() + 1;
        DeskOutbox.waits(
                handle,
                one.id(),
                databaseMs.applyAsLong(handle) + TopicPauses.after(failures).toMillis(),
                failures,
                problem);
    }

    /**
     * Where a row in doubt is. Empty where that is not known yet, or where it is not on its topic:
     * then it is no longer in doubt.
     */
    private Optional<RecordPlace> looked(Handle handle, Waiting one) throws BusException {
        if (!isAnswering(one.topic()) || !isSettled(one)) {
            lookAgain(handle, one);
            return Optional.empty();
        }
        Optional<RecordPlace> found = DeskOutbox.found(handle, one.topic(), one.id());
        if (found.isEmpty() && !DeskOutbox.hasRead(handle, one.topic(), settledEnds(one))) {
            lookAgain(handle, one);
            return Optional.empty();
        }
        settledEnds.remove(one.id());
        if (found.isPresent()) {
            return found;
        }
        // Looked for again: it may have been read between the two questions.
        found = DeskOutbox.found(handle, one.topic(), one.id());
        if (found.isEmpty()) {
            DeskOutbox.notSent(handle, one.id(), one.fence());
            triedNanos.remove(one.id());
        }
        return found;
    }

    /** Asked for once: where others write all the time, no end of now is ever read. */
    private Map<Integer, Long> settledEnds(Waiting one) throws BusException {
        Map<Integer, Long> ends = settledEnds.get(one.id());
        if (ends == null) {
            ends = target.ends(one.topic());
            pauses.worked(one.topic());
            settledEnds.put(one.id(), ends);
        }
        return ends;
    }

    /**
     * True where its brokers have answered for a while. How long one was stopped has no bound: what
     * it received before it has not taken when it answers first.
     */
    private boolean isAnswering(String topic) throws BusException {
        Long since = answeringNanos.get(topic);
        if (since == null) {
            target.ends(topic);
            pauses.worked(topic);
            answeringNanos.put(topic, nanos.getAsLong());
            return false;
        }
        return nanos.getAsLong() - since >= TAKES_UP.toNanos();
    }

    /** True where what was begun can't get to its topic any more. */
    private boolean isSettled(Waiting one) {
        Long own = triedNanos.get(one.id());
        return one.fence() == fence && own != null
                ? nanos.getAsLong() - own >= settles.toNanos()
                : lease.isAfterOthers(settles);
    }

    private void lookAgain(Handle handle, Waiting one) {
        DeskOutbox.later(handle, one.id(), databaseMs.applyAsLong(handle) + LOOK_AGAIN.toMillis());
    }
}
