package dev.vigil.schema.account;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches the standing of an account: a fact, or what the job itself has published, read back.
 * Flat and tagged: {@code kind} selects the one of the fields after {@code time} that is set.
 *
 * @param time event time (UTC epoch ms)
 * @param position where it was read, for a dead letter; null for what no record is
 * @param alone true of a decision that one person took where two are asked for; null is false
 * @param reason why time has stopped, for the watch of the clock
 */
@InFlight
@RecordBuilder
public record AccountFact(
        Kind kind,
        String accountId,
        long time,
        RecordPosition position,
        Boolean alone,
        Offence offence,
        LiveWarning live,
        GroundState ground,
        WarningReceipt receipt,
        EducationCompleted education,
        AppealFiled appeal,
        AppealDecided appealDecided,
        StandingDecided decided,
        ReportDecided reportDecided,
        ReportDelivered reportDelivered,
        OffenceWaived waived,
        AccountOpened opened,
        AccountLinked linked,
        AccountErased erased,
        ActionConfirmed confirmed,
        ItemBack failed,
        OffenceChanged offencePublished,
        StrikeChanged strikePublished,
        AccountStanding standingPublished,
        UserWarning warningPublished,
        AccountCommand commandPublished,
        DepartmentReport reportPublished,
        DeadLetter dead,
        String reason)
        implements AccountFactBuilder.With {
    /** Which field is set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code offence}, from its case */
        OFFENCE,
        /** {@code live}: a work in a running stream */
        LIVE,
        /** {@code ground} has fallen, or stands again */
        GROUND,
        RECEIPT,
        EDUCATION,
        /** {@code appeal} */
        APPEAL_FILED,
        APPEAL_DECIDED,
        /** {@code decided}: a person's word on a proposal */
        DECIDED,
        REPORT_DECIDED,
        REPORT_DELIVERED,
        WAIVED,
        OPENED,
        LINKED,
        ERASED,
        /** {@code confirmed}: a measure on the account was carried out */
        CONFIRMED,
        /** {@code failed}: a measure on the account failed or was reversed */
        FAILED,
        OFFENCE_PUBLISHED,
        STRIKE_PUBLISHED,
        STANDING_PUBLISHED,
        /** {@code standingPublished} of another account, which names this one as linked */
        LINKED_STANDING,
        WARNING_PUBLISHED,
        COMMAND_PUBLISHED,
        REPORT_PUBLISHED,
        /** {@code dead} */
        DEAD,
        /** {@code reason} */
        STOPPED
    }

    /** One fact; {@code data} goes to the field of its type. */
    public static AccountFact of(Kind kind, String accountId, long time, Object data) {
        return AccountFactBuilder.builder()
                .kind(kind)
                .accountId(accountId)
                .time(time)
                .offence(as(Offence.class, data))
                .live(as(LiveWarning.class, data))
                .ground(as(GroundState.class, data))
                .receipt(as(WarningReceipt.class, data))
                .education(as(EducationCompleted.class, data))
                .appeal(as(AppealFiled.class, data))
                .appealDecided(as(AppealDecided.class, data))
                .decided(as(StandingDecided.class, data))
                .reportDecided(as(ReportDecided.class, data))
                .reportDelivered(as(ReportDelivered.class, data))
                .waived(as(OffenceWaived.class, data))
                .opened(as(AccountOpened.class, data))
                .linked(as(AccountLinked.class, data))
                .erased(as(AccountErased.class, data))
                .confirmed(as(ActionConfirmed.class, data))
                .failed(as(ItemBack.class, data))
                .offencePublished(as(OffenceChanged.class, data))
                .strikePublished(as(StrikeChanged.class, data))
                .standingPublished(as(AccountStanding.class, data))
                .warningPublished(as(UserWarning.class, data))
                .commandPublished(as(AccountCommand.class, data))
                .reportPublished(as(DepartmentReport.class, data))
                .dead(as(DeadLetter.class, data))
                .reason(as(String.class, data))
                .build();
    }

    public static AccountFact stopped(String reason) {
        return of(Kind.STOPPED, null, 0, reason);
    }

    private static <T> T as(Class<T> type, Object data) {
        return type.isInstance(data) ? type.cast(data) : null;
    }
}
