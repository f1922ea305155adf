package dev.vigil.schema.match;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What a person can look at of a match: {@code match.evidence}, the peaks or the pictures that
 * agree, of up to 30 s. A first record as soon as a search alone suffices for a match, another one
 * once 30 s are there, or the stretch or the session is seen to have ended. At most {@value
 * #MOST_BYTES} bytes.
 */
@OnTopic
@InFlight
@RecordBuilder
public record MatchEvidence(
        @Described(
                        "Given by the media job; the same in both records of a stretch, and again"
                                + " after a failure. It belongs to the match of the same session and"
                                + " recording, of sound or of pictures, that it overlaps.")
                String evidenceId,
        @Described(
                        value =
                                "1 with the first record of a stretch, 2 with the last, which has"
                                        + " all that the first has.",
                        unit = Unit.FROM_1)
                long revision,
        @Described("The session. It is the record's key.") String sessionId,
        @Described(
                        value =
                                "When the session started, by its platform. Missing where no"
                                        + " start was received.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long startAt,
        @Described("The work that was recognised.") String workId,
        @Described("The recording of it, unique within the work.") String referenceId,
        @Described("Profile of the fingerprint: audio/1 of sound, video/1 of pictures.")
                String profile,
        @Described(
                        value = "Where the stretch begins in the session, from its first sample.",
                        unit = Unit.MS)
                long queryStartMs,
        @Described(value = "Where it ends in the session.", unit = Unit.MS) long queryEndMs,
        @Described(
                        value = "Where it begins in the recording, from its first sample.",
                        unit = Unit.MS)
                long refStartMs,
        @Described(value = "Where it ends in the recording.", unit = Unit.MS) long refEndMs,
        @Described(
                        value =
                                "Speed of the session against the recording: milliseconds of the"
                                        + " recording in one of the session.",
                        unit = Unit.FACTOR)
                double tempo,
        @Described(
                        value =
                                "How much higher the session is than the recording; negative is"
                                        + " lower. 0 of pictures.",
                        unit = Unit.SEMITONES)
                double pitchSemitones,
        @Described(
                        value =
                                "Evidence of the last search of the stretch alone, over 16 s of"
                                        + " sound or 8 s of pictures at most.",
                        unit = Unit.NATS)
                double score,
        @Described(
                        value =
                                "When the end of the stretch was captured; of an upload its"
                                        + " arrival.",
                        unit = Unit.EPOCH_MS)
                long capturedAt,
        @Described("What agrees of sound. Missing of pictures.") @MayBeMissing EvidencePeaks peaks,
        @Described(
                        "Pictures of the session in which the work was found, at most 15. Empty of"
                                + " sound, and where the session sends words without pictures. Those"
                                + " of the recording are on the topic references, where they were"
                                + " published with it.")
                @MayBeMissing
                List<EvidencePicture> pictures)
        implements MatchEvidenceBuilder.With {
    /** Peaks of either side. */
    public static final int MOST_PEAKS = 8_192;

    /** Pictures of a stretch: one for each 2 s. */
    public static final int MOST_PICTURES = 15;

    /** Length of a stretch, in seconds. */
    public static final int MOST_SECONDS = 30;

    /** Bytes of a record. */
    public static final int MOST_BYTES = 200_000;

    public MatchEvidence {
        Check.present("evidenceId", evidenceId);
        Check.id("sessionId", sessionId);
        Check.id("workId", workId);
        Check.id("referenceId", referenceId);
        Check.present("profile", profile);
        pictures = Check.list("pictures", pictures, 0, MOST_PICTURES);
    }
}
