package dev.vigil.usage;

import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.KeptOwners;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageShare;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whose a day of a work is. A share that holds for a part of the day counts for that part of the
 * time in which the work has owners there. Together they are never more than all of it.
 */
final class UsageShares {
    /** All of it, in basis points. */
    static final int WHOLE_BP = 10_000;

    private final List<OwnerShare> here;

    /** By owner, in basis points times milliseconds. */
    private final Map<String, Long> parts = new TreeMap<>();

    private long ownedMs;

    private UsageShares(List<OwnerShare> here) {
        this.here = here;
    }

    /**
     * By owner.
     *
     * @param from the day's first moment (UTC epoch ms)
     * @param to first moment behind it
     */
    static List<UsageShare> of(
            KeptOwners owners, String territory, RightType right, long from, long to) {
        UsageShares shares = new UsageShares(those(owners.shares(), territory, right, from, to));
        if (shares.here.isEmpty()) {
            return List.of();
        }
        Long since = null;
        for (long edge : shares.edges(from, to)) {
            if (since != null) {
                shares.add(since, edge);
            }
            since = edge;
        }
        return shares.largest();
    }

    private static List<OwnerShare> those(
            List<OwnerShare> all, String territory, RightType right, long from, long to) {
        return all.stream()
                .filter(share -> share.covers(territory, right))
                .filter(share -> share.from() == null || share.from() < to)
                .filter(share -> share.to() == null || share.to() > from)
                .toList();
    }

    private TreeSet<Long> edges(long from, long to) {
        TreeSet<Long> edges = new TreeSet<>(List.of(from, to));
        for (OwnerShare share : here) {
            edges.add(share.from() == null ? from : Math.max(from, share.from()));
            edges.add(share.to() == null ? to : Math.min(to, share.to()));
        }
        return edges;
    }

    /**
     * A time in which the owners are the same. Those without a share own equal parts of what the
     * others leave.
     */
    private void add(long from, long to) {
        long whole = (to - from) * WHOLE_BP;
        Map<String, Long> its = new TreeMap<>();
        List<String> joint = new ArrayList<>();
        for (OwnerShare share : here) {
            if (share.holdsAt(from) && share.shareBp() == null) {
                joint.add(share.ownerId());
            } else if (share.holdsAt(from)) {
                put(its, share.ownerId(), (to - from) * share.shareBp(), whole);
            }
        }
        long left = Math.max(0, whole - sum(its));
        joint.forEach(owner -> put(its, owner, left / joint.size(), whole));
        long sum = sum(its);
        if (sum == 0) {
            return;
        }
        ownedMs += to - from;
        // The desk may have registered more than there is.
        its.forEach(
                (owner, part) ->
                        parts.merge(
                                owner, sum <= whole ? part : scaled(part, whole, sum), Long::sum));
    }

    private static void put(Map<String, Long> its, String owner, long part, long whole) {
        its.merge(owner, part, (one, more) -> Math.min(whole, one + more));
    }

    private static long sum(Map<String, Long> its) {
        return its.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long scaled(long part, long whole, long sum) {
        return BigInteger.valueOf(part)
                .multiply(BigInteger.valueOf(whole))
                .divide(BigInteger.valueOf(sum))
                .longValue();
    }

    /** In whole basis points, which are together what the parts are together. */
    private List<UsageShare> largest() {
        if (ownedMs == 0) {
            return List.of();
        }
        List<String> byRest = new ArrayList<>(parts.keySet());
        byRest.sort(Comparator.comparing((String owner) -> -(parts.get(owner) % ownedMs)));
        long left = (sum(parts) + ownedMs / 2) / ownedMs;
        for (long part : parts.values()) {
            left -= part / ownedMs;
        }
        List<UsageShare> shares = new ArrayList<>();
        for (String owner : byRest) {
            int bp = (int) (parts.get(owner) / ownedMs) + (left-- > 0 ? 1 : 0);
            if (bp > 0) {
                shares.add(new UsageShare(owner, bp));
            }
        }
        shares.sort(Comparator.comparing((UsageShare share) -> -share.shareBp()));
        return shares.stream()
                .limit(UsageRow.MOST_SHARES)
                .sorted(Comparator.comparing(UsageShare::ownerId))
                .toList();
    }
}
