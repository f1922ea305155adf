package dev.vigil.register;

import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.KeptClaim;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RightType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a register comes to in one right, one territory and at one moment, added up from scratch:
 * without spans, sweeps or cells.
 */
final class NaiveRegister {
    /** What a register may get wrong. */
    enum Fault {
        NONE,
        /** Looks at each claim by itself. */
        PER_RECORD,
        /** A share is there in the moment in which it ends. */
        END_INCLUSIVE,
        /** Adds shares up and nothing else. */
        NO_EXCLUSIVE,
        /** The whole may not be claimed either. */
        FULL_IS_OVER,
        /** Whoever was first owns it. */
        FIRST_WINS,
        /** A decision on the rest of the world counts beside one of the territory. */
        REST_TOO,
        /** A decision on the rest of the world takes what a party claims by name. */
        REST_TAKES_NAMED,
        /** Owners of the desk without a share own all of it each. */
        EACH_ALL,
        /** A claim that was withdrawn goes on. */
        WITHDRAWN_COUNTS,
        /** The owners that the desk has registered are gone with the first claim. */
        DESK_FORGOTTEN,
        /** What a territory is excepted from is everywhere. */
        NO_EXCEPTION
    }

    private final WorkFacts facts;
    private final Fault fault;

    NaiveRegister(WorkFacts facts, Fault fault) {
        this.facts = facts;
        this.fault = fault;
    }

    private boolean is(Fault one) {
        return fault == one;
    }

    private List<KeptClaim> claims() {
        return facts.claims().stream()
                .filter(one -> is(Fault.WITHDRAWN_COUNTS) || one.claim().withdrawnAt() == null)
                .sorted(Comparator.comparingLong(KeptClaim::receivedAt))
                .toList();
    }

    private boolean isThere(OwnerShare share, RightType right, String territory, long atMs) {
        boolean hasRight = share.rightTypes().isEmpty() || share.rightTypes().contains(right);
        boolean hasPlace =
                share.territories().isEmpty()
                        ? is(Fault.NO_EXCEPTION) || !share.exceptTerritories().contains(territory)
                        : share.territories().contains(territory);
        boolean hasBegun = share.from() == null || atMs >= share.from();
        boolean hasNotEnded =
                share.to() == null
                        || atMs < share.to()
                        || is(Fault.END_INCLUSIVE) && atMs == share.to();
        return hasRight && hasPlace && hasBegun && hasNotEnded;
    }

    private boolean isAside(OwnerShare share, RightType right, String territory) {
        String party = share.ownerId();
        boolean isNamed = share.territories().contains(territory) && !is(Fault.REST_TAKES_NAMED);
        ConflictDecided own = null;
        ConflictDecided rest = null;
        for (ConflictDecided one : facts.decisions()) {
            if (one.rightType() == right && one.territory().equals(territory)) {
                own = one;
            } else if (one.rightType() == right && one.territory().equals("*")) {
                rest = one;
            }
        }
        if (own != null && !is(Fault.REST_TOO)) {
            return own.setAside().contains(party);
        }
        return rest != null && !isNamed && rest.setAside().contains(party)
                || own != null && own.setAside().contains(party);
    }

    /** Shares that count there and then, of claims before those of the desk. */
    private Map<String, List<OwnerShare>> counting(RightType right, String territory, long atMs) {
        Map<String, List<OwnerShare>> counting = new TreeMap<>();
        Set<String> claimants = new TreeSet<>();
        List<OwnerShare> all = new ArrayList<>();
        for (KeptClaim one : claims()) {
            claimants.add(one.claim().claimant());
            all.addAll(one.claim().shares());
        }
        if (facts.desk() != null && !is(Fault.DESK_FORGOTTEN)) {
            for (OwnerShare one : facts.desk().owners()) {
                if (!claimants.contains(one.ownerId())) {
                    all.add(one);
                }
            }
        }
        for (OwnerShare one : all) {
            boolean isLate =
                    is(Fault.FIRST_WINS)
                            && !counting.isEmpty()
                            && !counting.containsKey(one.ownerId());
            if (!isLate
                    && isThere(one, right, territory, atMs)
                    && !isAside(one, right, territory)) {
                counting.computeIfAbsent(one.ownerId(), party -> new ArrayList<>()).add(one);
            }
        }
        return counting;
    }

