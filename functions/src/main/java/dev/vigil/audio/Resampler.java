package dev.vigil.audio;

import dev.vigil.schema.media.ResamplerState;
import java.util.Arrays;

/**
 * 16-bit PCM of 8 to 48 kHz, one or two channels, to mono at the profile's rate, streaming.
 *
 * <p>A windowed sinc, flat to 4.6 kHz and 60 dB down from 6.4 kHz, what lies above folds onto
 * nothing that the front end reads. The same input gives the same output however it is cut. Audio
 * that has the right rate already passes unchanged.
 */
public final class Resampler {
    private final int rateHz;
    private final int channels;
    private final int step;
    private final int phases;
    private final int rows;
    private final int half;
    private final float[][] taps;

    /** Channels are added up; exact, for there are one or two. */
    private final float gain;

    private float[] history = new float[8192];
    private int count;
    private long firstInput;
    private long nextOutput;

    /**
     * @throws IllegalArgumentException for a rate outside 8,000 to 48,000 Hz or more than two
     *     channels
     */
    public Resampler(Profile profile, int rateHz, int channels) {
        this(profile, new ResamplerTaps(profile), rateHz, channels);
    }

    /** Takes its filter from those that other streams use too. */
    Resampler(Profile profile, ResamplerTaps shared, int rateHz, int channels) {
        check(rateHz, channels);
        this.rateHz = rateHz;
        this.channels = channels;
        int common = ResamplerTaps.gcd(rateHz, profile.rateHz());
        step = rateHz / common;
        phases = profile.rateHz() / common;
        taps = shared.of(rateHz);
        rows = taps.length - 1;
        half = taps[0].length / 2;
        gain = 1f / channels;
        count = half - 1;
        firstInput = 1 - half;
    }

    /** Goes on where a snapshot was taken. */
    public Resampler(Profile profile, ResamplerState state) {
        this(profile, new ResamplerTaps(profile), state);
    }

    Resampler(Profile profile, ResamplerTaps shared, ResamplerState state) {
        this(profile, shared, state.rateHz(), state.channels());
        reserve(state.history().length);
        count = state.history().length;
        for (int i = 0; i < count; i++) {
            history[i] = state.history()[i];
        }
        firstInput = state.firstInput();
        nextOutput = state.nextOutput();
    }

    /**
     * Refuses what can not be resampled.
     *
     * @throws IllegalArgumentException for a rate outside 8,000 to 48,000 Hz or more than two
     *     channels
     */
    static void check(int rateHz, int channels) {
        if (rateHz < 8_000 || rateHz > 48_000 || channels < 1 || channels > 2) {
            throw new IllegalArgumentException(
                    "expected 8000 to 48000 Hz and 1 or 2 channels, got "
                            + rateHz
                            + " Hz and "
                            + channels
                            + "; convert the audio first");
        }
    }

    static void checkWhole(int samples, int channels) {
        if (samples % channels != 0) {
            throw new IllegalArgumentException(
                    "samples: expected whole frames of "
                            + channels
                            + " channels, got "
                            + samples
                            + " samples; send whole frames");
        }
    }

    /** A snapshot from which another instance goes on as if it were this one. */
    public ResamplerState state() {
        int[] kept = new int[count];
        for (int i = 0; i < count; i++) {
            kept[i] = (int) history[i];
        }
        return new ResamplerState(rateHz, channels, kept, firstInput, nextOutput);
    }

    /**
     * Takes interleaved samples and returns what they decide, possibly nothing.
     *
     * @throws IllegalArgumentException if a sample of the second channel is missing
     */
    public short[] accept(short[] pcm, int from, int to) {
        checkWhole(to - from, channels);
        reserve(count + (to - from) / channels);
        for (int i = from; i < to; i += channels) {
            history[count++] = channels == 1 ? pcm[i] : pcm[i] + pcm[i + 1];
        }
        return produce(Long.MAX_VALUE);
    }

    /** The end of the audio: the output that still waits for input that will not come. */
    public short[] finish() {
        long end = outputAt(firstInput + count);
        reserve(count + half + 1);
        Arrays.fill(history, count, count + half + 1, 0);
        count += half + 1;
        return produce(end);
    }

    /**
     * Skips missing input frames, the filter starts afresh.
     *
     * @return output samples that are missing now, for {@link FrontEnd#gap}
     */
    public long gap(long missingFrames) {
        long next = firstInput + count + missingFrames;
        long before = nextOutput;
        nextOutput = outputAt(next);
        Arrays.fill(history, 0, half, 0);
        count = half;
        firstInput = next - half;
        return nextOutput - before;
    }

    /** The first output sample at or after an input sample. */
    private long outputAt(long input) {
        return (input * phases + step - 1) / step;
    }

    private short[] produce(long end) {
        long ready = (firstInput + count - half - 1) * phases / step + 1;
        long last = Math.min(end, Math.max(nextOutput, ready));
        short[] out = new short[(int) Math.max(0, last - nextOutput)];
        int made = 0;
        while (made < out.length) {
            long input = nextOutput * step / phases;
            int phase = (int) (nextOutput * step - input * phases);
            int row = (int) (((long) phase * rows + phases / 2) / phases);
            out[made++] = round(dot(taps[row], (int) (input - firstInput) - half + 1));
            nextOutput++;
        }
        forget();
        return out;
    }

    /** Four sums side by side, because one would wait for each addition. */
    private float dot(float[] row, int at) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int j = 0;
        for (; j + 3 < row.length; j += 4) {
            a += row[j] * history[at + j];
            b += row[j + 1] * history[at + j + 1];
            c += row[j + 2] * history[at + j + 2];
            d += row[j + 3] * history[at + j + 3];
        }
        for (; j < row.length; j++) {
            a += row[j] * history[at + j];
        }
        return ((a + b) + (c + d)) * gain;
    }

    private static short round(float value) {
        return (short) Math.max(-32768, Math.min(32767, Math.round(value)));
    }

    private void forget() {
        long needed = nextOutput * step / phases - half + 1;
        int drop = (int) Math.max(0, Math.min(count, needed - firstInput));
        System.arraycopy(history, drop, history, 0, count - drop);
        count -= drop;
        firstInput += drop;
    }

    private void reserve(int length) {
        if (length > history.length) {
            history = Arrays.copyOf(history, Math.max(length, 2 * history.length));
        }
    }
}
