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

    /**
     * Which cells of a frame are loud: within 3 dB of the largest band within the neighbourhood of
     * a peak. A cell is two bands, cell {@code i} is bit {@code i}.
     *
     * @param frame counted like the times of peaks
     * @param low cells 0 to 63
     * @param high cells 64 and above
     */
    default void loud(long frame, long low, long high) {}

    /** All peaks before this frame have been given; called for every frame and after a gap. */
    default void settled(long frame) {}
}
