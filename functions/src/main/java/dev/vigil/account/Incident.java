package dev.vigil.account;

import dev.vigil.schema.account.Strike;
import java.util.List;
import java.util.Set;

/**
 * Offences that lie within the hours of an incident and count as one strike.
 *
 * @param anchor the earliest of them
 * @param offences by ascending time
 * @param from when it began to count: the first of them was established
 * @param expiresAt when the last of them expires
 */
record Incident(String anchor, List<String> offences, long from, long expiresAt) {
    private static final int MAX_STRIKES = 50;
    private static final int MAX_NAMED = 100;

    /** Of all strikes together: ids may be long. */
    private static final int MAX_NAMED_IN_ALL = 200;

    /** As a record names them: what is left out of each is counted in it. */
    static List<Strike> strikes(Account account, List<Incident> incidents) {
        int strikes = Math.min(MAX_STRIKES, incidents.size());
        int named = Math.min(MAX_NAMED, MAX_NAMED_IN_ALL / Math.max(1, strikes));
        return incidents.stream()
                .limit(strikes)
                .map(incident -> incident.strike(account, named))
                .toList();
    }

    /** The same with those of its offences alone. */
    Incident of(Set<String> some) {
        return new Incident(
                anchor, offences.stream().filter(some::contains).toList(), from, expiresAt);
    }

    private Strike strike(Account account, int mostNamed) {
        int named = Math.min(mostNamed, offences.size());
        return new Strike(
                account.accountId() + "/" + anchor,
                offences.subList(0, named),
                named == offences.size() ? null : Integer.valueOf(offences.size() - named),
                expiresAt);
    }
}
