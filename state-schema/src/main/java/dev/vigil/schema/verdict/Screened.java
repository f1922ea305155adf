package dev.vigil.schema.verdict;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.media.MissingPart;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The one answer to an upload that ended: {@code screened}. It is final for what was known at
 * {@code ended}; what changes later is a revision of the verdict.
 */
@OnTopic
@InFlight
@RecordBuilder
public record Screened(
        @Described("The session's id and its start: the same after a replay.") String screenedId,
        @Described("The upload, by the id that the platform gave it. It is the record's key.")
                String sessionId,
        @Described("Who has uploaded it. Missing where no 'started' arrived.") @MayBeMissing
                String accountId,
        @Described(
                        "CLEAR where nothing matched and nothing is missing; MATCHED also where the"
                                + " decision allows it; INCOMPLETE where nothing matched in what"
                                + " was analysed.")
                ScreeningResult result,
        @Described(
                        "As in the verdict, what happens to the session as a whole: BLOCK or MUTE"
                                + " in all of its territories, GEO_BLOCK in some of them, else the"
                                + " strictest decision. Missing where there is no verdict.")
                @MayBeMissing
                Action action,
        @Described("Verdicts on the session.") List<String> verdictIds,
        @Described(value = "Stretches of the session that matched a reference.", unit = Unit.COUNT)
                long matches,
        @Described("What the analysis lacks. Empty where it is complete.")
                List<MissingPart> missing,
        @Described(value = "Sound that was analysed.", unit = Unit.MS) long soundMs,
        @Described(value = "Pictures that were analysed.", unit = Unit.MS) long pictureMs,
        @Described("Profile of the fingerprint that was compared: modality and number.")
                String profile,
        @Described(
                        value =
                                "All references of that profile that the upload was compared"
                                        + " with.",
                        unit = Unit.HOURS)
                double referenceHours,
        @Described(
                        value =
                                "Publication time of the newest list record that was known. Missing"
                                        + " for an empty list.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long listAsOf,
        @Described(value = "When the platform ended the session.", unit = Unit.EPOCH_MS)
                long endedAt)
        implements ScreenedBuilder.With {
    public Screened {
        verdictIds = verdictIds == null ? List.of() : List.copyOf(verdictIds);
        missing = missing == null ? List.of() : List.copyOf(missing);
    }
}
