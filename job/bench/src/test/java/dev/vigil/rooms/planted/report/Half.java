package dev.vigil.rooms.planted.report;

/** Planted: the other half of a cycle of packages. */
public interface Half {
    dev.vigil.rooms.planted.bench.Circle other();
}