    Set<String> owners(RightType right, String territory, long atMs) {
        return counting(right, territory, atMs).keySet();
    }

    boolean isOver(RightType right, String territory, long atMs) {
        if (claims().isEmpty()) {
            return false;
        }
        long joint = joint(right, territory, atMs);
        Map<String, List<OwnerShare>> counting = counting(right, territory, atMs);
        long sum = 0;
        long most = 0;
        int exclusive = 0;
        int owning = 0;
        for (Map.Entry<String, List<OwnerShare>> party : counting.entrySet()) {
            long its = 0;
            long equal = 0;
            for (OwnerShare one : party.getValue()) {
                if (one.shareBp() == null && !isClaimant(party.getKey())) {
                    equal += 10_000 / joint;
                } else {
                    its += one.shareBp() == null ? 10_000 : one.shareBp();
                }
            }
            long bp = Math.min(its, 10_000) + equal;
            sum += bp;
            most = Math.max(most, bp);
            boolean only = party.getValue().stream().anyMatch(s -> s.exclusive() != null);
            exclusive += only ? 1 : 0;
            owning += bp > 0 ? 1 : 0;
        }
        if (is(Fault.PER_RECORD)) {
            return most > 10_000;
        }
        boolean isFull = is(Fault.FULL_IS_OVER) && sum == 10_000;
        boolean isAlone = !is(Fault.NO_EXCLUSIVE) && exclusive > 0 && owning > 1;
        return sum > 10_000 || isFull || isAlone;
    }

    private boolean isClaimant(String party) {
        return claims().stream().anyMatch(one -> one.claim().claimant().equals(party));
    }

    /** Basis points of each party, as they are written beside claims. */
    Map<String, Long> parts(RightType right, String territory, long atMs) {
        long joint = joint(right, territory, atMs);
        Map<String, Long> parts = new TreeMap<>();
        counting(right, territory, atMs)
                .forEach(
                        (party, shares) -> {
                            for (OwnerShare one : shares) {
                                boolean isWhole = isClaimant(party) || is(Fault.EACH_ALL);
                                long bp;
                                if (one.shareBp() != null) {
                                    bp = one.shareBp();
                                } else {
                                    bp = isWhole ? 10_000 : 10_000 / joint;
                                }
                                parts.merge(party, bp, Long::sum);
                            }
                        });
        return parts;
    }

    private long joint(RightType right, String territory, long atMs) {
        long joint = 0;
        if (facts.desk() != null) {
            for (OwnerShare one : facts.desk().owners()) {
                boolean counts =
                        one.shareBp() == null
                                && isThere(one, right, territory, atMs)
                                && !isAside(one, right, territory);
                joint += counts ? 1 : 0;
            }
        }
        return joint;
    }

    /**
     * Every moment at which anything changes, the one before, and one of the far past and future.
     */
    static Set<Long> moments(WorkFacts facts) {
        Set<Long> moments = new TreeSet<>(Set.of(TestingClaims.T0_MS - 400 * TestingClaims.DAY_MS));
        List<OwnerShare> all = new ArrayList<>();
        facts.claims().forEach(one -> all.addAll(one.claim().shares()));
        if (facts.desk() != null) {
            all.addAll(facts.desk().owners());
        }
        for (OwnerShare one : all) {
            for (Long edge : new Long[] {one.from(), one.to()}) {
                if (edge != null) {
                    moments.add(edge);
                    moments.add(edge - 1);
                }
            }
        }
        moments.add(TestingClaims.T0_MS + 400 * TestingClaims.DAY_MS);
        return moments;
    }
}
