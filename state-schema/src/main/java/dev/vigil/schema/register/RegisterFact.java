package dev.vigil.schema.register;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches the register of a work: what was written about it, or what the job itself has
 * published, read back.
 *
 * @param receivedAt Kafka's time of its record (UTC epoch ms)
 * @param position where it was read; null for what was read back
 * @param reason why time has stopped, for the watch of the clock
 */
@InFlight
@RecordBuilder
public record RegisterFact(
        Kind kind,
        String workId,
        long receivedAt,
        RecordPosition position,
        WorkClaim claim,
        RegisteredWork work,
        ConflictDecided decision,
        RegistrationReceipt receipt,
        OwnershipConflict conflict,
        IdentifierConflict identifier,
        DeadLetter dead,
        String reason)
        implements RegisterFactBuilder.With {
    /** Which field is set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code claim} */
        CLAIM,
        /** {@code work}, as the desk has registered it */
        WORK,
        /** {@code decision} */
        DECISION,
        /** {@code work} with the owners that claims make */
        EFFECTIVE_PUBLISHED,
        /** {@code receipt} */
        RECEIPT_PUBLISHED,
        /** {@code conflict} */
        CONFLICT_PUBLISHED,
        /** {@code identifier} */
        IDENTIFIER_PUBLISHED,
        /** {@code dead} */
        DEAD,
        /** {@code reason} */
        STOPPED
    }

    public static RegisterFact claim(WorkClaim claim, RecordPosition position, long receivedAt) {
        return of(Kind.CLAIM, claim.workId(), receivedAt)
                .with()
                .position(position)
                .claim(claim.counted())
                .build();
    }

    public static RegisterFact work(RegisteredWork work, RecordPosition position, long receivedAt) {
        return of(Kind.WORK, work.workId(), receivedAt)
                .with()
                .position(position)
                .work(work)
                .build();
    }

    public static RegisterFact decision(
            ConflictDecided decision, RecordPosition position, long receivedAt) {
        return of(Kind.DECISION, decision.workId(), receivedAt)
                .with()
                .position(position)
                .decision(decision)
                .build();
    }

    public static RegisterFact effective(RegisteredWork work) {
        return of(Kind.EFFECTIVE_PUBLISHED, work.workId(), 0).withWork(work);
    }

    public static RegisterFact receipt(RegistrationReceipt receipt) {
        return of(Kind.RECEIPT_PUBLISHED, receipt.workId(), 0).withReceipt(receipt);
    }

    public static RegisterFact conflict(OwnershipConflict conflict) {
        return of(Kind.CONFLICT_PUBLISHED, conflict.workId(), 0).withConflict(conflict);
    }

    public static RegisterFact identifier(IdentifierConflict conflict) {
        return of(Kind.IDENTIFIER_PUBLISHED, conflict.workId(), 0).withIdentifier(conflict);
    }

    public static RegisterFact dead(DeadLetter letter) {
        return of(Kind.DEAD, null, 0).withDead(letter);
    }

    public static RegisterFact stopped(String reason) {
        return of(Kind.STOPPED, null, 0).withReason(reason);
    }

    private static RegisterFact of(Kind kind, String workId, long receivedAt) {
        return RegisterFactBuilder.builder()
                .kind(kind)
                .workId(workId)
                .receivedAt(receivedAt)
                .build();
    }
}
