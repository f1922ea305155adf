package dev.vigil.schema.match;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/**
 * The peaks of a session and of a recording over a stretch that agrees. They are no sound: the
 * power between them is not known.
 */
@OnTopic
@InFlight
public record EvidencePeaks(
        @Described(
                        "Those of the session, 8 bytes each in network byte order, in order of"
                                + " time, at most 8,192. From the top: 40 bits of time in 1/64 frame"
                                + " from its first sample, 12 bits of log frequency in 1/16 band, 12"
                                + " bits of level in 1/16 dB. Of audio/1 a frame is 256 samples at"
                                + " 11,025 Hz, band 0 is 180 Hz, an octave has 48 bands.")
                byte[] session,
        @Described(
                        "Those of the recording, likewise; frames count from its own first sample. A"
                                + " peak of both is the same where the line of refStartMs and tempo"
                                + " puts them within 1.5 frames and pitchSemitones within 0.8"
                                + " bands.")
                byte[] reference,
        @Described(
                        value =
                                "Peaks of either that were left out, as there were more than 8,192."
                                        + " Missing means none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Long leftOut) {}
