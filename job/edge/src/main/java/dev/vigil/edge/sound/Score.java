package dev.vigil.edge.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes a piece: a key, a tempo, sections with their own chords in the order A A' B A' C ..., and
 * five voices over them. A section that returns keeps its chords and its theme, but is played anew:
 * ornaments, timing and loudness differ, as they do with people.
 */
final class Score {
    static final int MELODY = 0;
    static final int ARPEGGIO = 1;
    static final int PAD = 2;
    static final int BASS = 3;
    static final int DRUMS = 4;

    static final int KICK = 0;
    static final int SNARE = 1;
    static final int HAT = 2;

    /** Ionian, Dorian, Mixolydian, Aeolian, harmonic minor: semitones over the root. */
    private static final int[][] MODES = {
        {0, 2, 4, 5, 7, 9, 11},
        {0, 2, 3, 5, 7, 9, 10},
        {0, 2, 4, 5, 7, 9, 10},
        {0, 2, 3, 5, 7, 8, 10},
        {0, 2, 3, 5, 7, 8, 11}
    };

    private static final String FORM = "ABACBDAECB";
    private static final int SECTIONS = 'E' - 'A' + 1;
    private static final int BARS_PER_SECTION = 4;

    /** Onsets of people lie within about 10 ms of the beat. */
    private static final double TIMING_SIGMA_S = 0.006;

    private final SplittableRandom random;
    private final int[] mode;
    private final int root;
    private final int beats;
    private final Tempo tempo;
    private final int[][] chords = new int[SECTIONS][BARS_PER_SECTION];
    private final Theme[] themes = new Theme[SECTIONS];
    private final double[] drumPattern;
    private final int[][] arpeggios = new int[SECTIONS][];
    private final List<Note> notes = new ArrayList<>();

    private Score(long seed) {
        random = new SplittableRandom(seed);
        mode = MODES[random.nextInt(MODES.length)];
        root = 48 + random.nextInt(12);
        beats = random.nextInt(4) == 0 ? 3 : 4;
        tempo = new Tempo(random);
        for (int section = 0; section < chords.length; section++) {
            for (int bar = 0; bar < BARS_PER_SECTION; bar++) {
                chords[section][bar] = random.nextInt(mode.length - 1);
            }
            themes[section] = new Theme(random, BARS_PER_SECTION, beats);
            arpeggios[section] = random.ints(2L * beats, 0, 6).toArray();
        }
        drumPattern = random.doubles(3L * 2 * beats).toArray();
    }

    /** All notes that begin before {@code lengthS}; the same seed gives the same notes. */
    static List<Note> write(long seed, double lengthS) {
        Score score = new Score(seed);
        for (int bar = 0; score.tempo.seconds(bar * score.beats) < lengthS; bar++) {
            int section = FORM.charAt(bar / BARS_PER_SECTION % FORM.length()) - 'A';
            score.bar(bar * score.beats, section, bar % BARS_PER_SECTION);
        }
        return score.notes;
    }

    private void bar(int firstBeat, int section, int bar) {
        int chord = chords[section][bar];
        melody(firstBeat, themes[section], bar, chord);
        arpeggio(firstBeat, arpeggios[section], chord);
        pad(firstBeat, chord);
        bass(firstBeat, chord);
        drums(firstBeat);
    }

    private void melody(int firstBeat, Theme theme, int bar, int chord) {
        for (Theme.Step step : theme.bar(bar)) {
            if (random.nextInt(12) == 0) {
                continue;
            }
            double beat = firstBeat + step.beat();
            double held = step.beats() * random.nextDouble(0.7, 0.98);
            int degree = step.onChord() ? nearestChordDegree(step.degree(), chord) : step.degree();
            if (step.beats() >= 1 && random.nextInt(3) == 0) {
                play(MELODY, beat, 0.25, pitch(degree + 1) + 24, 0.7);
                play(MELODY, beat + 0.25, held - 0.25, pitch(degree) + 24, 0.9);
            } else {
                play(MELODY, beat, held, pitch(degree) + 24, 0.9);
            }
        }
    }

    private int nearestChordDegree(int degree, int chord) {
        int nearest = degree;
        for (int distance = 0; distance < 3; distance++) {
            int inChord = Math.floorMod(degree + distance - chord, mode.length);
            if (inChord == 0 || inChord == 2 || inChord == 4) {
                nearest = degree + distance;
                break;
            }
        }
        return nearest;
    }

    private void arpeggio(int firstBeat, int[] arpeggio, int chord) {
        for (int i = 0; i < arpeggio.length; i++) {
            if (random.nextInt(8) > 0) {
                int tone = arpeggio[i];
                int degree = chord + 2 * (tone % 3) + mode.length * (tone / 3);
                play(ARPEGGIO, firstBeat + i / 2.0, 0.5, pitch(degree) + 12, 0.6);
            }
        }
    }

    private void pad(int firstBeat, int chord) {
        for (int third = 0; third < 3; third++) {
            int degree = chord + 2 * third;
            play(PAD, firstBeat, beats, pitch(degree) + (third == 0 ? 12 : 0), 0.35);
        }
    }

    private void bass(int firstBeat, int chord) {
        for (int beat = 0; beat < beats; beat++) {
            int degree = beat == 0 ? chord : chord + 2 * random.nextInt(3);
            play(BASS, firstBeat + beat, 0.9, pitch(degree) - 12, 0.8);
        }
    }

    private void drums(int firstBeat) {
        int slots = 2 * beats;
        for (int slot = 0; slot < slots; slot++) {
            for (int drum = KICK; drum <= HAT; drum++) {
                double taste = drumPattern[drum * slots + slot];
                double likelihood = drum == HAT ? 0.3 + 0.7 * taste : taste * taste;
                if (random.nextDouble() < likelihood) {
                    play(DRUMS, firstBeat + slot / 2.0, 0.1, drum, drum == HAT ? 0.3 : 0.7);
                }
            }
        }
    }

    /** Plays a note; onset and length in beats, the onset counted from the start of the piece. */
    private void play(int voice, double beat, double beats, int pitch, double loudness) {
        double late = TIMING_SIGMA_S * (random.nextDouble(-1, 1) + random.nextDouble(-1, 1));
        double touch = loudness * random.nextDouble(0.75, 1.0);
        double startS = Math.max(0, tempo.seconds(beat) + late);
        double lengthS = tempo.seconds(beat + beats) - tempo.seconds(beat);
        notes.add(new Note(voice, startS, lengthS, pitch, touch));
    }

    /** MIDI number of a degree of the scale, counted over octaves. */
    private int pitch(int degree) {
        return root
                + 12 * Math.floorDiv(degree, mode.length)
                + mode[Math.floorMod(degree, mode.length)];
    }
}
