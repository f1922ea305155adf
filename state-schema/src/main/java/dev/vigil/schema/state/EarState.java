package dev.vigil.schema.state;

import dev.vigil.schema.ear.FrontEndState;
import dev.vigil.schema.ear.PeakWindowState;
import dev.vigil.schema.ear.ResamplerState;
import dev.vigil.schema.event.SessionStarted;

/**
 * All that Fingerprint carries of a session from one segment to the next.
 *
 * @param started null where no {@code started} was seen
 * @param nextSeq sequence number that is expected next; lower ones were seen before
 * @param captureBase capture time of the session's first sample (UTC epoch ms)
 * @param segmentSamples length of the last segment in samples of the profile's rate, for gaps
 * @param lastSeenAt processing time of the last record (UTC epoch ms)
 * @param resampler null while the session sends the profile's own rate
 */
public record EarState(
        SessionStarted started,
        long nextSeq,
        long captureBase,
        int segmentSamples,
        long lastSeenAt,
        ResamplerState resampler,
        FrontEndState frontEnd,
        PeakWindowState window) {}
