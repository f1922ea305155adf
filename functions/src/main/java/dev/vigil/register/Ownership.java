package dev.vigil.register;

import dev.vigil.schema.register.KeptClaim;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.ContestedRight;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who owns a work as all claims on it say together, and where they say more than is possible. A
 * function of the claims and decisions alone: neither their order nor the time matters, so that
 * being first gives no right.
 *
 * @param owners of all claims, without what a person has set aside; none where there are none
 * @param contests by conflictId
 */
public record Ownership(
        List<OwnerShare> owners,
        List<ContestedRight> contested,
        SortedMap<String, Contest> contests) {
    /** Entries of a work's contested rights; more are said as a whole. */
    static final int MOST_CONTESTED = 100;

    /** Territories of one entry; more are said as everywhere. */
    private static final int MOST_TERRITORIES = 300;

    /** Owners of a work. */
    private static final int MOST_OWNERS = 1_000;

    /** Of all owners: what the desk registers beside claims that were there may be more. */
    static final long MOST_OWNER_BYTES = 2L * RegisterIntake.MOST_SHARE_BYTES;

    /** A right in a territory of which more is claimed than there is. */
    record Contest(RightType right, String territory, Over over) {
        String id() {
            return OwnershipConflict.id(right, territory);
        }

        boolean names(String party) {
            return over.parties().contains(party);
        }
    }

    /** Without a claim nothing contradicts the desk. */
    static Ownership of(WorkFacts facts) {
        List<KeptClaim> claims = holding(facts);
        List<Stake> stakes = stakes(facts, claims);
        SetAside aside = new SetAside(facts.decisions());
        if (claims.isEmpty() && aside.isEmpty()) {
            return new Ownership(shares(facts.desk()), List.of(), new TreeMap<>());
        }
        List<OwnerShare> owners = owners(stakes, aside);
        if (claims.isEmpty()) {
            return new Ownership(owners, List.of(), new TreeMap<>());
        }
        SortedMap<String, Contest> contests = new TreeMap<>();
        Map<RightType, Set<String>> places = new EnumMap<>(RightType.class);
        for (RightType right : RightType.values()) {
            Set<String> territories = territories(right, stakes, aside);
            places.put(right, territories);
            for (String territory : territories) {
                Sweep.of(here(stakes, right, territory, aside))
                        .map(over -> new Contest(right, territory, over))
                        .ifPresent(one -> contests.put(one.id(), one));
            }
        }
        return new Ownership(owners, contested(contests.values(), places), contests);
    }

    private static List<OwnerShare> shares(RegisteredWork desk) {
        return desk == null ? List.of() : desk.owners();
    }

    /** By claimant, whatever the order in which they are kept. */
    private static List<KeptClaim> holding(WorkFacts facts) {
        return facts.claims().stream()
                .filter(kept -> !kept.claim().isWithdrawn())
                .sorted(Comparator.comparing(kept -> kept.claim().claimant()))
                .toList();
    }

    /** An owner that the desk has registered is a party like any other, until it claims itself. */
    private static List<Stake> stakes(WorkFacts facts, List<KeptClaim> claims) {
        List<Stake> stakes = new ArrayList<>();
        Set<String> claimants = new HashSet<>();
        for (KeptClaim kept : claims) {
            WorkClaim claim = kept.claim();
            claimants.add(claim.claimant());
            claim.shares().forEach(share -> stakes.add(Stake.claimed(share, kept.receivedAt())));
        }
        if (facts.desk() != null) {
            for (OwnerShare share : facts.desk().owners()) {
                boolean joint = share.shareBp() == null;
                boolean counts = !claimants.contains(share.ownerId());
                if (joint || counts) {
                    stakes.add(new Stake(share.ownerId(), share, joint, counts, facts.deskAt()));
                }
            }
        }
        return stakes;
    }

    /** Those that anything names, and the rest of the world. */
    static Set<String> territories(RightType right, List<Stake> stakes, SetAside aside) {
        Set<String> territories = new TreeSet<>(aside.territories(right));
        territories.add(SetAside.REST);
        for (Stake stake : stakes) {
            if (stake.share().covers(right)) {
                territories.addAll(stake.share().territories());
                territories.addAll(stake.share().exceptTerritories());
            }
        }
        return territories;
    }

    static List<Stake> here(List<Stake> stakes, RightType right, String territory, SetAside aside) {
        return stakes.stream()
                .filter(stake -> stake.share().covers(territory, right))
                .filter(stake -> !aside.isAside(stake.share(), right, territory))
                .toList();
    }

    // Owners -------------------------------------------------------------------------------

    private static List<OwnerShare> owners(List<Stake> stakes, SetAside aside) {
        EqualParts equal = EqualParts.of(stakes.stream().filter(Stake::joint).toList(), aside);
        List<OwnerShare> owners = new ArrayList<>();
        for (Stake stake : stakes) {
            if (stake.counts() && stake.begin() < stake.end()) {
                boolean isPart = stake.joint() && equal != null;
                owners.addAll(isPart ? equal.of(stake) : without(whole(stake), aside));
            }
        }
        return fitting(owners);
    }

    /**
     * A claim that names no share is written as one to all of it: no reader takes it for a part.
     */
    private static OwnerShare whole(Stake stake) {
        return stake.joint() ? stake.share() : stake.share().withShareBp(stake.bp());
    }

    /** True of a work that is no larger than what may be published of one. */
    static boolean fits(RegisteredWork work) {
        return work.owners().stream().mapToLong(RegisterIntake::bytes).sum() <= MOST_OWNER_BYTES;
    }

    /** Those of claims come first, and have room by themselves. */
    private static List<OwnerShare> fitting(List<OwnerShare> owners) {
        long bytes = 0;
        int count = 0;
        while (count < Math.min(owners.size(), MOST_OWNERS)) {
            bytes += RegisterIntake.bytes(owners.get(count));
            if (bytes > MOST_OWNER_BYTES) {
                break;
            }
            count++;
        }
        return List.copyOf(owners.subList(0, count));
    }

    private static List<OwnerShare> without(OwnerShare share, SetAside aside) {
        if (aside.isEmpty()) {
            return List.of(share);
        }
        Map<List<Set<String>>, List<RightType>> rights = new LinkedHashMap<>();
        for (RightType right : RightType.values()) {
            if (share.covers(right)) {
                List<Set<String>> places = places(share, right, aside);
                if (places != null) {
                    rights.computeIfAbsent(places, p -> new ArrayList<>()).add(right);
                }
            }
        }
        List<OwnerShare> left = new ArrayList<>();
        rights.forEach(
                (places, which) ->
                        left.add(
                                share.with()
                                        .territories(List.copyOf(places.get(0)))
                                        .exceptTerritories(List.copyOf(places.get(1)))
                                        .rightTypes(all(which) ? share.rightTypes() : which)
                                        .build()));
        return left;
    }

    private static boolean all(List<RightType> rights) {
        return rights.size() == RightType.values().length;
    }

    /** Where it holds, and where it does not though it does in the rest; null for nowhere. */
    private static List<Set<String>> places(OwnerShare share, RightType right, SetAside aside) {
        if (!share.everywhere()) {
            Set<String> left = new TreeSet<>(share.territories());
            left.removeIf(territory -> aside.isAside(share, right, territory));
            return left.isEmpty() ? null : List.of(left, Set.of());
        }
        Set<String> own = new TreeSet<>();
        Set<String> except = new TreeSet<>(share.exceptTerritories());
        for (String territory : aside.territories(right)) {
            if (aside.isAside(share, right, territory)) {
                except.add(territory);
            } else if (!share.exceptTerritories().contains(territory)) {
                own.add(territory);
            }
        }
        if (!aside.isAside(share, right, SetAside.REST)) {
            return List.of(new TreeSet<>(share.territories()), except);
        }
        return own.isEmpty() ? null : List.of(own, Set.of());
    }

    // What is contested ----------------------------------------------------------------------

    private record Span(RightType right, Long from, Long to) {}

    private static List<ContestedRight> contested(
            Collection<Contest> contests, Map<RightType, Set<String>> places) {
        Map<Span, Set<String>> bySpan = new LinkedHashMap<>();
        for (Contest contest : contests) {
            for (Over.Span span : contest.over().spans()) {
                bySpan.computeIfAbsent(
                                new Span(contest.right(), span.fromOrNull(), span.toOrNull()),
                                one -> new TreeSet<>())
                        .add(contest.territory());
            }
        }
        if (bySpan.size() > MOST_CONTESTED) {
            return contests.stream()
                    .map(Contest::right)
                    .distinct()
                    .map(right -> new ContestedRight(right, List.of(), List.of(), null, null))
                    .toList();
        }
        List<ContestedRight> contested = new ArrayList<>();
        bySpan.forEach((span, territories) -> contested.add(entry(span, territories, places)));
        return contested;
    }

    private static ContestedRight entry(
            Span span, Set<String> territories, Map<RightType, Set<String>> places) {
        Set<String> named = territories;
        Set<String> except = new TreeSet<>();
        if (territories.contains(SetAside.REST)) {
            named = Set.of();
            except.addAll(places.get(span.right()));
            except.removeAll(territories);
        }
        boolean tooMany = named.size() > MOST_TERRITORIES || except.size() > MOST_TERRITORIES;
        return new ContestedRight(
                span.right(),
                tooMany ? List.of() : List.copyOf(named),
                tooMany ? List.of() : List.copyOf(except),
                span.from(),
                span.to());
    }
}
