package dev.vigil.audio;

/** Receives the peaks of a stream in time order. */
public interface PeakSink {
    /** One packed peak, later than all before. */
    void peak(long packed);

    /**
     * The picture that peaks are sought in, frame by frame.
     *
     * @param frame counted like the times of peaks
     * @param power whitened power of each band; reused by the caller
     */
    default void heard(long frame, float[] power) {}

    /** All peaks before this frame have been given; called for every frame and after a gap. */
    default void settled(long frame) {}
}
