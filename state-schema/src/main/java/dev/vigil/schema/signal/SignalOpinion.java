package dev.vigil.schema.signal;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What a platform thinks of a signal: {@code signal.opinion}. One for each signal and origin, the
 * highest version counts. It is about a content: of another content it says nothing.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record SignalOpinion(
        @Described("The signal. It is the record's key.") String signalId,
        @Described(
                        value =
                                "Digest of what the signal is about: of the canonical JSON (RFC 8785) of its members kind, work, fingerprint, listClass, windows, territories and abuse, as its origin published them. Members inside them that the reader does not know are included; members that are null, an empty list or an empty object are left out, as in what is signed.",
                        unit = Unit.SHA_256)
                String contentDigest,
        @Described("The platform whose opinion it is, as others name its key.") String origin,
        @Described(value = "Counts up with every change. The highest counts.", unit = Unit.FROM_1)
                long version,
        @Described("What it thinks.") OpinionKind opinion,
        @Described("Why it disputes it. Missing otherwise.") @MayBeMissing DisputeReason reasonCode,
        @Described("Who has formed it.") FormedBy formedBy,
        @Described(
                        value =
                                "How many sessions it was found in, at least: a number alone. Missing is none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Long sessions,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at,
        @Described(
                        "Ed25519 signature of origin, Base64 of 64 bytes, over the line vigil.opinion.v1, a line feed and the canonical JSON (RFC 8785) of this record without signature.")
                @MayBeMissing
                String signature)
        implements SignalOpinionBuilder.With {
    public SignalOpinion {
        Check.id("signalId", signalId);
        Check.sha256("contentDigest", contentDigest);
        Check.id("origin", origin);
        Check.range("version", version, 1, Long.MAX_VALUE);
        Check.present("opinion", opinion);
        Check.present("formedBy", formedBy);
        Check.optionalRange("sessions", sessions, 1, Long.MAX_VALUE);
        Check.timeMs("at", at);
        Check.optionalText("signature", signature, 200);
    }

    /** True where a person there has looked and agrees. */
    public boolean isConfirmedByPerson() {
        return opinion == OpinionKind.CONFIRM && formedBy == FormedBy.PERSON;
    }

    public boolean isDispute() {
        return opinion == OpinionKind.DISPUTE;
    }
}
