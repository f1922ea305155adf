package dev.vigil.client.audit;

import dev.vigil.audit.Tile;
import dev.vigil.audit.TreeHasher;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a published log as they are written and read on. */
final class PublicationFiles {
    private static final String RESUME = "resume";

    private final Path folder;

    PublicationFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Empty for none. */
    Optional<String> checkpoint() throws IOException {
        Path checkpoint = folder.resolve(PublishedLog.CHECKPOINT);
        return Files.exists(checkpoint)
                ? Optional.of(Files.readString(checkpoint))
                : Optional.empty();
    }

    /** The hashes of a tile that is published. */
    byte[] tile(Tile tile) {
        Path file = folder.resolve(tile.path());
        try {
            byte[] hashes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            int expected = tile.width() * TreeHasher.BYTES;
            if (hashes.length != expected) {
                throw new IOException(
                        file
                                + ": expected a tile of "
                                + expected
                                + " bytes, got "
                                + hashes.length
                                + " (ALTERED); keep the folder, it is the evidence, and publish to"
                                + " another one");
            }
            return hashes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The tile's file; of the lowest level those of its entries, too.
     *
     * @param pages of the tile
     */
    void write(Tile tile, byte[] hashes, List<AuditPage> pages) {
        try {
            write(tile.path(), hashes);
            if (tile.level() == 0) {
                writeEntries(tile, pages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeEntries(Tile tile, List<AuditPage> pages) throws IOException {
        List<byte[]> entries = new ArrayList<>();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (AuditPage page : pages) {
            entries.add(page.leaf().getBytes(StandardCharsets.UTF_8));
            lines.write(Json.bytes(page));
            lines.write('\n');
        }
        write(tile.entriesPath(), Tile.bundle(entries));
        write(pagesPath(tile), lines.toByteArray());
    }

    static String pagesPath(Tile tile) {
        return tile.entriesPath().replace("tile/entries/", PublishedLog.PAGES);
    }

    /**
     * The checkpoint last, so that a reader sees none whose files are missing; what it needs to
     * read on before it, so that it is there wherever a run ends.
     */
    void write(long size, String note, ResumePoint resume) throws IOException {
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        write("seals/" + size, bytes);
        write(RESUME + "/" + size, Json.bytes(resume));
        write(PublishedLog.CHECKPOINT, bytes);
    }

    /**
     * Of a checkpoint of that size; empty where there is none: the topic is read from its start.
     */
    Optional<ResumePoint> resume(long size) throws IOException {
        Path file = folder.resolve(RESUME).resolve(Long.toString(size));
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(Files.readAllBytes(file), ResumePoint.class));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What no checkpoint needs any more. Pages are large: of those of a tile that is not full only
     * the last ones are kept.
     */
    void dropOld(long before, long size) throws IOException {
        for (long index : new long[] {before / Tile.FULL, size / Tile.FULL}) {
            int width = (int) Math.min(Tile.FULL, size - index * Tile.FULL);
            Path last = folder.resolve(pagesPath(new Tile(0, index, width)));
            Path full = folder.resolve(pagesPath(new Tile(0, index, Tile.FULL)));
            dropAllBut(last, full.resolveSibling(full.getFileName() + ".p"));
        }
        Path resume = folder.resolve(RESUME);
        dropAllBut(resume.resolve(Long.toString(size)), resume);
    }

    private static void dropAllBut(Path last, Path in) throws IOException {
        if (Files.isDirectory(in)) {
            try (Stream<Path> files = Files.list(in)) {
                for (Path file : files.filter(it -> !it.equals(last)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Readers see all of a file or the one before. */
    private void write(String path, byte[] bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, bytes);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
