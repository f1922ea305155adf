package dev.vigil.match.video;

import java.util.Arrays;
import java.util.List;

/**
 * Runs of some films, found by a third of their word: where two words of 64 bits are no more than
 * 15 apart, one of their thirds mostly differs in a bit or none (multi-index hashing, Norouzi et
 * al. 2012). Immutable; 30 bytes a run.
 */
final class RunShelf {
    /** Bits of a third; the highest bit of a word is in none. */
    static final int THIRD_BITS = 21;

    static final int THIRDS = 3;

    /** A directory of fewer buckets where there are few runs. */
    private static final int LEAST_BUCKET_BITS = 8;

    private final int bucketBits;
    private final long[] words;
    private final int[] references;
    private final int[] starts;
    private final char[] lengths;
    private final byte[] windows;
    private final int[][] buckets = new int[THIRDS][];
    private final int[][] runsByKey = new int[THIRDS][];

    /** A film and its number in the index. */
    record Numbered(int ordinal, PictureReference film) {}

    RunShelf(List<Numbered> films) {
        int count = films.stream().mapToInt(one -> one.film.runCount()).sum();
        words = new long[count];
        references = new int[count];
        starts = new int[count];
        lengths = new char[count];
        windows = new byte[count];
        bucketBits =
                Math.max(
                        LEAST_BUCKET_BITS,
                        Math.min(THIRD_BITS, 32 - Integer.numberOfLeadingZeros(count)));
        int at = 0;
        for (Numbered one : films) {
            at = put(one, at);
        }
        for (int third = 0; third < THIRDS; third++) {
            sort(third);
        }
    }

    private int put(Numbered one, int from) {
        int at = from;
        for (int window = 0; window < one.film.windows(); window++) {
            PictureReference.Runs runs = one.film.runs(window);
            for (int i = 0; i < runs.count(); i++, at++) {
                words[at] = runs.words()[i];
                references[at] = one.ordinal;
                starts[at] = runs.starts()[i];
                lengths[at] =
                        (char) Math.min(Character.MAX_VALUE, runs.ends()[i] - runs.starts()[i]);
                windows[at] = (byte) window;
            }
        }
        return at;
    }

    private void sort(int third) {
        int[] places = new int[(1 << bucketBits) + 1];
        for (long word : words) {
            places[bucket(third(word, third)) + 1]++;
        }
        for (int i = 1; i < places.length; i++) {
            places[i] += places[i - 1];
        }
        buckets[third] = Arrays.copyOf(places, places.length);
        int[] order = new int[words.length];
        for (int run = 0; run < words.length; run++) {
            order[places[bucket(third(words[run], third))]++] = run;
        }
        runsByKey[third] = order;
    }

    static int third(long word, int third) {
        return (int) (word >>> THIRD_BITS * third) & (1 << THIRD_BITS) - 1;
    }

    private int bucket(int key) {
        return key & (1 << bucketBits) - 1;
    }

    /** Receives the number of a run. */
    @FunctionalInterface
    interface Sink {
        void run(int run);
    }

    /**
     * Gives the runs whose word has exactly this third and is near enough.
     *
     * @param mostBits that they may be apart in all
     */
    void find(long word, int third, int key, int mostBits, Sink sink) {
        int bucket = bucket(key);
        int[] order = runsByKey[third];
        int end = buckets[third][bucket + 1];
        for (int i = buckets[third][bucket]; i < end; i++) {
            long other = words[order[i]];
            if (third(other, third) == key && Long.bitCount(word ^ other) <= mostBits) {
                sink.run(order[i]);
            }
        }
    }

    /** Runs in the bucket of a key: what looking it up costs. */
    int crowd(int third, int key) {
        int bucket = bucket(key);
        return buckets[third][bucket + 1] - buckets[third][bucket];
    }

    int count() {
        return words.length;
    }

    long word(int run) {
        return words[run];
    }

    int reference(int run) {
        return references[run];
    }

    /** Frame of its first picture, from the first of the film. */
    int start(int run) {
        return starts[run];
    }

    int length(int run) {
        return lengths[run];
    }

    int window(int run) {
        return windows[run];
    }

    /** Bytes held by arrays. */
    long bytes() {
        return (8L + 4 + 4 + 2 + 1 + 4 * THIRDS) * words.length
                + (long) THIRDS * Integer.BYTES * ((1 << bucketBits) + 1);
    }
}
