package dev.vigil.schema.account;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches a ground: its own change, or an offence that rests on it.
 *
 * @param ground list/ENTRY or reference/WORK/REFERENCE
 * @param time event time (UTC epoch ms)
 * @param accountId whose offence rests on it, of RESTS_ON
 * @param offenceId the offence, of RESTS_ON
 * @param fell whether the offence was published with the ground as fallen, not for it alone, of
 *     RESTS_ON
 * @param position where it was read, for a dead letter; null for what is no record
 * @param reason why time has stopped, for the watch of the clock
 */
@InFlight
@RecordBuilder
public record GroundFact(
        Kind kind,
        String ground,
        long time,
        ListEntry entry,
        ReferenceReview review,
        String accountId,
        String offenceId,
        boolean fell,
        RecordPosition position,
        DeadLetter dead,
        String reason)
        implements GroundFactBuilder.With {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code entry} */
        ENTRY,
        /** {@code review} */
        REVIEW,
        /** {@code accountId} and {@code offenceId} */
        RESTS_ON,
        /** {@code dead} */
        DEAD,
        /** {@code reason} */
        STOPPED
    }

    public static GroundFact entry(ListEntry entry, long time) {
        return GroundFactBuilder.builder()
                .kind(Kind.ENTRY)
                .ground(ofEntry(entry.entryId()))
                .time(time)
                .entry(entry)
                .build();
    }

    public static GroundFact review(ReferenceReview review, RecordPosition position) {
        return GroundFactBuilder.builder()
                .kind(Kind.REVIEW)
                .ground(ofReference(review.workId() + "/" + review.referenceId()))
                .time(review.at())
                .review(review)
                .position(position)
                .build();
    }

    public static GroundFact restsOn(String ground, Offence offence, long time) {
        return GroundFactBuilder.builder()
                .kind(Kind.RESTS_ON)
                .ground(ground)
                .time(time)
                .accountId(offence.accountId())
                .offenceId(offence.offenceId())
                .build();
    }

    public static GroundFact dead(DeadLetter letter) {
        return GroundFactBuilder.builder().kind(Kind.DEAD).dead(letter).build();
    }

    public static GroundFact stopped(String reason) {
        return GroundFactBuilder.builder().kind(Kind.STOPPED).reason(reason).build();
    }

    public static String ofEntry(String entryId) {
        return "list/" + entryId;
    }

    /**
     * @param reference WORK/REFERENCE
     */
    public static String ofReference(String reference) {
        return "reference/" + reference;
    }
}
