package dev.vigil.schema.rights;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A match with the rights of its work.
 *
 * @param context null where no {@code started} was seen
 * @param authorizations those of the work that name the session's account, channel or organisation
 * @param authorizationsLoaded false while the register is still being read
 * @param changes list changes that the finding carries, as they may be ahead of the broadcast
 * @param owners of the work, and what they wish; null for none
 * @param afterwards true where the match was over before, and something has changed since: of a
 *     session that is no longer known it is without meaning; null is false
 * @param presentUntil of an upload, when it was last known to be there (processing time, UTC epoch
 *     ms): windows of the list that were open since its capture apply to it; null for its capture
 *     time
 * @param stayDown the entry that keeps down the upload whose recording was matched, which is never
 *     broadcast; null where there is none in force
 */
@InState
@InFlight
@RecordBuilder
public record Finding(
        String sessionId,
        SessionStarted context,
        Evidence evidence,
        List<Authorization> authorizations,
        boolean authorizationsLoaded,
        WorkListing changes,
        Owners owners,
        Boolean afterwards,
        Long presentUntil,
        ListEntry stayDown)
        implements FindingBuilder.With {
    public boolean isAfterwards() {
        return Boolean.TRUE.equals(afterwards);
    }

    /** This finding, with the changes that an earlier one of the same match carried. */
    public Finding after(Finding earlier) {
        WorkListing merged = changes;
        for (ListEntry change : earlier.changes.entries()) {
            merged = merged.with(change);
        }
        return with(evidence, authorizations, merged, owners, stayDown);
    }

    /** The same match, weighed. */
    public Finding with(Evidence weighed) {
        return with(weighed, authorizations, changes, owners, stayDown);
    }

    /** The upload whose recording was matched is restored. */
    public Finding restored() {
        return with(evidence, authorizations, changes, owners, null);
    }

    /** With these authorizations and changes alone. */
    public Finding with(List<Authorization> deals, WorkListing ahead) {
        return with(evidence, deals, ahead, owners, stayDown);
    }

    /** With these owners and their wishes. */
    public Finding of(Owners some) {
        return with(evidence, authorizations, changes, some, stayDown);
    }

    private Finding with(
            Evidence of,
            List<Authorization> deals,
            WorkListing ahead,
            Owners some,
            ListEntry down) {
        return with().evidence(of)
                .authorizations(deals)
                .changes(ahead)
                .owners(some)
                .stayDown(down)
                .build();
    }
}
