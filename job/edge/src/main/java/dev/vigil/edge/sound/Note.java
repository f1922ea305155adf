package dev.vigil.edge.sound;

/**
 * One sounding event of a score.
 *
 * @param voice index of the voice that plays it
 * @param startS onset in seconds from the start of the piece
 * @param lengthS until the key is released, in seconds
 * @param pitch MIDI number, 69 = concert pitch; of a drum, which one
 * @param loudness 0 to 1
 */
record Note(int voice, double startS, double lengthS, int pitch, double loudness) {}
