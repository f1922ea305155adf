package dev.vigil.edge;

import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.wire.Topic;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a source is ingested as. */
enum IngestKind {
    UPLOAD(Topic.MEDIA_UPLOADS, SessionKind.UPLOAD),
    LIVE(Topic.MEDIA_LIVE, SessionKind.LIVE),
    FEED(Topic.MEDIA_FEEDS, SessionKind.FEED),
    WORK(Topic.REFERENCES, null);

    private final Topic topic;
    private final SessionKind kind;

    IngestKind(Topic topic, SessionKind kind) {
        this.topic = topic;
        this.kind = kind;
    }

    Topic topic() {
        return topic;
    }

    /** The kind of the session; null for a work, which is none. */
    SessionKind kind() {
        return kind;
    }

    /** True where the sound runs as it is captured, so that time is a part of it. */
    boolean runs() {
        return this == LIVE || this == FEED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names as people type them, and as completion and help show them. */
    static final class Names implements ITypeConverter<IngestKind>, Iterable<String> {
        @Override
        public IngestKind convert(String value) {
            return Arrays.stream(values())
                    .filter(as -> as.toString().equals(value.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "expected upload, live, feed or work, got '"
                                                    + value
                                                    + "'"));
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(IngestKind::toString).iterator();
        }
    }
}
