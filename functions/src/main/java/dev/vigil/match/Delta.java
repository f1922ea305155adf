package dev.vigil.match;

import dev.vigil.audio.Peak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The part of the index that grows: chained postings, for feeds and fresh references. */
final class Delta extends Shelf {
    /** A reference that grows gets time line for 10 minutes at once, 1/64 frames. */
    private static final long RESERVE = 26_000L * Peak.PER_FRAME;

    private final Map<Integer, Piece> pieces = new HashMap<>();
    private final Map<Integer, Room> rooms = new HashMap<>();
    private int[] heads = new int[1 << 10];
    private int[] next = new int[1 << 10];
    private int[] keys = new int[1 << 10];
    private long[] postings = new long[1 << 10];
    private int count;

    /** Where on the time line a reference grows, and the reference time at which that is full. */
    private record Room(int block, long end) {}

    Delta() {
        Arrays.fill(heads, -1);
    }

    /** Adds the triples of a piece; pieces of one reference come in order. */
    void add(Piece piece, int followers) {
        int block = roomFor(piece);
        long[] peaks = piece.peaks();
        piece.each(
                followers,
                (a, b, c) ->
                        put(
                                Posting.keyOf(peaks[a], peaks[b], peaks[c]),
                                Posting.pack(
                                        place(block, Peak.time(peaks[a])),
                                        peaks[a],
                                        peaks[b],
                                        peaks[c])));
        pieces.merge(
                piece.reference(),
                piece,
                (old, more) -> new Piece(old.reference(), more.peaks(), old.from(), more.to()));
    }

    private int roomFor(Piece piece) {
        Room room = rooms.get(piece.reference());
        long end = piece.start() + piece.duration();
        if (room == null || end > room.end()) {
            long duration =
                    piece.from() == 0 ? piece.duration() : Math.max(RESERVE, piece.duration());
            int block = addBlock(piece.reference(), piece.start(), duration);
            room = new Room(block, piece.start() + duration);
            rooms.put(piece.reference(), room);
        }
        return room.block();
    }

    private void put(int key, long posting) {
        if (count == postings.length) {
            grow();
        }
        keys[count] = key;
        postings[count] = posting;
        link(count++);
    }

    private void link(int i) {
        int head = head(keys[i]);
        next[i] = heads[head];
        heads[head] = i;
    }

    private int head(int key) {
        return (key * 0x9E3779B9) >>> (32 - Integer.numberOfTrailingZeros(heads.length));
    }

    private void grow() {
        int size = 2 * count;
        keys = Arrays.copyOf(keys, size);
        postings = Arrays.copyOf(postings, size);
        next = new int[size];
        heads = new int[size];
        Arrays.fill(heads, -1);
        for (int i = 0; i < count; i++) {
            link(i);
        }
    }

    /** First posting of the chain in which the key's postings are, -1 for none. */
    int first(int key) {
        return heads[head(key)];
    }

    /** The posting after this one in its chain, -1 at the end. */
    int next(int posting) {
        return next[posting];
    }

    int key(int posting) {
        return keys[posting];
    }

    long posting(int posting) {
        return postings[posting];
    }

    List<Piece> pieces() {
        return new ArrayList<>(pieces.values());
    }

    @Override
    int postings() {
        return count;
    }

    @Override
    long bytes() {
        return 20L * postings.length + blockBytes();
    }
}
