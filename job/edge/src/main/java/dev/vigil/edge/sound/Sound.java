package dev.vigil.edge.sound;

/**
 * Mono sound in memory.
 *
 * @param pcm 16-bit samples; not copied, so leave them alone
 */
public record Sound(short[] pcm, int rateHz) {
    /** A part of it; both in samples. */
    public Sound cut(int from, int length) {
        short[] part = new short[length];
        System.arraycopy(pcm, from, part, 0, length);
        return new Sound(part, rateHz);
    }

    /** Length in ms, rounded down. */
    public long durationMs() {
        return 1_000L * pcm.length / rateHz;
    }
}
