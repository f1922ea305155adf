package dev.vigil.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A part of the published log, C2SP tlog-tiles: up to 256 hashes of one level in one file. Level 0
 * are the hashes of the entries; each of a level above is the root over a full tile below.
 *
 * @param index of the tile on its level
 * @param width how many hashes it has; fewer than 256 at the right edge of the tree
 */
public record Tile(int level, long index, int width) {
    /** Of a full tile. */
    public static final int FULL = 256;

    /** Binary levels of the tree that a tile stands for. */
    private static final int HEIGHT = 8;

    private static final int LONGEST_ENTRY = 65_535;

    /** The path of its hashes, below the prefix of the log. */
    public String path() {
        return "tile/" + level + "/" + number() + part();
    }

    /** The path of its entries; of level 0 only. */
    public String entriesPath() {
        return "tile/entries/" + number() + part();
    }

    /** In elements of three digits, all but the last behind an x: 1234067 is x001/x234/067. */
    private String number() {
        String path = String.format(Locale.ROOT, "%03d", index % 1_000);
        for (long rest = index / 1_000; rest > 0; rest /= 1_000) {
            path = String.format(Locale.ROOT, "x%03d/", rest % 1_000) + path;
        }
        return path;
    }

    private String part() {
        return width == FULL ? "" : ".p/" + width;
    }

    /** Its file. */
    public byte[] bytes(MerkleTree tree) {
        return tree.row(HEIGHT * level, index * FULL, index * FULL + width);
    }

    /** The file of its entries: each behind its length in two bytes, the big end first. */
    public static byte[] bundle(List<byte[]> entries) {
        int length = entries.stream().mapToInt(entry -> Short.BYTES + entry.length).sum();
        ByteBuffer out = ByteBuffer.allocate(length);
        for (byte[] entry : entries) {
            if (entry.length > LONGEST_ENTRY) {
                throw new IllegalArgumentException(
                        "entry: expected up to " + LONGEST_ENTRY + " bytes, got " + entry.length);
            }
            out.putShort((short) entry.length).put(entry);
        }
        return out.array();
    }

    /**
     * The entries in a file of them.
     *
     * @throws IllegalArgumentException where it is no such file
     */
    public static List<byte[]> entries(byte[] bundle) {
        List<byte[]> entries = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bundle);
        while (in.hasRemaining()) {
            int length = in.remaining() < Short.BYTES ? -1 : Short.toUnsignedInt(in.getShort());
            if (length < 0 || length > in.remaining()) {
                throw new IllegalArgumentException(
                        "entries: expected each behind its length in two bytes, got "
                                + in.remaining()
                                + " bytes at the end");
            }
            byte[] entry = new byte[length];
            in.get(entry);
            entries.add(entry);
        }
        return entries;
    }

    /** How many hashes a level of tiles has in a log of that size. */
    static long count(long size, int level) {
        return size >> HEIGHT * level;
    }

    /** The tile that the next hash of its level goes to; of width 0 where the last one is full. */
    public static Tile last(long size, int level) {
        long count = count(size, level);
        return new Tile(level, count / FULL, (int) (count % FULL));
    }

    /** Entries up to the end of it. */
    public long to() {
        return index * FULL + width << HEIGHT * level;
    }

    /** All tiles of a log of that size, those of level 0 first. */
    public static List<Tile> all(long size) {
        return from(0, size);
    }

    /** Those above level 0. */
    public static List<Tile> above(long size) {
        return from(1, size);
    }

    private static List<Tile> from(int lowest, long size) {
        List<Tile> tiles = new ArrayList<>();
        for (int level = lowest; count(size, level) > 0; level++) {
            long count = count(size, level);
            for (long index = 0; index * FULL < count; index++) {
                tiles.add(new Tile(level, index, (int) Math.min(FULL, count - index * FULL)));
            }
        }
        return tiles;
    }
}
