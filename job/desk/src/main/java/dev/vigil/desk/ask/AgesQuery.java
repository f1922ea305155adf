package dev.vigil.desk.ask;

import dev.vigil.desk.project.StoreAge;
import dev.vigil.desk.store.Store;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.clock.StopReason;
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
    private final Supplier<StoreReading> reading;
    private final JobsWatch jobs;

    public AgesQuery(
            Store store, StoreAge storeAge, Supplier<StoreReading> reading, JobsWatch jobs) {
        this.store = store;
        this.storeAge = storeAge;
        this.reading = reading;
        this.jobs = jobs;
    }

    /**
     * Rows that are made again from the journal, in records.
     *
     * @param made of which there are rows
     * @param of all that there are
     */
    record Made(long made, long of) {
        boolean isWhole() {
            return made >= of;
        }
    }

    /**
     * A clock by the last record of its job.
     *
     * @param sinceMs from when the state holds, UTC epoch ms
     * @param why the reason as a code; null where it has none
     */
    record Motion(String state, long sinceMs, String reason, StopReason why) {}

    /** At this moment, UTC epoch ms. */
    public Ages ages(long nowMs) {
        StoreAge.Known known = storeAge.known();
        Optional<Motion> motion;
        Made made;
        try (Handle handle = store.handle()) {
            motion = motion(handle);
            made = made(handle);
        }
        return new Ages(
                store(known, made, reading.get()),
                clock(motion, jobs.isClockRunning(), nowMs),
                known.readToMs());
    }

    private static Made made(Handle handle) {
        return handle.createQuery(
                        "select coalesce(sum(row_off - first_off), 0),"
                                + " coalesce(sum(next_off - first_off), 0) from source")
                .map((row, context) -> new Made(row.getLong(1), row.getLong(2)))
                .one();
    }

    private static Optional<Motion> motion(Handle handle) {
        return handle.createQuery(
                        "select state, since, reason, why from clock_health where clock = ?")
                .bind(0, ClockHealth.NOTICE_CLOCK)
                .map((row, context) -> motion(row))
                .findFirst();
    }

    private static Motion motion(ResultSet row) throws SQLException {
        return new Motion(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                HealthQuery.why(row.getString(4)));
    }

    static Age store(StoreAge.Known known, Made made, StoreReading reading) {
        if (reading.stopped() != null) {
            return new Age(Age.Trust.ALARM, known.ms(), reading.stopped());
        }
        if (!made.isWhole()) {
            // Rows that are missing look like rows that there are not.
            return new Age(Age.Trust.ALARM, known.ms(), reading.failing())
                    .worded("REBUILD", Long.toString(made.made()), Long.toString(made.of()));
        }
        Age age =
                !known.answers() || known.readToMs() == null
                        ? new Age(Age.Trust.UNKNOWN, known.ms(), null)
                        : Age.of(known.ms(), STORE_WARN_MS, STORE_ALARM_MS);
        if (reading.failing() != null) {
            return age.doubted(reading.failing());
        }
        boolean isOthers = reading.reader() != null && age.trust() != Age.Trust.UNKNOWN;
        return isOthers ? age.worded("STANDBY", reading.reader()) : age;
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
        if (ClockMotion.STOPPED.name().equals(known.state())) {
            return new Age(Age.Trust.ALARM, Math.max(0, nowMs - known.sinceMs()), known.reason())
                    .because(known.why());
        }
        if (isJobRunning.isEmpty()) {
            return Age.unknown();
        }
        return isJobRunning.get()
                ? new Age(Age.Trust.GOOD, null, null)
                : new Age(Age.Trust.ALARM, null, null);
    }
}
