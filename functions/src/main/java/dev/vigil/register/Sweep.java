package dev.vigil.register;

import dev.vigil.register.Over.Span;
import dev.vigil.schema.register.ClaimedShare;
import dev.vigil.schema.register.ConflictPart;
import dev.vigil.schema.register.OwnershipConflict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Adds up what is claimed of one right in one territory, from one change to the next: each stake is
 * taken up once and put down once.
 */
final class Sweep {
    private record Edge(long at, Stake stake, boolean begins) {}

    /** What one party has at the moment that the sweep is at. */
    private static final class Held {
        private int stakes;
        private int bp;
        private int joint;
        private int exclusive;

        private int capped() {
            return Math.min(bp, Stake.WHOLE_BP);
        }

        private boolean isSomething() {
            return bp > 0 || joint > 0;
        }
    }

    private final Map<String, Held> held = new TreeMap<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<ConflictPart> parts = new ArrayList<>();
    private int moreParts;

    /** Of what is claimed with a share; of one party never more than the whole. */
    private long total;

    private int jointAll;
    private int jointCounting;
    private int exclusiveParties;
    private int owningParties;

    private Sweep() {}

    /**
     * @param here stakes in that right and territory
     * @return empty where all of them fit
     */
    static Optional<Over> of(List<Stake> here) {
        Sweep sweep = new Sweep();
        sweep.along(edges(here));
        return sweep.spans.isEmpty()
                ? Optional.empty()
                : Optional.of(sweep.over(sweep.involved(here)));
    }

    private Over over(List<Stake> involved) {
        Set<String> parties = new TreeSet<>();
        long newest = Long.MIN_VALUE;
        for (Stake stake : involved) {
            parties.add(stake.claimant());
            newest = Math.max(newest, stake.receivedAt());
        }
        return new Over(List.copyOf(spans), List.copyOf(parts), moreParts, parties, newest);
    }

    private static List<Edge> edges(List<Stake> here) {
        List<Edge> edges = new ArrayList<>(2 * here.size());
        for (Stake stake : here) {
            if (stake.begin() < stake.end()) {
                edges.add(new Edge(stake.begin(), stake, true));
                edges.add(new Edge(stake.end(), stake, false));
            }
        }
        edges.sort(Comparator.comparingLong(Edge::at));
        return edges;
    }

    private void along(List<Edge> edges) {
        int next = 0;
        while (next < edges.size()) {
            long at = edges.get(next).at();
            while (next < edges.size() && edges.get(next).at() == at) {
                take(edges.get(next++));
            }
            if (next < edges.size() && isOver()) {
                add(at, edges.get(next).at());
            }
        }
    }

    private void take(Edge edge) {
        Stake stake = edge.stake();
        int step = edge.begins() ? 1 : -1;
        jointAll += stake.joint() ? step : 0;
        if (!stake.counts()) {
            return;
        }
        Held party = held.computeIfAbsent(stake.claimant(), claimant -> new Held());
        owningParties -= party.isSomething() ? 1 : 0;
        party.stakes += step;
        if (stake.joint()) {
            party.joint += step;
            jointCounting += step;
        } else {
            total -= party.capped();
            party.bp += step * stake.bp();
            total += party.capped();
        }
        owningParties += party.isSomething() ? 1 : 0;
        if (stake.isExclusive()) {
            exclusiveParties -= party.exclusive > 0 ? 1 : 0;
            party.exclusive += step;
            exclusiveParties += party.exclusive > 0 ? 1 : 0;
        }
        if (party.stakes == 0) {
            held.remove(stake.claimant());
        }
    }

    private int jointBp() {
        return jointAll == 0 ? 0 : Stake.WHOLE_BP / jointAll;
    }

    private long sum() {
        return total + (long) jointCounting * jointBp();
    }

    /** One that is exclusive leaves no room for another, however little they claim. */
    private boolean isOver() {
        return sum() > Stake.WHOLE_BP || exclusiveParties > 0 && owningParties > 1;
    }

    private void add(long from, long to) {
        Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        boolean touches = last != null && last.to() == from;
        if (touches) {
            spans.set(spans.size() - 1, new Span(last.from(), to));
        } else {
            spans.add(new Span(from, to));
        }
        if (moreParts > 0) {
            moreParts++;
            return;
        }
        ConflictPart part = part(new Span(from, to));
        if (touches && isSame(parts.get(parts.size() - 1), part)) {
            ConflictPart before = parts.remove(parts.size() - 1);
            parts.add(
                    new ConflictPart(
                            before.from(),
                            part.to(),
                            part.overBp(),
                            part.claims(),
                            part.moreClaims()));
        } else if (parts.size() < OwnershipConflict.MOST_NAMED) {
            parts.add(part);
        } else {
            moreParts++;
        }
    }

    private static boolean isSame(ConflictPart one, ConflictPart other) {
        return one.overBp() == other.overBp()
                && one.claims().equals(other.claims())
                && Objects.equals(one.moreClaims(), other.moreClaims());
    }

    private ConflictPart part(Span span) {
        List<ClaimedShare> claims = new ArrayList<>();
        for (Map.Entry<String, Held> party : held.entrySet()) {
            if (claims.size() == OwnershipConflict.MOST_NAMED) {
                break;
            }
            Held its = party.getValue();
            claims.add(
                    new ClaimedShare(
                            party.getKey(),
                            its.capped() + its.joint * jointBp(),
                            its.exclusive > 0 ? Boolean.TRUE : null));
        }
        int more = held.size() - claims.size();
        return new ConflictPart(
                span.fromOrNull(),
                span.toOrNull(),
                (int) Math.max(0, sum() - Stake.WHOLE_BP),
                List.copyOf(claims),
                more == 0 ? null : (Integer) more);
    }

    /** Those that are claimed while it is too much. */
    private List<Stake> involved(List<Stake> here) {
        TreeMap<Long, Long> byBegin = new TreeMap<>();
        spans.forEach(span -> byBegin.put(span.from(), span.to()));
        List<Stake> involved = new ArrayList<>();
        for (Stake stake : here) {
            Map.Entry<Long, Long> span = byBegin.lowerEntry(stake.end());
            if (stake.counts() && span != null && span.getValue() > stake.begin()) {
                involved.add(stake);
            }
        }
        return involved;
    }
}
