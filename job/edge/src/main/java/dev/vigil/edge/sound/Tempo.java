package dev.vigil.edge.sound;

import java.util.SplittableRandom;

/**
 * When a beat falls: a basic tempo that breathes in two slow waves, and swung eighths. Without
 * them, all pieces would lie on even grids, and two even grids fit each other after a stretch.
 */
final class Tempo {
    private final double beatS;
    private final double swing;
    private final double[] depths = new double[2];
    private final double[] waveBeats = new double[2];
    private final double[] phases = new double[2];

    Tempo(SplittableRandom random) {
        beatS = 60 / random.nextDouble(76, 148);
        swing = random.nextInt(2) == 0 ? 0 : random.nextDouble(0.05, 0.17);
        for (int wave = 0; wave < depths.length; wave++) {
            depths[wave] = random.nextDouble(0.02, 0.06);
            waveBeats[wave] = random.nextDouble(7, 15) * (1 + 2 * wave);
            phases[wave] = random.nextDouble(2 * Math.PI);
        }
    }

    /** Seconds from the start of the piece to a beat, counted from 0 over all bars. */
    double seconds(double beat) {
        double whole = Math.floor(beat);
        double part = beat - whole;
        // The eighth in the middle comes late, what is before and after it stretches to fit.
        double late = swing * (1 - Math.abs(2 * part - 1));
        double played = whole + part + late;
        double stretched = played;
        for (int wave = 0; wave < depths.length; wave++) {
            double perBeat = 2 * Math.PI / waveBeats[wave];
            stretched +=
                    depths[wave]
                            / perBeat
                            * (StrictMath.sin(phases[wave] + perBeat * played)
                                    - StrictMath.sin(phases[wave]));
        }
        return stretched * beatS;
    }
}
