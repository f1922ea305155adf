package dev.vigil.match;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of the places that pairs name are verified: votes say little, and to verify all of them is
 * dear.
 */
final class FirstLook {
    /** Share of the best promise below which a place is not verified: several copies are alike. */
    private static final double PROMISING = 0.5;

    /**
     * Places that are verified whatever the best one promises: it may be music on the same beat,
     * which a first look does not tell from a copy.
     */
    private static final int ALWAYS_VERIFIED = 4;

    private final Index index;
    private final Verifier verifier;

    /** A place and its evidence at a first look. */
    record Looked(Candidate candidate, double promise) {}

    /**
     * @param verifier whose query is asked about
     */
    FirstLook(Index index, Verifier verifier) {
        this.index = index;
        this.verifier = verifier;
    }

    /** Looks at places; the most promising first. */
    List<Looked> at(List<Candidate> places) {
        return places.stream()
                .map(place -> new Looked(place, promise(place)))
                .sorted(Comparator.comparingDouble(Looked::promise).reversed())
                .toList();
    }

    private double promise(Candidate place) {
        Index.Reference reference = index.reference(place.reference());
        return verifier.promise(place, reference.peaks(), reference.count());
    }

    /**
     * Those that are to be verified.
     *
     * @param looked the most promising first
     */
    static List<Candidate> promising(List<Looked> looked, int most) {
        double best = looked.isEmpty() ? 0 : looked.get(0).promise();
        return IntStream.range(0, Math.min(looked.size(), most))
                .filter(i -> i < ALWAYS_VERIFIED || looked.get(i).promise() >= PROMISING * best)
                .mapToObj(looked::get)
                .filter(one -> one.promise() >= Verifier.LEAST_PEAK_EVIDENCE)
                .map(Looked::candidate)
                .toList();
    }
}
