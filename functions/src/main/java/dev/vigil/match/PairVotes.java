package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.schema.match.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Where pairs of a query are in references: each that is found votes for an offset, at the
 * recording's own tempo and pitch, in cells of two frames on the time line of all shelves. A place
 * is one of two neighbouring cells with many more votes than the seconds around it.
 *
 * <p>Votes are sorted by their cells, not counted in a table of all cells: of a thousand hours that
 * would be 80 MB, and each vote would wait for it twice. Scratch memory of one worker.
 */
final class PairVotes {
    /** Half frames in a cell of offset, as a shift. */
    private static final int CELL_SHIFT = 2;

    private static final double CELL_FRAMES = (1 << CELL_SHIFT) / Posting.PER_FRAME;

    /** Votes that a place needs. */
    static final int LEAST = 4;

    /** Of them at least this many are in one of its two cells. */
    private static final int FULL = 3;

    /** Cells before and after a place that tell how many votes fall there by chance: 3.7 s. */
    private static final int AROUND = 40;

    /** Half frames before and after a place in which other votes count against it. */
    static final int AROUND_PLACE = AROUND + 2 << CELL_SHIFT;

    /** Least mean of two cells: around a place in music that is sparse there may be no vote. */
    private static final double LEAST_MEAN = 0.5;

    /** Of a place, against what is around it; by chance an index of 100 h has dozens of these. */
    private static final double LEAST_EVIDENCE = 3;

    /** Of what is not merged yet, in chains, at most: what 20 h of music have. */
    private static final int MOST_UNMERGED = 1 << 19;

    /** Of a key in what is not merged yet. */
    private static final int MOST_OF_KEY = 1_024;

    private final Pairs.Runs runs = new Pairs.Runs();
    private int[] starts = new int[0];
    private int[] ends = new int[0];

    private final RarestFirst rarest = new RarestFirst();

    /** Postings that their shorts did not refuse: the run, and where they stand, 32 bits each. */
    private long[] found = new long[4096];

    /**
     * Votes, 32 bits each: half frames from the query to the reference, from the margin on, and
     * from the middle of the query to the pair.
     */
    private long[] votes = new long[4096];

    private int count;
    private int margin;
    private int cells;
    private final RadixSort sort = new RadixSort();

    /** A cell, of it and the next one the votes and their evidence, and one of them. */
    private record Place(int cell, int votes, double evidence, int vote) {}

    /** Votes of the last question that lie on a line, within the width of a cell. */
    int on(Line line, Shelves shelves, long middle) {
        int on = 0;
        for (int i = 0; i < count; i++) {
            int time = (int) votes[i];
            int there = (int) (votes[i] >> Integer.SIZE) - margin + time;
            double query = (double) middle / Peak.PER_FRAME + time / Posting.PER_FRAME;
            double frame = there / Posting.PER_FRAME + shelves.frameShift(there);
            boolean near = Math.abs(frame - line.refAt(query)) <= CELL_FRAMES;
            on += near && shelves.reference(there) == line.reference() ? 1 : 0;
        }
        return on;
    }

    /** Pairs of references that were near one of the query's. */
    int count() {
        return count;
    }

    /**
     * Votes by the pairs from a peak on, and gives the places with the most evidence.
     *
     * @param middle of the packet, around which candidates are given, in 1/64 frame
     * @param effort how many postings are read and how many places are given
     * @param isRetired which references take no place: versions of one are at the same
     */
    List<Candidate> candidates(
            Shelves shelves,
            long[] peaks,
            int first,
            long middle,
            PairEffort effort,
            IntPredicate isRetired) {
        runs.fill(peaks, first);
        begin(shelves.length(), peaks);
        for (int i = 0; i < shelves.count(); i++) {
            if (shelves.get(i) instanceof IndexSegment segment) {
                read(segment, shelves.base(segment), peaks, middle, effort);
            } else if (shelves.get(i) instanceof Delta delta) {
                int most = Math.min(effort.mostRead(), MOST_UNMERGED);
                read(delta, shelves.base(delta), peaks, middle, most);
            }
        }
        votes = sort.sorted(votes, count, Integer.SIZE + CELL_SHIFT, cells);
        return places().stream()
                .map(place -> candidate(shelves, place, middle))
                .filter(candidate -> !isRetired.test(candidate.reference()))
                .limit(effort.places())
                .toList();
    }

