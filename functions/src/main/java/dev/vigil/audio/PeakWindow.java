package dev.vigil.audio;

import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PeakWindowState;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Keeps the peaks and the loud cells of the last 16 s of a stream and cuts packets on an absolute
 * grid of 2 s, so that packets don't depend on how the audio was cut.
 *
 * <p>Single-threaded, one per stream. Of grid cells that a gap leaves empty only those give a
 * packet that an upload is searched at.
 */
public final class PeakWindow implements PeakSink {
    /** Frames between two packets, 2.0 s. */
    public static final int GRID_FRAMES = 86;

    /** Frames that a packet covers at most, 16.0 s. */
    public static final int WINDOW_FRAMES = 8 * GRID_FRAMES;

    /** Packets of an upload of which the last is searched, for what is new in all of them. */
    public static final int UPLOAD_CELLS = 4;

    /** Frames in a row of the loud picture. */
    public static final int ROW_FRAMES = 2;

    /** Rows that are kept: a window and, ahead of its end, the frames that a peak waits for. */
    private static final int LOUD_ROWS = WINDOW_FRAMES / ROW_FRAMES + 16;

    private final Profile profile;
    private final Consumer<Packet> out;
    private long[] peaks = new long[1024];
    private int count;
    private final long[] loud = new long[2 * LOUD_ROWS];
    private long loudEnd;
    private long nextFrom;
    private long nextTo = GRID_FRAMES;

    public PeakWindow(Profile profile, Consumer<Packet> out) {
        this.profile = profile;
        this.out = out;
    }

    /** Begins at a frame of a stream, without those before it. */
    public PeakWindow(Profile profile, long frame, Consumer<Packet> out) {
        this(profile, out);
        nextFrom = cellAfter(frame) - GRID_FRAMES;
        nextTo = cellAfter(frame);
    }

    /** Goes on where a snapshot was taken. */
    public PeakWindow(Profile profile, PeakWindowState state, Consumer<Packet> out) {
        this(profile, out);
        peaks = Arrays.copyOf(state.peaks(), Math.max(1024, state.peaks().length));
        count = state.peaks().length;
        loudEnd = state.loudEnd();
        restore(state.loud());
        nextFrom = state.nextFrom();
        nextTo = state.nextTo();
    }

    /** The rows before the end; a snapshot of before there were any has null. */
    private void restore(long[] rows) {
        int known = rows == null ? 0 : rows.length / 2;
        for (int back = 1; back <= Math.min(known, LOUD_ROWS); back++) {
            System.arraycopy(rows, 2 * (known - back), loud, slot(loudEnd - back), 2);
        }
    }

    /** A snapshot from which another instance goes on as if it were this one. */
    public PeakWindowState state() {
        return new PeakWindowState(
                profile.id(),
                Arrays.copyOf(peaks, count),
                rows(loudEnd - LOUD_ROWS, loudEnd),
                loudEnd,
                nextFrom,
                nextTo);
    }

    @Override
    public void loud(long frame, long low, long high) {
        long row = frame / ROW_FRAMES;
        for (loudEnd = Math.max(loudEnd, row + 1 - LOUD_ROWS); loudEnd <= row; loudEnd++) {
            Arrays.fill(loud, slot(loudEnd), slot(loudEnd) + 2, 0);
        }
        loud[slot(row)] |= low;
        loud[slot(row) + 1] |= high;
    }

    private static int slot(long row) {
        return 2 * (int) Math.floorMod(row, (long) LOUD_ROWS);
    }

    /** Two longs a row; rows without sound yet are empty. Up to the ring's end, then on. */
    private long[] rows(long from, long to) {
        long[] rows = new long[2 * (int) (to - from)];
        long end = Math.min(to, loudEnd);
        for (long row = from; row < end; ) {
            int at = slot(row);
            int piece = (int) Math.min(end - row, (loud.length - at) / 2);
            System.arraycopy(loud, at, rows, 2 * (int) (row - from), 2 * piece);
            row += piece;
        }
        return rows;
    }

    @Override
    public void peak(long packed) {
        if (count == peaks.length) {
            peaks = Arrays.copyOf(peaks, 2 * count);
        }
        peaks[count++] = packed;
    }

    @Override
    public void settled(long frame) {
        if (frame < nextTo) {
            return;
        }
        cut(nextTo, false);
        if (frame >= nextTo && afterLast() > nextFrom) {
            // Ahead of a gap, peaks of the next cell are decided with those of this one.
            cut(nextTo, false);
        }
        if (frame >= nextTo) {
            cutDueBefore(frame);
            nextFrom = frame / GRID_FRAMES * GRID_FRAMES;
            nextTo = nextFrom + GRID_FRAMES;
        }
    }

    /** Of an upload every fourth packet is searched: of a gap too, where its others have peaks. */
    private void cutDueBefore(long frame) {
        long first = nextFrom / GRID_FRAMES / UPLOAD_CELLS * UPLOAD_CELLS;
        long due = first + UPLOAD_CELLS - 1;
        if (due < frame / GRID_FRAMES && afterLast() > first * GRID_FRAMES) {
            nextFrom = due * GRID_FRAMES;
            nextTo = nextFrom + GRID_FRAMES;
            cut(nextTo, false);
        }
    }

    /** First frame of the grid cell after that of a frame. */
    public static long cellAfter(long frame) {
        return (frame / GRID_FRAMES + 1) * GRID_FRAMES;
    }

    /** The end of the stream: gives the last packet, even an empty one. */
    public void finish(long settledFrame) {
        cut(Math.max(nextFrom, Math.max(settledFrame, afterLast())), true);
    }

    private long afterLast() {
        return count == 0 ? 0 : Peak.frame(peaks[count - 1]) + 1;
    }

    private void cut(long toFrame, boolean last) {
        int begin = firstFrom(toFrame - WINDOW_FRAMES);
        int end = firstFrom(toFrame);
        long sequence = nextFrom / GRID_FRAMES;
        out.accept(
                new Packet(
                        profile.id(),
                        sequence,
                        nextFrom,
                        toFrame,
                        Arrays.copyOfRange(peaks, begin, end),
                        rows(
                                Math.max(0, toFrame - WINDOW_FRAMES) / ROW_FRAMES,
                                (toFrame + ROW_FRAMES - 1) / ROW_FRAMES),
                        last));
        nextFrom = toFrame;
        nextTo = toFrame + GRID_FRAMES;
        int keep = begin;
        System.arraycopy(peaks, keep, peaks, 0, count - keep);
        count -= keep;
    }

    private int firstFrom(long frame) {
        int at = Arrays.binarySearch(peaks, 0, count, Peak.startOf(Math.max(0, frame)));
        return at < 0 ? -at - 1 : at;
    }
}
