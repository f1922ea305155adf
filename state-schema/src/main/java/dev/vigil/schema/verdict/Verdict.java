package dev.vigil.schema.verdict;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What was decided about a session. Revisions share the {@code verdictId}; the last one counts.
 * However long the session, the record stays far below what a topic takes: what its lists leave out
 * is counted beside them.
 */
@OnTopic
@InFlight
@RecordBuilder
public record Verdict(
        @Described(
                        "sessionId/number of its episode. All revisions share it; a later episode of the"
                                + " session has a greater number, the first one any.")
                String verdictId,
        @Described(value = "Counts up. The highest counts.", unit = Unit.FROM_1) long revision,
        @Described(
                        "OPEN while a match goes on, CLOSED when none does. CLOSED is not the end:"
                                + " the next match, a change of the list, an authorization or a"
                                + " review can open it again or change it, as a further revision.")
                VerdictState state,
        @Described("The live stream or upload. It is the record's key.") String sessionId,
        @Described("Kind of the session. Missing where no 'started' arrived.") @MayBeMissing
                SessionKind sessionKind,
        @Described("Whose session it is. Missing where no 'started' arrived.") @MayBeMissing
                String accountId,
        @Described("Channel or room of the account, as in 'started'.") @MayBeMissing
                String channelId,
        @Described("Title of the session, in its user's words.") @MayBeMissing String title,
        @Described(
                        "What happens to the session as a whole: BLOCK or MUTE in all of its"
                                + " territories, GEO_BLOCK in some of them, else the strictest"
                                + " decision.")
                Action action,
        @Described("Why, as a stable code: that of the strictest decision.") String reasonCode,
        @Described("Version of the precedence table that decided.") String ruleVersion,
        @Described("One for each territory, at most 300: the strictest of all works.")
                List<Decision> decisions,
        @Described("Matches, at most 100: open ones, then those that decide, then the latest.")
                List<Evidence> evidence,
        @Described(
                        value =
                                "When the first matching sample was captured; of an upload its"
                                        + " arrival.",
                        unit = Unit.EPOCH_MS)
                long firstMatchCaptureTime,
        @Described(value = "When this revision was made, by the wall clock.", unit = Unit.EPOCH_MS)
                long judgedAt,
        @Described(
                        value =
                                "From firstMatchCaptureTime to the first revision of the"
                                        + " verdict; 0 where the producer's clock is ahead.",
                        unit = Unit.MS)
                long detectionLatencyMs,
        @Described("Organisation that the account belongs to, as in 'started'.") @MayBeMissing
                String organisationId,
        @Described(
                        value =
                                "Where the session is shown, as in 'started'. Missing or empty"
                                        + " means everywhere.",
                        unit = Unit.TERRITORY)
                @MayBeMissing
                List<String> serviceTerritories,
        @Described(
                        "What would be decided with the entries and policies that are only tried,"
                                + " where that differs. Nothing of it is carried out.")
                @MayBeMissing
                List<Decision> shadow,
        @Described(
                        "What was decided about each work, strictest first, of at most 64 works: those that block, then those"
                                + " that were matched last."
                                + " Missing while a job that has just started loads its registers.")
                @MayBeMissing
                List<WorkRuling> rulings,
        @Described(value = "Rulings that are left out. Missing means none.", unit = Unit.COUNT)
                @MayBeMissing
                Integer moreRulings,
        @Described(
                        value =
                                "Matches that are left out, over the life of the verdict: closed"
                                        + " ones that decide nothing any more. Earlier revisions"
                                        + " name them. Missing means none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer moreEvidence,
        @Described(
                        value = "Tried decisions that are left out. Missing means none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer moreShadow,
        @Described(
                        "True where the session would be restricted but no command was issued, as"
                                + " its media was analysed too late: the verdict is evidence only."
                                + " Missing is false.")
                @MayBeMissing
                Boolean withheld,
        @Described(
                        value =
                                "When the session started, as in 'started': an id that is used again"
                                        + " is another session. Missing where no 'started' arrived.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long startAt) {
    public boolean evidenceOnly() {
        return Boolean.TRUE.equals(withheld);
    }
}
