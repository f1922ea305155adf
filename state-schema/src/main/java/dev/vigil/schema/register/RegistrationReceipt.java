package dev.vigil.schema.register;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The register's answer to who has written a claim or a work: {@code registration.receipt}. The
 * last of a key counts.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record RegistrationReceipt(
        @Described(
                        "The work. The record's key is workId/receipt/claimant, or"
                                + " workId/refused/claimant; of a registered work it ends before"
                                + " the last slash.")
                String workId,
        @Described(
                        "The party whose claim it is. Missing where it is about work.registered, or"
                                + " refuses conflict.decided.")
                @MayBeMissing
                String claimant,
        @Described("What became of it.") RegistrationState state,
        @Described(
                        value = "Version that counts. Missing of one that is refused.",
                        unit = Unit.FROM_1)
                @MayBeMissing
                Long version,
        @Described("Code of why it is refused, such as SHARE_RANGE. Missing otherwise.")
                @MayBeMissing
                String reason,
        @Described("What was expected, what was found and what to do. Missing otherwise.")
                @MayBeMissing
                String message,
        @Described("What to look at, at most 20.") @MayBeMissing List<String> warnings,
        @Described("Conflicts of the work in which the party is, at most 100: their conflictId.")
                @MayBeMissing
                List<String> conflicts,
        @Described(
                        value = "Conflicts that are left out of the list. Missing is none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer moreConflicts,
        @Described("Topic, partition and offset of a record that is refused. Missing otherwise.")
                @MayBeMissing
                String position,
        @Described(
                        value =
                                "When what it answers was received. Missing of one that is"
                                        + " refused.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long at,
        @Described(
                        "The claim that counts, without its proof and signature: the register reads"
                                + " it back, as the topic claims keeps the last record of a key, be"
                                + " it one that was refused. Missing where it is about"
                                + " work.registered, and of one that is refused.")
                @MayBeMissing
                WorkClaim claim,
        @Described(
                        "The work that counts, for the same reason. Missing where it is about a"
                                + " claim, of one that is refused, and of one whose owners need"
                                + " more than 400 kB.")
                @MayBeMissing
                RegisteredWork work)
        implements RegistrationReceiptBuilder.With {
    /** Conflicts of one receipt. */
    public static final int MOST_CONFLICTS = 100;

    public RegistrationReceipt {
        Check.id("workId", workId);
        Check.optionalId("claimant", claimant);
        Check.present("state", state);
        Check.optionalText("reason", reason, 100);
        Check.optionalText("message", message, 2_100);
        warnings = Check.list("warnings", warnings, 0, 20);
        conflicts = Check.list("conflicts", conflicts, 0, MOST_CONFLICTS);
        Check.optionalText("position", position, 300);
    }

    /** Without what it answers. */
    public RegistrationReceipt answer() {
        return with().claim(null).work(null).build();
    }

    /** The key of the record: a refusal hides no answer to what counts. */
    public String key() {
        String kind = state == RegistrationState.REFUSED ? "refused" : "receipt";
        return workId + "/" + kind + (claimant == null ? "" : "/" + claimant);
    }
}
