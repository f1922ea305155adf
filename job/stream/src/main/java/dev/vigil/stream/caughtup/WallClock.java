package dev.vigil.stream.caughtup;

import java.io.Serializable;

/**
 * The clock that T0 is read from, in ms since the epoch; it travels to the cluster with the job.
 */
@FunctionalInterface
public interface WallClock extends Serializable {

    /**
     * The clock of the machine, checked: see {@link MachineClock}. Its skew against the producers'
     * clocks is what grace is for.
     */
    WallClock SYSTEM = MachineClock.AGREED;

    // No default methods: they would have this interface made before MachineClock, SYSTEM null.
    long nowMs();
}
