package dev.vigil.rooms.planted.local;

import dev.vigil.rooms.planted.bench.Circle;

/** Planted: the embedded default that needs a benchmark. */
public interface LocalWithBenchmark {
    Circle benchmark();
}
