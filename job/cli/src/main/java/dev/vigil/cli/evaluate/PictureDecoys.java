package dev.vigil.cli.evaluate;

import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Replaces films that are not at hand: the words of real ones, time-reversed or not, some of their
 * signs swapped, the same ones in all words of a decoy. So pictures stay for as long, and scenes
 * are as much alike, as in real ones, but each decoy is further from all others, and from their
 * mirror images, than a look-up reaches.
 */
public final class PictureDecoys {
    /** Bits of 64; a look-up reaches 15, unrelated words are 32 apart. */
    private static final int LEAST_APART = 20;

    private static final long SEED = 4_711;

    /** Masks of decoys that are in no index. */
    private static final int UNINDEXED = 32;

    private final List<long[]> real;
    private final long mirrorMask = new PictureBench(PictureProfile.CURRENT).mirrorMask();
    private final Random random = new Random(SEED);
    private final List<Mask> masks = new ArrayList<>();

    private record Mask(long picture, long change) {}

    /**
     * @param real words of references
     * @throws IllegalArgumentException if there are no words in them, and so none in decoys
     */
    public PictureDecoys(List<long[]> real) {
        this.real = List.copyOf(real);
        if (real.stream().allMatch(words -> words.length == 0)) {
            throw new IllegalArgumentException(
                    "references: expected some with pictures to make decoys of, got "
                            + real.size()
                            + " without; name others");
        }
        masks.add(new Mask(0, 0));
    }

    /** The decoy of a number from 0 on. */
    public long[] get(int number) {
        return get(number, 1 + UNINDEXED);
    }

    /**
     * One that {@link #get} never gives, so that it is in no index.
     *
     * @param number from 0 on, below {@link #unindexed()}
     */
    public long[] unindexed(int number) {
        if (number >= unindexed()) {
            throw new IllegalArgumentException(
                    "decoy: expected a number below " + unindexed() + ", got " + number);
        }
        return get(number, 1);
    }

    /** How many there are that are in no index. */
    public int unindexed() {
        return 2 * UNINDEXED * real.size();
    }

    private long[] get(int number, int firstMask) {
        long[] words = real.get(number % real.size());
        int variant = number / real.size();
        Mask mask = mask(firstMask + variant / 2);
        long[] decoy = variant % 2 == 0 ? reversed(words) : words.clone();
        for (int i = 0; i < decoy.length; i += PictureWord.LONGS) {
            decoy[i + 1] ^= decoy[i + 1] == 0 ? 0 : mask.picture;
            decoy[i + 2] ^= decoy[i + 2] == 0 ? 0 : mask.change;
        }
        return decoy;
    }

    /** The first one swaps nothing and is that of the real ones. */
    private Mask mask(int number) {
        while (masks.size() <= number) {
            long picture = random.nextLong();
            if (masks.stream().allMatch(other -> isApart(picture ^ other.picture))) {
                masks.add(new Mask(picture, random.nextLong()));
            }
        }
        return masks.get(number);
    }

    private boolean isApart(long difference) {
        return Long.bitCount(difference) >= LEAST_APART
                && Long.bitCount(difference ^ mirrorMask) >= LEAST_APART;
    }

    /** Words of a picture stay in order of their windows. */
    private static long[] reversed(long[] words) {
        long[] reversed = new long[words.length];
        long end = words.length == 0 ? 0 : PictureWord.frame(words[words.length - 3]);
        int to = words.length;
        for (int from = 0; from < words.length; ) {
            long frame = PictureWord.frame(words[from]);
            int next = from;
            while (next < words.length && PictureWord.frame(words[next]) == frame) {
                next += PictureWord.LONGS;
            }
            to -= next - from;
            System.arraycopy(words, from, reversed, to, next - from);
            for (int i = to; i < to + next - from; i += PictureWord.LONGS) {
                reversed[i] += PictureWord.startOf(end - frame) - PictureWord.startOf(frame);
            }
            from = next;
        }
        return reversed;
    }
}
