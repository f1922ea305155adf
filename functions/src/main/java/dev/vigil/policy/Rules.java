package dev.vigil.policy;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.ContestedRight;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a case by territory. What is the same in each is looked at once, so that a territory
 * costs only what names it: there are 300, and a work may have 1,000 owners with a policy each.
 */
final class Rules {
    private static final Comparator<Deal> BEGAN_LAST_FIRST =
            Comparator.comparing((Deal deal) -> deal.authorization().from())
                    .reversed()
                    .thenComparing(deal -> deal.authorization().authorizationId());

    private final Case judged;
    private final List<ListEntry> open;
    private final List<Deal> deals;
    private final List<OwnerShare> sharesEverywhere = new ArrayList<>();
    private final Map<String, List<OwnerShare>> shares = new HashMap<>();
    private final Map<String, Met> policies = new HashMap<>();
    private final Set<String> named = new HashSet<>();

    /**
     * An authorization with what is the same in all territories.
     *
     * @param rank by id: of several that fit the first counts
     * @param before test that fails ahead of that of the territory; null for none
     * @param after test that fails behind it; null for none
     * @param territories null means everywhere
     */
    record Deal(
            int rank,
            Authorization authorization,
            String before,
            String after,
            Set<String> territories) {}

    /**
     * Rules of an owner that the match meets, the first one for each territory.
     *
     * @param everywhere the first for territories that none before it names; null for none
     */
    private record Met(
            MatchPolicy policy, Map<String, MatchRule> byTerritory, MatchRule everywhere) {
        List<MatchRule> rules() {
            List<MatchRule> rules = new ArrayList<>(byTerritory.values());
            if (everywhere != null) {
                rules.add(everywhere);
            }
            return rules;
        }
    }

    Rules(Case judged) {
        this.judged = judged;
        open = judged.entries().stream().filter(judged::isOpen).toList();
        open.forEach(
                entry -> {
                    named.addAll(entry.territoryInclude());
                    named.addAll(entry.territoryExclude());
                });
        deals = judged.context() == null ? List.of() : deals(judged);
        deals.forEach(deal -> named.addAll(deal.authorization().territories()));
        if (judged.context() != null && judged.work() != null) {
            share(judged.work());
            if (!isExcluded(judged)) {
                judged.owners().policies().forEach(this::meet);
            }
        }
    }

    /** True where all that matched is of a part that is not its owners' alone. */
    private static boolean isExcluded(Case judged) {
        Evidence evidence = judged.evidence();
        return judged.work().excludedSegments().stream()
                .anyMatch(part -> part.contains(evidence.refStartMs(), evidence.refEndMs()));
    }

    private static List<Deal> deals(Case judged) {
        List<Deal> deals = new ArrayList<>();
        for (Authorization deal : judged.authorizations()) {
            deals.add(
                    new Deal(
                            deals.size(),
                            deal,
                            AuthorizationFit.failureBefore(deal, judged).orElse(null),
                            AuthorizationFit.failureAfter(deal, judged).orElse(null),
                            AuthorizationFit.isEverywhere(deal)
                                    ? null
                                    : Set.copyOf(deal.territories())));
        }
        deals.sort(BEGAN_LAST_FIRST);
        return deals;
    }

    private void share(RegisteredWork work) {
        for (OwnerShare share : work.owners()) {
            if (share.isNothing()
                    || !share.covers(judged.right())
                    || !share.holdsAt(judged.timeMs())) {
                continue;
            }
            if (share.everywhere()) {
                sharesEverywhere.add(share);
                named.addAll(share.exceptTerritories());
            } else {
                for (String territory : share.territories()) {
                    shares.computeIfAbsent(territory, t -> new ArrayList<>()).add(share);
                }
            }
        }
        named.addAll(shares.keySet());
        for (ContestedRight contested : work.contested()) {
            named.addAll(contested.territories());
            named.addAll(contested.exceptTerritories());
        }
    }

    private void meet(MatchPolicy policy) {
        Map<String, MatchRule> byTerritory = new LinkedHashMap<>();
        MatchRule everywhere = null;
        for (MatchRule rule : policy.rules()) {
            if (!OwnerRule.meets(judged, rule)) {
                continue;
            }
            if (rule.everywhere()) {
                everywhere = rule;
                break;
            }
            byTerritory.putIfAbsent(rule.territory(), rule);
        }
        if (everywhere != null || !byTerritory.isEmpty()) {
            policies.put(policy.ownerId(), new Met(policy, byTerritory, everywhere));
            named.addAll(byTerritory.keySet());
        }
    }

