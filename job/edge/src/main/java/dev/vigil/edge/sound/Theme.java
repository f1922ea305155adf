package dev.vigil.edge.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The melody of a section: a walk over the scale in a rhythm of its own, bar by bar. */
final class Theme {
    /**
     * A note of the theme.
     *
     * @param beat onset within the bar, in beats
     * @param beats length
     * @param degree of the scale, over octaves
     * @param onChord true where the beat is strong, so that the note bends to the chord
     */
    record Step(double beat, double beats, int degree, boolean onChord) {}

    private static final double[] LENGTHS = {0.25, 0.5, 0.5, 0.5, 0.75, 1, 1, 1.5, 2};
    private static final int LOWEST = -2;
    private static final int HIGHEST = 10;

    private final List<List<Step>> bars = new ArrayList<>();

    Theme(SplittableRandom random, int barCount, int beatsPerBar) {
        int degree = random.nextInt(LOWEST + 4, HIGHEST - 2);
        for (int bar = 0; bar < barCount; bar++) {
            List<Step> steps = new ArrayList<>();
            double beat = 0;
            while (beat < beatsPerBar) {
                double beats =
                        Math.min(LENGTHS[random.nextInt(LENGTHS.length)], beatsPerBar - beat);
                boolean leap = random.nextInt(4) == 0;
                int step = leap ? random.nextInt(-4, 5) : random.nextInt(-2, 3);
                degree = Math.max(LOWEST, Math.min(HIGHEST, degree + step));
                steps.add(new Step(beat, beats, degree, beat == Math.rint(beat)));
                beat += beats;
            }
            bars.add(steps);
        }
    }

    List<Step> bar(int bar) {
        return bars.get(bar);
    }
}
