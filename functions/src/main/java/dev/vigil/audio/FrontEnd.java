package dev.vigil.audio;

import dev.vigil.schema.media.FrontEndState;
import java.util.Arrays;

/**
 * Mono PCM at the profile's rate to spectral peaks, streaming and without allocation per frame.
 *
 * <p>One instance analyses one stream, from one thread. The same samples give bit-identical peaks
 * however they are cut. A peak comes out 5 frames (116 ms) after the frame that holds it.
 */
public final class FrontEnd {
    private final Profile profile;
    private final int window;
    private final int hop;
    private final Workbench bench;
    private final LocalMaxima maxima;

    /** Samples that are part of frames to come. */
    private final short[] kept;

    private final float[] mean;
    private int filled;
    private long position;
    private int skip;
    private long framesInRing;
    private boolean finished;

    public FrontEnd(Profile profile) {
        this(profile, new Workbench(profile));
    }

    /** Works at a bench that other streams of this thread use too. */
    public FrontEnd(Profile profile, Workbench bench) {
        this.profile = profile;
        this.bench = bench;
        window = profile.windowSamples();
        hop = profile.hopSamples();
        maxima = new LocalMaxima(profile);
        kept = new short[window];
        mean = new float[profile.bands()];
    }

    /** Begins at a sample of a stream, without those before it. */
    FrontEnd(Profile profile, Workbench bench, long sample) {
        this(profile, bench);
        beginAt(sample);
    }

    /**
     * Goes on where a snapshot was taken.
     *
     * @throws IllegalArgumentException if the snapshot is of another profile
     */
    public FrontEnd(Profile profile, Workbench bench, FrontEndState state) {
        this(profile, bench);
        if (!state.profile().equals(profile.id())) {
            throw new IllegalArgumentException(
                    "snapshot: expected profile "
                            + profile.id()
                            + " of this front end, got "
                            + state.profile()
                            + "; a session keeps its profile until it ends");
        }
        filled = state.samples().length;
        System.arraycopy(state.samples(), 0, kept, 0, filled);
        position = state.position();
        skip = state.skip();
        framesInRing = state.framesInRing();
        System.arraycopy(state.mean(), 0, mean, 0, mean.length);
        maxima.restore(nextFrame(), state.ring());
        finished = state.finished();
    }

    /** A snapshot from which another instance goes on as if it were this one. */
    public FrontEndState state() {
        return new FrontEndState(
                profile.id(),
                Arrays.copyOf(kept, filled),
                position,
                skip,
                framesInRing,
                mean.clone(),
                maxima.snapshot(nextFrame()),
                finished);
    }

    /** Analyses {@code pcm[from..to)} and passes on the peaks that are decided by it. */
    public void accept(short[] pcm, int from, int to, PeakSink sink) {
        refuseIfFinished();
        int dropped = Math.min(skip, to - from);
        skip -= dropped;
        int at = from + dropped;
        short[] samples = bench.samples;
        while (at < to) {
            int take = Math.min(samples.length - filled, to - at);
            System.arraycopy(kept, 0, samples, 0, filled);
            System.arraycopy(pcm, at, samples, filled, take);
            filled += take;
            at += take;
            int frames = filled < window ? 0 : (filled - window) / hop + 1;
            if (frames > 0) {
                frames(frames, sink);
            }
            filled -= frames * hop;
            System.arraycopy(samples, frames * hop, kept, 0, filled);
        }
    }

    private long nextFrame() {
        return position / hop;
    }

    private void frames(int count, PeakSink sink) {
        bench.spectra.hear(bench.samples, count, bench.bands);
        for (int i = 0; i < count; i++) {
            frame(bench.bands[i], sink);
        }
    }

    private void frame(float[] bands, PeakSink sink) {
        long frame = nextFrame();
        float newest = framesInRing == 0 ? 1 : profile.whitening();
        whiten(bands, mean, newest, profile.floorPower());
        sink.heard(frame + window / (2L * hop), bands);
        maxima.accept(frame, bands, sink);
        sink.loud(
                frame + window / (2L * hop),
                maxima.loud(frame, 0, 2 * Long.SIZE),
                maxima.loud(frame, 2 * Long.SIZE, bands.length));
        framesInRing++;
        position += hop;
        sink.settled(settledFrame());
    }

    /**
     * Power over the root of its running mean: onsets are emphasised, a colour of the room is
     * removed. What is below the floor becomes 0; no branch, so that the loop vectorises.
     */
    private static void whiten(float[] bands, float[] mean, float newest, float floor) {
        for (int b = 0; b < mean.length; b++) {
            float power = bands[b];
            float before = mean[b];
            float now = before + newest * (power - before);
            mean[b] = now;
            bands[b] = Math.max(0f, power - floor) / (float) Math.sqrt(now + 1f);
        }
    }

    /**
     * Skips missing samples: frames start afresh after them, time goes on.
     *
     * @param missingSamples at the profile's rate, not negative
     */
    public void gap(long missingSamples, PeakSink sink) {
        refuseIfFinished();
        if (missingSamples < 0) {
            throw new IllegalArgumentException(
                    "gap: expected 0 samples or more, got "
                            + missingSamples
                            + "; drop repeated audio first");
        }
        flush(sink);
        restartAt(position - skip + filled + missingSamples, sink);
    }

    private void restartAt(long sample, PeakSink sink) {
        beginAt(sample);
        filled = 0;
        framesInRing = 0;
        Arrays.fill(mean, 0);
        maxima.clear();
        sink.settled(settledFrame());
    }

    private void beginAt(long sample) {
        position = (sample + hop - 1) / hop * hop;
        skip = (int) (position - sample);
    }

    /** Ends the stream: the last peaks come out, and it takes no more samples. */
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
            maxima.silence(nextFrame() + i, sink);
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
                    "expected a stream that is not finished, got a finished one; make a new front end");
        }
    }
}
