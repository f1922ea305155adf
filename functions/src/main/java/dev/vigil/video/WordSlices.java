package dev.vigil.video;

import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.WordSegment;
import dev.vigil.schema.media.WordSegmentBuilder;
import java.util.Arrays;

/**
 * Words on their way from where they are made to where they are searched: packets are cut to what
 * is new in them, and a {@link WordWindow} makes the same packets of it again.
 */
public final class WordSlices {
    /** Declared and real length may differ by a rounding of each side. */
    private static final long SLACK_MS = 2;

    /** 34 years, of which a frame's number keeps well clear of its 44 bits. */
    private static final long LAST_FRAME = 1L << 33;

    /** Windows of a stream: those that need no looking for, and rectangles. */
    private static final int MOST_WINDOWS = PictureStream.MOST_FIXED + PictureStream.MOST_INSETS;

    private WordSlices() {}

    /**
     * What is new in a packet. One that has no frames, as the last of a stream may, is not sent.
     *
     * @param captureTime when its first new frame was captured (UTC epoch ms)
     */
    public static WordSegment of(
            PictureProfile profile, Packet packet, String sessionId, long seq, long captureTime) {
        return WordSegmentBuilder.builder()
                .sessionId(sessionId)
                .seq(seq)
                .captureTime(captureTime)
                .receivedAt(captureTime)
                .durationMs(durationMs(profile, packet.fromFrame(), packet.toFrame()))
                .profile(packet.profile())
                .fromFrame(packet.fromFrame())
                .toFrame(packet.toFrame())
                .windows(packet.windows())
                .words(newWords(packet))
                .build();
    }

    private static long[] newWords(Packet packet) {
        long[] words = packet.peaks();
        int from = 0;
        while (from < words.length && PictureWord.frame(words[from]) < packet.fromFrame()) {
            from += PictureWord.LONGS;
        }
        return Arrays.copyOfRange(words, from, words.length);
    }

    /**
     * A slice whose frames and words belong together.
     *
     * @throws IllegalArgumentException for one that no packet was cut to
     */
    public static WordSegment checked(WordSegment slice) {
        PictureProfile profile = PictureProfile.CURRENT;
        if (!profile.id().equals(slice.profile())) {
            throw new IllegalArgumentException(
                    "content-type: expected profile "
                            + profile.id()
                            + ", got "
                            + slice.profile()
                            + "; upgrade the job, or make the words again");
        }
        long from = slice.fromFrame();
        long to = slice.toFrame();
        int grid = PictureStream.GRID_FRAMES;
        if (from < 0 || to <= from || to > LAST_FRAME || (to - 1) / grid != from / grid) {
            throw new IllegalArgumentException(
                    "data: expected frames in order, within 16 that begin at a multiple of 16, got "
                            + from
                            + " to "
                            + to
                            + "; send a slice for each 2 s");
        }
        long durationMs = durationMs(profile, from, to);
        if (slice.durationMs() < durationMs - SLACK_MS
                || slice.durationMs() > durationMs + SLACK_MS) {
            throw new IllegalArgumentException(
                    "ce_durationms: expected the length of the frames, "
                            + durationMs
                            + " ms, got "
                            + slice.durationMs()
                            + "; correct it");
        }
        checkWindows(slice.windows());
        check(slice.words(), from, to, MOST_WINDOWS);
        return slice;
    }

    private static void checkWindows(int[] windows) {
        boolean good = windows.length <= 4 * MOST_WINDOWS;
        for (int i = 0; good && i < windows.length; i += 4) {
            good = isWithin(windows[i], windows[i + 2]) && isWithin(windows[i + 1], windows[i + 3]);
        }
        if (!good) {
            throw new IllegalArgumentException(
                    "data: expected up to "
                            + MOST_WINDOWS
                            + " windows within the picture, of 1,024 parts a side, got others; make"
                            + " the words again");
        }
    }

    private static boolean isWithin(int from, int length) {
        return from >= 0 && length >= 0 && from + length <= Window.SIDE;
    }

    /**
     * Refuses words that can't be of these frames and windows.
     *
     * @param windows number of windows
     * @throws IllegalArgumentException with what was expected
     */
    public static void check(long[] words, long fromFrame, long toFrame, int windows) {
        boolean good = PictureWord.areInOrder(words);
        for (int i = 0; good && i < words.length; i += PictureWord.LONGS) {
            long head = words[i];
            good =
                    head >= 0
                            && PictureWord.frame(head) >= fromFrame
                            && PictureWord.frame(head) < toFrame
                            && PictureWord.window(head) < windows
                            && (PictureWord.hasPicture(head) || PictureWord.hasChange(head));
        }
        if (!good) {
            throw new IllegalArgumentException(
                    "data: expected words in order of time and window, of frames "
                            + fromFrame
                            + " to "
                            + toFrame
                            + " and "
                            + windows
                            + " windows, each of a picture or a change, got others; make them"
                            + " again");
        }
    }

    private static long durationMs(PictureProfile profile, long from, long to) {
        return Math.round(profile.millis(to) - profile.millis(from));
    }
}
