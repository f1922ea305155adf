package dev.vigil.account;

import dev.vigil.schema.account.AccountFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The naive model for tests of the operator. */
public final class NaiveStandings {
    private NaiveStandings() {}

    /** An offence that was said several times counts once. */
    public static String of(List<AccountFact> facts, long t) {
        long erasedAt =
                facts.stream()
                        .filter(f -> f.kind() == AccountFact.Kind.ERASED)
                        .mapToLong(AccountFact::time)
                        .max()
                        .orElse(Long.MIN_VALUE);
        Map<String, AccountFact> last = new LinkedHashMap<>();
        List<AccountFact> others = new ArrayList<>();
        for (AccountFact fact : facts) {
            if (isOfBefore(fact, erasedAt)) {
                continue;
            }
            if (fact.kind() == AccountFact.Kind.OFFENCE) {
                last.put(fact.offence().offenceId(), fact);
            } else {
                others.add(fact);
            }
        }
        others.addAll(last.values());
        NaiveStanding.Result result = NaiveStanding.of(others, t);
        return text(result.strikes(), result.pending(), result.offences(), result.warnings());
    }

    /** A ground belongs to no account; all else is of the account that was erased. */
    private static boolean isOfBefore(AccountFact fact, long erasedAt) {
        return switch (fact.kind()) {
            case GROUND -> false;
            case OFFENCE -> fact.offence().occurredAt() <= erasedAt;
            default -> fact.time() <= erasedAt;
        };
    }

    public static String text(int strikes, int pending, int offences, int warnings) {
        return strikes
                + " strikes, "
                + pending
                + " pending, "
                + offences
                + " offences, "
                + warnings
                + " warnings";
    }
}
