package dev.vigil.cli;

import java.util.List;

/**
 * The verbs that a module brings to the {@code vigil} command. Found by {@link
 * java.util.ServiceLoader}, so that the command imports no module above it.
 */
public interface Verbs {
    /** Command classes of picocli, in the order of the help. */
    List<Class<?>> commands();

    /** Modules with a lower rank come first in the help. */
    int rank();

    /** Lines for a newcomer, below the help of the command. */
    default List<String> firstSteps() {
        return List.of();
    }
}
