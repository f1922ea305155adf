package dev.vigil.register;

import dev.vigil.schema.rights.OwnerShare;

/**
 * What one party says of its part in a work.
 *
 * @param joint true of an owner that the desk has registered without a share: all such owners of a
 *     place own it in equal parts
 * @param counts false of one that only makes the equal parts smaller, as the party has a claim of
 *     its own
 * @param receivedAt when it was said (UTC epoch ms)
 */
record Stake(String claimant, OwnerShare share, boolean joint, boolean counts, long receivedAt) {
    static final int WHOLE_BP = 10_000;

    static Stake claimed(OwnerShare share, long receivedAt) {
        return new Stake(share.ownerId(), share, false, true, receivedAt);
    }

    /** A claim that names no share is one to all of it. */
    int bp() {
        return share.shareBp() == null ? WHOLE_BP : share.shareBp();
    }

    boolean isExclusive() {
        return Boolean.TRUE.equals(share.exclusive());
    }

    /** UTC epoch ms; the least number for always. */
    long begin() {
        return share.from() == null ? Long.MIN_VALUE : share.from();
    }

    /** UTC epoch ms; the largest number for no end. */
    long end() {
        return share.to() == null ? Long.MAX_VALUE : share.to();
    }
}
