package dev.vigil.audit;

/** Pauses by a clock that a person or a server of time may set. */
final class Pause {
    private Pause() {}

    /**
     * True where it has lasted that long, and where the clock was set back behind its beginning.
     */
    static boolean isOver(long sinceMs, long nowMs, long pauseMs) {
        return nowMs - pauseMs >= sinceMs || nowMs < sinceMs;
    }
}
