package dev.vigil.register;

import dev.vigil.register.RefusedEntry.Code;
import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.KeptClaim;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Whether what is said about a work is news, and whether there is room for it. */
public final class RegisterIntake {
    /** Parties that claim one work. */
    public static final int MOST_CLAIMANTS = 100;

    /** Parties that ever claimed it: of one that withdrew its last version is known. */
    public static final int MOST_PARTIES = 1_000;

    /** Shares of one work, of claims and of the desk together. */
    public static final int MOST_SHARES = 500;

    /** Of all its shares: the record of its owners is twice as large at most. */
    public static final int MOST_SHARE_BYTES = 200_000;

    /** Of one party's: it can't fill the work alone. */
    public static final int MOST_PARTY_BYTES = 40_000;

    /** Decisions on one work: rights and territories that are decided on. */
    public static final int MOST_DECISIONS = 100;

    private static final int SHARE_BYTES = 200;
    private static final int TERRITORY_BYTES = 5;

    private RegisterIntake() {}

    /**
     * What is to be done with what was said.
     *
     * @param news false for a repeat, and for what is refused
     * @param refused null for what is not
     */
    public record Admission(boolean news, RefusedEntry refused) {}

    /** Of a claim. */
    public static Admission claim(WorkFacts facts, WorkClaim claim) {
        return admission(
                () -> {
                    WorkClaim known = known(facts, claim.claimant());
                    boolean news = isNews(claim, known);
                    if (news && !isSmaller(claim, known)) {
                        requireRoom(facts, claim);
                    }
                    return news;
                });
    }

    private static WorkClaim known(WorkFacts facts, String claimant) {
        return facts.claims().stream()
                .map(KeptClaim::claim)
                .filter(one -> one.claimant().equals(claimant))
                .findAny()
                .orElse(null);
    }

    /** One that takes no more room than before has it, even where the desk has filled the work. */
    private static boolean isSmaller(WorkClaim claim, WorkClaim known) {
        return known != null
                && (claim.isWithdrawn()
                        || !known.isWithdrawn()
                                && claim.shares().size() <= known.shares().size()
                                && bytes(claim) <= bytes(known));
    }

    /** Of the desk's word on a work. */
    public static Admission work(WorkFacts facts, RegisteredWork work) {
        RegisteredWork known = facts.desk();
        return admission(
                () -> {
                    if (known != null && !work.equals(known) && !work.supersedes(known)) {
                        throw stale(known.version(), work.version());
                    }
                    return !work.equals(known);
                });
    }

    /** Of a person's decision. */
    public static Admission decision(WorkFacts facts, ConflictDecided decided) {
        List<ConflictDecided> known = facts.decisions();
        return admission(
                () -> {
                    for (ConflictDecided one : known) {
                        if (one.conflictId().equals(decided.conflictId())) {
                            return isNews(decided, one);
                        }
                    }
                    requireRoom(known.size(), decided);
                    return true;
                });
    }

    private static Admission admission(BooleanSupplier news) {
        try {
            return new Admission(news.getAsBoolean(), null);
        } catch (RefusedEntry refused) {
            return new Admission(false, refused);
        }
    }

    /**
     * @param known null for none
     * @return false for a repeat
     * @throws RefusedEntry for an earlier version, or for another of the same
     */
    static boolean isNews(WorkClaim claim, WorkClaim known) {
        if (known == null || claim.version() > known.version()) {
            return true;
        }
        if (claim.equals(known)) {
            return false;
        }
        throw stale(known.version(), claim.version());
    }

    private static boolean isNews(ConflictDecided decided, ConflictDecided known) {
        if (decided.at() < known.at()) {
            throw new RefusedEntry(
                    Code.STALE_VERSION,
                    "at: expected "
                            + known.at()
                            + " or later, when "
                            + decided.conflictId()
                            + " was decided, got "
                            + decided.at()
                            + "; look at what counts and decide anew");
        }
        return decided.supersedes(known);
    }

    private static RefusedEntry stale(long known, long got) {
        return new RefusedEntry(
                Code.STALE_VERSION,
                "version: expected more than "
                        + known
                        + ", which is known, got "
                        + got
                        + "; look at what counts and go on from there");
    }

    /**
     * @throws RefusedEntry where there is no room for the claim
     */
    static void requireRoom(WorkFacts facts, WorkClaim claim) {
        List<WorkClaim> others =
                facts.claims().stream()
                        .map(KeptClaim::claim)
                        .filter(one -> !one.isWithdrawn())
                        .filter(one -> !one.claimant().equals(claim.claimant()))
                        .toList();
        Stream<OwnerShare> desk =
                facts.desk() == null ? Stream.of() : facts.desk().owners().stream();
        List<OwnerShare> shares =
                Stream.of(desk, others.stream().flatMap(one -> one.shares().stream()))
                        .flatMap(some -> some)
                        .toList();
        int count = shares.size() + claim.shares().size();
        long own = bytes(claim);
        long bytes = own + shares.stream().mapToLong(RegisterIntake::bytes).sum();
        if (own > MOST_PARTY_BYTES) {
            throw full(MOST_PARTY_BYTES + " bytes of one party's shares", Long.toString(own));
        }
        if (facts.claims().size() >= MOST_PARTIES && known(facts, claim.claimant()) == null) {
            throw full(MOST_PARTIES + " parties that ever claimed it", "another");
        }
        if (others.size() >= MOST_CLAIMANTS || count > MOST_SHARES || bytes > MOST_SHARE_BYTES) {
            throw full(
                    MOST_CLAIMANTS
                            + " parties, "
                            + MOST_SHARES
                            + " shares and "
                            + MOST_SHARE_BYTES
                            + " bytes of them",
                    others.size() + 1 + ", " + count + " and " + bytes);
        }
    }

    private static long bytes(WorkClaim claim) {
        return claim.shares().stream().mapToLong(RegisterIntake::bytes).sum();
    }

    /** At most as many as it has in a record. */
    static long bytes(OwnerShare share) {
        return SHARE_BYTES
                + 4L * share.ownerId().length()
                + (long) TERRITORY_BYTES
                        * (share.territories().size() + share.exceptTerritories().size());
    }

    /**
     * @param known those of other rights and territories
     * @throws RefusedEntry where there is no room for the decision
     */
    static void requireRoom(int known, ConflictDecided decided) {
        if (known >= MOST_DECISIONS) {
            throw full(MOST_DECISIONS + " decisions", "another, on " + decided.conflictId());
        }
    }

    private static RefusedEntry full(String most, String got) {
        return new RefusedEntry(
                Code.WORK_FULL,
                "work: expected at most "
                        + most
                        + ", got "
                        + got
                        + "; register the parts of the work as works of their own");
    }
}
