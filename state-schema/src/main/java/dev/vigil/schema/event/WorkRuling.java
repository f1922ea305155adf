package dev.vigil.schema.event;

import java.util.List;

/**
 * What was decided about one work: the matches and the territories that the same decision, by the
 * same rule, is of. A work has several where its matches or territories differ.
 */
public record WorkRuling(
        @Described("The work.") String workId,
        @Described("Every match of it that was decided so in all of the territories.")
                List<String> matchIds,
        @Described("ISO 3166 alpha-2, or * for wherever no other territory is named.")
                List<String> territories,
        @Described("What the work by itself would have happen to the session there.") Action action,
        @Described("Row of the precedence table that decided, 0 to 8.") int step,
        @Described("Why, as a stable code, e.g. LISTED_STAYDOWN.") String reasonCode,
        @Described("The authorization that allows it.") @MayBeMissing String authorizationId,
        @Described("Its version.") @MayBeMissing Long authorizationVersion,
        @Described("The owner whose match policy decided, or would have but for the evidence.")
                @MayBeMissing
                String policyOwnerId,
        @Described("The policy's version.") @MayBeMissing Long policyVersion,
        @Described("The list entry that decided, or would have but for the evidence.") @MayBeMissing
                String listEntryId,
        @Described("The entry's version.") @MayBeMissing Long listEntryVersion) {
    /** The same ruling on these. */
    public WorkRuling of(List<String> matches, List<String> where) {
        return new WorkRuling(
                workId,
                List.copyOf(matches),
                List.copyOf(where),
                action,
                step,
                reasonCode,
                authorizationId,
                authorizationVersion,
                policyOwnerId,
                policyVersion,
                listEntryId,
                listEntryVersion);
    }
}
