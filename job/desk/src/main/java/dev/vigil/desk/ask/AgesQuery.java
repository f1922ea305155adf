package dev.vigil.desk.ask;

import dev.vigil.desk.project.StoreAge;
import dev.vigil.desk.store.Store;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** How old is what the store has. */
public final class AgesQuery {
    private static final long STORE_WARN_MS = 5_000;
    private static final long STORE_ALARM_MS = 60_000;

    private final Store store;
    private final StoreAge storeAge;
    private final Supplier<Optional<String>> stopped;
    private final JobsWatch jobs;

    /**
     * @param stopped why nothing is read any more; empty where it is
     */
    public AgesQuery(
            Store store, StoreAge storeAge, Supplier<Optional<String>> stopped, JobsWatch jobs) {
        this.store = store;
        this.storeAge = storeAge;
        this.stopped = stopped;
        this.jobs = jobs;
    }

    /**
     * A clock by the last record of its job.
     *
     * @param sinceMs from when the state holds, UTC epoch ms
     */
    record Motion(String state, long sinceMs, String reason) {}

    /** At this moment, UTC epoch ms. */
    public Ages ages(long nowMs) {
        StoreAge.Known known = storeAge.known();
        Optional<Motion> motion;
        try (Handle handle = store.handle()) {
            motion = motion(handle);
        }
        return new Ages(
                store(known, stopped.get()),
                clock(motion, jobs.isClockRunning(), nowMs),
                known.readToMs());
    }

    private static Optional<Motion> motion(Handle handle) {
        return handle.createQuery("select state, since, reason from clock_health where clock = ?")
                .bind(0, ClockHealth.NOTICE_CLOCK)
                .map((row, context) -> motion(row))
                .findFirst();
    }

    private static Motion motion(ResultSet row) throws SQLException {
        return new Motion(row.getString(1), row.getLong(2), row.getString(3));
    }

    static Age store(StoreAge.Known known, Optional<String> stopped) {
        if (stopped.isPresent()) {
            return new Age(Age.Trust.ALARM, known.ms(), stopped.get());
        }
        if (!known.answers() || known.readToMs() == null) {
            return new Age(Age.Trust.UNKNOWN, known.ms(), null);
        }
        return Age.of(known.ms(), STORE_WARN_MS, STORE_ALARM_MS);
    }

    /**
     * A clock that has reported that it runs is trusted as long as its job is seen to run: a job
     * that is dead reports nothing.
     *
     * @param isJobRunning empty where that is not known
     */
    static Age clock(Optional<Motion> motion, Optional<Boolean> isJobRunning, long nowMs) {
        if (motion.isEmpty()) {
            return Age.unknown();
        }
        Motion known = motion.get();
        if (ClockMotion.STANDING.name().equals(known.state())) {
            return new Age(Age.Trust.ALARM, Math.max(0, nowMs - known.sinceMs()), known.reason());
        }
        if (isJobRunning.isEmpty()) {
            return Age.unknown();
        }
        return isJobRunning.get()
                ? new Age(Age.Trust.GOOD, null, null)
                : new Age(Age.Trust.ALARM, null, null);
    }
}
