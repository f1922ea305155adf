package dev.vigil.match;

import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferenceName;
import java.util.List;

/**
 * Sound and pictures of one session side by side. Where they run along the same recording, either
 * may be weaker than it would have to be alone; a still picture helps nothing.
 */
public final class BothSenses {
    /** Of the evidence that makes a match alone: this much of both is one. */
    static final double SHARE = 0.6;

    /** By which places may be apart and be the same. */
    static final double SAME_PLACE_MS = 1_000;

    /** By how much tempos may differ: a hundredth, which is a step of those of pictures. */
    static final double SAME_TEMPO = 0.0101;

    /** Tempos that move the shorter line by less are alike: one of a few seconds has any tempo. */
    static final double UNSEEN_MS = 250;

    private BothSenses() {}

    /**
     * A track of one of them, in milliseconds of a time that both have: sound and pictures may have
     * begun one after the other.
     *
     * @param recordingId which has one reference of sound and one of pictures
     * @param tempo of the reference in the session
     * @param offsetMs place in the reference at that time's beginning
     * @param fromMs when it begins
     * @param toMs when it ends, so far
     * @param share of the evidence that makes a match alone
     * @param open whether it is a match
     * @param still whether only a still picture is in common
     */
    public record Sensed(
            String workId,
            String recordingId,
            double tempo,
            double offsetMs,
            double fromMs,
            double toMs,
            double share,
            boolean open,
            boolean still) {
        /**
         * @param startMs when frame 0 of the session was captured, in the time of both
         * @param threshold evidence that makes a match alone
         */
        public static Sensed of(
                SearchProfile profile,
                double startMs,
                AlignTrack track,
                ReferenceName name,
                double threshold) {
            return new Sensed(
                    name.workId(),
                    RecordingId.of(name.referenceId()),
                    track.tempo(),
                    profile.millis(track.offsetFrames()) - track.tempo() * startMs,
                    startMs + profile.millis(track.queryFromFrame()),
                    startMs + profile.millis(track.queryToFrame()),
                    track.evidence() / threshold,
                    track.isOpen(),
                    track.picture() != null && track.picture().still());
        }

        boolean supports() {
            return !still && (open || share >= SHARE);
        }

        private boolean isOfRecording(Sensed other) {
            return workId.equals(other.workId) && recordingId.equals(other.recordingId);
        }

        private boolean isBeside(Sensed other) {
            return Math.min(toMs, other.toMs) > Math.max(fromMs, other.fromMs);
        }

        /** Places are compared between both ends: there the lines were measured. */
        private boolean isInStep(Sensed other) {
            double atMs = (toMs + other.toMs) / 2;
            double apart = Math.abs(tempo - other.tempo);
            double shorterMs = Math.min(toMs - fromMs, other.toMs - other.fromMs);
            return (apart <= SAME_TEMPO || apart * shorterMs <= UNSEEN_MS)
                    && Math.abs(placeAt(atMs) - other.placeAt(atMs)) <= SAME_PLACE_MS;
        }

        private double placeAt(double atMs) {
            return offsetMs + tempo * atMs;
        }
    }

    /**
     * What the other one says to a track.
     *
     * @param others all tracks of the other one
     * @param received whether the session sends the other one
     * @return null where it does not
     */
    public static OtherSense beside(Sensed one, List<Sensed> others, boolean received) {
        OtherSense most = received ? OtherSense.UNMATCHED : null;
        for (Sensed other : others) {
            most = OtherSense.more(most, says(one, other));
        }
        return most;
    }

    private static OtherSense says(Sensed one, Sensed other) {
        if (!other.supports()) {
            return null;
        }
        if (one.isOfRecording(other)) {
            boolean near = one.isInStep(other);
            return near ? OtherSense.IN_STEP : one.isBeside(other) ? OtherSense.OUT_OF_STEP : null;
        }
        boolean another = other.open && !one.workId.equals(other.workId) && one.isBeside(other);
        return another ? OtherSense.OTHER_WORK : null;
    }

    /** Whether a track that does not suffice alone does with what the other one says. */
    static boolean suffice(double share, boolean still, OtherSense other) {
        return share >= SHARE && !still && joins(other);
    }

    /** Whether both are of one recording. */
    static boolean joins(OtherSense other) {
        return other == OtherSense.IN_STEP || other == OtherSense.OUT_OF_STEP;
    }
}
