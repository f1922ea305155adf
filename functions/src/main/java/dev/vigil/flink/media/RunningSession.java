package dev.vigil.flink.media;

import dev.vigil.audio.ByteOrderCheck;
import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.RateCheck;
import dev.vigil.schema.media.FingerprintState;

/**
 * A session while it is analysed: what is known of it, and what its sound goes on from. Its state
 * is written when a checkpoint is taken, not with every segment: 22 kB every 2 s would be most of
 * what a job writes.
 */
final class RunningSession {
    private final Fingerprinter ear;
    private final PeakWindow window;
    private FingerprintState known;
    private boolean written = true;

    /** Not state: it begins anew where another task goes on. */
    private ByteOrderCheck bytes;

    /** Nor is this. */
    private RateCheck speed;

    private RunningSession(FingerprintState state, Fingerprinter ear, PeakWindow window) {
        this.known = state.sounding(null, null, null);
        this.ear = ear;
        this.window = window;
    }

    /** A session that sends sound. */
    static RunningSession of(FingerprintState state, Fingerprinter ear) {
        return new RunningSession(state, ear, null);
    }

    /** A session that sends peaks. */
    static RunningSession of(FingerprintState state, PeakWindow window) {
        return new RunningSession(state, null, window);
    }

    /** All but the snapshots of its sound. */
    FingerprintState known() {
        return known;
    }

    Fingerprinter ear() {
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

    RateCheck speed() {
        if (speed == null) {
            speed = new RateCheck();
        }
        return speed;
    }

    void is(FingerprintState now) {
        known = now;
        written = false;
    }

    boolean isWritten() {
        return written;
    }

    /** All that another task needs to go on as if it were this one. */
    FingerprintState write() {
        written = true;
        return ear == null
                ? known.sounding(null, null, window.state())
                : known.sounding(ear.resampling(), ear.hearing(), ear.remembering());
    }
}
