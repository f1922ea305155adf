package dev.vigil.schema.enforcement;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What the platform is ordered to do with a session. To be confirmed by {@code action.confirmed} on
 * {@code session.confirmations}; until then it is repeated, and only deadline and attempt differ.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record EnforcementCommand(
        @Described(
                        "sessionId/command/number. A repeat has the same id; the confirmation names it."
                                + " A later command on the session has a greater number, the first one"
                                + " any.")
                String commandId,
        @Described("The session to act on. It is the record's key.") String sessionId,
        @Described("Whose session it is. Missing where no 'started' arrived.") @MayBeMissing
                String accountId,
        @Described(
                        "What to do: STOP_STREAM, BLOCK, MUTE, GEO_BLOCK, or LIFT to take the"
                                + " measure before it back.")
                Measure measure,
        @Described(value = "Where to do it. Empty means everywhere.", unit = Unit.TERRITORY)
                List<String> territories,
        @Described(
                        value = "When the command was first issued; the same in a repeat.",
                        unit = Unit.EPOCH_MS)
                long issuedAt,
        @Described(
                        value = "When the platform is to have confirmed it. A repeat has its own.",
                        unit = Unit.EPOCH_MS)
                long deadline,
        @Described("Why, as a stable code: that of the verdict.") String reasonCode,
        @Described("The verdict that it follows from.") String verdictId,
        @Described("The work with the strictest decision.") String workId,
        @Described(
                        value =
                                "How often the command was issued, this time included: 2 and more."
                                        + " Missing the first time.",
                        unit = Unit.FROM_1)
                @MayBeMissing
                Integer attempt,
        @Described("The list entry that decided. Missing where none did, and of LIFT.")
                @MayBeMissing
                String listEntryId)
        implements EnforcementCommandBuilder.With {
    /** The same command, given again. */
    public EnforcementCommand repeated(int asAttempt, long newDeadline) {
        return with().deadline(newDeadline).attempt(asAttempt).build();
    }
}
