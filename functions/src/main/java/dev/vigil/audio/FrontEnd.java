package dev.vigil.audio;

import dev.vigil.schema.ear.FrontEndState;
import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Mono PCM at the profile's rate to spectral peaks, streaming and without allocation per frame.
 *
 * <p>One instance hears one stream, from one thread. The same samples give bit-identical peaks
 * however they are cut. A peak comes out 5 frames (116 ms) after the frame that holds it.
 */
public final class FrontEnd {
    private final Profile profile;
    private final int window;
    private final int hop;
    private final FloatFFT_1D fft;
    private final float[] hann;
    private final LogBands logBands;
    private final LocalMaxima maxima;
    private final float[] samples;
    private final float[] spectrum;
    private final float[] power;
    private final float[] bands;
    private final float[] mean;
    private int filled;
    private long position;
    private int skip;
    private long framesInRing;
    private boolean finished;

    public FrontEnd(Profile profile) {
        this.profile = profile;
        window = profile.windowSamples();
        hop = profile.hopSamples();
        fft = new FloatFFT_1D(window);
        hann = new float[window];
        for (int i = 0; i < window; i++) {
            hann[i] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / window));
        }
        logBands = new LogBands(profile);
        maxima = new LocalMaxima(profile);
        samples = new float[window];
        spectrum = new float[window];
        power = new float[logBands.highestBin() + 1];
        bands = new float[profile.bands()];
        mean = new float[profile.bands()];
    }

    /**
     * Goes on where a snapshot was taken.
     *
     * @throws IllegalArgumentException if the snapshot is of another profile
     */
    public FrontEnd(Profile profile, FrontEndState state) {
        this(profile);
        if (state.profile() != profile.number()) {
            throw new IllegalArgumentException(
                    "front end of profile "
                            + profile.number()
                            + " was given a snapshot of profile "
                            + state.profile()
                            + "; a session keeps its profile to its end");
        }
        filled = state.samples().length;
        for (int i = 0; i < filled; i++) {
            samples[i] = state.samples()[i];
        }
        position = state.position();
        skip = state.skip();
        framesInRing = state.framesInRing();
        System.arraycopy(state.mean(), 0, mean, 0, mean.length);
        maxima.restore(nextFrame(), state.ring());
        finished = state.finished();
    }

    /** A snapshot from which another instance goes on as if it were this one. */
    public FrontEndState state() {
        short[] kept = new short[filled];
        for (int i = 0; i < filled; i++) {
            kept[i] = (short) samples[i];
        }
        return new FrontEndState(
                profile.number(),
                kept,
                position,
                skip,
                framesInRing,
                mean.clone(),
                maxima.snapshot(nextFrame()),
                finished);
    }

    /** Hears {@code pcm[from..to)} and hands over the peaks that are decided by it. */
    public void accept(short[] pcm, int from, int to, PeakSink sink) {
        refuseIfFinished();
        int dropped = Math.min(skip, to - from);
        skip -= dropped;
        int at = from + dropped;
        while (at < to) {
            int take = Math.min(window - filled, to - at);
            for (int i = 0; i < take; i++) {
                samples[filled + i] = pcm[at + i];
            }
            filled += take;
            at += take;
            if (filled == window) {
                frame(sink);
            }
        }
    }

    private long nextFrame() {
        return position / hop;
    }

    private void frame(PeakSink sink) {
        for (int i = 0; i < window; i++) {
            spectrum[i] = samples[i] * hann[i];
        }
        fft.realForward(spectrum);
        for (int k = 1; k < power.length; k++) {
            power[k] =
                    spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1];
        }
        logBands.apply(power, bands);
        float[] whitened = maxima.slotOf(nextFrame());
        whiten(whitened);
        sink.heard(nextFrame() + window / (2L * hop), whitened);
        maxima.accept(nextFrame(), sink);
        sink.loud(
                nextFrame() + window / (2L * hop),
                maxima.loud(nextFrame(), 0, 2 * Long.SIZE),
                maxima.loud(nextFrame(), 2 * Long.SIZE, profile.bands()));
        framesInRing++;
        filled = window - hop;
        System.arraycopy(samples, hop, samples, 0, filled);
        position += hop;
        sink.settled(settledFrame());
    }

    /**
     * Power over the root of its running mean: onsets stand out, a colour of the room goes. What is
     * below the floor becomes 0; no branch, so that the loop vectorises.
     */
    private void whiten(float[] out) {
        float floor = profile.floorPower();
        float newest = framesInRing == 0 ? 1 : profile.whitening();
        for (int b = 0; b < out.length; b++) {
            float m = mean[b] + newest * (bands[b] - mean[b]);
            mean[b] = m;
            out[b] = Math.max(0f, bands[b] - floor) / (float) Math.sqrt(m + 1f);
        }
    }

    /**
     * Says that samples are missing: frames start afresh after them, time goes on.
     *
     * @param missingSamples at the profile's rate, not negative
     */
    public void gap(long missingSamples, PeakSink sink) {
        refuseIfFinished();
        if (missingSamples < 0) {
            throw new IllegalArgumentException(
                    "a gap has at least 0 samples, not "
                            + missingSamples
                            + "; audio that comes twice must be dropped before");
        }
        flush(sink);
        restartAt(position - skip + filled + missingSamples, sink);
    }

    private void restartAt(long sample, PeakSink sink) {
        position = (sample + hop - 1) / hop * hop;
        skip = (int) (position - sample);
        filled = 0;
        framesInRing = 0;
        Arrays.fill(mean, 0);
        maxima.clear();
        sink.settled(settledFrame());
    }

    /** Ends the stream: the last peaks come out, nothing is heard after. */
    public void finish(PeakSink sink) {
        refuseIfFinished();
        flush(sink);
        finished = true;
    }

    /** Decides the last frames as if silence followed. */
    private void flush(PeakSink sink) {
        if (framesInRing == 0) {
            return;
        }
        for (int i = 0; i < profile.nearFrames(); i++) {
            long silent = nextFrame() + i;
            Arrays.fill(maxima.slotOf(silent), 0);
            maxima.accept(silent, sink);
        }
    }

    /** All peaks before this frame have been handed over. */
    public long settledFrame() {
        long waiting = finished ? 0 : Math.min(framesInRing, profile.nearFrames());
        return nextFrame() - waiting + window / (2L * hop) - 1;
    }

    private void refuseIfFinished() {
        if (finished) {
            throw new IllegalStateException(
                    "the stream was finished; a new one needs a new front end");
        }
    }
}
