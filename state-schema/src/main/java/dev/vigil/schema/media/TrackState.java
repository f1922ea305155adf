package dev.vigil.schema.media;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What Fingerprint carries of one track of a session, its sound or its pictures, from one segment
 * to the next: about 22 kB of sound or 50 kB of pictures while it is on air, 0.3 kB in silence.
 *
 * @param nextSeq sequence number that is expected next; lower ones were seen before
 * @param positionMs up to which the track was analysed or skipped, in milliseconds; goes on after
 *     silence
 * @param captureBase capture time of position 0 (UTC epoch ms)
 * @param receivedBase when the broker would have received position 0 (UTC epoch ms)
 * @param segmentMs length of the last segment, for gaps
 * @param lastSeenAt processing time of the last segment, or from when on silence counts after an
 *     outage (UTC epoch ms)
 * @param onAir whether frames run on from the last segment: not before the first, nor in silence
 * @param prepared whether fingerprints are sent in place of sound or pictures
 * @param profile id of the fingerprint profile of the last segment; null before the first
 * @param analysedMs milliseconds that were fingerprinted
 * @param gaps how often numbers were missing
 * @param segments how many segments were fingerprinted
 * @param refusedTo number behind the highest that was refused; 0 for none
 * @param rateReported whether it was reported that the track and its clock differ in speed
 * @param resampler null while sound is of the profile's own rate, and where none is sent
 * @param frontEnd null where no sound is sent
 * @param window null where neither sound nor peaks are sent
 * @param pictures null where no pictures are sent
 * @param words null where no words of pictures are sent
 */
@InState
@RecordBuilder
public record TrackState(
        long nextSeq,
        double positionMs,
        long captureBase,
        long receivedBase,
        double segmentMs,
        long lastSeenAt,
        boolean onAir,
        boolean prepared,
        String profile,
        double analysedMs,
        long gaps,
        long segments,
        long refusedTo,
        boolean rateReported,
        ResamplerState resampler,
        FrontEndState frontEnd,
        PeakWindowState window,
        PictureStreamState pictures,
        WordWindowState words)
        implements TrackStateBuilder.With {
    /** Of which no segment was seen. */
    public static final TrackState NONE = TrackStateBuilder.builder().build();

    /** Whether anything of it was analysed since the session began. */
    public boolean begun() {
        return segments > 0;
    }

    /** How many segments were sent, by their numbers, which count from 0. */
    public long sent() {
        return Math.max(nextSeq, refusedTo);
    }

    /** Without the snapshots that it goes on from. */
    public TrackState bare() {
        return with().resampler(null)
                .frontEnd(null)
                .window(null)
                .pictures(null)
                .words(null)
                .build();
    }

    /** It has fallen silent: its numbers and its time stay. */
    public TrackState silent() {
        return bare().withOnAir(false);
    }

    /** The same, of which a segment was refused. */
    public TrackState refused(long seq) {
        // The highest number of all has none behind it.
        long behind = Math.max(seq, seq + 1);
        return withRefusedTo(Math.max(refusedTo, behind));
    }
}
