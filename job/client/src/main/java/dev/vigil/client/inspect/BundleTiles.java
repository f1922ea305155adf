package dev.vigil.client.inspect;

import dev.vigil.audit.LogFault;
import dev.vigil.audit.Tile;
import dev.vigil.audit.TileTree;
import dev.vigil.audit.TreeHasher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Those tiles of a log (C2SP tlog-tiles) that a bundle has: enough to lead from its pages to the
 * head. Of one thread.
 */
final class BundleTiles {
    /** Tiles in memory: 8 kB each. */
    private static final int MOST_HELD = 4_096;

    private final BundleFolder folder;
    private final long size;
    private final BundleFindings findings;
    private final TreeHasher hasher = new TreeHasher();
    private final Map<Tile, byte[]> held =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Tile, byte[]> eldest) {
                    return size() > MOST_HELD;
                }
            };

    /**
     * @param size of the log, as its head has it
     */
    BundleTiles(BundleFolder folder, long size, BundleFindings findings) {
        this.folder = folder;
        this.size = size;
        this.findings = findings;
    }

    /** Holds a root against the tiles. */
    void requireRoot(String place, long ofSize, byte[] root) {
        try {
            byte[] found = new TileTree(size, this::bytes).root(ofSize);
            if (!Arrays.equals(found, root)) {
                findings.add(
                        LogFault.ALTERED,
                        place,
                        "expected the root of the tiles in "
                                + BundleFolder.LOG
                                + ", got another one");
            }
        } catch (IllegalArgumentException e) {
            findings.add(LogFault.ALTERED, place, e.getMessage());
        }
    }

    /** True where the log has that hash as that entry. */
    boolean holds(long index, byte[] leafHash) {
        if (index < 0 || index >= size) {
            return false;
        }
        Tile tile = tile(0, index / Tile.FULL);
        byte[] bytes = bytes(tile);
        int at = (int) (index % Tile.FULL) * TreeHasher.BYTES;
        return bytes.length == tile.width() * TreeHasher.BYTES
                && Arrays.equals(bytes, at, at + TreeHasher.BYTES, leafHash, 0, TreeHasher.BYTES);
    }

    private Tile tile(int level, long number) {
        long count = size >> 8 * level;
        return new Tile(level, number, (int) Math.min(Tile.FULL, count - number * Tile.FULL));
    }

    /** Empty where the tile is not there; that is named. */
    private byte[] bytes(Tile tile) {
        byte[] bytes = held.get(tile);
        if (bytes == null) {
            bytes = read(tile);
            held.put(tile, bytes);
            check(tile, bytes);
        }
        return bytes;
    }

    private byte[] read(Tile tile) {
        String name = BundleFolder.LOG + "/" + tile.path();
        try {
            return Files.readAllBytes(folder.file(name));
        } catch (NoSuchFileException e) {
            findings.add(LogFault.MISSING, name, "expected this file, got none");
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root over a full tile is in the tile above; those at the edge lead to the head. */
    private void check(Tile tile, byte[] bytes) {
        String name = BundleFolder.LOG + "/" + tile.path();
        if (bytes.length == 0) {
            return;
        }
        if (bytes.length != tile.width() * TreeHasher.BYTES) {
            findings.add(
                    LogFault.ALTERED,
                    name,
                    "expected "
                            + tile.width()
                            + " hashes of 32 bytes, got "
                            + bytes.length
                            + " bytes");
        } else if (tile.width() == Tile.FULL) {
            Tile above = tile(tile.level() + 1, tile.index() / Tile.FULL);
            byte[] roots = bytes(above);
            int at = (int) (tile.index() % Tile.FULL) * TreeHasher.BYTES;
            boolean fits =
                    roots.length >= at + TreeHasher.BYTES
                            && Arrays.equals(
                                    roots,
                                    at,
                                    at + TreeHasher.BYTES,
                                    root(bytes),
                                    0,
                                    TreeHasher.BYTES);
            if (!fits) {
                findings.add(
                        LogFault.ALTERED,
                        name,
                        "expected hashes with the root that "
                                + above.path()
                                + " has, got others in one of both");
            }
        }
    }

    private byte[] root(byte[] full) {
        byte[][] row = new byte[Tile.FULL][];
        for (int i = 0; i < row.length; i++) {
            row[i] = Arrays.copyOfRange(full, i * TreeHasher.BYTES, (i + 1) * TreeHasher.BYTES);
        }
        for (int count = row.length; count > 1; count /= 2) {
            for (int i = 0; i < count / 2; i++) {
                row[i] = hasher.node(row[2 * i], row[2 * i + 1]);
            }
        }
        return row[0];
    }
}
