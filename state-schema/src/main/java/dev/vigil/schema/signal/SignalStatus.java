package dev.vigil.schema.signal;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** What became of a signal here: {@code signal.state}. The last record of a signal counts. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record SignalStatus(
        @Described("The signal. It is the record's key.") String signalId,
        @Described("The platform that it comes from.") String origin,
        @Described("What it is about.") SignalKind kind,
        @Described(value = "Version of the signal.", unit = Unit.FROM_1) long version,
        @Described(value = "Digest of what it is about; a decision names it.", unit = Unit.SHA_256)
                String contentDigest,
        @Described("What it may do.") SignalState state,
        @Described(
                        "Why a person should look, as a stable code: WORK_AMBIGUOUS, WORK_UNKNOWN,"
                                + " PEER_DISPUTES or FORGED_EVIDENCE. Missing where none has to.")
                @MayBeMissing
                String reasonCode,
        @Described("Where its recording is searched. Missing where it is not.") @MayBeMissing
                PlacedSignal placed,
        @Described(
                        value = "Version of its entry on the list. Missing where it never had one.",
                        unit = Unit.FROM_1)
                @MayBeMissing
                Long entryVersion,
        @Described("Works of this site that its identifiers name, at most 5.") @MayBeMissing
                List<String> works,
        @Described(value = "Peers of whom a person has confirmed it.", unit = Unit.COUNT)
                int confirmations,
        @Described(value = "Peers that dispute it.", unit = Unit.COUNT) int disputes,
        @Described(value = "Sessions here in which it was found, at least.", unit = Unit.COUNT)
                long sessions,
        @Described("First title of the work, or the organisation of ABUSE; for people.")
                String title,
        @Described(
                        "The notifier here that a report is about, once a person has named it; on"
                                + " WATCH while the state is WATCHED. Missing otherwise.")
                @MayBeMissing
                String notifier,
        @Described("Who decided about it here: a pointer. Missing where no person has.")
                @MayBeMissing
                String decidedBy,
        @Described(value = "When it ends.", unit = Unit.EPOCH_MS) long expiresAt,
        @Described(
                        value = "When this last changed, by the time of what changed it.",
                        unit = Unit.EPOCH_MS)
                long at)
        implements SignalStatusBuilder.With {
    public SignalStatus {
        Check.id("signalId", signalId);
        Check.id("origin", origin);
        Check.present("kind", kind);
        Check.sha256("contentDigest", contentDigest);
        Check.present("state", state);
        Check.optionalText("reasonCode", reasonCode, 100);
        works = Check.list("works", works, 0, 5);
        Check.text("title", title, 500);
        Check.optionalId("notifier", notifier);
        Check.optionalText("decidedBy", decidedBy, 200);
    }

    /** True where its notifier is on WATCH. */
    public boolean watches() {
        return state == SignalState.WATCHED;
    }

    /** True where its entry is in force. */
    public boolean isListed() {
        return state == SignalState.ACTIVE;
    }
}
