package dev.vigil.match.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * Adds up the votes of a packet by the place that they are for, whole numbers, so that their order
 * is of no account. A hash table of longs that is cleared by what was touched; scratch memory of
 * one thread, at most 44 MB.
 */
final class PictureVotes {
    /** Frames of an offset in one cell, half a second. */
    private static final int CELL_FRAMES = 4;

    /**
     * Votes of a picture that is not apart at all: its parts are whole numbers for 1 to 5 places.
     */
    private static final int WHOLE_VOTE = 60 * (RunHits.MOST_BITS + 2);

    /** Pictures of the query that are this near the one before are held: they vote once. */
    private static final int HELD_BITS = 2;

    /** And once more in this many. */
    private static final int HELD_PICTURES = 4;

    /** More places than this are not distinguished: what follows of a packet is left out. */
    private static final int MOST_CELLS = 1 << 20;

    /** Places with most votes that are put in order; more only where too many are near others. */
    private static final int CONSIDERED = 64;

    /** Sums are compared in sixteenths of a picture to find those with most. */
    private static final int SUM_SHIFT = 6;

    private static final int NONE = -1;

    private static final int MIRROR_SHIFT = 4;
    private static final int QUERY_SHIFT = 5;
    private static final int OFFSET_SHIFT = 11;
    private static final int OFFSET_BITS = 22;
    private static final int REFERENCE_SHIFT = OFFSET_SHIFT + OFFSET_BITS;

    /** Offsets may lie before the film. */
    private static final int OFFSET_BASE = 1 << 12;

    private long[] keys = new long[1 << 12];
    private int[] votes = new int[keys.length];

    /** Of them, those of pictures that fewer than {@value RunHits#SHARED_BY} works have. */
    private int[] own = new int[keys.length];

    private int[] touched = new int[keys.length >> 1];
    private int count;

    /** By place that was touched; {@value #NONE} for one with too few. */
    private int[] sums = {};

    private int[] ownSums = {};

    private final int[] bySum = new int[1 << 10];

    void clear() {
        for (int i = 0; i < count; i++) {
            keys[touched[i]] = 0;
        }
        count = 0;
    }

    /**
     * Lets the words of a query vote.
     *
     * @param fromPicture of the query from which on they do
     * @param thorough whether thirds that differ in one bit are looked up too
     * @param mirrorMask of words, for those that are mirrored; 0 for none
     * @param but works of which this one is do not count; null for none
     */
    void count(
            PictureQuery query,
            int fromPicture,
            boolean thorough,
            long mirrorMask,
            RunHits hits,
            IndexedFilm but) {
        for (int window = 0; window < query.windows(); window++) {
            long[] words = query.words()[window];
            for (int picture = fromPicture; picture < query.pictures(); picture++) {
                if (words[picture] != 0 && !isHeld(words, picture)) {
                    hits.look(words[picture], thorough);
                    add(hits, window, false, picture, but);
                    if (mirrorMask != 0) {
                        hits.look(words[picture] ^ mirrorMask, thorough);
                        add(hits, window, true, picture, but);
                    }
                }
            }
        }
    }

    private static boolean isHeld(long[] words, int picture) {
        return picture % HELD_PICTURES != 0
                && words[picture - 1] != 0
                && Long.bitCount(words[picture] ^ words[picture - 1]) <= HELD_BITS;
    }

    private void add(
            RunHits hits, int queryWindow, boolean mirrored, int picture, IndexedFilm but) {
        for (int hit = 0; hit < hits.count(); hit++) {
            if (but == null || !hits.film(hit).isOfWorkOf(but)) {
                long base =
                        (hits.reference(hit) + 1L) << REFERENCE_SHIFT
                                | (long) queryWindow << QUERY_SHIFT
                                | (mirrored ? 1L : 0) << MIRROR_SHIFT
                                | hits.window(hit);
                add(hits, hit, base, picture * PictureQuery.STEP);
            }
        }
    }

    /** A vote is divided among the places that the run leaves open. */
    private void add(RunHits hits, int hit, long base, int queryFrame) {
        int low = Math.floorDiv(hits.start(hit) - queryFrame, CELL_FRAMES);
        int last = hits.start(hit) + hits.length(hit) - 1 - queryFrame;
        int high = Math.floorDiv(last, CELL_FRAMES);
        int weight = (RunHits.MOST_BITS + 2 - hits.apart(hit)) * 60 / (high - low + 1);
        boolean shared = hits.isShared(hit);
        for (int cell = low; cell <= high; cell++) {
            vote(base | (long) (cell + OFFSET_BASE) << OFFSET_SHIFT, weight, shared);
        }
    }

    private void vote(long key, int weight, boolean shared) {
        int at = place(key);
        if (keys[at] == 0) {
            if (count == MOST_CELLS) {
                return;
            }
            if (count == touched.length) {
                grow();
                at = place(key);
            }
            keys[at] = key;
            votes[at] = 0;
            own[at] = 0;
            touched[count++] = at;
        }
        votes[at] += weight;
        own[at] += shared ? 0 : weight;
    }

