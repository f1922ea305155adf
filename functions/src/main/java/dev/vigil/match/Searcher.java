package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Asks an index about packets. Keeps nothing between two of them but scratch memory and the last
 * one; one per worker, one thread.
 */
public final class Searcher {
    /** Lines with less evidence than this are not given. */
    public static final double FLOOR = 5;

    /** Of the end of a packet, whose pairs are asked for: 10 s. */
    private static final int PAIR_FRAMES = 430;

    /** Lines of one reference that are no farther apart are the same one. */
    private static final double SAME_FRAMES = 20;

    private static final IntPredicate NONE = reference -> false;

    private final Index index;
    private final Probes probes = new Probes();
    private final Hits hits = new Hits();
    private final Fit fit = new Fit();
    private final PairVotes pairs = new PairVotes();
    private final Verifier verifier = new Verifier();
    private final FirstLook firstLook;
    private Spent spent = new Spent(0, 0, 0, 0, 0, 0);
    private Question last;

    /** References that the question is not about, beside those that are retired. */
    private IntPredicate hidden = NONE;

    /**
     * What was asked, see {@link #explain}.
     *
     * @param pairs whether pairs were asked for too
     * @param crowd whether crowded keys were read too
     */
    record Question(Packet packet, long fromFrame, Effort effort, boolean pairs, boolean crowd) {}

    /**
     * What questions have cost, by count.
     *
     * @param screens packets that were screened
     * @param searches packets that were searched thoroughly
     * @param lookUps keys that were looked up, once for each shelf
     * @param hits triples that were accepted
     * @param pairs that were accepted
     * @param verified candidates whose constellations were compared
     */
    public record Spent(
            long screens, long searches, long lookUps, long hits, long pairs, long verified) {
        private Spent asked(Effort effort, long moreLookUps) {
            int screen = effort.isScreen() ? 1 : 0;
            return new Spent(
                    screens + screen,
                    searches + 1 - screen,
                    lookUps + moreLookUps,
                    hits,
                    pairs,
                    verified);
        }

        private Spent found(long moreHits, long morePairs, long moreVerified) {
            return new Spent(
                    screens,
                    searches,
                    lookUps,
                    hits + moreHits,
                    pairs + morePairs,
                    verified + moreVerified);
        }
    }

    public Searcher(Index index) {
        this.index = index;
        this.firstLook = new FirstLook(index, verifier);
    }

    /** The cheap tier: exact keys of what is new; what agrees is verified over the whole window. */
    public List<Line> screen(Packet packet) {
        return screen(packet, Thresholds.LEAST);
    }

    /**
     * The cheap tier.
     *
     * @param enough evidence of a line for which no crowded key is read, 0 to read none
     */
    public List<Line> screen(Packet packet, double enough) {
        return find(packet, packet.fromFrame(), Effort.SCREEN, enough);
    }

    /** The same, and where it finds less than enough, pairs over the end of the window. */
    List<Line> screenPairs(Packet packet, double enough) {
        return find(packet, packet.fromFrame(), Effort.SCREEN_PAIRS, enough);
    }

    /** The thorough tier over all of the window. */
    public List<Line> search(Packet packet) {
        return search(packet, 0, Thresholds.LEAST);
    }

    /**
     * The thorough tier with the hashes that were completed at {@code fromFrame} or later.
     *
     * @param enough evidence of a line for which no crowded key is read: what makes a match
     */
    public List<Line> search(Packet packet, long fromFrame, double enough) {
        return find(packet, fromFrame, Effort.THOROUGH, enough);
    }

    List<Line> find(Packet packet, long fromFrame, Effort effort, double enough) {
        return find(packet, fromFrame, effort, enough, NONE);
    }

