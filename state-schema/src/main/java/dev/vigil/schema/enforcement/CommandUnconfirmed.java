package dev.vigil.schema.enforcement;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The platform has not confirmed a command on a session, however often it was repeated. One record
 * per key counts, the last: the alert, then that it is over.
 */
@OnTopic
@InFlight
@RecordBuilder
public record CommandUnconfirmed(
        @Described(
                        "commandId/unconfirmed: one for each command. It is the record's key; its"
                                + " last record counts.")
                String alertKey,
        @Described("The command that was not confirmed: sessionId/command/number.")
                String commandId,
        @Described("The session that the command is on.") String sessionId,
        @Described("Whose session it is. Missing where no 'started' arrived.") @MayBeMissing
                String accountId,
        @Described("What the platform was asked to do.") Measure measure,
        @Described(
                        value = "Where it was to be done. Empty means everywhere.",
                        unit = Unit.TERRITORY)
                List<String> territories,
        @Described("The work that the command is for.") String workId,
        @Described("The verdict that the command follows from.") String verdictId,
        @Described(value = "When the command was first issued.", unit = Unit.EPOCH_MS)
                long issuedAt,
        @Described(value = "How often it was issued.", unit = Unit.COUNT) int attempts,
        @Described(value = "When the last attempt was to be confirmed.", unit = Unit.EPOCH_MS)
                long deadline,
        @Described(
                        "Why it is not done: the platform's own reason, or the measure that it"
                                + " carried out instead. Missing where it has not answered.")
                @MayBeMissing
                String failure,
        @Described(
                        value = "When the alert was over. Missing while it is active.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long resolvedAt,
        @Described(
                        "How it ended: CONFIRMED, SUPERSEDED by another command, or EXPIRED after a"
                                + " week. Missing while it is active.")
                @MayBeMissing
                String resolution)
        implements CommandUnconfirmedBuilder.With {}
