package dev.vigil.schema.match;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** One match: this span of the session is that span of the reference. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record Evidence(
        @Described(
                        "Given by the media job, unique among all matches; the same while the match"
                                + " goes on.")
                String matchId,
        @Described("The work that was recognised.") String workId,
        @Described("The recording of it, unique within the work.") String referenceId,
        @Described(
                        value = "Where the match begins in the session, from its first sample.",
                        unit = Unit.MS)
                long queryStartMs,
        @Described(value = "Where it ends in the session so far.", unit = Unit.MS) long queryEndMs,
        @Described(
                        value = "Where it begins in the reference, from its first sample.",
                        unit = Unit.MS)
                long refStartMs,
        @Described(value = "Where it ends in the reference so far.", unit = Unit.MS) long refEndMs,
        @Described(
                        value =
                                "How much more likely the aligned peaks are if both are the same"
                                        + " recording; of pictures how many of their changes"
                                        + " agree.",
                        unit = Unit.NATS)
                double score,
        @Described(
                        value =
                                "Speed of the session against the reference: milliseconds of the"
                                        + " reference in one of the session.",
                        unit = Unit.FACTOR)
                double tempo,
        @Described(
                        value =
                                "How much higher the session is than the reference; negative is"
                                        + " lower.",
                        unit = Unit.SEMITONES)
                double pitchSemitones,
        @Described(
                        value =
                                "From the first sample or picture that matches until the match was"
                                        + " certain.",
                        unit = Unit.MS)
                long certainAfterMs,
        @Described(
                        value =
                                "When the first matching sample was captured; of an upload its"
                                        + " arrival.",
                        unit = Unit.EPOCH_MS)
                long captureStart,
        @Described(
                        value = "When the last one so far was captured; of an upload its arrival.",
                        unit = Unit.EPOCH_MS)
                long captureEnd,
        @Described("True while the match goes on.") boolean open,
        @Described(
                        value =
                                "How much of the work the account has shown in the rolling window"
                                        + " (option excerpt.window, a day by default), this match"
                                        + " included. Missing where neither the work nor an"
                                        + " authorization has a limit.",
                        unit = Unit.MS)
                @MayBeMissing
                Long usedMs,
        @Described(
                        "Whether it may block without a person. Missing where the rights of the"
                                + " work have not been looked up yet.")
                @MayBeMissing
                EvidenceStanding standing,
        @Described(
                        value =
                                "When the broker received the last matching sound. Whether live"
                                        + " sound is too late to act on is decided by this, not by"
                                        + " the platform's clock.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long receivedAt,
        @Described("What was seen, of a match of pictures. Missing of a match of sound.")
                @MayBeMissing
                PictureMatch picture,
        @Described(
                        "Most that was found beside it of the other of sound and pictures. Missing"
                                + " where the session does not send the other.")
                @MayBeMissing
                OtherSense otherSense,
        @Described(
                        "IN_STEP or OUT_OF_STEP where the score suffices only together with that of"
                                + " the other of sound and pictures. Missing where it suffices"
                                + " alone.")
                @MayBeMissing
                OtherSense onlyWith,
        @Described(
                        "Where else the reference has the same sound or the same moving pictures,"
                                + " as a loop does. Missing where it has them once.")
                @MayBeMissing
                OtherPlaces otherPlaces,
        @Described(
                        "Other works that have all of the matched sound too. Missing where none is"
                                + " known.")
                @MayBeMissing
                SharedSound shared)
        implements EvidenceBuilder.With {
    /** Whether it is a match of sound or of pictures. */
    public Modality modality() {
        return picture == null ? Modality.AUDIO : Modality.VIDEO;
    }

    /** Length of the matched stretch of the session. */
    public long matchedMs() {
        return queryEndMs - queryStartMs;
    }

    /** The same evidence with the standing that it would have if something blocked it. */
    public Evidence ifCounted() {
        return standing == EvidenceStanding.UNCOUNTED
                ? weighed(usedMs, EvidenceStanding.COUNTED)
                : this;
    }

    /** What may act on it without a person, as far as other works have the sound too. */
    public SharedVote vote() {
        return shared == null ? SharedVote.ALL : shared.vote();
    }

    /** The same evidence, weighed. */
    public Evidence weighed(Long used, EvidenceStanding as) {
        return with().usedMs(used).standing(as).build();
    }
}
