package dev.vigil.stream.caughtup;

import java.io.Serializable;

/**
 * Makes the record with the reason why the time of a source subtask has stopped, a {@link
 * dev.vigil.schema.clock.StopReason#line}. It is repeated, between the data, until time goes on.
 */
@FunctionalInterface
public interface StoppedTimeMarker<T> extends Serializable {

    T mark(String reason);
}
