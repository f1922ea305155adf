package dev.vigil.bench.media;

import dev.vigil.audio.Profile;
import dev.vigil.bench.sound.Corpus;
import dev.vigil.bench.sound.LoopedRecordings;
import dev.vigil.client.bus.Push;
import dev.vigil.edge.PcmSource;
import dev.vigil.schema.media.MissingPart;
import dev.vigil.schema.media.MissingReason;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.verdict.ScreeningResult;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What each upload of {@link UploadsBench} sends, and what must be answered. */
final class UploadScript {
    private static final String SOURCE = "/vigil/bench";
    private static final int SEGMENTS = 20;
    private static final int ONE_IN = 10;
    private static final int SHOWS = 3;
    private static final int LACKS = 7;
    private static final long SEGMENT_MS =
            Math.round(1_000.0 * LoopedRecordings.SAMPLES / PcmSource.RATE_HZ);

    private final LoopedRecordings unrelated;
    private final List<LoopedRecordings> works;

    /** How an upload is damaged. */
    private enum Damage {
        NONE,
        /** A segment in the middle does not arrive. */
        GAP,
        /** The last two do not arrive, though {@code ended} counts them. */
        CUT,
        /** The bytes of one are none. */
        UNREADABLE,
        /** Its owner is not known. */
        NO_START,
        /** No segment arrives. */
        EMPTY,
        /** A segment is missing, and what is there shows a work. */
        GAP_IN_A_WORK
    }

    UploadScript(Corpus corpus) {
        unrelated = new LoopedRecordings(corpus.unrelated());
        works = corpus.works().stream().map(pcm -> new LoopedRecordings(List.of(pcm))).toList();
    }

    static String id(int number) {
        return "upload-" + number;
    }

    private static Damage damage(int number) {
        if (number % ONE_IN != LACKS) {
            return Damage.NONE;
        }
        Damage[] kinds = Damage.values();
        return kinds[1 + number / ONE_IN % (kinds.length - 1)];
    }

    private static boolean shows(int number) {
        return number % ONE_IN == SHOWS || damage(number) == Damage.GAP_IN_A_WORK;
    }

    /** What must be answered. */
    static UploadsJudge.Expected expected(int number) {
        Set<MissingPart> missing = missing(damage(number));
        if (shows(number)) {
            return new UploadsJudge.Expected(ScreeningResult.MATCHED, missing);
        }
        return new UploadsJudge.Expected(
                missing.isEmpty() ? ScreeningResult.CLEAR : ScreeningResult.INCOMPLETE, missing);
    }

    private static Set<MissingPart> missing(Damage damage) {
        return switch (damage) {
            case NONE -> Set.of();
            case GAP, UNREADABLE, GAP_IN_A_WORK -> Set.of(segments(1));
            case CUT -> Set.of(segments(2));
            case NO_START -> Set.of(new MissingPart(MissingReason.NO_CONTEXT, 1));
            case EMPTY -> Set.of(new MissingPart(MissingReason.NO_SOUND, 1), segments(SEGMENTS));
        };
    }

    private static MissingPart segments(int count) {
        return new MissingPart(MissingReason.SEGMENTS, count);
    }

    void send(int number, Push push) throws IOException {
        String id = id(number);
        Damage damage = damage(number);
        long nowMs = System.currentTimeMillis();
        if (damage != Damage.NO_START) {
            send(push, id, EventType.SESSION_STARTED, "started", Json.bytes(started(id, nowMs)));
        }
        int arrive =
                switch (damage) {
                    case EMPTY -> 0;
                    case CUT -> SEGMENTS - 2;
                    default -> SEGMENTS;
                };
        boolean gap = damage == Damage.GAP || damage == Damage.GAP_IN_A_WORK;
        for (int segment = 0; segment < arrive; segment++) {
            if (!gap || segment != SEGMENTS / 2) {
                segment(number, segment, nowMs, push);
            }
        }
        SessionEnded ended = new SessionEnded(id, nowMs, SEGMENTS);
        send(push, id, EventType.SESSION_ENDED, "ended", Json.bytes(ended));
    }

    private static SessionStarted started(String id, long nowMs) {
        return SessionStartedBuilder.builder()
                .sessionId(id)
                .kind(SessionKind.UPLOAD)
                .accountId("account-of-" + id)
                .serviceTerritories(List.of("CN"))
                .startAt(nowMs)
                .build();
    }

    private void segment(int upload, int segment, long nowMs, Push push) throws IOException {
        String id = id(upload);
        Envelope envelope =
                new Envelope(
                        id + "/" + segment,
                        SOURCE,
                        EventType.SEGMENT.type(),
                        id,
                        nowMs,
                        PeaksCodec.contentType(Profile.CURRENT.id()),
                        (long) segment,
                        SEGMENT_MS);
        boolean unreadable = damage(upload) == Damage.UNREADABLE && segment == SEGMENTS / 2;
        push.send(
                Topic.MEDIA_UPLOADS,
                id,
                envelope,
                unreadable ? new byte[] {1, 2, 3} : peaks(upload, segment));
    }

    private byte[] peaks(int upload, int segment) {
        return shows(upload)
                ? works.get(upload % works.size()).peaks(0, segment)
                : unrelated.peaks(upload * SEGMENTS % unrelated.cells(), segment);
    }

    private static void send(Push push, String id, EventType type, String what, byte[] json)
            throws IOException {
        long nowMs = System.currentTimeMillis();
        Envelope envelope = Envelope.json(type, SOURCE, id + "/" + what, id, nowMs);
        push.send(Topic.MEDIA_UPLOADS, id, envelope, json);
    }
}
