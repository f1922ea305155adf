package dev.vigil.rooms.planted.bench.site;

import dev.vigil.rooms.planted.bench.Circle;

/** Planted: what benchmarks share, and that needs one of them. */
public interface SiteWithBenchmark {
    Circle benchmark();
}
