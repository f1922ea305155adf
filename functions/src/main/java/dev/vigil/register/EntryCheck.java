package dev.vigil.register;

import dev.vigil.register.RefusedEntry.Code;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.WorkIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What of a claim or a work can be seen to be wrong without knowing any other. */
public final class EntryCheck {
    /** Exceptions of one share: with those that people decide on they remain within a record. */
    static final int MOST_EXCEPT = 100;

    private EntryCheck() {}

    /**
     * @throws RefusedEntry for a claim that can't be meant
     */
    public static void claim(WorkClaim claim) {
        for (OwnerShare share : claim.shares()) {
            if (!share.ownerId().equals(claim.claimant())) {
                throw new RefusedEntry(
                        Code.CLAIMANT_MISMATCH,
                        "shares.ownerId: expected the claimant '"
                                + claim.claimant()
                                + "', got '"
                                + share.ownerId()
                                + "'; each party claims for itself");
            }
            share(share);
        }
        whole(claim);
    }

    /**
     * @throws RefusedEntry for a share that can't be meant
     * @throws UnreadableId for an identifier that is none
     */
    public static void work(RegisteredWork work, Identifiers identifiers) {
        work.owners().forEach(EntryCheck::share);
        if (work.ids() != null) {
            for (WorkIds.Id id : work.ids().all()) {
                identifiers.normal(id.scheme(), id.value());
            }
        }
    }

    private static void share(OwnerShare share) {
        Integer bp = share.shareBp();
        if (bp != null && (bp < 1 || bp > Stake.WHOLE_BP)) {
            throw new RefusedEntry(
                    Code.SHARE_RANGE,
                    "shares.shareBp: expected 1 to 10000 basis points, got "
                            + bp
                            + "; 2500 is a quarter, and who owns nothing withdraws");
        }
        boolean both = !share.territories().isEmpty() && !share.exceptTerritories().isEmpty();
        if (both || share.exceptTerritories().size() > MOST_EXCEPT) {
            throw new RefusedEntry(
                    Code.SHARE_RANGE,
                    "shares.exceptTerritories: expected none beside territories and at most "
                            + MOST_EXCEPT
                            + ", got "
                            + share.exceptTerritories().size()
                            + " beside "
                            + share.territories().size()
                            + "; name where it holds, or where not");
        }
        if (share.from() != null && share.to() != null && share.to() <= share.from()) {
            throw new RefusedEntry(
                    Code.SHARE_PERIOD,
                    "shares.to: expected a time after from ("
                            + share.from()
                            + "), got "
                            + share.to()
                            + "; swap or correct them");
        }
    }

    /** A party that contradicts itself: each of its shares counts as one of another party. */
    private static void whole(WorkClaim claim) {
        for (RightType right : RightType.values()) {
            for (String territory : territories(claim)) {
                Optional<Over> over = Sweep.of(apart(claim, right, territory));
                if (over.isPresent()) {
                    throw new RefusedEntry(
                            Code.SHARE_RANGE,
                            "shares: expected at most 10000 basis points of "
                                    + right
                                    + " in "
                                    + territory
                                    + " at any time, got "
                                    + over.get().parts().get(0).overBp()
                                    + " more; a share without shareBp is all of it");
                }
            }
        }
    }

    private static Set<String> territories(WorkClaim claim) {
        Set<String> territories = new TreeSet<>(Set.of(SetAside.REST));
        claim.shares().forEach(share -> territories.addAll(share.territories()));
        claim.shares().forEach(share -> territories.addAll(share.exceptTerritories()));
        return territories;
    }

    private static List<Stake> apart(WorkClaim claim, RightType right, String territory) {
        List<Stake> stakes = new ArrayList<>();
        for (OwnerShare share : claim.shares()) {
            if (share.covers(territory, right)) {
                stakes.add(
                        new Stake(
                                Integer.toString(stakes.size()),
                                share.withExclusive(null),
                                false,
                                true,
                                0));
            }
        }
        return stakes;
    }
}
