package dev.vigil.flink.media;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.TrackState;

/** A segment of sound. */
final class IncomingSound extends IncomingMedia {
    private final Segment segment;
    private short[] pcm;

    IncomingSound(Segment segment) {
        super(
                Modality.AUDIO,
                segment.sessionId(),
                segment.seq(),
                segment.captureTime(),
                segment.receivedAt(),
                segment.lengthMs());
        this.segment = segment;
    }

    @Override
    void check(TrackState known, Fingerprinters fingerprinters) {
        super.check(known, fingerprinters);
        Fingerprinter.check(
                segment.data().length / Short.BYTES, segment.rateHz(), segment.channels());
    }

    @Override
    void hear(RunningTrack track, TrackState known, double fromMs, Fingerprinters fingerprinters) {
        Fingerprinter ear = ear(track);
        double missingMs = known.onAir() ? fromMs - known.positionMs() : 0;
        if (missingMs > 0) {
            ear.gap(((SoundFingerprinters) fingerprinters).samples(known, missingMs));
        }
        ear.hear(pcm(), segment.rateHz(), segment.channels());
    }

    private static Fingerprinter ear(RunningTrack track) {
        return ((RunningTrack.Sound) track).ear();
    }

    @Override
    void count(SegmentCounters counters) {
        counters.heard(pcm());
    }

    @Override
    boolean isSound() {
        return true;
    }

    @Override
    short[] pcm() {
        if (pcm == null) {
            pcm = segment.pcm();
        }
        return pcm;
    }

    @Override
    int channels() {
        return segment.channels();
    }

    @Override
    boolean isAnotherFormat(RunningTrack track) {
        return !ear(track).isSameFormat(segment.rateHz(), segment.channels());
    }
}
