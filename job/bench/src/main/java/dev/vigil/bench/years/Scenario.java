package dev.vigil.bench.years;

import java.util.List;

/** One kind of load, for as long as the run lasts. */
interface Scenario {
    /** Puts its first actions on the agenda. */
    void begin(World world) throws Exception;

    /** What it does, and how much less often than the reference site. */
    String description();

    /** What of it did not end as it must, once the run is over. */
    default List<String> unmet() {
        return List.of();
    }
}
