package dev.vigil.schema.verdict;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.match.SessionAnalysis;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches the judge of a session, keyed by that session.
 *
 * @param position of the record that {@code confirmed} or {@code back} was read from
 */
@InFlight
@RecordBuilder
public record JudgeInput(
        Kind kind,
        String sessionId,
        Finding finding,
        SessionAnalysis ended,
        ActionConfirmed confirmed,
        ItemBack back,
        RecordPosition position,
        DeadLetter dead)
        implements JudgeInputBuilder.With {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code finding} */
        FINDING,
        /** {@code ended}: an upload is over */
        ENDED,
        /** Nothing: the session goes on, whether or not anything matches. */
        ALIVE,
        /** {@code confirmed}: the platform has carried out a command */
        CONFIRMED,
        /** {@code back}: it has not, or the measure is gone again */
        FAILED,
        /** {@code dead} */
        DEAD
    }

    public static JudgeInput finding(Finding finding) {
        return JudgeInputBuilder.builder()
                .kind(Kind.FINDING)
                .sessionId(finding.sessionId())
                .finding(finding)
                .build();
    }

    public static JudgeInput ended(SessionAnalysis ended) {
        return JudgeInputBuilder.builder()
                .kind(Kind.ENDED)
                .sessionId(ended.sessionId())
                .ended(ended)
                .build();
    }

    public static JudgeInput alive(String sessionId) {
        return JudgeInputBuilder.builder().kind(Kind.ALIVE).sessionId(sessionId).build();
    }

    public static JudgeInput confirmed(ActionConfirmed confirmed, RecordPosition position) {
        return JudgeInputBuilder.builder()
                .kind(Kind.CONFIRMED)
                .sessionId(confirmed.itemId())
                .confirmed(confirmed)
                .position(position)
                .build();
    }

    public static JudgeInput failed(ItemBack back, RecordPosition position) {
        return JudgeInputBuilder.builder()
                .kind(Kind.FAILED)
                .sessionId(back.itemId())
                .back(back)
                .position(position)
                .build();
    }

    public static JudgeInput dead(DeadLetter dead) {
        return JudgeInputBuilder.builder().kind(Kind.DEAD).dead(dead).build();
    }
}
