package dev.vigil.peers;

import java.util.function.LongSupplier;

/** So many requests a second and no more, however they come; a burst of a second is let through. */
public final class RequestRate {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final int perSecond;
    private final LongSupplier nanos;
    private double left;
    private long at;

    public RequestRate(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        left = perSecond;
        at = nanos.getAsLong();
    }

    /** Takes one request; false where there were too many. */
    public synchronized boolean takes() {
        long now = nanos.getAsLong();
        left = Math.min(perSecond, left + (double) perSecond * (now - at) / SECOND_NANOS);
        at = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
