package dev.vigil.schema.state;

import dev.vigil.schema.ear.FrontEndState;
import dev.vigil.schema.ear.PeakWindowState;
import dev.vigil.schema.ear.ResamplerState;
import dev.vigil.schema.event.SessionStarted;

/**
 * All that Fingerprint carries of a session from one segment to the next, about 20 kB.
 *
 * @param started null where no {@code started} was seen
 * @param nextSeq sequence number that is expected next; lower ones were seen before
 * @param heardMs stream time that has been heard or skipped, in milliseconds
 * @param captureBase capture time of the session's first sample (UTC epoch ms)
 * @param segmentMs length of the last segment, for gaps
 * @param lastSeenAt processing time of the last record (UTC epoch ms)
 * @param resampler null while the session sends the profile's own rate
 * @param frontEnd null before the first segment, and where the session sends peaks
 * @param window null before the first segment
 */
public record EarState(
        SessionStarted started,
        long nextSeq,
        double heardMs,
        long captureBase,
        double segmentMs,
        long lastSeenAt,
        ResamplerState resampler,
        FrontEndState frontEnd,
        PeakWindowState window) {
    /** Whether anything was heard since the session began or fell silent. */
    public boolean heard() {
        return window != null;
    }

    /** The session has fallen silent: what it is stays, what it sounded like goes. */
    public EarState silent() {
        return new EarState(started, nextSeq, 0, 0, 0, lastSeenAt, null, null, null);
    }

    /** A session of which nothing was heard yet. */
    public static EarState fresh(SessionStarted started, long nowMs) {
        return new EarState(started, 0, 0, 0, 0, nowMs, null, null, null);
    }
}
