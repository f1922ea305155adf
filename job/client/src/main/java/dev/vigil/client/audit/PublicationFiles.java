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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a published log as they are written and read on. */
final class PublicationFiles {
    private static final String RESUME = "resume";

    /** A check of a large log over HTTP takes minutes to hours; each hour of it may be 700 MB. */
    private static final Duration KEPT = Duration.ofHours(6);

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
        Path file = resumeOf(size);
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
     * Pages are large: those of a tile that was not full are dropped six hours after the next
     * checkpoint. Who took the one before that may still be reading.
     *
     * @param size of the newest checkpoint
     */
    void dropOld(long size) throws IOException {
        long sinceMs = writtenMs(size) - KEPT.toMillis();
        List<Long> sizes = resumeSizes().stream().filter(it -> it <= size).sorted().toList();
        for (int i = 0; i + 1 < sizes.size() && writtenMs(sizes.get(i + 1)) < sinceMs; i++) {
            Tile last = Tile.last(sizes.get(i), 0);
            Files.deleteIfExists(folder.resolve(pagesPath(last)));
            Files.delete(resumeOf(sizes.get(i)));
        }
    }

    private List<Long> resumeSizes() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(RESUME))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .map(Long::valueOf)
                    .toList();
        }
    }

    private long writtenMs(long size) throws IOException {
        return Files.getLastModifiedTime(resumeOf(size)).toMillis();
    }

    private Path resumeOf(long size) {
        return folder.resolve(RESUME).resolve(Long.toString(size));
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
