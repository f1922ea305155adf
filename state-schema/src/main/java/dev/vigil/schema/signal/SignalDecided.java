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
 * A person here has looked at a signal: {@code signal.decided}. The latest counts, of the content
 * that the person saw.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record SignalDecided(
        @Described("The signal. It is the record's key.") String signalId,
        @Described(
                        value = "Digest of what the person saw, as signal.state names it.",
                        unit = Unit.SHA_256)
                String contentDigest,
        @Described(
                        "CONFIRM: it may block. DISPUTE: it must not, and its peers learn it. NONE"
                                + " takes back what was decided. SEEN is not decided.")
                OpinionKind opinion,
        @Described("Why it is disputed. Missing otherwise.") @MayBeMissing DisputeReason reasonCode,
        @Described("The work of this site that it is a recording of. Missing: by its identifiers.")
                @MayBeMissing
                String workId,
        @Described(
                        "Of a report of forged evidence, with CONFIRM: the notifier here that it is"
                                + " about. Missing: the organisation that the report names.")
                @MayBeMissing
                String notifier,
        @Described("Who decided: a pointer, never a name.") String by,
        @Described("Why, for people here.") @MayBeMissing String reason,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at)
        implements SignalDecidedBuilder.With {
    public SignalDecided {
        Check.id("signalId", signalId);
        Check.sha256("contentDigest", contentDigest);
        Check.present("opinion", opinion);
        Check.optionalId("workId", workId);
        Check.optionalId("notifier", notifier);
        Check.text("by", by, 200);
        Check.optionalText("reason", reason, 2_000);
        Check.timeMs("at", at);
    }

    /** Whether this one stays where both have come, in whatever order. */
    public boolean supersedes(SignalDecided other) {
        return at != other.at ? at > other.at : toString().compareTo(other.toString()) > 0;
    }
}
