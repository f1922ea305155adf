package dev.vigil.flink.media;

import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.PeakSegment;
import dev.vigil.schema.media.PictureSegment;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.TrackState;
import dev.vigil.schema.media.WordSegment;

/**
 * A segment that arrives: what sound, pictures and the fingerprints of either have in common. Where
 * a session is meant, it is the track of it that the segment is of.
 */
abstract class IncomingSegment {
    /** A larger hole in the numbers is no loss of segments but a fault of the sender. */
    static final long LARGEST_GAP_MS = 3_600_000;

    private static final short[] NO_SOUND = {};

    final Modality of;
    final String sessionId;
    final long seq;
    final long captureTime;
    final long receivedAt;
    final double lengthMs;

    IncomingSegment(
            Modality of,
            String sessionId,
            long seq,
            long captureTime,
            long receivedAt,
            double lengthMs) {
        this.of = of;
        this.sessionId = sessionId;
        this.seq = seq;
        this.captureTime = captureTime;
        this.receivedAt = receivedAt;
        this.lengthMs = lengthMs;
    }

    static IncomingSegment of(Segment segment) {
        return new IncomingSound(segment);
    }

    static IncomingSegment of(PictureSegment segment) {
        return new IncomingPictures(segment);
    }

    static IncomingSegment of(PeakSegment slice) {
        return new IncomingSlice.Peaks(slice);
    }

    static IncomingSegment of(WordSegment slice) {
        return new IncomingSlice.Words(slice);
    }

    /** Whether it brings fingerprints in place of sound or pictures. */
    abstract boolean isPrepared();

    /**
     * What it is fingerprinted by.
     *
     * @throws IllegalArgumentException if that is not known here
     */
    abstract String profile(TrackState known, Fingerprinters fingerprinters);

    /**
     * Refuses what the session can't go on with, before anything is changed.
     *
     * @throws IllegalArgumentException with what was expected
     */
    abstract void check(TrackState known, Fingerprinters fingerprinters);

    /** Position of its beginning in the session. */
    abstract double fromMs(TrackState known, Fingerprinters fingerprinters);

    /** Position of its end. */
    abstract double toMs(TrackState known, double fromMs, Fingerprinters fingerprinters);

    /**
     * Passes it to what analyses the session.
     *
     * @param known of the session before it
     * @param fromMs its position
     */
    abstract void hear(
            RunningTrack track, TrackState known, double fromMs, Fingerprinters fingerprinters);

    /** Counts what a platform should know of it, once it was analysed. */
    void count(SegmentCounters counters) {}

    /** Whether it brings samples, on which a producer can be checked. */
    boolean isSound() {
        return false;
    }

    /** Its samples, if it is sound. */
    short[] pcm() {
        return NO_SOUND;
    }

    int channels() {
        return 1;
    }

    /** Whether its form differs from that of the segment before it. */
    boolean isAnotherFormat(RunningTrack track) {
        return false;
    }

    /**
     * Whether something is missing between the last segment and this.
     *
     * @param mayBeUpload whether the session is an upload, as far as is known
     */
    boolean isBehindGap(TrackState known, double fromMs, boolean mayBeUpload) {
        return known.begun() && seq > known.nextSeq();
    }

    final void checkKind(TrackState known) {
        if (known.onAir() && known.prepared() != isPrepared()) {
            throw new IllegalArgumentException(
                    "content-type: expected "
                            + name(known.prepared())
                            + " as before in this session, got "
                            + name(isPrepared())
                            + "; begin another session");
        }
    }

    private String name(boolean prepared) {
        if (of == Modality.AUDIO) {
            return prepared ? "peaks" : "sound";
        }
        return prepared ? "words of pictures" : "pictures";
    }

    final void checkProfile(TrackState known, String profile) {
        if (known.onAir() && !profile.equals(known.profile())) {
            throw new IllegalArgumentException(
                    "content-type: expected the profile "
                            + known.profile()
                            + " as before in this session, got "
                            + profile
                            + "; begin another session");
        }
    }

    final void checkGap(TrackState known, double leastMs) {
        double missing = known.onAir() ? seq - known.nextSeq() : 0;
        if (missing * Math.max(known.segmentMs(), leastMs) > LARGEST_GAP_MS) {
            throw new IllegalArgumentException(
                    "ce_sequence: expected "
                            + known.nextSeq()
                            + " or a few more, got "
                            + seq
                            + "; number the segments of a session without holes");
        }
    }
}
