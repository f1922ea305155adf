package dev.vigil.client.audit;

import dev.vigil.audit.LogEntries;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogRecords;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.Tile;
import dev.vigil.audit.TileTree;
import dev.vigil.audit.TreeHasher;
import dev.vigil.schema.audit.AuditPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Reads a published log: its pages, and what in its files contradicts itself. */
final class PublishedReader {
    private final PublishedLog log;
    private final String origin;
    private final Findings findings;
    private final TreeHasher hasher = new TreeHasher();

    /** Takes what is wrong. */
    interface Findings {
        void add(LogFault fault, String place, String message);
    }

    PublishedReader(PublishedLog log, String origin, Findings findings) {
        this.log = log;
        this.origin = origin;
        this.findings = findings;
    }

    /**
     * The checkpoint as it is there, signed by any key; empty where there is none.
     *
     * @throws IOException where that can't be known
     */
    Optional<String> checkpoint() throws IOException {
        Optional<byte[]> bytes = log.get(PublishedLog.CHECKPOINT);
        if (bytes.isEmpty()) {
            findings.add(
                    LogFault.CUT,
                    PublishedLog.CHECKPOINT,
                    "expected the checkpoint of a log, got no such file; check the address");
        }
        return bytes.map(it -> new String(it, StandardCharsets.UTF_8));
    }

    static Optional<SealText> head(String checkpoint) {
        try {
            return Optional.of(SealText.parse(SignedNote.parse(checkpoint).text()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Entries and their digests for proofs; what is wrong in the files is an error. */
    static LogEntries entries(PublishedLog log, String origin, Collection<NoteKey> keys)
            throws IOException {
        PublishedReader reader =
                new PublishedReader(
                        log,
                        origin,
                        (fault, place, message) -> {
                            throw new IllegalArgumentException(
                                    fault + " " + place + ": " + message);
                        });
        String checkpoint = reader.checkpoint().orElseThrow();
        SealText head =
                head(checkpoint)
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "checkpoint: expected a signed note, got another"
                                                        + " text"));
        LogEntries entries = new LogEntries(origin, keys, 0);
        try {
            reader.pages(head.size()).forEachRemaining(entries::entry);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        entries.seal(checkpoint);
        return entries;
    }

    /** All pages of a log of that size, as far as its files go; a tile at a time. */
    Iterator<AuditPage> pages(long size) {
        return new Iterator<>() {
            private final Deque<AuditPage> read = new ArrayDeque<>();
            private long tiles;

            @Override
            public boolean hasNext() {
                if (read.isEmpty() && tiles * Tile.FULL < size) {
                    long width = Math.min(Tile.FULL, size - tiles * Tile.FULL);
                    boolean isThere = addPages(new Tile(0, tiles, (int) width), read);
                    tiles = isThere ? tiles + 1 : Long.MAX_VALUE / Tile.FULL;
                }
                return !read.isEmpty();
            }

            @Override
            public AuditPage next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return read.remove();
            }
        };
    }

    /** The pages of a tile; false where that is not whole. */
    boolean addPages(Tile tile, Collection<AuditPage> pages) {
        Optional<byte[]> hashes = file(tile.path());
        Optional<byte[]> bundle = file(tile.entriesPath());
        String pagesPath = PublicationFiles.pagesPath(tile);
        Optional<byte[]> lines = file(pagesPath);
        if (hashes.isEmpty() || bundle.isEmpty() || lines.isEmpty()) {
            return false;
        }
        List<byte[]> entries = entries(tile, bundle.get());
        List<Optional<AuditPage>> read = lines(lines.get());
        boolean isWhole = hashes.get().length == tile.width() * TreeHasher.BYTES;
        if (!isWhole || entries.size() != tile.width() || read.size() != tile.width()) {
            findings.add(
                    LogFault.ALTERED,
                    !isWhole
                            ? tile.path()
                            : entries.size() != tile.width() ? tile.entriesPath() : pagesPath,
                    "expected " + tile.width() + " of them, got another number");
            return false;
        }
        for (int i = 0; i < tile.width(); i++) {
            long index = tile.index() * Tile.FULL + i;
            int at = i * TreeHasher.BYTES;
            byte[] hash = Arrays.copyOfRange(hashes.get(), at, at + TreeHasher.BYTES);
            pages.add(page(index, hash, entries.get(i), read.get(i)));
        }
        return true;
    }

    private List<byte[]> entries(Tile tile, byte[] bundle) {
        try {
            return Tile.entries(bundle);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static List<Optional<AuditPage>> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> LogRecords.page(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** The entry is there three times: what two agree on is taken, and the third is named. */
    private AuditPage page(long index, byte[] hash, byte[] entry, Optional<AuditPage> page) {
        String text = new String(entry, StandardCharsets.UTF_8);
        boolean entryFits = Arrays.equals(hasher.leaf(entry), hash);
        boolean pageFits =
                page.isPresent()
                        && page.get().origin().equals(origin)
                        && Arrays.equals(
                                hasher.leaf(page.get().leaf().getBytes(StandardCharsets.UTF_8)),
                                hash);
        if (!entryFits || !pageFits) {
            findings.add(
                    LogFault.ALTERED,
                    "page " + index,
                    "expected its entry, its hash and its digests of each other, got "
                            + (pageFits
                                    ? "another entry"
                                    : entryFits ? "other digests" : "another hash"));
        }
        if (page.isEmpty()) {
            return new AuditPage(origin, readable(text), List.of(), new byte[0]);
        }
        return entryFits && !pageFits ? page.get().withLeaf(text) : page.get();
    }

    /** What no page can have is as unreadable as no entry. */
    private static String readable(String text) {
        boolean isOne = !text.isEmpty() && text.length() <= AuditPage.MOST_LEAF;
        return isOne && text.chars().noneMatch(Character::isISOControl) ? text : "unreadable";
    }

    private Optional<byte[]> file(String path) {
        Optional<byte[]> bytes = get(path);
        if (bytes.isEmpty()) {
            findings.add(
                    LogFault.MISSING,
                    path,
                    "expected this file, as the checkpoint covers it, got none");
        }
        return bytes;
    }

    /** Tiles above the lowest hold roots of those below. */
    void checkUpperTiles(long size) {
        checkUpperTiles(size, Tile.above(size));
    }

    /**
     * The same of some of them.
     *
     * @param tiles above the lowest level
     */
    void checkUpperTiles(long size, List<Tile> tiles) {
        TileTree tree = new TileTree(size, this::unchecked);
        for (Tile tile : tiles) {
            Optional<byte[]> bytes = file(tile.path());
            if (bytes.isPresent() && !isOfTilesBelow(bytes.get(), tile, tree)) {
                findings.add(
                        LogFault.ALTERED,
                        tile.path(),
                        "expected the roots of the tiles below it, got others");
            }
        }
    }

    private static boolean isOfTilesBelow(byte[] bytes, Tile tile, TileTree tree) {
        try {
            return Arrays.equals(bytes, tree.row(tile));
        } catch (IllegalArgumentException e) {
            // One below is missing or cut off, and named.
            return true;
        }
    }

    private byte[] unchecked(Tile tile) {
        return get(tile.path()).orElse(new byte[0]);
    }

    private Optional<byte[]> get(String path) {
        try {
            return log.get(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
