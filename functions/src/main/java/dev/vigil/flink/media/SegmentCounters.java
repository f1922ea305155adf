package dev.vigil.flink.media;

import dev.vigil.audio.Defects;
import dev.vigil.video.PictureDefects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** How many segments were not as they should be, by fault. */
final class SegmentCounters {
    private final Counter duplicates;
    private final Counter gaps;
    private final Counter refused;
    private final Counter formatChanges;
    private final Counter silent;
    private final Counter clipped;
    private final Counter flat;
    private final Counter still;
    private final Counter flicker;

    SegmentCounters(MetricGroup metrics) {
        duplicates = metrics.counter("duplicateSegments");
        gaps = metrics.counter("segmentGaps");
        refused = metrics.counter("refusedSegments");
        formatChanges = metrics.counter("formatChanges");
        silent = metrics.counter("silentSegments");
        clipped = metrics.counter("clippedSegments");
        flat = metrics.counter("flatSegments");
        still = metrics.counter("stillSegments");
        flicker = metrics.counter("flickerSegments");
    }

    /** Its number was seen before, or is of a gap that was given up: both are dropped. */
    void duplicate() {
        duplicates.inc();
    }

    /** Numbers are missing before a segment. */
    void gap() {
        gaps.inc();
    }

    /** It became a dead letter. */
    void refused() {
        refused.inc();
    }

    /** It has another rate or number of channels, or size, than the one before. */
    void formatChange() {
        formatChanges.inc();
    }

    /**
     * @param luma of pictures, one behind the other
     * @param pixels of each
     */
    void seen(byte[] luma, int pixels) {
        if (PictureDefects.isFlat(luma)) {
            flat.inc();
        } else if (PictureDefects.isStill(luma, pixels)) {
            still.inc();
        } else if (PictureDefects.isFlicker(luma, pixels)) {
            flicker.inc();
        }
    }

    void heard(short[] pcm) {
        if (Defects.isSilent(pcm)) {
            silent.inc();
        } else if (Defects.isClipped(pcm)) {
            clipped.inc();
        }
    }
}
