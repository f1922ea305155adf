package dev.vigil.account;

import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceState;
import java.util.List;

/**
 * An offence as it is at a moment.
 *
 * @param establishedAt when it became one; null for not yet
 * @param aggravators those of its case, and those that follow from the account
 * @param fallen grounds and references of it that have fallen
 * @param overturned those that a person found wrong for it alone
 * @param disputed grounds of it that are disputed, and open appeals
 * @param isCounting it rests on a ground that counts and is not disputed; whatever its time
 * @param isCountingIfUpheld the same if all disputes ended against the account
 */
record JudgedOffence(
        String id,
        KeptOffence kept,
        OffenceState state,
        Long establishedAt,
        List<Aggravator> aggravators,
        List<String> fallen,
        List<String> overturned,
        List<String> disputed,
        boolean isCounting,
        boolean isCountingIfUpheld) {
    boolean counts(boolean ifUpheld) {
        return ifUpheld ? isCountingIfUpheld : isCounting;
    }

    boolean isStanding() {
        return state == OffenceState.STANDING;
    }

    /**
     * By what was published: one that falls in this fold has not, whatever the time of its fact.
     */
    boolean hadFallen(long byMs) {
        return kept.changedAt() != null && kept.changedAt() <= byMs;
    }

    String waivedBy() {
        return kept.waived() == null ? null : kept.waived().by();
    }

    Offence whole(String accountId) {
        return kept.whole(accountId, id, aggravators);
    }

    long digest() {
        return Digest.of(kept, aggravators, state, fallen, overturned, disputed, waivedBy());
    }
}
