package dev.vigil.account;

import dev.vigil.schema.account.Strike;
import java.util.List;

/**
 * Offences that lie within the hours of an incident and count as one strike.
 *
 * @param anchor the earliest of them
 * @param offences by ascending time
 * @param from when it came to count: the first of them was established
 * @param expiresAt when the last of them expires
 */
record Incident(String anchor, List<String> offences, long from, long expiresAt) {
    private static final int MAX_NAMED = 100;

    Strike strike(Account account) {
        return new Strike(
                account.accountId() + "/" + anchor,
                offences.subList(0, Math.min(MAX_NAMED, offences.size())),
                expiresAt);
    }
}
