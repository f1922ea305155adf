package dev.vigil.stream.caughtup;

/** What a {@link CaughtUpSource} says about event time. */
public enum Watermarks {

    /** T0, once everything that stood in the log at T0 has been emitted. */
    CAUGHT_UP,

    /**
     * The maximum, at once: this input never holds event time back. Safe only where no other input
     * of the same operator can go idle, else every timer fires.
     */
    MAXIMUM,

    /** Nothing: the job uses no event time. */
    NONE
}
