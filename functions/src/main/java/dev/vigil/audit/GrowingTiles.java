package dev.vigil.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The tiles at the right edge of a tree that grows: fewer than 256 hashes of each level, whatever
 * its size. A tile that gets full is given away. Of one thread.
 */
public final class GrowingTiles {
    private final Function<Tile, byte[]> files;
    private final List<HashList> rows = new ArrayList<>();
    private long size;

    /**
     * Of a tree without leaves.
     *
     * @param files gives the file of a full tile, and where it goes on the others, too
     */
    public GrowingTiles(Function<Tile, byte[]> files) {
        this(0, files);
    }

    /** As it was published with that many leaves. */
    public GrowingTiles(long size, Function<Tile, byte[]> files) {
        this.size = size;
        this.files = files;
        for (int level = 0; Tile.count(size, level) > 0; level++) {
            HashList row = new HashList(Tile.FULL);
            Tile tile = Tile.last(size, level);
            if (tile.width() > 0) {
                byte[] hashes = files.apply(tile);
                for (int i = 0; i < tile.width(); i++) {
                    row.add(HashList.copy(hashes, i * TreeHasher.BYTES));
                }
            }
            rows.add(row);
        }
    }

    /** Takes a tile that is full. */
    public interface Full {
        /**
         * @param hashes its file
         */
        void tile(Tile tile, byte[] hashes);
    }

    /** Adds a leaf by its hash. */
    public void add(byte[] leafHash, Full full) {
        size++;
        byte[] hash = leafHash;
        for (int level = 0; ; level++) {
            if (level == rows.size()) {
                rows.add(new HashList(Tile.FULL));
            }
            HashList row = rows.get(level);
            row.add(hash);
            if (row.size() < Tile.FULL) {
                return;
            }
            long index = Tile.count(size, level) / Tile.FULL - 1;
            full.tile(new Tile(level, index, Tile.FULL), row.bytes());
            hash = row.root();
            rows.set(level, new HashList(Tile.FULL));
        }
    }

    public long size() {
        return size;
    }

    /** The tiles that are not full. */
    public List<Tile> open() {
        List<Tile> open = new ArrayList<>();
        for (int level = 0; level < rows.size(); level++) {
            if (rows.get(level).size() > 0) {
                open.add(Tile.last(size, level));
            }
        }
        return open;
    }

    /** The file of one that is not full. */
    public byte[] bytes(Tile open) {
        return rows.get(open.level()).bytes();
    }

    /** The root when it had that many leaves: without a file where that is all of them. */
    public byte[] root(long ofSize) {
        return tree().root(ofSize);
    }

    /** The same tree for those who need its full subtrees alone. */
    public RightEdge edge() {
        return tree().edge();
    }

    private TileTree tree() {
        return new TileTree(
                size, tile -> tile.width() < Tile.FULL ? bytes(tile) : files.apply(tile));
    }

    /** Hashes in memory. */
    public int held() {
        return rows.stream().mapToInt(HashList::size).sum();
    }
}
