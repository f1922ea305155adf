package dev.vigil.schema.usage;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What the rows and the offers of a work follow from. Flat and tagged.
 *
 * @param rowId of the row that it changes; null of an offer and a conflict
 * @param at event time of the fact that it follows from (UTC epoch ms)
 * @param amount how the figures of the row change
 * @param why a settled row would be amended
 * @param held whether the row waits until its owners agree
 * @param shares of its owners
 * @param work as the desk has registered it, or with the owners that claims make
 * @param reason why time has stopped, for the watch of the clock
 */
@InFlight
@RecordBuilder
public record UsageInput(
        Kind kind,
        String workId,
        String rowId,
        long at,
        UsageAmount amount,
        UsageReason why,
        Boolean held,
        List<UsageShare> shares,
        UsageOffer offer,
        UsageConflict conflict,
        RegisteredWork work,
        UsageRow row,
        LicenseOffered offered,
        DeadLetter dead,
        String reason)
        implements UsageInputBuilder.With {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code amount}, {@code why} */
        CHANGED,
        /** {@code held}, {@code shares}: whose the row is */
        OWNED,
        /** {@code offer} */
        OFFER,
        /** {@code conflict} */
        CONFLICT,
        /** {@code work} */
        WORK,
        /** {@code row}, read back */
        ROW_PUBLISHED,
        /** {@code offered}, read back */
        OFFER_PUBLISHED,
        /** {@code dead} */
        DEAD,
        /** {@code reason} */
        STOPPED
    }

    public static UsageInput changed(
            String workId, String rowId, long at, UsageAmount amount, UsageReason why) {
        return of(Kind.CHANGED, workId, at).rowId(rowId).amount(amount).why(why).build();
    }

    public static UsageInput owned(
            String workId, String rowId, long at, boolean held, List<UsageShare> shares) {
        return of(Kind.OWNED, workId, at).rowId(rowId).held(held).shares(shares).build();
    }

    public static UsageInput offer(String workId, long at, UsageOffer offer) {
        return of(Kind.OFFER, workId, at).offer(offer).build();
    }

    public static UsageInput conflict(long at, UsageConflict conflict) {
        return of(Kind.CONFLICT, conflict.workId(), at).conflict(conflict).build();
    }

    public static UsageInput work(RegisteredWork work) {
        return of(Kind.WORK, work.workId(), 0).work(work).build();
    }

    public static UsageInput published(UsageRow row) {
        return of(Kind.ROW_PUBLISHED, row.workId(), row.dayTo())
                .rowId(row.rowId())
                .row(row)
                .build();
    }

    public static UsageInput published(LicenseOffered offered) {
        return of(Kind.OFFER_PUBLISHED, offered.workId(), offered.offeredAt())
                .offered(offered)
                .build();
    }

    public static UsageInput dead(DeadLetter letter) {
        return of(Kind.DEAD, null, 0).dead(letter).build();
    }

    public static UsageInput stopped(String reason) {
        return of(Kind.STOPPED, null, 0).reason(reason).build();
    }

    private static UsageInputBuilder of(Kind kind, String workId, long at) {
        return UsageInputBuilder.builder().kind(kind).workId(workId).at(at);
    }

    /** Offers are of an account and a work. */
    public String offerKey() {
        String account = offer == null ? offered.accountId() : offer.accountId();
        return account + "/" + workId;
    }
}
