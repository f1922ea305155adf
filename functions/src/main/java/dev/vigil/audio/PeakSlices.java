package dev.vigil.audio;

import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PeakSegment;
import dev.vigil.schema.media.PeakSegmentBuilder;
import java.util.Arrays;

/**
 * Peaks on their way from where they are made to where they are searched: packets are cut to what
 * is new in them, and a window makes the same packets of it again.
 */
public final class PeakSlices {
    /** As long as a segment of sound may be. */
    private static final long MAX_MS = 10_000;

    /** Declared and real length may differ by a rounding of each side. */
    private static final long SLACK_MS = 2;

    /** Six years, of which a frame's number keeps well clear of its 34 bits. */
    private static final long LAST_FRAME = 1L << 33;

    private PeakSlices() {}

    /**
     * What is new in a packet.
     *
     * @param profile that of the packet
     * @param captureTime when the first sample of its first new frame was captured (UTC epoch ms)
     */
    public static PeakSegment of(
            Profile profile, Packet packet, String sessionId, long seq, long captureTime) {
        long[] peaks = packet.peaks();
        int begin = Arrays.binarySearch(peaks, Peak.startOf(packet.fromFrame()));
        int newRows = rows(packet.fromFrame(), packet.toFrame());
        return PeakSegmentBuilder.builder()
                .sessionId(sessionId)
                .seq(seq)
                .captureTime(captureTime)
                .receivedAt(captureTime)
                .durationMs(durationMs(profile, packet.fromFrame(), packet.toFrame()))
                .profile(packet.profile())
                .fromFrame(packet.fromFrame())
                .toFrame(packet.toFrame())
                .peaks(Arrays.copyOfRange(peaks, begin < 0 ? -begin - 1 : begin, peaks.length))
                .loud(
                        Arrays.copyOfRange(
                                packet.loud(),
                                packet.loud().length - 2 * newRows,
                                packet.loud().length))
                .build();
    }

    /**
     * A slice whose frames, rows and peaks belong together.
     *
     * @throws IllegalArgumentException for one that no packet was cut to
     */
    public static PeakSegment checked(PeakSegment slice) {
        Profile profile = Profiles.ALL.of(slice.profile());
        long from = slice.fromFrame();
        long to = slice.toFrame();
        if (from < 0 || to < from || to > LAST_FRAME || profile.millis(to - from) > MAX_MS) {
            throw new IllegalArgumentException(
                    "data: expected frames in order, at most "
                            + MAX_MS
                            + " ms of them, got "
                            + from
                            + " to "
                            + to
                            + "; cut shorter slices");
        }
        long durationMs = durationMs(profile, from, to);
        if (slice.durationMs() < durationMs - SLACK_MS
                || slice.durationMs() > durationMs + SLACK_MS) {
            throw new IllegalArgumentException(
                    "ce_durationms: expected the length of the frames, "
                            + durationMs
                            + " ms, got "
                            + slice.durationMs());
        }
        if (slice.loud().length != 2 * rows(from, to)) {
            throw new IllegalArgumentException(
                    "data: expected "
                            + rows(from, to)
                            + " rows, one for two frames, got "
                            + slice.loud().length / 2);
        }
        long[] peaks = slice.peaks();
        if (!Peak.areInOrder(peaks)
                || peaks.length > 0
                        && (Peak.frame(peaks[0]) < from
                                || Peak.frame(peaks[peaks.length - 1]) >= to)) {
            throw new IllegalArgumentException(
                    "data: expected peaks in order, within frames "
                            + from
                            + " to "
                            + to
                            + ", got others; give each slice its own");
        }
        if (isTooDense(profile, peaks)) {
            throw new IllegalArgumentException("data: " + tooDense(profile));
        }
        return slice;
    }

    /**
     * Gives a window what a slice brings, cell by cell of its grid; it cuts packets as it would
     * have where it was heard.
     */
    public static void into(PeakWindow window, PeakSegment slice) {
        window.settled(slice.fromFrame());
        long[] peaks = slice.peaks();
        int next = 0;
        long from = slice.fromFrame();
        while (from < slice.toFrame()) {
            long to = Math.min(slice.toFrame(), PeakWindow.cellAfter(from));
            loud(window, slice, from, to);
            while (next < peaks.length && Peak.frame(peaks[next]) < to) {
                window.peak(peaks[next++]);
            }
            window.settled(to);
            from = to;
        }
    }

    private static void loud(PeakWindow window, PeakSegment slice, long from, long to) {
        long first = slice.fromFrame() / PeakWindow.ROW_FRAMES;
        int begin = (int) (from / PeakWindow.ROW_FRAMES - first);
        int end = begin + rows(from, to);
        for (int row = begin; row < end; row++) {
            long[] loud = slice.loud();
            window.loud((first + row) * PeakWindow.ROW_FRAMES, loud[2 * row], loud[2 * row + 1]);
        }
    }

    /**
     * True where peaks, which are in order, are closer together than a front end ever makes them:
     * they cost their square to hash.
     */
    public static boolean isTooDense(Profile profile, long[] peaks) {
        int most = mostTogether(profile);
        int frames = framesTogether(profile);
        for (int i = most; i < peaks.length; i++) {
            if (Peak.frame(peaks[i]) - Peak.frame(peaks[i - most]) < frames) {
                return true;
            }
        }
        return false;
    }

    /** What is wrong with such peaks. */
    public static String tooDense(Profile profile) {
        return "expected up to "
                + mostTogether(profile)
                + " peaks in "
                + framesTogether(profile)
                + " frames, got more";
    }

    /** A peak is the largest among its neighbours, so there is none beside it. */
    public static int mostTogether(Profile profile) {
        return profile.bands() / (profile.nearBands() + 1) + 1;
    }

    /**
     * Frames all of whose peaks are neighbours in time. The refined time of one may be in the frame
     * before its own, so it is one less than are compared. What follows a gap is compared with
     * nothing before it, but shares no sample with it either, and is a whole window later.
     */
    public static int framesTogether(Profile profile) {
        return Math.min(profile.nearFrames(), profile.windowSamples() / profile.hopSamples());
    }

    private static long durationMs(Profile profile, long from, long to) {
        return Math.round(profile.millis(to) - profile.millis(from));
    }

    private static int rows(long from, long to) {
        return (int)
                ((to + PeakWindow.ROW_FRAMES - 1) / PeakWindow.ROW_FRAMES
                        - from / PeakWindow.ROW_FRAMES);
    }
}
