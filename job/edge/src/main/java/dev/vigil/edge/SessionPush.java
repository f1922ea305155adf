package dev.vigil.edge;

import dev.vigil.client.bus.Push;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Pushes one session: started, segments, ended, all under its id on the topic of its kind, so that
 * their order is kept.
 */
public final class SessionPush {
    /** How to hold segments back until their time; {@link Pacer#await} or nothing. */
    @FunctionalInterface
    public interface Pace {
        /** As fast as it goes. */
        Pace NONE = position -> {};

        void await(Duration position) throws InterruptedException;
    }

    private final Push push;
    private final Pace pace;
    private final BooleanSupplier stopped;
    private final boolean peaks;

    /**
     * @param stopped asked before each segment; true ends the session in order
     */
    public SessionPush(Push push, Pace pace, BooleanSupplier stopped) {
        this(push, pace, stopped, false);
    }

    /**
     * @param stopped asked before each segment; true ends the session in order
     * @param peaks whether peaks are sent instead of sound
     */
    public SessionPush(Push push, Pace pace, BooleanSupplier stopped, boolean peaks) {
        this.push = push;
        this.pace = pace;
        this.stopped = stopped;
        this.peaks = peaks;
    }

    /** The topic that sessions of a kind go to. */
    public static Topic topic(SessionStarted started) {
        return switch (started.kind()) {
            case LIVE -> Topic.MEDIA_LIVE;
            case UPLOAD -> Topic.MEDIA_UPLOADS;
            case FEED -> Topic.MEDIA_FEEDS;
        };
    }

    /**
     * Pushes the session to its end and waits until all is stored. A source that fails on the way
     * still ends the session in order: what was sent before it counts.
     *
     * @return what was sent
     * @throws IOException when the source or the delivery fails
     */
    public SessionEnded push(SessionStarted started, PcmSource source, Progress progress)
            throws IOException, InterruptedException {
        Topic topic = topic(started);
        String id = started.sessionId();
        push.send(
                topic,
                id,
                Envelope.json(
                        EventType.SESSION_STARTED,
                        Push.SOURCE,
                        id + "/started",
                        id,
                        started.startAt()),
                Json.bytes(started));
        Cutter cutter = cutter(started, source);
        try {
            segments(topic, id, cutter, started.startAt(), progress);
        } catch (MediaException e) {
            end(topic, cutter, id);
            throw e;
        }
        return end(topic, cutter, id);
    }

    private Cutter cutter(SessionStarted started, PcmSource source) {
        boolean atOnce = started.kind() == SessionKind.UPLOAD;
        String id = started.sessionId();
        Segmenter segmenter = new Segmenter(source, id, started.startAt(), atOnce);
        return peaks
                ? new PeakCutter(segmenter, id, started.startAt(), atOnce)
                : new SoundCutter(segmenter);
    }

    private void segments(Topic topic, String id, Cutter cutter, long startAt, Progress progress)
            throws IOException, InterruptedException {
        while (!stopped.getAsBoolean()) {
            Optional<Cutter.Cut> next = cutter.next();
            if (next.isEmpty()) {
                return;
            }
            long positionMs = cutter.positionTime() - startAt;
            pace.await(Duration.ofMillis(positionMs));
            push.send(topic, id, next.get().envelope(), next.get().payload());
            progress.at(positionMs);
        }
    }

    private SessionEnded end(Topic topic, Cutter cutter, String id) throws IOException {
        SessionEnded ended = new SessionEnded(id, cutter.captureTime(), cutter.count());
        push.send(
                topic,
                id,
                Envelope.json(
                        EventType.SESSION_ENDED, Push.SOURCE, id + "/ended", id, ended.endAt()),
                Json.bytes(ended));
        push.flush();
        return ended;
    }
}
