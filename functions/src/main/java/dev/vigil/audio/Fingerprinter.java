package dev.vigil.audio;

import dev.vigil.schema.media.FrontEndState;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PeakWindowState;
import dev.vigil.schema.media.ResamplerState;
import java.util.function.Consumer;

/**
 * PCM of any accepted rate to packets of peaks: resampler, front end and window of one stream. One
 * instance analyses one stream, from one thread.
 */
public final class Fingerprinter {
    private final Profile profile;
    private final Workbench bench;
    private final FrontEnd frontEnd;
    private final PeakWindow window;
    private Resampler resampler;
    private int resampledHz;
    private int resampledChannels;

    public Fingerprinter(Profile profile, Consumer<Packet> out) {
        this(profile, new Workbench(profile), out);
    }

    /** Works at a bench that other streams of this thread use too. */
    public Fingerprinter(Profile profile, Workbench bench, Consumer<Packet> out) {
        this(profile, bench, 0, out);
    }

    /**
     * Begins in the middle of a stream.
     *
     * @param sample at the profile's rate, at which the stream is joined
     */
    public Fingerprinter(Profile profile, Workbench bench, long sample, Consumer<Packet> out) {
        this.profile = profile;
        this.bench = bench;
        this.frontEnd = new FrontEnd(profile, bench, sample);
        this.window = new PeakWindow(profile, sample == 0 ? 0 : frontEnd.settledFrame(), out);
    }

    /** Goes on where snapshots were taken; {@code resampling} may be null. */
    public Fingerprinter(
            Profile profile,
            Workbench bench,
            ResamplerState resampling,
            FrontEndState hearing,
            PeakWindowState remembering,
            Consumer<Packet> out) {
        this.profile = profile;
        this.bench = bench;
        this.frontEnd = new FrontEnd(profile, bench, hearing);
        this.window = new PeakWindow(profile, remembering, out);
        if (resampling != null) {
            resampler = new Resampler(profile, bench.taps, resampling);
            resampledHz = resampling.rateHz();
            resampledChannels = resampling.channels();
        }
    }

    /**
     * Refuses what can't be analysed, before anything is changed.
     *
     * @throws IllegalArgumentException for a rate, number of channels or of samples that no stretch
     *     of sound has
     */
    public static void check(int samples, int rateHz, int channels) {
        Resampler.check(rateHz, channels);
        Resampler.checkWhole(samples, channels);
    }

    /**
     * Analyses a stretch of interleaved PCM; the rate may change from one stretch to the next.
     * Where one of two channels is inverted, the left one alone is used.
     *
     * @param channels 1 or 2
     */
    public void hear(short[] pcm, int rateHz, int channels) {
        if (rateHz == profile.rateHz() && channels == 1) {
            drain();
            frontEnd.accept(pcm, 0, pcm.length, window);
            return;
        }
        if (resampler == null || resampledHz != rateHz || resampledChannels != channels) {
            drain();
            resampler = new Resampler(profile, bench.taps, rateHz, channels);
            resampledHz = rateHz;
            resampledChannels = channels;
        }
        short[] audible = channels == 2 ? Stereo.audible(pcm) : pcm;
        short[] mono = resampler.accept(audible, 0, audible.length);
        frontEnd.accept(mono, 0, mono.length, window);
    }

    /** Whether a stretch would be of the rate and channels of the last one. */
    public boolean isSameFormat(int rateHz, int channels) {
        return resampler == null
                ? rateHz == profile.rateHz() && channels == 1
                : rateHz == resampledHz && channels == resampledChannels;
    }

    /** What the resampler still holds back belongs to the samples before. */
    private void drain() {
        if (resampler != null) {
            short[] tail = resampler.finish();
            frontEnd.accept(tail, 0, tail.length, window);
            resampler = null;
        }
    }

    /** Some samples of the profile's rate are missing: frames start anew, time goes on. */
    public void gap(long missingSamples) {
        drain();
        frontEnd.gap(missingSamples, window);
    }

    /** The stream is over: the last peaks and the last packet come out. */
    public void finish() {
        drain();
        frontEnd.finish(window);
        window.finish(frontEnd.settledFrame());
    }

    /** State of the resampler, null where none is at work. */
    public ResamplerState resampling() {
        return resampler == null ? null : resampler.state();
    }

    public FrontEndState hearing() {
        return frontEnd.state();
    }

    public PeakWindowState remembering() {
        return window.state();
    }
}
