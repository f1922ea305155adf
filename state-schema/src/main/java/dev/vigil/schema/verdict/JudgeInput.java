package dev.vigil.schema.verdict;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.match.SessionAnalysis;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches the judge of a session, keyed by that session.
 *
 * @param position of the record that {@code confirmed} or {@code back} was read from
 */
@InFlight
public record JudgeInput(
        Kind kind,
        String sessionId,
        Finding finding,
        SessionAnalysis ended,
        ActionConfirmed confirmed,
        ItemBack back,
        RecordPosition position,
        DeadLetter dead) {
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
        return new JudgeInput(
                Kind.FINDING, finding.sessionId(), finding, null, null, null, null, null);
    }

    public static JudgeInput ended(SessionAnalysis ended) {
        return new JudgeInput(Kind.ENDED, ended.sessionId(), null, ended, null, null, null, null);
    }

    public static JudgeInput alive(String sessionId) {
        return new JudgeInput(Kind.ALIVE, sessionId, null, null, null, null, null, null);
    }

    public static JudgeInput confirmed(ActionConfirmed confirmed, RecordPosition position) {
        return new JudgeInput(
                Kind.CONFIRMED, confirmed.itemId(), null, null, confirmed, null, position, null);
    }

    public static JudgeInput failed(ItemBack back, RecordPosition position) {
        return new JudgeInput(Kind.FAILED, back.itemId(), null, null, null, back, position, null);
    }

    public static JudgeInput dead(DeadLetter dead) {
        return new JudgeInput(Kind.DEAD, null, null, null, null, null, null, dead);
    }
}
