package dev.vigil.stream.caughtup;

import java.io.Serializable;

/**
 * Makes the record that says why the time of a source subtask stands, in words for a person. It
 * comes again and again, between the data, for as long as time stands.
 */
@FunctionalInterface
public interface WhyMarker<T> extends Serializable {

    T mark(String reason);
}
