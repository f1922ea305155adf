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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

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

    /** By which a source may be behind: what buffers on its way. Shorter gaps are filled. */
    private static final long MOST_BEHIND_MS = 10_000;

    private final Push push;
    private final Pace pace;
    private final BooleanSupplier stopped;
    private final boolean peaks;
    private final boolean words;
    private final LongSupplier now;

    /** What a running source has lost so far: its capture times are later by that. */
    private long lostMs;

    /**
     * @param stopped asked before each segment; true ends the session in order
     */
    public SessionPush(Push push, Pace pace, BooleanSupplier stopped) {
        this(push, pace, stopped, false, false);
    }

    /**
     * @param stopped asked before each segment; true ends the session in order
     * @param peaks whether peaks are sent instead of sound
     */
    public SessionPush(Push push, Pace pace, BooleanSupplier stopped, boolean peaks) {
        this(push, pace, stopped, peaks, false);
    }

    /**
     * @param stopped asked before each segment; true ends the session in order
     * @param peaks whether peaks are sent instead of sound
     * @param words whether words of pictures are sent instead of pictures
     */
    public SessionPush(
            Push push, Pace pace, BooleanSupplier stopped, boolean peaks, boolean words) {
        this(push, pace, stopped, peaks, words, null);
    }

    /**
     * @param stopped asked before each segment; true ends the session in order
     * @param peaks whether peaks are sent instead of sound
     * @param words whether words of pictures are sent instead of pictures
     * @param now of a source that runs, the time now (UTC epoch ms): where it has gaps, what
     *     follows is captured later; null where all was captured without one
     */
    SessionPush(
            Push push,
            Pace pace,
            BooleanSupplier stopped,
            boolean peaks,
            boolean words,
            LongSupplier now) {
        this.push = push;
        this.pace = pace;
        this.stopped = stopped;
        this.peaks = peaks;
        this.words = words;
        this.now = now;
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
     * Pushes a session of sound alone, as {@link #push(SessionStarted, PcmSource, PictureSource,
     * Progress)}.
     */
    public SessionEnded push(SessionStarted started, PcmSource source, Progress progress)
            throws IOException, InterruptedException {
        return push(started, source, null, progress);
    }

    /**
     * Pushes the session to its end and waits until all is stored; of two tracks always what comes
     * next. A source that fails on the way still ends the session in order: what was sent before it
     * counts, and an upload is answered as incomplete.
     *
     * @param sound null for none
     * @param pictures of {@link PictureSource#STREAM_RATE}; null for none
     * @return what was sent
     * @throws IOException when the source or the delivery fails
     */
    public SessionEnded push(
            SessionStarted started, PcmSource sound, PictureSource pictures, Progress progress)
            throws IOException, InterruptedException {
        lostMs = 0;
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
        List<Cutter> cutters = cutters(started, sound, pictures);
        // Of an upload that broke off one more is reported than was sent: it can't be clear.
        int missing = started.kind() == SessionKind.UPLOAD ? 1 : 0;
        boolean isWhole;
        try {
            isWhole = segments(topic, id, cutters, started.startAt(), progress);
        } catch (MediaException e) {
            end(topic, cutters, id, missing);
            throw e;
        }
        return end(topic, cutters, id, isWhole ? 0 : missing);
    }

    private List<Cutter> cutters(SessionStarted started, PcmSource sound, PictureSource pictures) {
        boolean atOnce = started.kind() == SessionKind.UPLOAD;
        String id = started.sessionId();
        long startAt = started.startAt();
        List<Cutter> cutters = new ArrayList<>();
        if (sound != null) {
            Segmenter segmenter = new Segmenter(sound, id, startAt, atOnce);
            cutters.add(
                    peaks
                            ? new PeakCutter(segmenter, id, startAt, atOnce)
                            : new SoundCutter(segmenter));
        }
        if (pictures != null) {
            cutters.add(
                    words
                            ? new WordCutter(
                                    pictures,
                                    id,
                                    startAt,
                                    atOnce,
                                    started.kind() == SessionKind.FEED)
                            : new PictureCutter(pictures, id, startAt, atOnce));
        }
        return cutters;
    }

    /** False where it was stopped ahead of the end. */
    private boolean segments(
            Topic topic, String id, List<Cutter> cutters, long startAt, Progress progress)
            throws IOException, InterruptedException {
        List<Cutter> going = new ArrayList<>(cutters);
        while (!going.isEmpty() && !stopped.getAsBoolean()) {
            Cutter behind =
                    going.stream().min(Comparator.comparingLong(Cutter::positionTime)).get();
            Optional<Cutter.Cut> next = behind.next();
            if (next.isEmpty()) {
                going.remove(behind);
                continue;
            }
            long positionMs = behind.positionTime() - startAt;
            pace.await(Duration.ofMillis(positionMs));
            catchUp(behind.positionTime());
            Envelope envelope = next.get().envelope();
            push.send(
                    topic,
                    id,
                    envelope.withTimeMs(envelope.timeMs() + lostMs),
                    next.get().payload());
            progress.at(positionMs);
        }
        return going.isEmpty();
    }

    /** Else it would be taken for ever older, and what is too old is evidence only. */
    private void catchUp(long positionTime) {
        if (now != null) {
            long behindMs = now.getAsLong() - positionTime - lostMs;
            lostMs += behindMs > MOST_BEHIND_MS ? behindMs : 0;
        }
    }

    private SessionEnded end(Topic topic, List<Cutter> cutters, String id, int missing)
            throws IOException {
        long endAt = cutters.stream().mapToLong(Cutter::captureTime).max().orElseThrow() + lostMs;
        long sent = cutters.stream().mapToLong(Cutter::count).sum();
        SessionEnded ended = new SessionEnded(id, endAt, sent + missing);
        push.send(
                topic,
                id,
                Envelope.json(
                        EventType.SESSION_ENDED, Push.SOURCE, id + "/ended", id, ended.endAt()),
                Json.bytes(ended));
        push.flush();
        return new SessionEnded(id, endAt, sent);
    }
}
