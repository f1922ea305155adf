package dev.vigil.match;

import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.match.AlignTrackBuilder;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.OtherSense;
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
    private static final int MOST_TRACKS = 64;

    /** Of these, up to this many are open; the rest is room for evidence to gather in. */
    static final int MOST_OPEN = 48;

    /**
     * An answer names the best lines only. Where this many go on that ran beside a match when it
     * was last seen, it is one of many alike and was not searched for; that is not silence.
     */
    private static final int ALIKE = 4;

    /** Of a track's id, from above: the shard, the end of a packet, a number. */
    private static final int SHARD_SHIFT = 48;

    private static final int NUMBER_BITS = 10;
    private static final double SAME_PITCH_BANDS = 2;

    private final SearchProfile profile;
    private final AlignScale scale;
    private final Repeats repeats;

    /**
     * What became of the tracks, and what is to be reported.
     *
     * @param changes of those that are matches
     * @param closed tracks that are no more, as they were
     * @param leftOut matches that were not opened, as {@value #MOST_OPEN} others are open
     */
    public record Outcome(
            List<AlignTrack> tracks,
            List<MatchSpan> changes,
            List<AlignTrack> closed,
            int leftOut) {}

    /** What the other of sound and pictures says to a track; see {@link BothSenses}. */
    @FunctionalInterface
    public interface Beside {
        Beside NOTHING = track -> null;

        /** Null where the session does not send the other. */
        OtherSense of(AlignTrack track);
    }

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

    public Align(SearchProfile profile) {
        this.profile = profile;
        this.scale = profile.scale();
        this.repeats = new Repeats(profile);
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
        return step(before, toFrame, last, threshold, lines, shards, Beside.NOTHING);
    }

    /**
     * The same of a session with sound and pictures.
     *
     * @param beside what the other of both says
     */
    public Outcome step(
            List<AlignTrack> before,
            long toFrame,
            boolean last,
            double threshold,
            List<Line> lines,
            Shards shards,
            Beside beside) {
        Step step = new Step(before, toFrame, threshold, shards, beside);
        step.feed(lines);
        step.announce();
        return step.settled(last);
    }

    /**
     * Where the other of sound and pictures has been answered: what it has of the same recording
     * may open a match, or is news of one.
     *
     * @param toFrame frame up to which the other one is known
     * @param threshold evidence asked for
     */
    public Outcome joined(List<AlignTrack> before, long toFrame, double threshold, Beside beside) {
        Step step = new Step(before, toFrame, threshold, Shards.ONE, beside);
        step.join();
        return step.joined();
    }

    /** The matches that are open, closed: of a session that is over, whatever was answered. */
    public List<MatchSpan> over(List<AlignTrack> tracks, long toFrame) {
        return step(tracks, toFrame, true, 0, List.of()).changes();
    }

    private int trackOf(List<AlignTrack> tracks, Line line) {
        for (int i = 0; i < tracks.size(); i++) {
            AlignTrack track = tracks.get(i);
            double there = track.offsetFrames() + track.tempo() * line.queryToFrame();
            if (track.reference() == line.reference()
                    && Math.abs(there - line.refToFrame()) < scale.sameFrames()
                    && Math.abs(track.pitchBands() - line.pitchBands()) < SAME_PITCH_BANDS
                    && line.queryFromFrame() - track.queryToFrame() < scale.forgetFrames()) {
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
                .picture(line.picture())
                .build();
    }

    private AlignTrack extended(AlignTrack track, Line line, long toFrame) {
        boolean apart = toFrame - scale.windowFrames() >= track.latestToFrame();
        double stored = track.stored() + (apart ? beyondIdle(track.latest()) : 0);
        boolean better = apart || line.evidence() > track.latest();
        double total = stored + Math.max(apart ? 0 : track.latest(), line.evidence());
        boolean gone = line.queryFromFrame() - track.queryToFrame() > scale.closeFrames();
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
                .picture(line.picture() == null ? null : line.picture().after(track.picture()))
                .otherSense(track.otherSense())
                .onlyWith(track.onlyWith())
                .build();
    }

    private double beyondIdle(double evidence) {
        return Math.max(0, evidence - scale.idleEvidence());
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
        private final Beside beside;
        private int leftOut;

        Step(
                List<AlignTrack> before,
                long toFrame,
                double threshold,
                Shards shards,
                Beside beside) {
            this.tracks = new ArrayList<>(before);
            this.toFrame = toFrame;
            this.threshold = threshold;
            this.shards = shards;
            this.beside = beside;
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
                AlignTrack track = noted(i);
                if (track.isOpen()) {
                    changes.add(span(MatchSpan.EXTENDED, track));
                } else if (suffices(track) && !isEcho(track)) {
                    openOrMove(i);
                }
            }
        }

        void join() {
            for (int i = 0; i < tracks.size(); i++) {
                OtherSense known = tracks.get(i).otherSense();
                AlignTrack track = noted(i);
                boolean news =
                        track.otherSense() != known && track.otherSense() != OtherSense.UNMATCHED;
                if (track.isOpen() && news) {
                    changes.add(span(MatchSpan.EXTENDED, track));
                } else if (!track.isOpen() && isNewByOther(track) && !isEcho(track)) {
                    openOrMove(i);
                }
            }
        }

        /** What suffices alone has had its turn, and what is silent would close at once. */
        private boolean isNewByOther(AlignTrack track) {
            return track.evidence() < threshold
                    && toFrame - track.queryToFrame() <= scale.closeFrames()
                    && suffices(track);
        }

        Outcome joined() {
            List<AlignTrack> alive = new ArrayList<>();
            for (int i = 0; i < tracks.size(); i++) {
                if (!closed.get(i)) {
                    alive.add(tracks.get(i));
                }
            }
            return new Outcome(alive, changes, List.of(), leftOut);
        }

        /** With what the other one says; what was once found is kept. */
        private AlignTrack noted(int i) {
            AlignTrack track = tracks.get(i);
            OtherSense said = beside.of(track);
            OtherSense only = track.onlyWith();
            if (only != null) {
                boolean alone = track.evidence() >= threshold;
                only = alone ? null : said == OtherSense.IN_STEP ? said : only;
            }
            OtherSense most = OtherSense.more(track.otherSense(), said);
            if (most != track.otherSense() || only != track.onlyWith()) {
                tracks.set(i, track.with().otherSense(most).onlyWith(only).build());
            }
            return tracks.get(i);
        }

        private boolean suffices(AlignTrack track) {
            return track.evidence() >= threshold
                    || BothSenses.suffice(
                            track.evidence() / threshold,
                            track.picture() != null && track.picture().still(),
                            beside.of(track));
        }

        /**
         * Music that repeats itself also matches a bar earlier or later: of the lines of one
         * reference that run at the same time only the best is a match.
         */
        private boolean isEcho(AlignTrack track) {
            double half = (track.queryToFrame() - track.queryFromFrame()) / 2;
            return tracks.stream()
                    .anyMatch(
                            other ->
                                    other.reference() == track.reference()
                                            && other.id() != track.id()
                                            && overlapFrames(track, other) > half
                                            && isBefore(other, track));
        }

        /**
         * Of exact repeats each packet has another one a little ahead: the one that is open stays
         * the match as long as it goes on.
         */
        private boolean isBefore(AlignTrack other, AlignTrack track) {
            boolean isElsewhere = repeats.isElsewhere(track, other);
            boolean isQuiet = toFrame - other.queryToFrame() > scale.roomFrames();
            if (isElsewhere && isQuiet && Repeats.isNowAsGood(track, other)) {
                return false;
            }
            boolean stays = isElsewhere && other.isOpen() && !isQuiet;
            return other.evidence() > track.evidence()
                    || stays && Repeats.isNowAsGood(other, track);
        }

        /** A match that may be of several places goes on at the one that goes on. */
        private void openOrMove(int i) {
            AlignTrack place = tracks.get(i);
            int match =
                    IntStream.range(0, tracks.size())
                            .filter(it -> isOpen(it) && repeats.goesOn(tracks.get(it), place))
                            .findFirst()
                            .orElse(-1);
            if (match < 0) {
                open(i);
            } else {
                move(match, i);
            }
        }

        private void move(int match, int to) {
            AlignTrack from = tracks.get(match);
            AlignTrack place = tracks.get(to);
            tracks.set(to, Repeats.moved(from, place, threshold));
            tracks.set(match, from.with().id(place.id()).openedFrame(-1).onlyWith(null).build());
            changes.add(span(MatchSpan.EXTENDED, tracks.get(to)));
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
            tracks.set(i, opened(tracks.get(i)));
            changes.add(span(MatchSpan.OPENED, tracks.get(i)));
        }

        /** Not before its own answer, where the other one has been answered less far. */
        private AlignTrack opened(AlignTrack track) {
            boolean alone = track.evidence() >= threshold;
            return track.with()
                    .openedFrame(Math.max(toFrame, track.queryToFrame()))
                    .onlyWith(alone ? null : beside.of(track))
                    .build();
        }

        private boolean isOpen(int i) {
            return tracks.get(i).isOpen() && !closed.get(i);
        }

        private int mostSilent() {
            return IntStream.range(0, tracks.size())
                    .filter(i -> isOpen(i) && isSilent(i, scale.roomFrames()))
                    .boxed()
                    .min(Comparator.comparingDouble(i -> tracks.get(i).queryToFrame()))
                    .orElse(-1);
        }

        private void close(int i) {
            closed.set(i);
            changes.add(span(MatchSpan.CLOSED, tracks.get(i)));
        }

        /** Whether the answer could have named it and did not, for that many frames. */
        private boolean isSilent(int i, int frames) {
            AlignTrack track = tracks.get(i);
            double quiet = toFrame - track.queryToFrame();
            return quiet > frames
                    && shards.hasAnswered(shards.of(track.reference()))
                    && (quiet > scale.forgetFrames() || alike(track) < ALIKE);
        }

        /** Tracks of its shard that ran beside it when it was last heard, and went on. */
        private long alike(AlignTrack track) {
            int shard = shards.of(track.reference());
            double since =
                    Math.max(
                            toFrame - scale.closeFrames(),
                            track.queryToFrame() + scale.gridFrames());
            return IntStream.range(0, tracks.size())
                    .filter(i -> !closed.get(i))
                    .mapToObj(tracks::get)
                    .filter(other -> other.queryToFrame() >= since)
                    .filter(other -> other.queryFromFrame() <= track.queryToFrame())
                    .filter(other -> shards.of(other.reference()) == shard)
                    .limit(ALIKE)
                    .count();
        }

        private MatchSpan span(int phase, AlignTrack track) {
            return new MatchSpan(
                    phase,
                    track.id(),
                    track.reference(),
                    Math.round(profile.millis(track.queryFromFrame())),
                    Math.round(profile.millis(track.queryToFrame())),
                    Math.round(profile.millis(track.refFromFrame())),
                    Math.round(profile.millis(track.refToFrame())),
                    track.tempo(),
                    track.pitchBands() / scale.bandsPerOctave(),
                    track.evidence(),
                    threshold,
                    Math.round(profile.millis(track.openedFrame())),
                    track.picture(),
                    track.otherSense(),
                    track.onlyWith(),
                    repeats.otherPlaces(track, tracks));
        }

        Outcome settled(boolean last) {
            List<AlignTrack> alive = new ArrayList<>();
            List<AlignTrack> gone = new ArrayList<>();
            for (int i = 0; i < tracks.size(); i++) {
                AlignTrack track = tracks.get(i);
                boolean answered = shards.hasAnswered(shards.of(track.reference()));
                boolean old = toFrame - track.queryToFrame() > scale.forgetFrames();
                if (isOpen(i) && answered && (last || isSilent(i, scale.closeFrames()))) {
                    close(i);
                    gone.add(track);
                } else if (isOpen(i) || !track.isOpen() && !(answered && (last || old))) {
                    alive.add(track);
                } else {
                    gone.add(track);
                }
            }
            evict(alive);
            return new Outcome(alive, changes, gone, leftOut);
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
}