    /**
     * The same among other references than some, as if these were not there.
     *
     * @param others which are left out
     */
    List<Line> find(
            Packet packet, long fromFrame, Effort effort, double enough, IntPredicate others) {
        hidden = others;
        if (!index.profile().id().equals(packet.profile())) {
            throw new IllegalArgumentException(
                    "packet: expected profile "
                            + index.profile().id()
                            + " of this index, got "
                            + packet.profile()
                            + "; search it in the index of its own profile");
        }
        long[] peaks = packet.peaks();
        last = new Question(packet, fromFrame, effort, false, false);
        if (peaks.length < 3) {
            return List.of();
        }
        verifier.query(packet, effort.late());
        List<Line> lines = verified(candidates(peaks, fromFrame, effort));
        boolean withPairs =
                effort.pairs().mostRead() > 0 && (effort.all() || !isEnough(lines, enough));
        if (withPairs) {
            last = new Question(packet, fromFrame, effort, true, false);
            lines = withPairs(packet, lines, effort, enough);
        }
        if (!effort.all() && isEnough(lines, enough) || !hits.hasCrowd(probes)) {
            return lines;
        }
        last = new Question(packet, fromFrame, effort, withPairs, true);
        return withCrowd(packet, lines, effort);
    }

    private boolean isHidden(int reference) {
        return index.reference(reference).isRetired() || hidden.test(reference);
    }

    private static boolean isEnough(List<Line> lines, double enough) {
        return (lines.isEmpty() ? 0 : lines.get(0).evidence()) >= enough;
    }

    /**
     * Too little was found by triples, or all is to be: pairs are asked for, at the recording's own
     * tempo. What has enough evidence already is not looked at again, nor are other places compared
     * with what it promises.
     */
    private List<Line> withPairs(Packet packet, List<Line> lines, Effort effort, double enough) {
        List<Line> known = lines.stream().filter(line -> line.evidence() >= enough).toList();
        long[] peaks = packet.peaks();
        List<Candidate> candidates =
                pairs.candidates(
                        index.shelves(),
                        peaks,
                        firstOfPairs(packet),
                        middle(peaks),
                        effort.pairs(),
                        this::isHidden);
        List<Candidate> unknown =
                candidates.stream()
                        .filter(place -> known.stream().noneMatch(line -> isOn(place, line)))
                        .toList();
        List<Candidate> promising =
                FirstLook.promising(firstLook.at(unknown), effort.pairs().promising());
        spent = spent.found(0, pairs.count(), promising.size());
        return with(lines, verified(promising));
    }

    private static boolean isOn(Candidate place, Line line) {
        return place.reference() == line.reference()
                && Math.abs(line.refAt(place.centre()) - place.refAtCentre()) < SAME_FRAMES;
    }

    /** The first peak of those whose pairs are asked for. */
    static int firstOfPairs(Packet packet) {
        return firstNew(packet.peaks(), Math.max(0, packet.toFrame() - PAIR_FRAMES));
    }

    private static List<Line> with(List<Line> lines, List<Line> more) {
        List<Line> all = new ArrayList<>(lines);
        all.addAll(more);
        return distinct(all);
    }

    /**
     * How far the last question got at the place that is known to be right, at the cost of a few
     * questions more; empty where it had too few peaks to be asked.
     *
     * @param given its answer
     */
    public Optional<Explanation> explain(TruePlace place, List<Line> given) {
        return last == null || last.packet().peaks().length < 3
                ? Optional.empty()
                : Optional.of(new Explainer(index).explain(last, place, given));
    }

    /** Too little was found by the keys that are usually read: the others are too. */
    private List<Line> withCrowd(Packet packet, List<Line> lines, Effort effort) {
        Shelves shelves = index.shelves();
        hits.collectCrowd(
                shelves, probes, effort.crowdedKeys(), half(packet.peaks()), this::isHidden);
        return with(lines, verified(candidates(shelves, middle(packet.peaks()), effort)));
    }

    /** The profile of all peaks in its index. */
    public Profile profile() {
        return index.profile();
    }

    /** What all questions so far have cost. */
    public Spent spent() {
        return spent;
    }

