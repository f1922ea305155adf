package dev.vigil.flink.media;

import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.TrackState;

/** A segment of sound or of pictures themselves: it is placed by its number. */
abstract class IncomingMedia extends IncomingSegment {
    IncomingMedia(
            Modality of,
            String sessionId,
            long seq,
            long captureTime,
            long receivedAt,
            double lengthMs) {
        super(of, sessionId, seq, captureTime, receivedAt, lengthMs);
    }

    @Override
    final boolean isPrepared() {
        return false;
    }

    @Override
    final String profile(TrackState known, Fingerprinters fingerprinters) {
        return fingerprinters.profile(known);
    }

    @Override
    void check(TrackState known, Fingerprinters fingerprinters) {
        checkKind(known);
        checkGap(known, 0);
    }

    /** A session joined in mid-stream starts where it was joined. */
    @Override
    final double fromMs(TrackState known, Fingerprinters fingerprinters) {
        if (known.onAir()) {
            return known.positionMs() + (seq - known.nextSeq()) * known.segmentMs();
        }
        return known.begun() ? fingerprinters.resumedMs(known, captureTime) : 0;
    }

    @Override
    final double toMs(TrackState known, double fromMs, Fingerprinters fingerprinters) {
        return fromMs + lengthMs;
    }
}
