package dev.vigil.schema.media;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** A record of a media topic, as it came through the door. */
@InFlight
public record MediaInput(
        Kind kind,
        String sessionId,
        SessionStarted started,
        Segment segment,
        PeakSegment peaks,
        SessionEnded ended,
        boolean upload,
        DeadLetter dead) {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code started} */
        STARTED,
        /** {@code segment} */
        SEGMENT,
        /** {@code peaks} */
        PEAKS,
        /** {@code ended}, and {@code upload}: whether it is from the topic of uploads */
        ENDED,
        /** {@code dead} */
        DEAD
    }

    public static MediaInput started(SessionStarted started) {
        return new MediaInput(
                Kind.STARTED, started.sessionId(), started, null, null, null, false, null);
    }

    public static MediaInput segment(Segment segment) {
        return new MediaInput(
                Kind.SEGMENT, segment.sessionId(), null, segment, null, null, false, null);
    }

    public static MediaInput peaks(PeakSegment peaks) {
        return new MediaInput(Kind.PEAKS, peaks.sessionId(), null, null, peaks, null, false, null);
    }

    public static MediaInput ended(SessionEnded ended, boolean upload) {
        return new MediaInput(Kind.ENDED, ended.sessionId(), null, null, null, ended, upload, null);
    }

    public static MediaInput dead(DeadLetter dead) {
        return new MediaInput(Kind.DEAD, null, null, null, null, null, false, dead);
    }
}
