package dev.vigil.register;

import dev.vigil.register.Over.Span;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RightType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What owners have that the desk has registered without a share: in each right, territory and
 * moment as much as each other of them. Beside claims that part is written down, as a reader of the
 * owners could not tell it from a claim to all of it.
 */
final class EqualParts {
    /** Territories that differ, and times in one of them; beyond it nothing is divided. */
    private static final int MOST_PLACES = 300;

    private static final int MOST_TIMES = 100;

    private record Part(Span span, int bp) {}

    private final SetAside aside;
    private final Map<RightType, Map<String, List<Part>>> parts = new EnumMap<>(RightType.class);

    private EqualParts(SetAside aside) {
        this.aside = aside;
    }

    /**
     * @param joint all stakes without a share, those that don't count by themselves too
     * @return null where it is too much to be divided
     */
    static EqualParts of(List<Stake> joint, SetAside aside) {
        EqualParts equal = new EqualParts(aside);
        for (RightType right : RightType.values()) {
            Set<String> places = Ownership.territories(right, joint, aside);
            if (places.size() > MOST_PLACES) {
                return null;
            }
            Map<String, List<Part>> byPlace = new TreeMap<>();
            for (String place : places) {
                List<Part> its = parts(Ownership.here(joint, right, place, aside));
                if (its.size() > MOST_TIMES) {
                    return null;
                }
                byPlace.put(place, its);
            }
            equal.parts.put(right, byPlace);
        }
        return equal;
    }

    private static List<Part> parts(List<Stake> here) {
        TreeMap<Long, Integer> changes = new TreeMap<>();
        for (Stake stake : here) {
            if (stake.begin() < stake.end()) {
                changes.merge(stake.begin(), 1, Integer::sum);
                changes.merge(stake.end(), -1, Integer::sum);
            }
        }
        List<Part> parts = new ArrayList<>();
        int owners = 0;
        Long from = null;
        for (Map.Entry<Long, Integer> change : changes.entrySet()) {
            if (owners > 0 && change.getValue() != 0) {
                parts.add(new Part(new Span(from, change.getKey()), Stake.WHOLE_BP / owners));
            }
            from = owners > 0 && change.getValue() == 0 ? from : change.getKey();
            owners += change.getValue();
        }
        return parts;
    }

    /** One share for each part that is of another size, at another time or elsewhere. */
    List<OwnerShare> of(Stake stake) {
        Map<OwnerShare, List<RightType>> rights = new LinkedHashMap<>();
        for (RightType right : RightType.values()) {
            if (stake.share().covers(right)) {
                places(stake, right)
                        .forEach(
                                (part, places) ->
                                        rights.computeIfAbsent(
                                                        share(stake, right, part, places),
                                                        share -> new ArrayList<>())
                                                .add(right));
            }
        }
        List<OwnerShare> shares = new ArrayList<>();
        rights.forEach(
                (share, which) ->
                        shares.add(
                                share.withRightTypes(
                                        which.size() == RightType.values().length
                                                ? stake.share().rightTypes()
                                                : which)));
        return shares;
    }

    private Map<Part, Set<String>> places(Stake stake, RightType right) {
        Map<Part, Set<String>> places = new LinkedHashMap<>();
        parts.get(right)
                .forEach(
                        (place, some) -> {
                            if (stake.share().covers(place, right)
                                    && !aside.isAside(stake.share(), right, place)) {
                                for (Part part : during(stake, some)) {
                                    places.computeIfAbsent(part, p -> new TreeSet<>()).add(place);
                                }
                            }
                        });
        return places;
    }

    private static List<Part> during(Stake stake, List<Part> parts) {
        List<Part> during = new ArrayList<>();
        for (Part part : parts) {
            long from = Math.max(stake.begin(), part.span().from());
            long to = Math.min(stake.end(), part.span().to());
            if (from < to) {
                during.add(new Part(new Span(from, to), part.bp()));
            }
        }
        return during;
    }

    private OwnerShare share(Stake stake, RightType right, Part part, Set<String> places) {
        Set<String> named = places;
        Set<String> except = new TreeSet<>();
        if (places.contains(SetAside.REST)) {
            named = Set.of();
            except.addAll(parts.get(right).keySet());
            except.removeAll(places);
        }
        return stake.share()
                .with()
                .territories(List.copyOf(named))
                .exceptTerritories(List.copyOf(except))
                .rightTypes(List.of())
                .shareBp(part.bp())
                .from(part.span().fromOrNull())
                .to(part.span().toOrNull())
                .build();
    }
}
