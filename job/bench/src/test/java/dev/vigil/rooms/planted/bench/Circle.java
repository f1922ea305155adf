package dev.vigil.rooms.planted.bench;

import dev.vigil.rooms.planted.report.Half;

/** Planted: half of a cycle of packages, and a name that stands for two things. */
public interface Circle {
    Half other();

    /** What the other half returns. */
    interface Whole extends Circle {}
}
