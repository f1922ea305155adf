package dev.vigil.schema.event;

import java.util.List;

/**
 * What was decided about a session. Revisions share the {@code verdictId}; the last one counts.
 * However long the session, the record stays far below what a topic takes: what its lists leave out
 * is counted beside them.
 */
public record Verdict(
        @Described("The session's id and the number of its episode; all revisions share it.")
                String verdictId,
        @Described("Counts up from 1; the highest counts.") long revision,
        @Described(
                        "OPEN while a match goes on, CLOSED when none does. CLOSED is not the end:"
                                + " the next match, a change of the list, an authorization or a"
                                + " review can open it again or change it, as a further revision.")
                VerdictState state,
        @Described("The live stream or upload.") String sessionId,
        @Described("Kind of the session; missing where no 'started' was seen.") @MayBeMissing
                SessionKind sessionKind,
        @Described("Who shows it.") @MayBeMissing String accountId,
        @Described("Where it is shown.") @MayBeMissing String channelId,
        @Described("Its title, in the words of its user.") @MayBeMissing String title,
        @Described(
                        "What happens to the session as a whole: BLOCK or MUTE in all of its"
                                + " territories, GEO_BLOCK in some of them, else the strictest"
                                + " decision.")
                Action action,
        @Described("Of the strictest decision, as a stable code.") String reasonCode,
        @Described("Version of the precedence table.") String ruleVersion,
        @Described("One for each territory, at most 300: the strictest of all works.")
                List<Decision> decisions,
        @Described("Matches, at most 100: open ones, then those that decide, then the latest.")
                List<Evidence> evidence,
        @Described(
                        "Capture time of the first matching sample (UTC epoch ms); of an upload its"
                                + " arrival.")
                long firstInfringingCaptureTime,
        @Described("When this revision was made (UTC epoch ms).") long judgedAt,
        @Described("From the first matching sample to the first revision of the verdict (ms).")
                long detectionLatencyMs,
        @Described("Organisation behind the account.") @MayBeMissing String organisationId,
        @Described(
                        "Where the session is shown (ISO 3166 alpha-2 or *); none means everywhere."
                                + " With the other fields of its context, what it takes to judge it"
                                + " again.")
                @MayBeMissing
                List<String> serviceTerritories,
        @Described(
                        "What would be decided with the entries and policies that are only tried,"
                                + " where that differs; nothing of it is ever carried out.")
                @MayBeMissing
                List<Decision> shadow,
        @Described(
                        "What was decided about each work, strictest first, of at most 64 works;"
                                + " missing while a job that has just started loads its registers.")
                @MayBeMissing
                List<WorkRuling> rulings,
        @Described("Rulings that are left out; missing means none.") @MayBeMissing
                Integer moreRulings,
        @Described(
                        "Matches that are left out, over the life of the verdict: closed ones that"
                                + " decide nothing any more. Earlier revisions name them. Missing"
                                + " means none.")
                @MayBeMissing
                Integer moreEvidence,
        @Described("Tried decisions that are left out; missing means none.") @MayBeMissing
                Integer moreShadow,
        @Described(
                        "True where the session would be restricted but no command was issued, as"
                                + " its media came too late: this verdict is evidence only. Missing"
                                + " is false.")
                @MayBeMissing
                Boolean withheld) {
    public boolean evidenceOnly() {
        return Boolean.TRUE.equals(withheld);
    }
}
