package dev.vigil.signal;

import dev.vigil.schema.signal.SignalState;
import java.util.List;

/**
 * What a signal may do at a moment.
 *
 * @param reasonCode why a person should look; null where none has to
 * @param workId that its recording is searched under; null where it is not searched
 * @param works of this site that its identifiers name
 * @param confirmations peers of whom a person has confirmed it
 * @param disputes peers that dispute it
 * @param asOf time of the last fact that counts, or of its end (UTC epoch ms)
 * @param nextAt when to look again without a new fact (UTC epoch ms)
 */
public record SignalOutcome(
        SignalState state,
        String reasonCode,
        String workId,
        List<String> works,
        int confirmations,
        int disputes,
        long asOf,
        long nextAt) {

    /** True where an entry on the list is for it. */
    public boolean isListed() {
        return state == SignalState.ACTIVE;
    }
}
