package dev.vigil.schema.signal;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What a platform shares with others: {@code signal.shared}. The highest version counts. What it
 * leads to elsewhere is decided there; nothing of a user is in it.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record SignalShared(
        @Described("ORIGIN:ID, unique among all platforms. It is the record's key.")
                String signalId,
        @Described(
                        value =
                                "Counts up with every change, a withdrawal too. The highest counts.",
                        unit = Unit.FROM_1)
                long version,
        @Described(
                        "The platform that it comes from, as others name its key: the first part of signalId.")
                String origin,
        @Described("What it is about.") SignalKind kind,
        @Described("The work. Needed for REFERENCE.") @MayBeMissing SignalWork work,
        @Described("The recording. Needed for REFERENCE.") @MayBeMissing
                SignalFingerprint fingerprint,
        @Described(
                        "Class of a list entry for it: PERMISSION_REQUIRED, RIGHTS_DECLARED, STAYDOWN, IN_SCREENING or HOT_BROADCAST. Needed for REFERENCE.")
                @MayBeMissing
                ListClass listClass,
        @Described(
                        "When it is to be protected, at most 10. Missing means always; needed for IN_SCREENING and HOT_BROADCAST.")
                @MayBeMissing
                List<ListWindow> windows,
        @Described(
                        value = "Where it is to be protected. Missing or empty means everywhere.",
                        unit = Unit.TERRITORY)
                @MayBeMissing
                List<String> territories,
        @Described("How it has behaved where it comes from.") @MayBeMissing SignalHealth health,
        @Described("What it rests on.") @MayBeMissing SignalProvenance provenance,
        @Described("Who used forged evidence. Needed for ABUSE.") @MayBeMissing SignalAbuse abuse,
        @Described(value = "When this version was issued.", unit = Unit.EPOCH_MS) long issuedAt,
        @Described(value = "When it ends: at most 90 days after issuedAt.", unit = Unit.EPOCH_MS)
                long expiresAt,
        @Described(
                        value = "When its origin took it back. Missing while it has not.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long withdrawnAt,
        @Described(
                        "Ed25519 signature of the origin, Base64 of 64 bytes, over the line vigil.signal.v1, a line feed and the canonical JSON (RFC 8785) of this record without signature.")
                @MayBeMissing
                String signature)
        implements SignalSharedBuilder.With {
    /** Between issue and end. */
    public static final long LONGEST_MS = 90L * 24 * 3_600_000;

    public SignalShared {
        Check.id("signalId", signalId);
        Check.range("version", version, 1, Long.MAX_VALUE);
        Check.id("origin", origin);
        Check.present("kind", kind);
        windows = Check.list("windows", windows, 0, 10);
        territories = Check.territories("territories", territories);
        Check.timeMs("issuedAt", issuedAt);
        Check.timeMs("expiresAt", expiresAt);
        Check.optionalTimeMs("withdrawnAt", withdrawnAt);
        Check.optionalText("signature", signature, 200);
    }

    public boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    /** Chunks that make it whole. */
    public int chunkCount() {
        return fingerprint == null ? 0 : fingerprint.chunks().size();
    }

    /**
     * As state keeps it: its door has looked at the signature, and no rules of zones are needed.
     */
    public SignalShared kept() {
        return with().signature(null)
                .windows(windows.stream().map(ListWindow::inUtc).toList())
                .build();
    }
}