    private void begin(int length, long[] peaks) {
        count = 0;
        margin = Searcher.half(peaks) + AROUND_PLACE;
        cells = (int) ((length + 2L * margin >> CELL_SHIFT) + 2);
    }

    /**
     * Here, as in {@link Hits}, each pass is one kind of far reads without a branch on what is
     * read.
     */
    private void read(
            IndexSegment segment, int base, long[] peaks, long middle, PairEffort effort) {
        locate(segment.directory());
        leaveCrowdsOut(effort);
        short[] details = segment.details();
        int kept = 0;
        for (int run = 0; run < runs.count; run++) {
            int from = starts[run];
            int to = ends[run];
            if (kept + to - from > found.length) {
                found = Arrays.copyOf(found, 2 * (kept + to - from));
            }
            kept = keep(run, from, to, details, kept);
        }
        reserve(count + kept);
        int[] when = segment.when();
        for (int i = 0; i < kept; i++) {
            votes[count + i] = when[(int) found[i]];
        }
        for (int i = 0; i < kept; i++) {
            int time = time(peaks[runs.peak((int) (found[i] >>> 32))], middle);
            vote(base + Posting.time((int) votes[count]), time);
        }
    }

    /**
     * What is rare says most. However large the segment is, and however often something is in it,
     * only so much is read.
     */
    private void leaveCrowdsOut(PairEffort effort) {
        rarest.clear();
        for (int run = 0; run < runs.count; run++) {
            rarest.add(ends[run] - starts[run]);
        }
        int largest = rarest.largest(effort.share(rarest.total()));
        for (int run = 0; run < runs.count; run++) {
            if (ends[run] - starts[run] > largest) {
                ends[run] = starts[run];
            }
        }
    }

    private int keep(int run, int from, int to, short[] details, int kept) {
        int least = runs.least(run);
        int range = runs.range(run);
        long high = (long) run << 32;
        int n = kept;
        for (int j = from; j < to; j++) {
            found[n] = high | j;
            n += Pairs.accepts(least, range, details[j]);
        }
        return n;
    }

    /** Where the postings of all runs are. */
    private void locate(Directory directory) {
        if (starts.length < runs.count) {
            starts = new int[2 * runs.count];
            ends = new int[2 * runs.count];
        }
        for (int run = 0; run < runs.count; run++) {
            starts[run] = directory.place(runs.from(run));
            ends[run] = directory.place(runs.to(run) + 1);
        }
        for (int run = 0; run < runs.count; run++) {
            starts[run] = directory.start(starts[run]);
            ends[run] = directory.start(ends[run]);
        }
    }

    /**
     * Chains are not counted before they are read: where too much was read it ends there. So of
     * what is large runs are read far apart, then those between them: what is left out is of all
     * frequencies.
     */
    private void read(Delta delta, int base, long[] peaks, long middle, int mostRead) {
        delta.link();
        int rounds = 1 + delta.postings() / mostRead;
        int left = mostRead;
        for (int round = 0; round < rounds && left > 0; round++) {
            for (int run = round; run < runs.count && left > 0; run += rounds) {
                left -= readRun(delta, base, run, time(peaks[runs.peak(run)], middle), left);
            }
        }
    }

    /** Gives how many were read. */
    private int readRun(Delta delta, int base, int run, int time, int most) {
        int read = 0;
        for (int key = runs.from(run); key <= runs.to(run); key++) {
            if (delta.mayHold(key)) {
                read += readKey(delta, base, key, run, time, Math.min(MOST_OF_KEY, most - read));
            }
        }
        return read;
    }

