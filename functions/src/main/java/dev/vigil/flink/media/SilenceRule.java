package dev.vigil.flink.media;

import dev.vigil.flink.match.SearchFunction;

/**
 * When a track of a session is silent: a minute after its last segment, unless it is this task that
 * has not read. Of one task; nothing of it is state.
 */
final class SilenceRule {
    static final long SILENT_MS = 60_000;

    /** In place of a time to look again at: it is silent now. */
    static final long SILENT = 0;

    /**
     * After a restart or a pause a source reads what is there of every session within this: timers
     * that fell due in the outage fire at once, and another partition may be read first.
     */
    private static final long STARTING_MS = 5 * SILENT_MS;

    /**
     * Where several sessions are on air and none is read for this long, it is the broker that is
     * away, or what is behind this task, or the clock has jumped: none of them is silent.
     */
    private static final long PAUSED_MS = 10_000;

    /** Processing time at which this task first had something to do, 0 before. */
    private long awakeSince;

    /** And at which it first read something. */
    private long readingSince;

    /** And from when on the backlog of a restart or a pause is read. */
    private long backSince;

    /** And at which it last read something, of any session. */
    private long lastReadAt;

    long awakeSince() {
        return awakeSince;
    }

    void wake(long nowMs) {
        if (awakeSince == 0) {
            awakeSince = nowMs;
            backSince = nowMs;
        }
    }

    /**
     * Something is read. Behind a pause the backlog is read first, as behind a restart.
     *
     * @param onAir sessions of this task
     */
    void reads(long nowMs, int onAir) {
        wake(nowMs);
        if (readingSince == 0) {
            readingSince = nowMs;
        } else if (isPaused(nowMs, onAir)) {
            readingSince = nowMs;
            backSince = nowMs;
        }
        lastReadAt = nowMs;
    }

    private boolean isPaused(long nowMs, int onAir) {
        return onAir > 1 && nowMs > lastReadAt + PAUSED_MS;
    }

    /**
     * When to look again whether a track is silent, or {@link #SILENT}.
     *
     * @param seenAt when its last segment arrived
     * @param feed whether it goes on for as long as the index has it: ended, it would begin anew
     *     there
     */
    long lookAgainAt(long seenAt, boolean feed, long nowMs, int onAir) {
        long quietSince = quietSince(seenAt);
        if (nowMs < quietSince + SILENT_MS) {
            return Math.min(nowMs, quietSince) + SILENT_MS;
        }
        if (isPaused(nowMs, onAir) && nowMs < Math.min(lastReadAt + STARTING_MS, latest(seenAt))) {
            return nowMs + SILENT_MS;
        }
        long indexedUntil = quietSince + SearchFunction.FEED_TTL_MS;
        return feed && nowMs < indexedUntil ? indexedUntil : SILENT;
    }

    /** From when on silence counts: after an outage the backlog is read first. */
    long quietSince(long seenAt) {
        if (seenAt >= backSince) {
            return seenAt;
        }
        long read = Math.max(readingSince, backSince + STARTING_MS - SILENT_MS);
        return Math.min(read, latest(seenAt) - SILENT_MS);
    }

    /** Pause behind pause, as where uploads come in bursts, keeps no session on air for ever. */
    private long latest(long seenAt) {
        return Math.max(seenAt, awakeSince) + 3 * STARTING_MS;
    }
}