    Case judged() {
        return judged;
    }

    /** False where no rule names the territory: it is judged as the rest of the world. */
    boolean name(String territory) {
        return named.contains(territory);
    }

    List<ListEntry> inForce(String territory) {
        return open.stream().filter(entry -> entry.appliesIn(territory)).toList();
    }

    /** Those that began last first. */
    List<Deal> deals() {
        return deals;
    }

    /** The first test that fails, or null where the authorization fits. */
    String failure(Deal deal, String territory) {
        if (deal.before() != null) {
            return deal.before();
        }
        if (deal.territories() != null && !deal.territories().contains(territory)) {
            return "TERRITORY";
        }
        if (deal.after() != null) {
            return deal.after();
        }
        return owns(deal.authorization().grantor(), territory) ? null : AuthorizationFit.GRANTOR;
    }

    /** Where no owner is registered, the owner can't be in doubt. */
    private boolean owns(String party, String territory) {
        boolean isOwned = false;
        for (List<OwnerShare> some :
                List.of(sharesEverywhere, shares.getOrDefault(territory, List.of()))) {
            for (OwnerShare share : some) {
                if (!isExcepted(share, territory)) {
                    isOwned = true;
                    if (share.ownerId().equals(party)) {
                        return true;
                    }
                }
            }
        }
        return !isOwned;
    }

    /** Of a share that is asked where it is, or everywhere. */
    private static boolean isExcepted(OwnerShare share, String territory) {
        return !share.exceptTerritories().isEmpty()
                && share.exceptTerritories().contains(territory);
    }

    /** True where its owners' claims contradict each other. */
    boolean isContested(String territory) {
        RegisteredWork work = judged.work();
        return work != null && work.isContested(territory, judged.right(), judged.timeMs());
    }

    /** The strictest of what the owners wish there: one that waits is not lost behind a review. */
    Optional<OwnerRule> wish(String territory) {
        OwnerRule strictest = null;
        Long stopBy = null;
        for (List<OwnerShare> some :
                List.of(sharesEverywhere, shares.getOrDefault(territory, List.of()))) {
            for (OwnerShare share : some) {
                Met met = policies.get(share.ownerId());
                MatchRule rule =
                        met == null || isExcepted(share, territory)
                                ? null
                                : met.byTerritory().getOrDefault(territory, met.everywhere());
                if (rule != null) {
                    OwnerRule wish = OwnerRule.of(judged, rule, share, met.policy());
                    strictest = OwnerRule.stricter(strictest, wish);
                    boolean isEarlier =
                            wish.stopBy() != null && (stopBy == null || wish.stopBy() < stopBy);
                    stopBy = isEarlier ? wish.stopBy() : stopBy;
                }
            }
        }
        return strictest == null ? Optional.empty() : Optional.of(strictest.until(stopBy));
    }

    /** The finding with those owners, policies and rules alone that may decide on it. */
    static Finding lean(Finding finding) {
        Owners owners = finding.owners();
        if (owners == null) {
            return finding;
        }
        if (finding.context() == null) {
            // Which right the session needs is not known, so that no owner decides on it.
            return finding.of(Owners.NONE);
        }
        Case judged = new Case(finding.context(), finding.evidence(), List.of(), List.of(), owners);
        return finding.of(new Rules(judged).owners(!finding.authorizations().isEmpty()));
    }

    /**
     * @param granted true where it matters who owns the work, whatever they wish
     */
    private Owners owners(boolean granted) {
        RegisteredWork work = judged.work();
        if (work == null) {
            return Owners.NONE;
        }
        List<OwnerShare> its =
                work.owners().stream()
                        .filter(share -> share.covers(judged.right()))
                        .filter(share -> granted || policies.containsKey(share.ownerId()))
                        .toList();
        Set<String> ids = new HashSet<>();
        its.forEach(share -> ids.add(share.ownerId()));
        List<MatchPolicy> wishes =
                judged.owners().policies().stream()
                        .filter(policy -> ids.contains(policy.ownerId()))
                        .map(policy -> policies.get(policy.ownerId()))
                        .filter(met -> met != null)
                        .map(met -> met.policy().having(met.rules()))
                        .toList();
        // A work has one owner at least: one that counts for nothing.
        return new Owners(work.having(its.isEmpty() ? work.owners().subList(0, 1) : its), wishes);
    }
}
