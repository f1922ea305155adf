package dev.vigil.video;

import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.WordSegment;
import dev.vigil.schema.media.WordWindowState;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Slices of words to the packets that {@link PictureStream} has cut them from. One per stream, from
 * one thread; of cells of the grid without slices only those give a packet that an upload is
 * searched at.
 */
public final class WordWindow {
    private static final long[] NO_SOUND = {};

    private final String profile;
    private final Consumer<Packet> out;
    private long[] words = new long[1 << 10];
    private int count;
    private long nextFrom;
    private long nextTo;
    private long settled;
    private int[] windows = {};

    /** Begins at a frame of a stream, without those before it. */
    public WordWindow(PictureProfile profile, long frame, Consumer<Packet> out) {
        this.profile = profile.id();
        this.out = out;
        beginAt(frame);
    }

    /** Goes on where a snapshot was taken. */
    public WordWindow(WordWindowState state, Consumer<Packet> out) {
        this.profile = state.profile();
        this.out = out;
        count = state.words().length;
        words = Arrays.copyOf(state.words(), Math.max(words.length, count));
        nextFrom = state.nextFrom();
        nextTo = state.nextTo();
        settled = state.settled();
        windows = state.windows();
    }

    /** A snapshot from which another instance goes on as if it were this one. */
    public WordWindowState state() {
        return new WordWindowState(
                profile, Arrays.copyOf(words, count), nextFrom, nextTo, settled, windows);
    }

    /** Takes the next slice, which begins at or behind the end of the last. */
    public void accept(WordSegment slice) {
        if (slice.fromFrame() >= nextTo) {
            cutUpTo(slice.fromFrame());
        }
        forgetOthersThan(slice.windows());
        append(slice.words());
        settled = slice.toFrame();
        if (settled >= nextTo) {
            cutUpTo(settled);
        }
    }

    private void cutUpTo(long frame) {
        if (settled > nextFrom) {
            cut(nextTo, false);
            beginAt(nextTo);
        }
        long due = PictureStream.dueInGap(nextFrom, frame, words, count);
        if (due >= 0) {
            beginAt(due);
            cut(nextTo, false);
        }
        beginAt(frame);
    }

    private void beginAt(long frame) {
        nextFrom = frame / PictureStream.GRID_FRAMES * PictureStream.GRID_FRAMES;
        nextTo = nextFrom + PictureStream.GRID_FRAMES;
    }

    /** The end of the stream: gives the last packet, even an empty one. */
    public void finish() {
        cut(Math.max(nextFrom, settled), true);
    }

    private void cut(long toFrame, boolean last) {
        int old = 0;
        while (old < count
                && PictureWord.frame(words[old]) < toFrame - PictureStream.WINDOW_FRAMES) {
            old += PictureWord.LONGS;
        }
        System.arraycopy(words, old, words, 0, count - old);
        count -= old;
        out.accept(
                new Packet(
                        profile,
                        nextFrom / PictureStream.GRID_FRAMES,
                        nextFrom,
                        toFrame,
                        Arrays.copyOf(words, count),
                        NO_SOUND,
                        last,
                        windows));
    }

    /** Earlier words of a number that has another rectangle now are of something else. */
    private void forgetOthersThan(int[] now) {
        int kept = 0;
        for (int i = 0; i < count; i += PictureWord.LONGS) {
            if (isSame(PictureWord.window(words[i]), now)) {
                System.arraycopy(words, i, words, kept, PictureWord.LONGS);
                kept += PictureWord.LONGS;
            }
        }
        count = kept;
        windows = now;
    }

    private boolean isSame(int window, int[] now) {
        for (int i = 4 * window; i < 4 * window + 4; i++) {
            if (at(windows, i) != at(now, i)) {
                return false;
            }
        }
        return true;
    }

    /** A number without a rectangle is 0. */
    private static int at(int[] windows, int i) {
        return i < windows.length ? windows[i] : 0;
    }

    private void append(long[] more) {
        if (count + more.length > words.length) {
            words = Arrays.copyOf(words, 2 * (count + more.length));
        }
        System.arraycopy(more, 0, words, count, more.length);
        count += more.length;
    }
}
