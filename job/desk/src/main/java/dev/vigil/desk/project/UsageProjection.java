package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.usage.LicenseOffered;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageState;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What was used of works, and what their owners offer to accounts. */
final class UsageProjection implements Projection {
    private static final ColumnGroup USAGE =
            ColumnGroup.greatest(
                    "usage_row",
                    List.of("row_id"),
                    "revision",
                    "off",
                    "part",
                    "day",
                    "work_id",
                    "territory",
                    "right_type",
                    "basis",
                    "used_ms",
                    "sessions",
                    "viewers",
                    "plays",
                    "is_held",
                    "state");

    private static final ColumnGroup SHARE =
            ColumnGroup.greatest(
                    "usage_share",
                    List.of("row_id", "owner_id"),
                    "revision",
                    "off",
                    "day",
                    "share_bp",
                    "amended");

    private static final ColumnGroup OFFER =
            ColumnGroup.last(
                    "offer",
                    List.of("offer_id"),
                    "off",
                    "part",
                    "account_id",
                    "work_id",
                    "owner_id",
                    "offered_at",
                    "expires_at");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(USAGE, SHARE, OFFER);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(UsageRow.class).ifPresent(it -> usage(record, it, to));
        record.as(LicenseOffered.class).ifPresent(it -> offer(record, it, to));
    }

    private static void usage(JournaledRecord record, UsageRow it, RowChanges to) {
        to.put(
                USAGE,
                it.rowId(),
                it.revision(),
                record.offset(),
                record.partition(),
                it.day(),
                it.workId(),
                it.territory(),
                it.rightType(),
                it.basis(),
                it.usedMs(),
                it.sessions(),
                it.viewers(),
                it.plays(),
                Boolean.TRUE.equals(it.held()),
                it.state());
        owners(it)
                .forEach(
                        owner ->
                                to.put(
                                        SHARE,
                                        it.rowId(),
                                        owner,
                                        it.revision(),
                                        record.offset(),
                                        it.day(),
                                        it.shareBp(owner),
                                        it.state() == UsageState.AMENDED ? (Long) 1L : null));
    }

    /** Whose it is, and whose it was before it has changed: a statement takes that back. */
    private static Set<String> owners(UsageRow it) {
        Set<String> owners = new TreeSet<>();
        it.shares().forEach(share -> owners.add(share.ownerId()));
        it.amendments()
                .forEach(
                        change ->
                                change.previousShares()
                                        .forEach(share -> owners.add(share.ownerId())));
        return owners;
    }

    private static void offer(JournaledRecord record, LicenseOffered it, RowChanges to) {
        to.put(
                OFFER,
                it.offerId(),
                record.offset(),
                record.partition(),
                it.accountId(),
                it.workId(),
                it.ownerId(),
                it.offeredAt(),
                it.expiresAt());
    }
}
