package dev.vigil.schema.account;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.verdict.Verdict;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches the case of one session or item. Flat and tagged: {@code kind} selects the one of
 * the fields after {@code time} that is set.
 *
 * @param caseId session:ID or item:ID
 * @param time event time (UTC epoch ms)
 * @param reason why time has stopped, for the watch of the clock
 */
@InFlight
@RecordBuilder
public record CaseFact(
        Kind kind,
        String caseId,
        long time,
        Verdict verdict,
        EnforcementCommand command,
        ActionConfirmed confirmed,
        ItemBack failed,
        ItemOutcome outcome,
        DeadLetter dead,
        String reason)
        implements CaseFactBuilder.With {
    /** Which field is set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        VERDICT,
        COMMAND,
        /** {@code confirmed}: a measure on the session took effect */
        CONFIRMED,
        /** {@code failed}: it failed or was reversed */
        FAILED,
        /** {@code outcome} of an item of a notice */
        OUTCOME,
        /** {@code dead} */
        DEAD,
        /** {@code reason} */
        STOPPED
    }

    public static CaseFact verdict(Verdict verdict) {
        return of(Kind.VERDICT, ofSession(verdict.sessionId()), verdict.judgedAt(), verdict);
    }

    public static CaseFact command(EnforcementCommand command) {
        return of(Kind.COMMAND, ofSession(command.sessionId()), command.issuedAt(), command);
    }

    public static CaseFact confirmed(ActionConfirmed confirmed) {
        return of(
                Kind.CONFIRMED, ofSession(confirmed.itemId()), confirmed.effectiveAt(), confirmed);
    }

    public static CaseFact failed(ItemBack failed) {
        return of(Kind.FAILED, ofSession(failed.itemId()), failed.at(), failed);
    }

    public static CaseFact outcome(ItemOutcome outcome) {
        return of(Kind.OUTCOME, ofItem(outcome.itemId()), outcome.at(), outcome);
    }

    public static CaseFact dead(DeadLetter letter) {
        return of(Kind.DEAD, null, 0, letter);
    }

    public static CaseFact stopped(String reason) {
        return of(Kind.STOPPED, null, 0, reason);
    }

    public static String ofSession(String sessionId) {
        return "session:" + sessionId;
    }

    public static String ofItem(String itemId) {
        return "item:" + itemId;
    }

    private static CaseFact of(Kind kind, String caseId, long time, Object data) {
        return CaseFactBuilder.builder()
                .kind(kind)
                .caseId(caseId)
                .time(time)
                .verdict(as(Verdict.class, data))
                .command(as(EnforcementCommand.class, data))
                .confirmed(as(ActionConfirmed.class, data))
                .failed(as(ItemBack.class, data))
                .outcome(as(ItemOutcome.class, data))
                .dead(as(DeadLetter.class, data))
                .reason(as(String.class, data))
                .build();
    }

    private static <T> T as(Class<T> type, Object data) {
        return type.isInstance(data) ? type.cast(data) : null;
    }
}
