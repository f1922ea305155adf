package dev.vigil.edge.sound;

import java.util.SplittableRandom;

/**
 * Turns notes into sound by adding partials. Every rounding is Java's own (table from StrictMath,
 * no fused operations), so that a seed gives the same samples on any machine.
 */
final class Synth {
    private static final int TABLE_SIZE = 8_192;
    private static final float[] SINE = new float[TABLE_SIZE];

    /** Partials above this share of the sample rate would alias. */
    private static final double HIGHEST_SHARE = 0.45;

    static {
        for (int i = 0; i < TABLE_SIZE; i++) {
            SINE[i] = (float) StrictMath.sin(2 * Math.PI * i / TABLE_SIZE);
        }
    }

    private final float[] mix;
    private final int rateHz;
    private final double tuningHz;
    private final SplittableRandom random;
    private float[] envelope = new float[0];
    private float[] phase = new float[0];

    /**
     * @param tuningHz what MIDI number 69 sounds like
     */
    Synth(int samples, int rateHz, double tuningHz, SplittableRandom random) {
        this.mix = new float[samples];
        this.rateHz = rateHz;
        this.tuningHz = tuningHz;
        this.random = random;
    }

    float[] mix() {
        return mix;
    }

    /** Adds a note with its partials. */
    void tone(Note note, Timbre timbre) {
        int from = (int) (note.startS() * rateHz);
        int length =
                Math.min((int) ((note.lengthS() + timbre.releaseS()) * rateHz), mix.length - from);
        if (length <= 0) {
            return;
        }
        double hz = tuningHz * StrictMath.pow(2, (note.pitch() - 69) / 12.0);
        phase(length, hz, timbre);
        double[] partials = timbre.partials();
        for (int i = 0; i < partials.length && hz * (i + 1) < HIGHEST_SHARE * rateHz; i++) {
            envelope(length, note, timbre, i);
            add(from, length, i + 1, (float) (partials[i] * note.loudness()));
        }
    }

    /** Turns of the fundamental, with vibrato that sets in after the attack. */
    private void phase(int length, double hz, Timbre timbre) {
        phase = grown(phase, length);
        double turns = random.nextDouble();
        double vibratoTurns = random.nextDouble();
        double step = hz / rateHz;
        for (int i = 0; i < length; i++) {
            phase[i] = (float) (turns - Math.floor(turns));
            double depth = timbre.vibrato() * Math.min(1.0, i / (0.2 * rateHz));
            turns += step * (1 + depth * sine(vibratoTurns));
            vibratoTurns += timbre.vibratoHz() / rateHz;
        }
    }

    private void envelope(int length, Note note, Timbre timbre, int partial) {
        envelope = grown(envelope, length);
        int attack = Math.max(1, (int) (timbre.attackS() * rateHz));
        int release = Math.max(1, (int) (timbre.releaseS() * rateHz));
        double fade = timbre.decayPerS() * (1 + 0.5 * partial) / rateHz;
        double keep = 1 - fade;
        double held = 1;
        for (int i = 0; i < length; i++) {
            double rise = Math.min(1.0, (double) i / attack);
            double fall = Math.min(1.0, (double) (length - i) / release);
            envelope[i] = (float) (held * rise * fall);
            held *= keep;
        }
    }

    private void add(int from, int length, int harmonic, float gain) {
        for (int i = 0; i < length; i++) {
            mix[from + i] += gain * envelope[i] * sine((double) phase[i] * harmonic);
        }
    }

    /** A falling tone, as of a kick drum. */
    void thump(double startS, double fromHz, double toHz, double loudness) {
        int from = (int) (startS * rateHz);
        int length = Math.min((int) (0.18 * rateHz), mix.length - from);
        double turns = 0;
        for (int i = 0; i < length; i++) {
            double left = 1 - (double) i / length;
            turns += (toHz + (fromHz - toHz) * left * left * left) / rateHz;
            mix[from + i] += (float) (loudness * left * left * sine(turns));
        }
    }

    /** A burst of noise; {@code brightness} from 0 (as it is) to 1 (only its highs). */
    void burst(double startS, double lengthS, double brightness, double loudness) {
        int from = (int) (startS * rateHz);
        int length = Math.min((int) (lengthS * rateHz), mix.length - from);
        double before = 0;
        for (int i = 0; i < length; i++) {
            double noise = random.nextDouble(-1, 1);
            double left = 1 - (double) i / length;
            mix[from + i] += (float) (loudness * left * left * (noise - brightness * before));
            before = noise;
        }
    }

    private static float sine(double turns) {
        return SINE[(int) ((turns - Math.floor(turns)) * TABLE_SIZE) & (TABLE_SIZE - 1)];
    }

    private static float[] grown(float[] buffer, int length) {
        return buffer.length < length ? new float[length] : buffer;
    }
}
