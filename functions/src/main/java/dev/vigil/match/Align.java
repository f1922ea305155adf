package dev.vigil.match;

import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.match.AlignTrackBuilder;
import dev.vigil.schema.match.Line;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gathers the lines of a session's packets into tracks and decides which of them are matches.
 *
 * <p>Keeps nothing itself: tracks go in and come out. Evidence of windows that don't overlap adds
 * up, less what unrelated music on the same beat would collect; a minute without support forgets
 * it. Several references at once are several tracks.
 */
public final class Align {
    /**
     * Frames without support after which an open match closes, 8 s: half as many reopen as at 5 s.
     */
    static final int CLOSE_FRAMES = 345;

    /** Frames without support after which a track that never opened is dropped, 60 s. */
    static final int FORGET_FRAMES = 2584;

    private static final int MOST_TRACKS = 64;

    /** Of these, up to this many are open; the rest is room for evidence to gather in. */
    static final int MOST_OPEN = 48;

    /** An open match that is silent for this long makes room for another one, 4 s. */
    private static final int ROOM_FRAMES = 2 * PeakWindow.GRID_FRAMES;

    /**
     * An answer names the best lines only. Where this many go on that ran beside a match when it
     * was last seen, it is one of many alike and was not searched for; that is not silence.
     */
    private static final int ALIKE = 4;

    /** Of a track's id, from above: the shard, the end of a packet, a number. */
    private static final int SHARD_SHIFT = 48;

    private static final int NUMBER_BITS = 10;
    private static final double SAME_LINE_FRAMES = 43;
    private static final double SAME_PITCH_BANDS = 2;

    /** Evidence of a window that adds nothing to others. */
    private static final double IDLE_EVIDENCE = 8;

    private final Profile profile;

    /**
     * What became of the tracks, and what is to be reported.
     *
     * @param leftOut matches that were not opened, as {@value #MOST_OPEN} others are open
     */
    public record Outcome(List<AlignTrack> tracks, List<MatchSpan> changes, int leftOut) {}

    /** Which shards an answer is of, and which of them knows a reference. */
    public interface Shards {
        Shards ONE =
                new Shards() {
                    @Override
                    public int of(long reference) {
                        return 0;
                    }

                    @Override
                    public boolean hasAnswered(int shard) {
                        return true;
                    }
                };

        /** Number of the shard that a reference falls to. */
        int of(long reference);

        /** The answer is not about the references of others: they are neither quiet nor over. */
        boolean hasAnswered(int shard);
    }

    public Align(Profile profile) {
        this.profile = profile;
    }

    /**
     * Takes the answer to one packet.
     *
     * @param toFrame the packet's end
     * @param last whether the session ended
     * @param threshold evidence asked for, see {@link Thresholds}
     * @param lines all shards' lines, under stable reference numbers
     */
    public Outcome step(
            List<AlignTrack> before,
            long toFrame,
            boolean last,
            double threshold,
            List<Line> lines) {
        return step(before, toFrame, last, threshold, lines, Shards.ONE);
    }

    /**
     * Takes the answer of some shards to one packet.
     *
     * @param shards those of the answer
     */
    public Outcome step(
            List<AlignTrack> before,
            long toFrame,
            boolean last,
            double threshold,
            List<Line> lines,
            Shards shards) {
        Step step = new Step(before, toFrame, threshold, shards);
        step.feed(lines);
        step.announce();
        return step.settled(last);
    }

    /** The matches that are open, closed: of a session that is over, whatever was answered. */
    public List<MatchSpan> over(List<AlignTrack> tracks, long toFrame) {
        return step(tracks, toFrame, true, 0, List.of()).changes();
    }