    private int place(long key) {
        int mask = keys.length - 1;
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 40) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] before = keys;
        int[] weights = votes;
        int[] ownWeights = own;
        keys = new long[2 * before.length];
        votes = new int[keys.length];
        own = new int[keys.length];
        int[] places = new int[keys.length >> 1];
        for (int i = 0; i < count; i++) {
            int at = place(before[touched[i]]);
            keys[at] = before[touched[i]];
            votes[at] = weights[touched[i]];
            own[at] = ownWeights[touched[i]];
            places[i] = at;
        }
        touched = places;
    }

    /**
     * The places with most votes, those of the next half second among them: first those with most
     * of their own, then those with most in all, so that a picture of many films hides none.
     *
     * @param mostOwn of them that are chosen by votes of their own
     * @param most of them, no two near each other
     * @param least votes
     * @param films by ordinal, null for one that is gone
     */
    List<PictureCell> best(int mostOwn, int most, float least, IntFunction<IndexedFilm> films) {
        addUp(least);
        List<PictureCell> kept = new ArrayList<>();
        if (!Arrays.equals(sums, 0, count, ownSums, 0, count)) {
            keep(ownSums, mostOwn, order(PictureCell::own, films), films, kept);
        }
        keep(sums, most, order(PictureCell::votes, films), films, kept);
        return kept;
    }

    /** Of each place, with the next half second; none of those with fewer votes than asked for. */
    private void addUp(float least) {
        if (sums.length < count) {
            sums = new int[touched.length];
            ownSums = new int[touched.length];
        }
        for (int i = 0; i < count; i++) {
            int at = touched[i];
            int next = place(keys[at] + (1L << OFFSET_SHIFT));
            boolean goesOn = keys[next] != 0;
            int sum = votes[at] + (goesOn ? votes[next] : 0);
            boolean any = sum >= least * WHOLE_VOTE;
            sums[i] = any ? sum : NONE;
            ownSums[i] = any ? own[at] + (goesOn ? own[next] : 0) : NONE;
        }
    }

    /** Keeps the places with most of some sums, no two near each other. */
    private void keep(
            int[] of,
            int most,
            Comparator<PictureCell> order,
            IntFunction<IndexedFilm> films,
            List<PictureCell> kept) {
        int enough = CONSIDERED;
        int least = Integer.MAX_VALUE;
        while (kept.size() < most && least > 0) {
            least = least(of, enough);
            List<PictureCell> cells = cells(of, least, films);
            cells.sort(order);
            keep(cells, most, kept);
            enough *= CONSIDERED;
        }
    }

    /** What about so many sums have at least; 0 where there are no more. */
    private int least(int[] of, int enough) {
        Arrays.fill(bySum, 0);
        for (int i = 0; i < count; i++) {
            if (of[i] != NONE) {
                bySum[Math.min(of[i] >> SUM_SHIFT, bySum.length - 1)]++;
            }
        }
        int at = bySum.length - 1;
        for (int above = bySum[at]; at > 0 && above < enough; above += bySum[at]) {
            at--;
        }
        return at << SUM_SHIFT;
    }

    private List<PictureCell> cells(int[] of, int least, IntFunction<IndexedFilm> films) {
        List<PictureCell> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (of[i] >= least) {
                PictureCell cell = cell(keys[touched[i]], ownSums[i], sums[i]);
                if (films.apply(cell.reference()) != null) {
                    cells.add(cell);
                }
            }
        }
        return cells;
    }

    /** By what does not depend on when a film was put. */
    private static Comparator<PictureCell> order(
            ToDoubleFunction<PictureCell> votes, IntFunction<IndexedFilm> films) {
        return Comparator.comparingDouble(votes)
                .reversed()
                .thenComparingLong(cell -> films.apply(cell.reference()).name().number())
                .thenComparingInt(PictureCell::offset)
                .thenComparingInt(PictureCell::queryWindow)
                .thenComparingInt(PictureCell::window)
                .thenComparing(PictureCell::mirrored);
    }

    private static void keep(List<PictureCell> cells, int most, List<PictureCell> kept) {
        for (PictureCell cell : cells) {
            if (kept.size() >= most) {
                return;
            }
            if (kept.stream().noneMatch(cell::isNear)) {
                kept.add(cell);
            }
        }
    }

    private static PictureCell cell(long key, int own, int sum) {
        int offset = (int) (key >>> OFFSET_SHIFT & (1 << OFFSET_BITS) - 1) - OFFSET_BASE;
        return new PictureCell(
                (int) (key >>> REFERENCE_SHIFT) - 1,
                (offset + 1) * CELL_FRAMES,
                (int) (key >>> QUERY_SHIFT & 63),
                (key >>> MIRROR_SHIFT & 1) != 0,
                (int) (key & 15),
                (float) own / WHOLE_VOTE,
                (float) sum / WHOLE_VOTE);
    }
}
