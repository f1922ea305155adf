package dev.vigil.schema.usage;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.verdict.Verdict;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What the usage of a session follows from. Flat and tagged: {@code kind} selects the one of the
 * fields after {@code time} that is set.
 *
 * @param time event time (UTC epoch ms)
 * @param reason why time has stopped, for the watch of the clock
 */
@InFlight
@RecordBuilder
public record MeterInput(
        Kind kind,
        String sessionId,
        long time,
        Verdict verdict,
        EnforcementCommand command,
        ActionConfirmed confirmed,
        ItemBack failed,
        SessionAudience audience,
        DeadLetter dead,
        String reason) {
    /** Which field is set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        VERDICT,
        COMMAND,
        CONFIRMED,
        FAILED,
        AUDIENCE,
        /** {@code dead} */
        DEAD,
        /** {@code reason} */
        STOPPED
    }

    public static MeterInput verdict(Verdict verdict) {
        return of(Kind.VERDICT, verdict.sessionId(), verdict.judgedAt()).verdict(verdict).build();
    }

    public static MeterInput command(EnforcementCommand command) {
        return of(Kind.COMMAND, command.sessionId(), command.issuedAt()).command(command).build();
    }

    public static MeterInput confirmed(ActionConfirmed confirmed) {
        return of(Kind.CONFIRMED, confirmed.itemId(), confirmed.effectiveAt())
                .confirmed(confirmed)
                .build();
    }

    public static MeterInput failed(ItemBack failed) {
        return of(Kind.FAILED, failed.itemId(), failed.at()).failed(failed).build();
    }

    public static MeterInput audience(SessionAudience audience) {
        return of(Kind.AUDIENCE, audience.sessionId(), audience.to()).audience(audience).build();
    }

    public static MeterInput dead(DeadLetter letter) {
        return of(Kind.DEAD, null, 0).dead(letter).build();
    }

    public static MeterInput stopped(String reason) {
        return of(Kind.STOPPED, null, 0).reason(reason).build();
    }

    private static MeterInputBuilder of(Kind kind, String sessionId, long time) {
        return MeterInputBuilder.builder().kind(kind).sessionId(sessionId).time(time);
    }
}
