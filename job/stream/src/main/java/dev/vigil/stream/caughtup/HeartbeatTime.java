package dev.vigil.stream.caughtup;

import java.io.Serializable;

/** Distinguishes heartbeats from data. */
@FunctionalInterface
public interface HeartbeatTime<T> extends Serializable {

    /** The time of a heartbeat, in ms since the epoch; null for any other record. */
    Long timeMs(T record);
}
