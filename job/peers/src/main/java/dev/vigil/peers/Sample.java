package dev.vigil.peers;

import java.util.Map;

/**
 * A number of a process as Prometheus reads it.
 *
 * @param name with its unit, as Prometheus' naming asks; a counter ends in {@code _total}
 * @param help what it is, in one line
 * @param labels by which it differs from others of its name
 */
public record Sample(String name, String help, Map<String, String> labels, double value) {
    private static final String COUNTER = "_total";

    boolean isCounter() {
        return name.endsWith(COUNTER);
    }
}
