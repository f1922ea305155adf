package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Repeats a question and looks at each stage for the place that is known to be right. */
final class Explainer {
    /** Pitch that a search tolerates, in bands. */
    private static final int PITCH_BANDS = 7;

    /** A codec or a room delays by a few frames; from these, verification finds the way. */
    private static final int[] STARTS = {-4, -2, 0, 2, 4};

    /** A line that is farther away from the place is another one. */
    private static final double PLACE_FRAMES = 43;

    private final Index index;
    private final Probes probes = new Probes();
    private final Hits hits = new Hits();
    private final Fit fit = new Fit();
    private final Verifier verifier = new Verifier();
    private final FirstLook firstLook;
    private final PairVotes pairs = new PairVotes();
    private final List<Candidate> candidates = new ArrayList<>();
    private final BitSet anchors = new BitSet();
    private int onLine;

    Explainer(Index index) {
        this.index = index;
        this.firstLook = new FirstLook(index, verifier);
    }

    /**
     * @param given lines of the answer
     */
    Explanation explain(Searcher.Question question, TruePlace place, List<Line> given) {
        Packet packet = question.packet();
        Effort effort = question.effort();
        long[] peaks = packet.peaks();
        verifier.query(packet, effort.late());
        Line line = line(place, peaks);
        collect(question, line);
        double centre = centre(peaks);
        Candidate right =
                new Candidate(
                        place.reference(),
                        line.tempo(),
                        centre,
                        line.refAt(centre),
                        line.pitchBands() * Peak.PER_BAND,
                        0);
        List<Candidate> distinct = Fit.distinct(candidates, Integer.MAX_VALUE);
        return new Explanation(
                peaks.length,
                line,
                onLine,
                anchors.cardinality(),
                effort.leastAnchors(),
                rank(distinct, right),
                distinct.size(),
                effort.verified(),
                question.pairs() ? pairs(question, line, right) : Explanation.Votes.NONE,
                given.stream()
                        .filter(one -> isThere(one, place, centre))
                        .mapToDouble(Line::evidence)
                        .max()
                        .orElse(0));
    }

    /** Votes of pairs, with all places where they are candidates. */
    private Explanation.Votes pairs(Searcher.Question question, Line line, Candidate right) {
        Packet packet = question.packet();
        Shelves shelves = index.shelves();
        long middle = Searcher.middle(packet.peaks());
        List<Candidate> places =
                pairs.candidates(
                        shelves,
                        packet.peaks(),
                        Searcher.firstOfPairs(packet),
                        middle,
                        question.effort().pairs().withPlaces(Integer.MAX_VALUE),
                        reference -> index.reference(reference).isRetired());
        int rank = rank(places, right);
        int looked = question.effort().pairs().places();
        Explanation.Votes votes =
                new Explanation.Votes(
                        pairs.on(line, shelves, middle), rank, places.size(), looked, 0, false);
        return votes.isLookedAt()
                ? looked(votes, places.subList(0, Math.min(places.size(), looked)), question)
                : votes;
    }

    /** The same with what a first look at the place found. */
    private Explanation.Votes looked(
            Explanation.Votes votes, List<Candidate> places, Searcher.Question question) {
        Candidate place = places.get(votes.rank() - 1);
        List<FirstLook.Looked> looked = firstLook.at(places);
        return votes.looked(
                looked.stream()
                        .filter(one -> one.candidate() == place)
                        .mapToDouble(FirstLook.Looked::promise)
                        .sum(),
                FirstLook.promising(looked, question.effort().pairs().promising()).contains(place));
    }

    private static double centre(long[] peaks) {
        return (double) Searcher.middle(peaks) / Peak.PER_FRAME;
    }

    private static int rank(List<Candidate> distinct, Candidate right) {
        return 1
                + IntStream.range(0, distinct.size())
                        .filter(i -> distinct.get(i).isNear(right))
                        .findFirst()
                        .orElse(-1);
    }

    private static boolean isThere(Line line, TruePlace place, double centre) {
        return line.reference() == place.reference()
                && Math.abs(line.refAt(centre) - place.refAt(centre)) < PLACE_FRAMES;
    }

    /** The best one that is verified from the place itself, at any pitch. */
    private Line line(TruePlace place, long[] peaks) {
        Index.Reference reference = index.reference(place.reference());
        double centre = centre(peaks);
        List<Line> lines = new ArrayList<>();
        for (int bands = -PITCH_BANDS; bands <= PITCH_BANDS; bands++) {
            for (int start : STARTS) {
                Candidate candidate =
                        new Candidate(
                                place.reference(),
                                place.tempo(),
                                centre,
                                place.refAt(centre) + start,
                                bands * Peak.PER_BAND,
                                0);
                lines.add(verifier.verify(candidate, reference.peaks(), reference.count(), 0));
            }
        }
        return lines.stream().max(Comparator.comparingDouble(Line::evidence)).orElseThrow();
    }

    /** All hits and candidates of the question; those of crowded keys where they were read too. */
    private void collect(Searcher.Question question, Line line) {
        long[] peaks = question.packet().peaks();
        Effort effort = question.effort();
        Shelves shelves = index.shelves();
        int half = Searcher.half(peaks);
        probes.fill(
                peaks,
                Searcher.firstNew(peaks, question.fromFrame()),
                Searcher.middle(peaks),
                effort);
        hits.collect(shelves, probes, effort, half);
        add(question, shelves, line);
        if (question.crowd()) {
            hits.collectCrowd(
                    shelves,
                    probes,
                    effort.crowdedKeys(),
                    half,
                    reference -> index.reference(reference).isRetired());
            add(question, shelves, line);
        }
    }

    private void add(Searcher.Question question, Shelves shelves, Line line) {
        double middle = centre(question.packet().peaks());
        fit.lines(shelves, hits, probes, question.effort(), middle, candidates);
        candidates.removeIf(candidate -> index.reference(candidate.reference()).isRetired());
        for (int i = 0; i < hits.count; i++) {
            int triple = hits.triple[i];
            double query = middle + (double) probes.time[triple] / Peak.PER_FRAME;
            double there =
                    (hits.time[i] + 0.5) / Posting.PER_FRAME + shelves.frameShift(hits.time[i]);
            double bands = (double) hits.shift[i] / Peak.PER_BAND - line.pitchBands();
            if (shelves.reference(hits.time[i]) == line.reference()
                    && Math.abs(there - line.refAt(query)) <= Fit.INLIER_FRAMES
                    && Math.abs(bands) * Peak.PER_BAND <= Fit.INLIER_PITCH) {
                onLine++;
                anchors.set(probes.anchor[triple]);
            }
        }
    }
}
