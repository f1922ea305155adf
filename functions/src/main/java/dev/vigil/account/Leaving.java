package dev.vigil.account;

import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.KeptDecision;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.OffenceReason;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Appeals and grounds that an account has no room for. What has cleared it remains in effect. */
final class Leaving {
    private final Account account;

    Leaving(Account account) {
        this.account = account;
    }

    // Appeals ---------------------------------------------------------------------------------

    /** In the order in which they leave. */
    private enum Rank {
        /** What it is about is gone. */
        OF_NOTHING,
        /** It was decided once that the offence remains. */
        BESIDE_UPHELD,
        /** Another one, filed earlier, is open. */
        REPEATED,
        /** Its offence keeps how it ended. */
        SETTLED,
        OPEN,
        /** Nothing else keeps it: of a measure, or one that is not filed yet. */
        DECIDED
    }

    void appeals() {
        int many = account.appeals().size() - AccountLimits.APPEALS;
        if (many <= 0) {
            return;
        }
        Map<String, Rank> ranks = ranks();
        List<String> leaving =
                account.appeals().ids().stream()
                        .sorted(
                                Comparator.comparing((String id) -> ranks.get(id))
                                        .thenComparing(this::age)
                                        .thenComparing(Comparator.naturalOrder()))
                        .limit(many)
                        .toList();
        for (String id : leaving) {
            if (ranks.get(id) == Rank.SETTLED) {
                Settled.by(account, id, account.appeals().get(id));
            }
            account.appeals().remove(id);
        }
    }

    private Map<String, Rank> ranks() {
        Set<String> upheld =
                account.appeals().values().stream()
                        .filter(one -> one.outcome() == AppealOutcome.UPHOLD)
                        .map(Leaving::subject)
                        .collect(Collectors.toSet());
        Set<String> open = new HashSet<>();
        Map<String, Rank> ranks = new HashMap<>();
        account.appeals().entries().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingLong(Leaving::since)))
                .forEach(one -> ranks.put(one.getKey(), rank(one.getValue(), upheld, open)));
        return ranks;
    }

    private Rank rank(KeptAppeal one, Set<String> upheld, Set<String> open) {
        KeptOffence offence =
                one.offenceId() == null ? null : account.offences().get(one.offenceId());
        if (one.known() && one.offenceId() != null && offence == null) {
            return Rank.OF_NOTHING;
        } else if (one.outcome() != null) {
            return offence == null ? Rank.DECIDED : Rank.SETTLED;
        } else if (upheld.contains(subject(one)) || offence != null && Settled.isUpheld(offence)) {
            return Rank.BESIDE_UPHELD;
        }
        return open.add(subject(one)) ? Rank.OPEN : Rank.REPEATED;
    }

    private static String subject(KeptAppeal one) {
        return one.offenceId() == null ? String.valueOf(one.measureId()) : one.offenceId();
    }

    private static long since(KeptAppeal one) {
        return one.filedAt() == null ? one.seenAt() : one.filedAt();
    }

    /** Of open ones the latest leaves first, of others the earliest. */
    private long age(String id) {
        KeptAppeal one = account.appeals().get(id);
        KeptDecision decided = one.asOf(Long.MAX_VALUE);
        return decided == null ? -since(one) : decided.at();
    }

    // Grounds ---------------------------------------------------------------------------------

    /** Those that nothing rests on and those that stand leave first, then the earliest. */
    void grounds() {
        int many = account.grounds().size() - AccountLimits.GROUNDS;
        if (many <= 0) {
            return;
        }
        Set<String> restedOn = restedOn(account);
        List<String> leaving =
                account.grounds().ids().stream()
                        .sorted(
                                Comparator.comparing((String id) -> isInEffect(id, restedOn))
                                        .thenComparing(id -> account.grounds().get(id).at())
                                        .thenComparing(Comparator.naturalOrder()))
                        .limit(many)
                        .toList();
        Settled.by(account, leaving.stream().map(account.grounds()::get).toList());
        leaving.forEach(account.grounds()::remove);
    }

    private boolean isInEffect(String id, Set<String> restedOn) {
        GroundState one = account.grounds().get(id);
        return !one.stands() && isNeeded(account, one, restedOn);
    }

    /** Something that is kept rests on it. */
    static boolean isNeeded(Account account, GroundState one, Set<String> restedOn) {
        return one.offenceId() == null
                ? restedOn.contains(one.ground())
                : account.offences().get(one.offenceId()) != null;
    }

    static Set<String> restedOn(Account account) {
        return account.offences().values().stream()
                .flatMap(one -> one.reasons().stream())
                .flatMap(Leaving::groundsOf)
                .collect(Collectors.toSet());
    }

    private static Stream<String> groundsOf(OffenceReason reason) {
        return Stream.concat(Stream.of(reason.ground()), Grounds.of(reason));
    }
}
