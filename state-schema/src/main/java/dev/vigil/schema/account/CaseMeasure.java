package dev.vigil.schema.account;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.types.InState;

/**
 * A command that restricts a session, and what the platform has confirmed of it; either may be read
 * first.
 *
 * @param number of the command, unique in its session
 * @param ordered false while only the confirmation was read
 * @param accountId whose session it was ordered for; null while it is not known
 * @param effectiveAt the earliest that was confirmed (UTC epoch ms); null while none was
 * @param done what the platform did then
 */
@InState
public record CaseMeasure(
        long number, boolean ordered, String accountId, Long effectiveAt, Measure done) {
    public boolean tookEffect() {
        return ordered && effectiveAt != null;
    }

    /** One that names no account holds for each account of the session. */
    public boolean isOf(String account) {
        return accountId == null || account == null || accountId.equals(account);
    }
}
