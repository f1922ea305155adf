package dev.vigil.flink.media;

import dev.vigil.audio.ByteOrderCheck;
import dev.vigil.audio.Ear;
import dev.vigil.audio.PeakWindow;
import dev.vigil.schema.media.EarState;

/**
 * A session while it is analysed: what is known of it, and what its sound goes on from. Its state
 * is written when a checkpoint is taken, not with every segment: 22 kB every 2 s would be most of
 * what a job writes.
 */
final class OnAir {
    private final Ear ear;
    private final PeakWindow window;
    private EarState known;
    private boolean written = true;

    /** Not state: it begins anew where another task goes on. */
    private ByteOrderCheck bytes;

    private OnAir(EarState state, Ear ear, PeakWindow window) {
        this.known = state.sounding(null, null, null);
        this.ear = ear;
        this.window = window;
    }

    /** A session that sends sound. */
    static OnAir of(EarState state, Ear ear) {
        return new OnAir(state, ear, null);
    }

    /** A session that sends peaks. */
    static OnAir of(EarState state, PeakWindow window) {
        return new OnAir(state, null, window);
    }

    /** All but the snapshots of its sound. */
    EarState known() {
        return known;
    }

    Ear ear() {
        return ear;
    }

    PeakWindow window() {
        return window;
    }

    ByteOrderCheck bytes() {
        if (bytes == null) {
            bytes = new ByteOrderCheck();
        }
        return bytes;
    }

    void is(EarState now) {
        known = now;
        written = false;
    }

    boolean isWritten() {
        return written;
    }

    /** All that another task needs to go on as if it were this one. */
    EarState write() {
        written = true;
        return ear == null
                ? known.sounding(null, null, window.state())
                : known.sounding(ear.resampling(), ear.hearing(), ear.remembering());
    }
}
