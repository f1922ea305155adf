package dev.vigil.stream.caughtup;

import java.io.Serializable;

/**
 * For the deserializer of a source, which belongs to the same task: all that was in the log at the
 * start is out. Called on the task thread, between two records.
 */
@FunctionalInterface
public interface LoadedListener extends Serializable {
    void loaded();
}
