package dev.vigil.schema.event;

import java.util.List;

/**
 * The one answer to an upload that ended: {@code screened}. It is final for what was known at
 * {@code ended}; what changes later is a revision of the verdict.
 */
public record Screened(
        @Described("The session's id with its start: the same after a replay.") String screenedId,
        @Described("The upload.") String sessionId,
        @Described("Who has uploaded it; missing where no 'started' was seen.") @MayBeMissing
                String accountId,
        @Described(
                        "CLEAR where nothing matched and nothing is missing; MATCHED also where the"
                                + " decision allows it; INCOMPLETE where nothing matched in what"
                                + " was analysed.")
                ScreeningResult result,
        @Described(
                        "As in the verdict, what happens to the session as a whole: BLOCK or MUTE in"
                                + " all of its territories, GEO_BLOCK in some of them, else the"
                                + " strictest decision. Missing where there is no verdict.")
                @MayBeMissing
                Action action,
        @Described("Verdicts on the session.") List<String> verdictIds,
        @Described("How many stretches of the session matched a reference.") long matches,
        @Described("What the analysis lacks; empty where it is complete.")
                List<MissingPart> missing,
        @Described("Sound that was analysed (ms).") long soundMs,
        @Described("Fingerprint that was compared, as audio/1.") String profile,
        @Described("References that the upload was held against (hours of sound).")
                double referenceHours,
        @Described(
                        "Publication time of the newest list record that was known (UTC epoch ms);"
                                + " missing for an empty list.")
                @MayBeMissing
                Long listAsOf,
        @Described("When the platform ended the session (UTC epoch ms).") long endedAt) {
    public Screened {
        verdictIds = verdictIds == null ? List.of() : List.copyOf(verdictIds);
        missing = missing == null ? List.of() : List.copyOf(missing);
    }
}