    /** Gives how many were read. */
    private int readKey(Delta delta, int base, int key, int run, int time, int most) {
        int read = 0;
        for (int j = delta.first(key); j >= 0 && read < most; j = delta.next(j)) {
            if (delta.key(j) == key) {
                read++;
                if (Pairs.accepts(runs.least(run), runs.range(run), delta.detail(j)) != 0) {
                    reserve(count + 1);
                    vote(base + Posting.time(delta.when(j)), time);
                }
            }
        }
        return read;
    }

    /** Half frames after the middle. */
    private static int time(long peak, long middle) {
        return (int) (Peak.time(peak) - middle >> Posting.TIME_SHIFT);
    }

    private void vote(int place, int time) {
        votes[count++] = (long) (place - time + margin) << Integer.SIZE | time & 0xFFFF_FFFFL;
    }

    private void reserve(int room) {
        if (votes.length < room) {
            votes = Arrays.copyOf(votes, 2 * room);
        }
    }

    private int cell(int vote) {
        return (int) (votes[vote] >> Integer.SIZE + CELL_SHIFT);
    }

    /** The most evidence first; of equal ones, which are many, what was registered last. */
    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (int from = 0, to; from < count; from = to) {
            int cell = cell(from);
            to = from + 1;
            while (to < count && cell(to) == cell) {
                to++;
            }
            if (to - from >= FULL) {
                int vote = third(from, to);
                addPlace(cell, vote, places);
                if (votes(cell - 1, 1, vote) < FULL) {
                    addPlace(cell - 1, vote, places);
                }
            }
        }
        places.sort(
                Comparator.comparingDouble(Place::evidence)
                        .thenComparingInt(Place::cell)
                        .reversed());
        return places;
    }

    /**
     * Of the votes of a cell, from one to before another, that of which the pair is the third in
     * the query, so that it does not depend on the order of keys; its first three change places.
     */
    private int third(int from, int to) {
        for (int i = from; i < from + FULL; i++) {
            int first = i;
            for (int j = i + 1; j < to; j++) {
                first = (int) votes[j] < (int) votes[first] ? j : first;
            }
            long vote = votes[first];
            votes[first] = votes[i];
            votes[i] = vote;
        }
        return from + FULL - 1;
    }

    /** Where two cells have more votes than the two before and as many as those after. */
    private void addPlace(int cell, int vote, List<Place> places) {
        int here = votes(cell, 2, vote);
        if (here < LEAST || votes(cell - 1, 2, vote) >= here || votes(cell + 1, 2, vote) > here) {
            return;
        }
        int around = votes(cell - AROUND, 2 * AROUND, vote) - here;
        double mean = Math.max(LEAST_MEAN, around / (AROUND - 1.0));
        double evidence = Verifier.evidence(here, mean);
        if (evidence >= LEAST_EVIDENCE) {
            places.add(new Place(cell, here, evidence, vote));
        }
    }

    /** Votes in some cells from one on, near a vote. */
    private int votes(int cell, int length, int near) {
        int from = near;
        while (from > 0 && cell(from - 1) >= cell) {
            from--;
        }
        while (from < count && cell(from) < cell) {
            from++;
        }
        int to = from;
        while (to < count && cell(to) < cell + length) {
            to++;
        }
        return to - from;
    }

    private Candidate candidate(Shelves shelves, Place place, long middle) {
        int time = (int) votes[place.vote()];
        int there = (int) (votes[place.vote()] >> Integer.SIZE) - margin + time;
        // The border between both cells, which is within a frame of most of their votes.
        int offset = (place.cell() + 1 << CELL_SHIFT) - margin;
        return new Candidate(
                shelves.reference(there),
                1,
                (double) middle / Peak.PER_FRAME + time / Posting.PER_FRAME,
                (offset + time) / Posting.PER_FRAME + shelves.frameShift(there),
                0,
                place.votes());
    }
}
