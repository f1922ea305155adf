package dev.vigil.audit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The tree of a published log, read from its tiles: what is needed for a root or a proof, and no
 * more, some tiles of each level. Of one thread.
 */
public final class TileTree {
    private static final int HEIGHT = 8;

    /** Tiles that are kept: 8 MB. */
    private static final int MOST_KEPT = 1_024;

    private final TreeHasher hasher = new TreeHasher();
    private final Function<Tile, byte[]> tiles;
    private final Map<Tile, byte[]> read =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Tile, byte[]> eldest) {
                    return size() > MOST_KEPT;
                }
            };
    private final TreePaths paths = new TreePaths(this::node);
    private final long size;

    /**
     * @param size of the log, as its checkpoint has it
     * @param tiles gives the file of a tile
     */
    public TileTree(long size, Function<Tile, byte[]> tiles) {
        this.size = size;
        this.tiles = tiles;
    }

    /** The root when the log had that many entries. */
    public byte[] root(long ofSize) {
        return paths.root(ofSize);
    }

    /** RFC 6962, section 2.1.1. */
    public List<byte[]> inclusion(long index, long ofSize) {
        return paths.inclusion(index, ofSize);
    }

    /** RFC 6962, section 2.1.2. */
    public List<byte[]> consistency(long smaller, long larger) {
        return paths.consistency(smaller, larger);
    }

    /** The roots of its full subtrees: what is needed to add to it. */
    public RightEdge edge() {
        HashList hashes = new HashList();
        for (int level = Long.SIZE - 1; level >= 0; level--) {
            long index = size >> level;
            if ((index & 1) == 1) {
                hashes.add(node(level, index - 1));
            }
        }
        return new RightEdge(size, hashes.bytes());
    }

    /** What a tile above the lowest must hold: the roots of the full tiles below it. */
    public byte[] row(Tile tile) {
        HashList row = new HashList();
        int level = HEIGHT * tile.level();
        for (int i = 0; i < tile.width(); i++) {
            long index = tile.index() * Tile.FULL + i;
            row.add(hasher.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1)));
        }
        return row.bytes();
    }

    /** A tile has each eighth level; those between are made of it. */
    private byte[] node(int level, long index) {
        int below = level % HEIGHT;
        if (below == 0) {
            return hash(level / HEIGHT, index);
        }
        return hasher.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
    }

    private byte[] hash(int tileLevel, long index) {
        long count = size >> HEIGHT * tileLevel;
        long number = index / Tile.FULL;
        int width = (int) Math.min(Tile.FULL, count - number * Tile.FULL);
        Tile tile = new Tile(tileLevel, number, width);
        byte[] bytes = read.computeIfAbsent(tile, tiles);
        if (bytes.length != width * TreeHasher.BYTES) {
            throw new IllegalArgumentException(
                    tile.path()
                            + ": expected "
                            + width
                            + " hashes of 32 bytes, got "
                            + bytes.length
                            + " bytes");
        }
        int at = (int) (index % Tile.FULL) * TreeHasher.BYTES;
        return Arrays.copyOfRange(bytes, at, at + TreeHasher.BYTES);
    }
}
