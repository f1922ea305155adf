package dev.vigil.flink.media;

import dev.vigil.audio.PeakSlices;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.PeakSegment;
import dev.vigil.schema.media.TrackState;
import dev.vigil.schema.media.WordSegment;

/**
 * A segment of fingerprints, which were made elsewhere: what is kept of the session is its window.
 */
abstract class IncomingSlice extends IncomingSegment {
    private final String profile;
    private final long fromFrame;
    private final long toFrame;

    private IncomingSlice(PeakSegment slice) {
        super(
                Modality.AUDIO,
                slice.sessionId(),
                slice.seq(),
                slice.captureTime(),
                slice.receivedAt(),
                slice.durationMs());
        profile = slice.profile();
        fromFrame = slice.fromFrame();
        toFrame = slice.toFrame();
    }

    private IncomingSlice(WordSegment slice) {
        super(
                Modality.VIDEO,
                slice.sessionId(),
                slice.seq(),
                slice.captureTime(),
                slice.receivedAt(),
                slice.durationMs());
        profile = slice.profile();
        fromFrame = slice.fromFrame();
        toFrame = slice.toFrame();
    }

    @Override
    boolean isPrepared() {
        return true;
    }

    @Override
    String profile(TrackState known, Fingerprinters fingerprinters) {
        return fingerprinters.known(profile);
    }

    @Override
    void check(TrackState known, Fingerprinters fingerprinters) {
        checkKind(known);
        checkProfile(known, profile(known, fingerprinters));
        // One slice has a frame at least, save the last one.
        checkGap(known, fingerprinters.millis(profile, 1));
        double fromMs = fromMs(known, fingerprinters);
        if (fromMs < known.positionMs() || fromMs - known.positionMs() > largestStepMs(known)) {
            throw new IllegalArgumentException(
                    "data: expected frames from "
                            + known.positionMs()
                            + " ms on or a little later, got some from "
                            + fromMs
                            + " ms; count frames from the beginning of the session");
        }
    }

    /**
     * Across silence by the broker's clock. The first slice may join a session that runs; how far,
     * the door has checked.
     */
    private double largestStepMs(TrackState known) {
        if (!known.begun()) {
            return Double.MAX_VALUE;
        }
        double silentMs = receivedAt - known.receivedBase() - known.positionMs();
        return known.onAir()
                ? LARGEST_GAP_MS
                : Math.max(0, silentMs) + Fingerprinters.LARGEST_SILENCE_MS;
    }

    @Override
    double fromMs(TrackState known, Fingerprinters fingerprinters) {
        return fingerprinters.millis(profile, fromFrame);
    }

    @Override
    double toMs(TrackState known, double fromMs, Fingerprinters fingerprinters) {
        return fingerprinters.millis(profile, toFrame);
    }

    /** An upload has no silence, and nothing before it: all its frames are sent. */
    @Override
    final boolean isBehindGap(TrackState known, double fromMs, boolean mayBeUpload) {
        return super.isBehindGap(known, fromMs, mayBeUpload)
                || fromMs > known.positionMs() && (known.onAir() || mayBeUpload);
    }

    /** Peaks of sound. */
    static final class Peaks extends IncomingSlice {
        private final PeakSegment slice;

        Peaks(PeakSegment slice) {
            super(slice);
            this.slice = slice;
        }

        @Override
        void hear(
                RunningTrack track,
                TrackState known,
                double fromMs,
                Fingerprinters fingerprinters) {
            RunningTrack.Peaks peaks = (RunningTrack.Peaks) track;
            PeakSlices.into(peaks.upTo(slice.toFrame()), slice);
        }
    }

    /** Words of pictures. */
    static final class Words extends IncomingSlice {
        private final WordSegment slice;

        Words(WordSegment slice) {
            super(slice);
            this.slice = slice;
        }

        @Override
        void hear(
                RunningTrack track,
                TrackState known,
                double fromMs,
                Fingerprinters fingerprinters) {
            ((RunningTrack.Words) track).window().accept(slice);
        }
    }
}
