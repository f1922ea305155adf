package dev.vigil.audio;

/** Receives the peaks of a stream in time order. */
public interface PeakSink {
    /** One packed peak, later than all before. */
    void peak(long packed);

    /** All peaks before this frame have been given; called for every frame and after a gap. */
    default void settled(long frame) {}
}
