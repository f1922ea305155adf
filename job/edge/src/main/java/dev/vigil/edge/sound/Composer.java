package dev.vigil.edge.sound;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Composes and plays a piece of music from a seed: five voices in a key, with sections that return
 * but are never played the same twice. The same seed gives the same samples, another seed another
 * piece: tempo, metre, key, chords, themes and timbres.
 */
public final class Composer {
    /** Length of a piece where none is asked for. */
    public static final int DEFAULT_SECONDS = 60;

    /** Peak of the mix, as a share of full scale: room for noise and codecs. */
    private static final float HEADROOM = 0.7f;

    private static final long TIMBRE_SALT = 0x5DEECE66DL;

    private Composer() {}

    /** A minute of music at 22,050 Hz, enough for all that the ear looks at. */
    public static Sound compose(long seed) {
        return compose(seed, DEFAULT_SECONDS, 22_050);
    }

    /** A piece of that length; cut off at its end, not rounded to a bar. */
    public static Sound compose(long seed, int seconds, int rateHz) {
        SplittableRandom random = new SplittableRandom(seed ^ TIMBRE_SALT);
        Timbre[] timbres = {
            Timbre.held(random), Timbre.struck(random), Timbre.held(random), Timbre.struck(random)
        };
        double snareBrightness = random.nextDouble(0.2, 0.6);
        double kickHz = random.nextDouble(110, 190);
        // Old recordings and other orchestras are off by up to a quarter tone; equal tuning would
        // make all pieces of a key alike.
        double tuningHz = random.nextDouble(428, 453);
        Synth synth = new Synth(seconds * rateHz, rateHz, tuningHz, random);
        List<Note> notes = Score.write(seed, seconds);
        for (Note note : notes) {
            if (note.voice() != Score.DRUMS) {
                synth.tone(note, timbres[note.voice()]);
            } else if (note.pitch() == Score.KICK) {
                synth.thump(note.startS(), kickHz, 50, note.loudness());
            } else if (note.pitch() == Score.SNARE) {
                synth.burst(note.startS(), 0.12, snareBrightness, 0.6 * note.loudness());
            } else {
                synth.burst(note.startS(), 0.05, 0.95, 0.5 * note.loudness());
            }
        }
        return new Sound(rounded(synth.mix()), rateHz);
    }

    private static short[] rounded(float[] mix) {
        float peak = 1e-9f;
        for (float sample : mix) {
            peak = Math.max(peak, Math.abs(sample));
        }
        float gain = HEADROOM * Short.MAX_VALUE / peak;
        short[] pcm = new short[mix.length];
        for (int i = 0; i < mix.length; i++) {
            pcm[i] = (short) Math.round(gain * mix[i]);
        }
        return pcm;
    }
}
