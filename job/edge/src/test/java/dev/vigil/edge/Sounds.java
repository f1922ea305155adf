package dev.vigil.edge;

import dev.vigil.fixtures.sound.Sound;
import java.io.IOException;
import java.util.Arrays;

/** What tests do with sound. */
final class Sounds {
    private Sounds() {}

    /**
     * Everything that a source gives (95 s at most), asked for in pieces of {@code step} samples.
     */
    static short[] readAll(PcmSource source, int step) throws IOException {
        short[] all = new short[1 << 20];
        int length = 0;
        short[] buffer = new short[step];
        for (int n = source.read(buffer, 0, step); n >= 0; n = source.read(buffer, 0, step)) {
            System.arraycopy(buffer, 0, all, length, n);
            length += n;
        }
        return Arrays.copyOf(all, length);
    }

    /** Largest normalised correlation within a shift of {@code maxShift} samples either way. */
    static double correlation(short[] a, short[] b, int maxShift) {
        double best = -1;
        int length = Math.min(a.length, b.length) - 2 * maxShift;
        for (int shift = -maxShift; shift <= maxShift; shift++) {
            double ab = 0;
            double aa = 0;
            double bb = 0;
            for (int i = maxShift; i < maxShift + length; i++) {
                ab += (double) a[i] * b[i + shift];
                aa += (double) a[i] * a[i];
                bb += (double) b[i + shift] * b[i + shift];
            }
            best = Math.max(best, ab / Math.sqrt(aa * bb));
        }
        return best;
    }

    /** Root mean square of the samples. */
    static double rms(Sound sound) {
        double power = 0;
        for (short sample : sound.pcm()) {
            power += (double) sample * sample;
        }
        return Math.sqrt(power / sound.pcm().length);
    }

    /** A pure tone at a third of full scale. */
    static Sound tone(double hz, int samples, int rateHz) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) Math.round(10_900 * Math.sin(2 * Math.PI * hz * i / rateHz));
        }
        return new Sound(pcm, rateHz);
    }

    /** Frequency from the zero crossings, in Hz; for clean tones. */
    static double pitchHz(Sound sound) {
        int crossings = 0;
        short[] pcm = sound.pcm();
        for (int i = 1; i < pcm.length; i++) {
            if (pcm[i - 1] < 0 && pcm[i] >= 0) {
                crossings++;
            }
        }
        return (double) crossings * sound.rateHz() / pcm.length;
    }
}
