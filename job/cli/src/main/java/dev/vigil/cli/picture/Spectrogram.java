package dev.vigil.cli.picture;

import dev.vigil.audio.FrontEnd;
import dev.vigil.audio.PeakSink;
import dev.vigil.audio.Profile;
import dev.vigil.edge.PcmSource;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * The whitened power of a stretch of a recording: the picture that peaks are sought in.
 *
 * @param fromFrame counted like the times of peaks
 * @param power of each band of each frame; frames beyond the recording are 0
 */
record Spectrogram(long fromFrame, float[][] power) {
    /** Decibels between white and the darkest colour: what is further down is no candidate. */
    private static final double RANGE_DB = 32;

    private static final int[] COLOURS = {
        0xffffff, 0xdce8f2, 0x9fc1dd, 0x4f86b5, 0x1d4a78, 0x0b1f38
    };

    /** Samples that are analysed at once; little is analysed beyond the stretch. */
    private static final int BLOCK = 4_096;

    /** Analyses a recording up to the end of the stretch, with all that was before. */
    static Spectrogram of(Recording recording, Profile profile, long fromFrame, long toFrame)
            throws IOException {
        float[][] power = new float[(int) (toFrame - fromFrame)][profile.bands()];
        long[] latest = {-1};
        PeakSink sink =
                new PeakSink() {
                    @Override
                    public void peak(long packed) {}

                    @Override
                    public void heard(long frame, float[] bands) {
                        latest[0] = frame;
                        if (frame >= fromFrame && frame < toFrame) {
                            power[(int) (frame - fromFrame)] = bands.clone();
                        }
                    }
                };
        FrontEnd frontEnd = new FrontEnd(profile);
        short[] block = new short[BLOCK];
        try (Recording.Reading reading = recording.open()) {
            PcmSource source = reading.samples();
            for (int n = 0; n >= 0 && latest[0] < toFrame; n = source.read(block, 0, BLOCK)) {
                frontEnd.accept(block, 0, n, sink);
            }
        }
        return new Spectrogram(fromFrame, power);
    }

    long toFrame() {
        return fromFrame + power.length;
    }

    /** A pixel for each frame and band, low bands at the bottom. */
    BufferedImage image() {
        int bands = power[0].length;
        BufferedImage image = new BufferedImage(power.length, bands, BufferedImage.TYPE_INT_RGB);
        double top = loudestDb();
        for (int frame = 0; frame < power.length; frame++) {
            for (int band = 0; band < bands; band++) {
                double share = 1 - (top - db(power[frame][band])) / RANGE_DB;
                image.setRGB(frame, bands - 1 - band, colour(share));
            }
        }
        return image;
    }

    private double loudestDb() {
        double top = 0;
        for (float[] bands : power) {
            for (float value : bands) {
                top = Math.max(top, db(value));
            }
        }
        return top;
    }

    private static double db(float power) {
        return power <= 0 ? -1e9 : 10 * Math.log10(power);
    }

    /** The colour of a share of the range; below 0 it is white. */
    static int colour(double share) {
        double at = Math.max(0, Math.min(1, share)) * (COLOURS.length - 1);
        int lower = Math.min(COLOURS.length - 2, (int) at);
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = COLOURS[lower] >> shift & 0xff;
            int b = COLOURS[lower + 1] >> shift & 0xff;
            colour |= (int) Math.round(a + (b - a) * (at - lower)) << shift;
        }
        return colour;
    }
}
