package dev.vigil.schema.audit;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** The signed head of a log: audit.seal. It covers all pages up to its size. */
@OnTopic
@InFlight
@RecordBuilder
public record AuditSeal(
        @Described("The log: SITE/audit/NUMBER. It is the record's key.") String origin,
        @Described(value = "How many pages it covers.", unit = Unit.COUNT) long size,
        @Described(value = "When the last page that it covers was made.", unit = Unit.EPOCH_MS)
                long at,
        @Described(
                        "The C2SP checkpoint of the log at that size, a signed note: origin, size,"
                                + " root in Base64, an empty line, and the signature, Ed25519.")
                String note)
        implements AuditSealBuilder.With {
    /** In characters. */
    public static final int MOST_ORIGIN = 200;

    /** In characters: room for the signatures of witnesses. */
    public static final int MOST_NOTE = 100_000;

    public AuditSeal {
        Check.text("origin", origin, MOST_ORIGIN);
        Check.range("size", size, 1, 1L << 40);
        Check.timeMs("at", at);
        Check.text("note", note, MOST_NOTE);
    }
}
