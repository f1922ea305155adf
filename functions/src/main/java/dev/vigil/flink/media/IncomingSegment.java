package dev.vigil.flink.media;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.Profile;
import dev.vigil.schema.media.FingerprintState;
import dev.vigil.schema.media.PeakSegment;
import dev.vigil.schema.media.Segment;

/** A segment that arrives: what sound and peaks have in common, and how each is analysed. */
abstract class IncomingSegment {
    /** A larger hole in the numbers is no loss of segments but a fault of the sender. */
    private static final long LARGEST_GAP_MS = 3_600_000;

    final String sessionId;
    final long seq;
    final long captureTime;
    final long receivedAt;
    final double lengthMs;

    private IncomingSegment(
            String sessionId, long seq, long captureTime, long receivedAt, double lengthMs) {
        this.sessionId = sessionId;
        this.seq = seq;
        this.captureTime = captureTime;
        this.receivedAt = receivedAt;
        this.lengthMs = lengthMs;
    }

    static IncomingSegment of(Segment segment) {
        return new Sound(segment);
    }

    static IncomingSegment of(PeakSegment slice) {
        return new Peaks(slice);
    }

    abstract boolean isPeaks();

    /**
     * What it is fingerprinted by.
     *
     * @throws IllegalArgumentException if that is not known here
     */
    abstract Profile profile(FingerprintState known, Fingerprinters fingerprinters);

    /**
     * Refuses what the session can't go on with, before anything is changed.
     *
     * @throws IllegalArgumentException with what was expected
     */
    abstract void check(FingerprintState known, Fingerprinters fingerprinters);

    /** Position of its first sample in the session. */
    abstract double fromMs(FingerprintState known, Fingerprinters fingerprinters);

    /** Position behind its last sample. */
    abstract double toMs(FingerprintState known, double fromMs, Fingerprinters fingerprinters);

    /**
     * Passes it to the session.
     *
     * @param missingMs how much of the session is missing before it
     */
    abstract void hear(RunningSession session, double missingMs, Fingerprinters fingerprinters);

    /** Its samples, for checks of the producer; empty for peaks. */
    abstract short[] pcm();

    int channels() {
        return 1;
    }

    /** Whether something is missing between the last segment and this. */
    boolean isBehindGap(FingerprintState known, double fromMs) {
        return known.heard() && seq > known.nextSeq();
    }

    void checkKind(FingerprintState known) {
        if (known.onAir() && known.peaks() != isPeaks()) {
            throw new IllegalArgumentException(
                    "content-type: expected "
                            + name(known.peaks())
                            + " as before in this session, got "
                            + name(isPeaks())
                            + "; begin another session");
        }
    }

    void checkProfile(FingerprintState known, Profile profile) {
        if (known.onAir() && !profile.id().equals(known.profile())) {
            throw new IllegalArgumentException(
                    "content-type: expected the profile "
                            + known.profile()
                            + " as before in this session, got "
                            + profile.id()
                            + "; begin another session");
        }
    }

    private static String name(boolean peaks) {
        return peaks ? "peaks" : "sound";
    }

    void checkGap(FingerprintState known, double leastMs) {
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

    private static final class Sound extends IncomingSegment {
        private final Segment segment;
        private short[] pcm;

        private Sound(Segment segment) {
            super(
                    segment.sessionId(),
                    segment.seq(),
                    segment.captureTime(),
                    segment.receivedAt(),
                    segment.lengthMs());
            this.segment = segment;
        }

        @Override
        boolean isPeaks() {
            return false;
        }

        @Override
        Profile profile(FingerprintState known, Fingerprinters fingerprinters) {
            return fingerprinters.profile(known);
        }

        @Override
        void check(FingerprintState known, Fingerprinters fingerprinters) {
            checkKind(known);
            Fingerprinter.check(
                    segment.data().length / Short.BYTES, segment.rateHz(), segment.channels());
            checkGap(known, 0);
        }

        /** A session joined in mid-stream starts where it was joined. */
        @Override
        double fromMs(FingerprintState known, Fingerprinters fingerprinters) {
            if (known.onAir()) {
                return known.heardMs() + (seq - known.nextSeq()) * known.segmentMs();
            }
            return known.heard() ? fingerprinters.resumedMs(known, captureTime) : 0;
        }

        @Override
        double toMs(FingerprintState known, double fromMs, Fingerprinters fingerprinters) {
            return fromMs + lengthMs;
        }

        @Override
        void hear(RunningSession session, double missingMs, Fingerprinters fingerprinters) {
            if (missingMs > 0) {
                session.ear().gap(fingerprinters.samples(session.known(), missingMs));
            }
            session.ear().hear(pcm(), segment.rateHz(), segment.channels());
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
        boolean isAnotherFormat(RunningSession session) {
            return !session.ear().isSameFormat(segment.rateHz(), segment.channels());
        }
    }

    /** Whether its rate or channels differ from those of the segment before it. */
    boolean isAnotherFormat(RunningSession session) {
        return false;
    }

    /** The front end worked elsewhere; what is kept of the session is its window. */
    private static final class Peaks extends IncomingSegment {
        private static final short[] NO_SOUND = {};

        private final PeakSegment slice;

        private Peaks(PeakSegment slice) {
            super(
                    slice.sessionId(),
                    slice.seq(),
                    slice.captureTime(),
                    slice.receivedAt(),
                    slice.durationMs());
            this.slice = slice;
        }

        @Override
        boolean isPeaks() {
            return true;
        }

        @Override
        Profile profile(FingerprintState known, Fingerprinters fingerprinters) {
            return fingerprinters.profile(slice.profile());
        }

        @Override
        void check(FingerprintState known, Fingerprinters fingerprinters) {
            checkKind(known);
            Profile profile = profile(known, fingerprinters);
            checkProfile(known, profile);
            // One slice has a frame at least, save the last one.
            checkGap(known, profile.millis(1));
            double fromMs = fromMs(known, fingerprinters);
            if (fromMs < known.heardMs() || fromMs - known.heardMs() > largestStepMs(known)) {
                throw new IllegalArgumentException(
                        "data: expected frames from "
                                + known.heardMs()
                                + " ms on or a little later, got some from "
                                + fromMs
                                + " ms; count frames from the beginning of the session");
            }
        }

        /**
         * Across silence by the broker's clock. The first slice may join a session that runs; how
         * far, the door has checked.
         */
        private double largestStepMs(FingerprintState known) {
            if (!known.heard()) {
                return Double.MAX_VALUE;
            }
            double silentMs = receivedAt - known.receivedBase() - known.heardMs();
            return known.onAir()
                    ? LARGEST_GAP_MS
                    : Math.max(0, silentMs) + Fingerprinters.LARGEST_SILENCE_MS;
        }

        @Override
        double fromMs(FingerprintState known, Fingerprinters fingerprinters) {
            return profile(known, fingerprinters).millis(slice.fromFrame());
        }

        @Override
        double toMs(FingerprintState known, double fromMs, Fingerprinters fingerprinters) {
            return profile(known, fingerprinters).millis(slice.toFrame());
        }

        @Override
        void hear(RunningSession session, double missingMs, Fingerprinters fingerprinters) {
            PeakSlices.into(session.window(), slice);
        }

        @Override
        short[] pcm() {
            return NO_SOUND;
        }

        /** An upload has no silence, and nothing before it: all its frames are sent. */
        @Override
        boolean isBehindGap(FingerprintState known, double fromMs) {
            return super.isBehindGap(known, fromMs)
                    || fromMs > known.heardMs() && (known.onAir() || known.mayBeUpload());
        }
    }
}
