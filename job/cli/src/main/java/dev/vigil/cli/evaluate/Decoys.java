package dev.vigil.cli.evaluate;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.match.Index;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Replaces recordings that are not at hand: the peaks of real ones, time-reversed or not, moved by
 * 14 to 66 bands and wrapped round, which is beyond all pitch that a search tolerates. Once all of
 * that is used up, slower or faster too, so that no two decoys are the same.
 */
public final class Decoys {
    private static final int LEAST_BANDS = 14;
    private static final int MOVES = 66 - LEAST_BANDS + 1;

    /** Neighbours differ by this many bands; prime to the number of moves. */
    private static final int STRIDE = 19;

    /** Beyond the tempo that a search tolerates. */
    private static final double STRETCH = 1.2;

    private static final int PROGRESS_EVERY = 200;

    private final List<long[]> real;
    private final int pitches;

    public Decoys(List<long[]> real, Profile profile) {
        this.real = real;
        this.pitches = profile.bands() * Peak.PER_BAND;
    }

    /**
     * Adds decoys to an index until it holds this many hours, merging it when that is due.
     *
     * @throws IllegalArgumentException if the recordings are silent, and so would be all decoys
     */
    public void fill(Index index, double hours, Consumer<String> progress) {
        if (real.stream().allMatch(peaks -> peaks.length == 0)) {
            throw new IllegalArgumentException(
                    "references: expected some with sound to make decoys of, got "
                            + real.size()
                            + " without; name others");
        }
        for (int i = 0; index.hours() < hours; i++) {
            index.add(get(i));
            index.maintain();
            if (i % PROGRESS_EVERY == 0) {
                progress.accept(
                        String.format(
                                Locale.ROOT, "index of %.1f of %.1f h", index.hours(), hours));
            }
        }
    }

    /** The decoy of a number from 0 on. */
    public long[] get(int number) {
        long[] peaks = real.get(number % real.size());
        int variant = number / real.size();
        boolean reversed = variant % 2 == 0;
        int move = LEAST_BANDS + variant / 2 * STRIDE % MOVES;
        int round = variant / (2 * MOVES);
        double stretch = Math.pow(STRETCH, round % 2 == 0 ? -(round / 2) : (round + 1) / 2);
        return moved(peaks, reversed, move * Peak.PER_BAND, stretch);
    }

    private long[] moved(long[] peaks, boolean reversed, int move, double stretch) {
        long[] decoy = new long[peaks.length];
        long end = peaks.length == 0 ? 0 : Peak.time(peaks[peaks.length - 1]);
        for (int i = 0; i < peaks.length; i++) {
            long time = reversed ? end - Peak.time(peaks[i]) : Peak.time(peaks[i]);
            decoy[i] =
                    Peak.pack(
                            Math.round(time * stretch),
                            (Peak.frequency(peaks[i]) + move) % pitches,
                            Peak.level(peaks[i]));
        }
        Arrays.sort(decoy);
        return decoy;
    }
}