    /** Receives where a hash of a query and one of a reference are the same; times in frames. */
    @FunctionalInterface
    public interface HitSink {
        void hit(int reference, double queryFrame, double refFrame);
    }

    /**
     * What the thorough tier starts from: the hits of the hashes that were completed by what is new
     * in a packet, right and wrong ones.
     */
    public void hits(Packet packet, HitSink sink) {
        long[] peaks = packet.peaks();
        if (peaks.length < 3) {
            return;
        }
        long middle = fill(peaks, packet.fromFrame(), Effort.THOROUGH);
        Shelves shelves = index.shelves();
        hits.collect(shelves, probes, Effort.THOROUGH, half(peaks));
        for (int i = 0; i < hits.count; i++) {
            int reference = shelves.reference(hits.time[i]);
            if (!index.reference(reference).isRetired()) {
                sink.hit(
                        reference,
                        (double) (middle + probes.time[hits.triple[i]]) / Peak.PER_FRAME,
                        (hits.time[i] + 0.5) / Posting.PER_FRAME
                                + shelves.frameShift(hits.time[i]));
            }
        }
    }

    /** Makes the hashes that were completed at a frame or later; gives the middle of the query. */
    private long fill(long[] peaks, long fromFrame, Effort effort) {
        long middle = middle(peaks);
        probes.fill(peaks, firstNew(peaks, fromFrame), middle, effort);
        return middle;
    }

    static int firstNew(long[] peaks, long fromFrame) {
        int at = Arrays.binarySearch(peaks, Peak.startOf(fromFrame));
        return at < 0 ? -at - 1 : at;
    }

    static long middle(long[] peaks) {
        return Peak.time(peaks[0]) + Peak.time(peaks[peaks.length - 1]) >> 1;
    }

    /** Half frames from the middle of the query to its ends. */
    static int half(long[] peaks) {
        long length = Peak.time(peaks[peaks.length - 1]) - Peak.time(peaks[0]);
        return (int) (length >> Posting.TIME_SHIFT) / 2 + 1;
    }

    private List<Candidate> candidates(long[] peaks, long fromFrame, Effort effort) {
        Shelves shelves = index.shelves();
        long middle = fill(peaks, fromFrame, effort);
        hits.collect(shelves, probes, effort, half(peaks));
        spent = spent.asked(effort, (long) probes.count * shelves.count());
        return candidates(shelves, middle, effort);
    }

    /** Of the hits that were collected. */
    private List<Candidate> candidates(Shelves shelves, long middle, Effort effort) {
        List<Candidate> candidates = new ArrayList<>();
        fit.lines(shelves, hits, probes, effort, (double) middle / Peak.PER_FRAME, candidates);
        candidates.removeIf(candidate -> isHidden(candidate.reference()));
        List<Candidate> distinct = Fit.distinct(candidates, effort.verified());
        spent = spent.found(hits.count, 0, distinct.size());
        return distinct;
    }

    /** Of the query that the verifier was last given. */
    private List<Line> verified(List<Candidate> candidates) {
        List<Line> lines = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Index.Reference reference = index.reference(candidate.reference());
            Line line = verifier.verify(candidate, reference.peaks(), reference.count(), FLOOR);
            if (line != null) {
                lines.add(line);
            }
        }
        return distinct(lines);
    }

    /** Best first; different candidates may have been refitted to one line. */
    private static List<Line> distinct(List<Line> lines) {
        lines.sort(Comparator.comparingDouble(Line::evidence).reversed());
        List<Line> kept = new ArrayList<>();
        for (Line line : lines) {
            if (kept.stream().noneMatch(other -> isSame(line, other))) {
                kept.add(line);
            }
        }
        return kept;
    }

    static boolean isSame(Line a, Line b) {
        double query = a.queryFromFrame();
        return a.reference() == b.reference()
                && Math.abs(a.refAt(query) - b.refAt(query)) < SAME_FRAMES
                && Math.abs(a.pitchBands() - b.pitchBands()) < 2;
    }
}
