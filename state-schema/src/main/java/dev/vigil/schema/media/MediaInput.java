package dev.vigil.schema.media;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** A record of a media topic, as it left the door. */
@InFlight
@RecordBuilder
public record MediaInput(
        Kind kind,
        String sessionId,
        SessionStarted started,
        Segment segment,
        PeakSegment peaks,
        PictureSegment pictures,
        WordSegment words,
        SessionEnded ended,
        boolean upload,
        DeadLetter dead)
        implements MediaInputBuilder.With {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code started} */
        STARTED,
        /** {@code segment} */
        SEGMENT,
        /** {@code peaks} */
        PEAKS,
        /** {@code pictures} */
        PICTURES,
        /** {@code words} */
        WORDS,
        /** {@code ended}, and {@code upload}: whether it is from the topic of uploads */
        ENDED,
        /** {@code dead} */
        DEAD
    }

    public static MediaInput started(SessionStarted started) {
        return MediaInputBuilder.builder()
                .kind(Kind.STARTED)
                .sessionId(started.sessionId())
                .started(started)
                .build();
    }

    public static MediaInput segment(Segment segment) {
        return MediaInputBuilder.builder()
                .kind(Kind.SEGMENT)
                .sessionId(segment.sessionId())
                .segment(segment)
                .build();
    }

    public static MediaInput peaks(PeakSegment peaks) {
        return MediaInputBuilder.builder()
                .kind(Kind.PEAKS)
                .sessionId(peaks.sessionId())
                .peaks(peaks)
                .build();
    }

    public static MediaInput pictures(PictureSegment pictures) {
        return MediaInputBuilder.builder()
                .kind(Kind.PICTURES)
                .sessionId(pictures.sessionId())
                .pictures(pictures)
                .build();
    }

    public static MediaInput words(WordSegment words) {
        return MediaInputBuilder.builder()
                .kind(Kind.WORDS)
                .sessionId(words.sessionId())
                .words(words)
                .build();
    }

    public static MediaInput ended(SessionEnded ended, boolean upload) {
        return MediaInputBuilder.builder()
                .kind(Kind.ENDED)
                .sessionId(ended.sessionId())
                .ended(ended)
                .upload(upload)
                .build();
    }

    public static MediaInput dead(DeadLetter dead) {
        return MediaInputBuilder.builder().kind(Kind.DEAD).dead(dead).build();
    }
}
