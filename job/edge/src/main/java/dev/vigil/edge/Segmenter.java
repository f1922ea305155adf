package dev.vigil.edge;

import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.schema.media.Segment;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a session's sound into segments of 2.0 s, numbered from 0; the first is a little longer, the
 * last shorter.
 *
 * <p>A segment has the length of a packet of peaks, and the first brings what a packet's last peaks
 * wait for. So each segment completes one packet; at any other length a packet would wait for the
 * next segment most of the time.
 */
public final class Segmenter {
    private static final Profile PROFILE = Profile.CURRENT;

    /** About 2 s: small against the detection delay, large against the envelope. */
    public static final int SAMPLES = PeakWindow.GRID_FRAMES * PROFILE.hopSamples();

    /** 0.16 s: a window, and the frames after a peak that must not be larger. */
    private static final int SETTLING = PROFILE.windowSamples() + 3 * PROFILE.hopSamples();

    /** Of the first segment. */
    public static final int FIRST_SAMPLES = SAMPLES + SETTLING;

    private final PcmSource source;
    private final String sessionId;
    private final long startMs;
    private final boolean atOnce;
    private long samples;
    private long seq;

    /**
     * @param startMs when the first sample was captured (UTC epoch ms)
     */
    public Segmenter(PcmSource source, String sessionId, long startMs) {
        this(source, sessionId, startMs, false);
    }

    /**
     * @param atOnce an upload happens at one moment, however long it plays
     */
    public Segmenter(PcmSource source, String sessionId, long startMs, boolean atOnce) {
        this.atOnce = atOnce;
        this.source = source;
        this.sessionId = sessionId;
        this.startMs = startMs;
    }

    /** The next segment; empty at the end. Fails as the source does. */
    public Optional<Segment> next() throws IOException {
        short[] pcm = new short[seq == 0 ? FIRST_SAMPLES : SAMPLES];
        int filled = source.readFully(pcm, 0, pcm.length);
        if (filled == 0) {
            return Optional.empty();
        }
        long captureTime = captureTime();
        samples += filled;
        return Optional.of(
                new Segment(
                        sessionId,
                        seq++,
                        captureTime,
                        PcmSource.RATE_HZ,
                        1,
                        filled == pcm.length ? pcm : Arrays.copyOf(pcm, filled)));
    }

    /** Capture time of the first sample not yet cut (UTC epoch ms). */
    public long positionTime() {
        return startMs + samples * 1_000 / PcmSource.RATE_HZ;
    }

    /** As {@link #positionTime}, but for what happens at one moment. */
    public long captureTime() {
        return atOnce ? startMs : positionTime();
    }

    /** How many segments were cut so far. */
    public long count() {
        return seq;
    }
}
