package dev.vigil.match.video;

import java.util.Arrays;
import java.util.List;

/**
 * Runs of some films, found by a third of their word: where two words of 64 bits are no more than
 * 15 apart, one of their thirds mostly differs in a bit or none (multi-index hashing, Norouzi et
 * al. 2012). It has the words of the runs; where they are in time the films know. Immutable; 23
 * bytes a run at most.
 */
final class RunShelf {
    /** Bits of a third; the highest bit of a word is in none. */
    static final int THIRD_BITS = 21;

    static final int THIRDS = 3;

    /** Runs in a bucket, as a shift: twice as many at most. */
    private static final int RUNS_SHIFT = 2;

    private static final int LEAST_BUCKET_BITS = 4;

    /** In a bucket of more runs those of a key are looked for by halves. */
    private static final int SCANNED = 128;

    /** Objects and heads of arrays. */
    private static final int OBJECT_BYTES = 256;

    private final long[] words;

    /** Films with runs, and the number of the first run of each. */
    private final int[] ordinals;

    private final int[] firsts;

    private final int bucketBits;
    private final int runBits;
    private final int[][] buckets = new int[THIRDS][];

    /**
     * By bucket, in order: the bits of the key that the bucket leaves open, above the number of the
     * run. So a run of another key is left out without a look at its word.
     */
    private final int[][] runsByKey = new int[THIRDS][];

    /** A film and its number in the index. */
    record Numbered(int ordinal, PictureReference film) {}

    RunShelf(List<Numbered> numbered) {
        List<Numbered> films = numbered.stream().filter(one -> one.film.runCount() > 0).toList();
        words = new long[films.stream().mapToInt(one -> one.film.runCount()).sum()];
        ordinals = films.stream().mapToInt(Numbered::ordinal).toArray();
        firsts = new int[ordinals.length];
        int at = 0;
        for (int i = 0; i < firsts.length; i++) {
            PictureReference film = films.get(i).film;
            film.copyWords(words, at);
            firsts[i] = at;
            at += film.runCount();
        }
        runBits = Integer.SIZE - Integer.numberOfLeadingZeros(words.length);
        bucketBits = Math.max(LEAST_BUCKET_BITS, Math.min(THIRD_BITS, runBits - 1 - RUNS_SHIFT));
        for (int third = 0; third < THIRDS; third++) {
            sort(third);
        }
    }

    private void sort(int third) {
        int[] bounds = new int[(1 << bucketBits) + 1];
        for (long word : words) {
            bounds[bucket(third(word, third)) + 1]++;
        }
        for (int i = 1; i < bounds.length; i++) {
            bounds[i] += bounds[i - 1];
        }
        int[] next = bounds.clone();
        int[] order = new int[words.length];
        for (int run = 0; run < words.length; run++) {
            int key = third(words[run], third);
            order[next[bucket(key)]++] = rest(key) << runBits | run;
        }
        for (int i = 1; i < bounds.length; i++) {
            Arrays.sort(order, bounds[i - 1], bounds[i]);
        }
        buckets[third] = bounds;
        runsByKey[third] = order;
    }

    static int third(long word, int third) {
        return (int) (word >>> THIRD_BITS * third) & (1 << THIRD_BITS) - 1;
    }

    private int bucket(int key) {
        return key & (1 << bucketBits) - 1;
    }

    /** What of a key its bucket leaves open; with the number of a run it has 31 bits at most. */
    private int rest(int key) {
        return key >>> bucketBits;
    }

    /** Lets the films that are still there have their words of it. */
    void moveFilms(FilmShelves.Films films) {
        for (int i = 0; i < ordinals.length; i++) {
            PictureReference film = films.film(ordinals[i]);
            if (film != null) {
                films.moved(ordinals[i], film.in(words, firsts[i]));
            }
        }
    }

    /**
     * Finds the runs that have one of some keys and whose word is near enough. Their places, their
     * numbers and their words are each read for all keys together: most are not in a cache, and a
     * processor waits for many places at once, but not for what depends on them.
     *
     * @param mostInKey a key of more runs than this finds none
     * @param mostBits that they may be apart in all
     */
    void find(long word, int third, int mostInKey, int mostBits, FoundRuns found) {
        int[] bounds = buckets[third];
        for (int i = 0; i < found.keyCount; i++) {
            int bucket = bucket(found.keys[i]);
            found.from[i] = bounds[bucket];
            found.to[i] = bounds[bucket + 1];
        }
        int most = 0;
        for (int i = 0; i < found.keyCount; i++) {
            if (found.to[i] - found.from[i] > SCANNED) {
                narrow(third, mostInKey, found, i);
            }
            most += found.to[i] - found.from[i];
        }
        found.makeRoom(most);
        int count = number(third, found);
        found.count = 0;
        for (int i = 0; i < count; i++) {
            int run = found.runs[i];
            if (Long.bitCount(word ^ words[run]) <= mostBits) {
                found.runs[found.count++] = run;
            }
        }
    }

    /** Of a large bucket only the runs of a key. */
    private void narrow(int third, int mostInKey, FoundRuns found, int i) {
        int rest = rest(found.keys[i]);
        found.from[i] = first(third, found.keys[i], rest);
        found.to[i] = first(third, found.keys[i], rest + 1);
        if (found.to[i] - found.from[i] > mostInKey) {
            found.to[i] = found.from[i];
        }
    }

    /** Numbers of the runs of all keys; how many there are. */
    private int number(int third, FoundRuns found) {
        int[] order = runsByKey[third];
        int mask = (1 << runBits) - 1;
        int count = 0;
        for (int i = 0; i < found.keyCount; i++) {
            int rest = rest(found.keys[i]);
            int to = found.to[i];
            for (int at = found.from[i]; at < to; at++) {
                // Without a branch: which runs of a bucket have the key can't be predicted.
                found.runs[count] = order[at] & mask;
                count += order[at] >>> runBits == rest ? 1 : 0;
            }
        }
        return count;
    }

    /** Whether more runs than this have a key. */
    boolean isCrowded(int third, int key, int most) {
        int bucket = bucket(key);
        return buckets[third][bucket + 1] - buckets[third][bucket] > most
                && first(third, key, rest(key) + 1) - first(third, key, rest(key)) > most;
    }

    /** Where those of the bucket of a key begin that have at least this rest. */
    private int first(int third, int key, int rest) {
        int low = buckets[third][bucket(key)];
        int high = buckets[third][bucket(key) + 1];
        int[] order = runsByKey[third];
        while (low < high) {
            int middle = low + high >>> 1;
            if (order[middle] >>> runBits < rest) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int count() {
        return words.length;
    }

    long word(int run) {
        return words[run];
    }

    int films() {
        return ordinals.length;
    }

    /** Number in the index of a film of the shelf. */
    int ordinal(int film) {
        return ordinals[film];
    }

    /** Number of the first run of a film of the shelf. */
    int firstRun(int film) {
        return firsts[film];
    }

    /** The film of the shelf that a run is of. */
    int filmOf(int run) {
        int at = Arrays.binarySearch(firsts, run);
        return at < 0 ? -at - 2 : at;
    }

    /** Bytes it holds, the words of its films among them. */
    long bytes() {
        return OBJECT_BYTES
                + (8L + 4 * THIRDS) * words.length
                + (long) THIRDS * Integer.BYTES * ((1 << bucketBits) + 1)
                + 8L * ordinals.length;
    }
}
