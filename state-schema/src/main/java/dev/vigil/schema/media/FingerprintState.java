package dev.vigil.schema.media;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * All that Fingerprint carries of a session from one segment to the next, about 22 kB while it is
 * on air and 0.4 kB in silence.
 *
 * @param started null where no {@code started} was seen
 * @param life capture time of the first segment (UTC epoch ms), 0 before: distinguishes uses of one
 *     id apart
 * @param nextSeq sequence number that is expected next; lower ones were seen before
 * @param heardMs position up to which the session was analysed or skipped, in milliseconds; goes on
 *     after silence
 * @param captureBase capture time of position 0 (UTC epoch ms)
 * @param receivedBase when the broker would have received position 0 (UTC epoch ms)
 * @param segmentMs length of the last segment, for gaps
 * @param lastSeenAt processing time of the last record, or from when on silence counts after an
 *     outage (UTC epoch ms)
 * @param onAir whether frames run on from the last segment: not before the first, nor in silence
 * @param peaks whether the session sends peaks instead of sound
 * @param profile id of the fingerprint profile of the last segment; null before the first
 * @param soundMs milliseconds of sound that were fingerprinted
 * @param gaps how often numbers were missing
 * @param segments how many segments were fingerprinted
 * @param refusedTo number behind the highest that was refused; 0 for none
 * @param behindReported whether it was reported that the producer's clock is behind
 * @param bytesChecked whether the order of bytes in samples was looked at
 * @param bytesSwapped whether it was the wrong one
 * @param notSound whether its samples are bytes of something else
 * @param aheadReported whether it was reported that the producer's clock is ahead
 * @param rateReported whether it was reported that its sound and its clock differ in speed
 * @param resampler null while the session sends the profile's own rate
 * @param frontEnd null before the first segment, and where the session sends peaks
 * @param window null before the first segment
 */
@InState
@RecordBuilder
public record FingerprintState(
        SessionStarted started,
        long life,
        long nextSeq,
        double heardMs,
        long captureBase,
        long receivedBase,
        double segmentMs,
        long lastSeenAt,
        boolean onAir,
        boolean peaks,
        String profile,
        double soundMs,
        long gaps,
        long segments,
        long refusedTo,
        boolean behindReported,
        boolean bytesChecked,
        boolean bytesSwapped,
        boolean notSound,
        boolean aheadReported,
        boolean rateReported,
        ResamplerState resampler,
        FrontEndState frontEnd,
        PeakWindowState window)
        implements FingerprintStateBuilder.With {
    /** A session of which nothing was analysed yet. */
    public static FingerprintState fresh(SessionStarted started, long nowMs) {
        return FingerprintStateBuilder.builder().started(started).lastSeenAt(nowMs).build();
    }

    /** How many segments were sent, by their numbers, which count from 0. */
    public long sent() {
        return Math.max(nextSeq, refusedTo);
    }

    /** Whether it is an upload, or not known to be anything else. */
    public boolean mayBeUpload() {
        return started == null || started.kind() == SessionKind.UPLOAD;
    }

    /** Whether anything was analysed since the session began. */
    public boolean heard() {
        return life != 0;
    }

    /** The session has fallen silent: what it is and its time stay, what it sounded like goes. */
    public FingerprintState silent() {
        return with(started, lastSeenAt, false, heardMs).sounding(null, null, null);
    }

    /** The same session, which was analysed or skipped up to another position. */
    public FingerprintState at(double positionMs) {
        return with(started, lastSeenAt, onAir, positionMs);
    }

    /** The same session, whose silence counts from another moment on. */
    public FingerprintState seen(long atMs) {
        return with(started, atMs, onAir, heardMs);
    }

    /** The same session, now that it is known what it is. */
    public FingerprintState as(SessionStarted known, long nowMs) {
        return with(known, nowMs, onAir, heardMs);
    }

    private FingerprintState with(
            SessionStarted known, long seenAt, boolean running, double positionMs) {
        return with().started(known).heardMs(positionMs).lastSeenAt(seenAt).onAir(running).build();
    }

    /** The same with the snapshots from which its sound goes on. */
    public FingerprintState sounding(ResamplerState rate, FrontEndState ear, PeakWindowState past) {
        return with().resampler(rate).frontEnd(ear).window(past).build();
    }

    /** The same, of which a segment was refused. */
    public FingerprintState refused(long seq) {
        // The highest number of all has none behind it.
        long behind = Math.max(seq, seq + 1);
        return withRefusedTo(Math.max(refusedTo, behind));
    }
}
