package dev.vigil.stream.caughtup;

/** What a {@link CaughtUpSource} reports about event time. */
public enum Watermarks {

    /** T0, once everything that was in the log at T0 has been emitted. */
    CAUGHT_UP,

    /**
     * As caught-up, but never beyond the least, over all partitions that the bridge writes, of the
     * last heartbeat emitted from each: what the bridge holds back holds time back. Set by {@link
     * CaughtUpSource#heartbeats}.
     */
    HEARTBEATS,

    /**
     * Nothing until everything that was in the log at the start of this incarnation has been
     * emitted, after a restore too; then the maximum, once. For an input that decisions read but
     * that has no time of its own: no timer fires before it is known, later it holds nothing back.
     * Safe only where no other input of the same operator can go idle, else every timer fires.
     */
    ONCE_LOADED,

    /** Nothing: the job uses no event time. */
    NONE
}