    private static int trackOf(List<AlignTrack> tracks, Line line) {
        for (int i = 0; i < tracks.size(); i++) {
            AlignTrack track = tracks.get(i);
            double there = track.offsetFrames() + track.tempo() * line.queryToFrame();
            if (track.reference() == line.reference()
                    && Math.abs(there - line.refToFrame()) < SAME_LINE_FRAMES
                    && Math.abs(track.pitchBands() - line.pitchBands()) < SAME_PITCH_BANDS
                    && line.queryFromFrame() - track.queryToFrame() < FORGET_FRAMES) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The id: the shard, the end of the first packet and a number within both. A shard answers a
     * packet once, so that no other track has it, however late the answer comes, and a replay gives
     * it again.
     */
    private static long id(int shard, long toFrame, List<AlignTrack> tracks) {
        long id = (long) shard << SHARD_SHIFT | toFrame << NUMBER_BITS;
        long packet = id >> NUMBER_BITS;
        for (AlignTrack track : tracks) {
            boolean same = track.id() >> NUMBER_BITS == packet;
            id = same ? Math.max(id, track.id() + 1) : id;
        }
        return id;
    }

    private static AlignTrack begun(Line line, long id, long toFrame) {
        return AlignTrackBuilder.builder()
                .id(id)
                .reference(line.reference())
                .tempo(line.tempo())
                .offsetFrames(line.offsetFrames())
                .pitchBands(line.pitchBands())
                .queryFromFrame(line.queryFromFrame())
                .queryToFrame(line.queryToFrame())
                .refFromFrame(line.refFromFrame())
                .refToFrame(line.refToFrame())
                .evidence(line.evidence())
                .latest(line.evidence())
                .latestToFrame(toFrame)
                .openedFrame(-1)
                .build();
    }

    private static AlignTrack extended(AlignTrack track, Line line, long toFrame) {
        boolean apart = toFrame - PeakWindow.WINDOW_FRAMES >= track.latestToFrame();
        double stored = track.stored() + (apart ? beyondIdle(track.latest()) : 0);
        boolean better = apart || line.evidence() > track.latest();
        double total = stored + Math.max(apart ? 0 : track.latest(), line.evidence());
        boolean gone = line.queryFromFrame() - track.queryToFrame() > CLOSE_FRAMES;
        boolean longer = line.queryToFrame() > track.queryToFrame();
        boolean earlier = gone && !track.isOpen() || line.queryFromFrame() < track.queryFromFrame();
        return AlignTrackBuilder.builder()
                .id(track.id())
                .reference(track.reference())
                .tempo(line.tempo())
                .offsetFrames(line.offsetFrames())
                .pitchBands(line.pitchBands())
                .queryFromFrame(earlier ? line.queryFromFrame() : track.queryFromFrame())
                .queryToFrame(longer ? line.queryToFrame() : track.queryToFrame())
                .refFromFrame(earlier ? line.refFromFrame() : track.refFromFrame())
                .refToFrame(longer ? line.refToFrame() : track.refToFrame())
                .evidence(Math.max(track.evidence(), total))
                .stored(stored)
                .latest(better ? line.evidence() : track.latest())
                .latestToFrame(better ? toFrame : track.latestToFrame())
                .openedFrame(track.openedFrame())
                .build();
    }

    private static double beyondIdle(double evidence) {
        return Math.max(0, evidence - IDLE_EVIDENCE);
    }

    /**
     * Music that repeats itself also matches a bar earlier or later: of the lines of one reference
     * that run at the same time only the best is a match.
     */
    private static boolean isEcho(AlignTrack track, List<AlignTrack> tracks) {
        double half = (track.queryToFrame() - track.queryFromFrame()) / 2;
        return tracks.stream()
                .anyMatch(
                        other ->
                                other.reference() == track.reference()
                                        && other.id() != track.id()
                                        && other.evidence() > track.evidence()
                                        && overlapFrames(track, other) > half);
    }

    private static double overlapFrames(AlignTrack a, AlignTrack b) {
        return Math.min(a.queryToFrame(), b.queryToFrame())
                - Math.max(a.queryFromFrame(), b.queryFromFrame());
    }

    /** The answer to one packet on its way through the tracks. */
    private final class Step {
        private final List<AlignTrack> tracks;
        private final List<MatchSpan> changes = new ArrayList<>();
        private final BitSet fed = new BitSet();
        private final BitSet closed = new BitSet();
        private final long toFrame;
        private final double threshold;
        private final Shards shards;
        private int leftOut;

        Step(List<AlignTrack> before, long toFrame, double threshold, Shards shards) {
            this.tracks = new ArrayList<>(before);
            this.toFrame = toFrame;
            this.threshold = threshold;
            this.shards = shards;
        }

        void feed(List<Line> lines) {
            List<Line> bestFirst = new ArrayList<>(lines);
            bestFirst.sort(Comparator.comparingDouble(Line::evidence).reversed());
            for (Line line : bestFirst) {
                int at = trackOf(tracks, line);
                if (at < 0) {
                    long id = id(shards.of(line.reference()), toFrame, tracks);
                    fed.set(tracks.size());
                    tracks.add(begun(line, id, toFrame));
                } else if (!fed.get(at)) {
                    fed.set(at);
                    tracks.set(at, extended(tracks.get(at), line, toFrame));
                }
            }
        }

        void announce() {
            for (int i = fed.nextSetBit(0); i >= 0; i = fed.nextSetBit(i + 1)) {
                AlignTrack track = tracks.get(i);
                if (track.isOpen()) {
                    changes.add(span(MatchSpan.EXTENDED, track, threshold));
                } else if (track.evidence() >= threshold && !isEcho(track, tracks)) {
                    open(i);
                }
            }
        }

        private void open(int i) {
            long open = IntStream.range(0, tracks.size()).filter(this::isOpen).count();
            int over = open < MOST_OPEN ? -1 : mostSilent();
            if (open >= MOST_OPEN && over < 0) {
                leftOut++;
                return;
            }
            if (over >= 0) {
                close(over);
            }
            tracks.set(i, opened(tracks.get(i), toFrame));
            changes.add(span(MatchSpan.OPENED, tracks.get(i), threshold));
        }

        private boolean isOpen(int i) {
            return tracks.get(i).isOpen() && !closed.get(i);
        }

        private int mostSilent() {
            return IntStream.range(0, tracks.size())
                    .filter(i -> isOpen(i) && isSilent(i, ROOM_FRAMES))
                    .boxed()
                    .min(Comparator.comparingDouble(i -> tracks.get(i).queryToFrame()))
                    .orElse(-1);
        }

        private void close(int i) {
            closed.set(i);
            changes.add(span(MatchSpan.CLOSED, tracks.get(i), threshold));
        }

        /** Whether the answer could have named it and did not, for that many frames. */
        private boolean isSilent(int i, int frames) {
            AlignTrack track = tracks.get(i);
            double quiet = toFrame - track.queryToFrame();
            return quiet > frames
                    && shards.hasAnswered(shards.of(track.reference()))
                    && (quiet > FORGET_FRAMES || alike(track) < ALIKE);
        }

        /** Tracks of its shard that ran beside it when it was last heard, and went on. */
        private long alike(AlignTrack track) {
            int shard = shards.of(track.reference());
            double since =
                    Math.max(toFrame - CLOSE_FRAMES, track.queryToFrame() + PeakWindow.GRID_FRAMES);
            return IntStream.range(0, tracks.size())
                    .filter(i -> !closed.get(i))
                    .mapToObj(tracks::get)
                    .filter(other -> other.queryToFrame() >= since)
                    .filter(other -> other.queryFromFrame() <= track.queryToFrame())
                    .filter(other -> shards.of(other.reference()) == shard)
                    .limit(ALIKE)
                    .count();
        }

        Outcome settled(boolean last) {
            List<AlignTrack> alive = new ArrayList<>();
            for (int i = 0; i < tracks.size(); i++) {
                AlignTrack track = tracks.get(i);
                boolean answered = shards.hasAnswered(shards.of(track.reference()));
                boolean gone = toFrame - track.queryToFrame() > FORGET_FRAMES;
                if (isOpen(i) && answered && (last || isSilent(i, CLOSE_FRAMES))) {
                    close(i);
                } else if (isOpen(i) || !track.isOpen() && !(answered && (last || gone))) {
                    alive.add(track);
                }
            }
            evict(alive);
            return new Outcome(alive, changes, leftOut);
        }

        /** Never one that is open: it would not be closed. */
        private static void evict(List<AlignTrack> alive) {
            while (alive.size() > MOST_TRACKS) {
                alive.remove(weakest(alive));
            }
        }
    }

    private static AlignTrack weakest(List<AlignTrack> tracks) {
        return tracks.stream()
                .min(
                        Comparator.comparing(AlignTrack::isOpen)
                                .thenComparingDouble(AlignTrack::queryToFrame)
                                .thenComparingLong(AlignTrack::id))
                .orElseThrow();
    }

    private static AlignTrack opened(AlignTrack t, long toFrame) {
        return t.withOpenedFrame(toFrame);
    }

    private MatchSpan span(int phase, AlignTrack track, double threshold) {
        return new MatchSpan(
                phase,
                track.id(),
                track.reference(),
                Math.round(profile.millis(track.queryFromFrame())),
                Math.round(profile.millis(track.queryToFrame())),
                Math.round(profile.millis(track.refFromFrame())),
                Math.round(profile.millis(track.refToFrame())),
                track.tempo(),
                track.pitchBands() / profile.bandsPerOctave(),
                track.evidence(),
                threshold,
                Math.round(profile.millis(track.openedFrame())));
    }
}
