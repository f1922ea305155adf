package dev.vigil.client.audit;

import dev.vigil.audit.LogEntries;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.Tile;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Publishes a log as files (C2SP tlog-tiles): tiles and entries first, the checkpoint last, so that
 * a reader never sees one whose tiles are missing. Beside each tile of entries are the pages, a
 * record of the log a line, with the digests of their records. Each checkpoint is kept in {@code
 * seals/SIZE}, too.
 */
public final class LogPublication {
    private final Path folder;
    private final NoteKey key;

    public LogPublication(Path folder, NoteKey key) {
        this.folder = folder;
        this.key = key;
    }

    /**
     * The head that is published; empty for none.
     *
     * @throws IOException where what is there is no checkpoint of the log
     */
    public Optional<SealText> published() throws IOException {
        Path checkpoint = folder.resolve(PublishedLog.CHECKPOINT);
        if (!Files.exists(checkpoint)) {
            return Optional.empty();
        }
        try {
            SignedNote note = SignedNote.parse(Files.readString(checkpoint));
            SealText head = SealText.parse(note.text());
            if (head.origin().equals(key.name()) && note.isSignedBy(List.of(key))) {
                return Optional.of(head);
            }
        } catch (IllegalArgumentException e) {
            // Named below.
        }
        throw new IOException(
                checkpoint
                        + ": expected a checkpoint of "
                        + key.name()
                        + " that its key verifies, got another text; publish to another folder");
    }

    /** The first entry whose page a further publication needs: that of the tile it goes on in. */
    public long from() throws IOException {
        long size = published().map(SealText::size).orElse(0L);
        return size - size % Tile.FULL;
    }

    /**
     * Publishes up to the newest seal.
     *
     * @param log its pages from {@link #from} on
     * @return entries that are published now
     * @throws IOException where a seal, or what is published, contradicts the log
     */
    public long publish(LogEntries log) throws IOException {
        if (log.contradicting().isPresent()) {
            throw new IOException(
                    key.name()
                            + ": expected seals of its pages, got one of "
                            + log.contradicting().get().size()
                            + " pages that does not fit them; check the log with vigil audit verify");
        }
        long before = requireContinuation(log);
        long size = log.sealed();
        if (size > before) {
            for (Tile tile : Tile.grown(before, size)) {
                write(tile.path(), tile.bytes(log.tree()));
                if (tile.level() == 0) {
                    writeEntries(tile, log);
                }
            }
            String note = log.newest().orElseThrow().toString();
            write("seals/" + size, note.getBytes(StandardCharsets.UTF_8));
            write(PublishedLog.CHECKPOINT, note.getBytes(StandardCharsets.UTF_8));
        }
        return Math.max(before, size);
    }

    private long requireContinuation(LogEntries log) throws IOException {
        Optional<SealText> head = published();
        if (head.isEmpty()) {
            return 0;
        }
        long size = head.get().size();
        boolean fits =
                size <= log.tree().size()
                        && Arrays.equals(log.tree().root(size), head.get().root());
        if (!fits) {
            throw new IOException(
                    folder
                            + ": expected a log that begins with the "
                            + size
                            + " pages published there, got "
                            + (size > log.tree().size()
                                    ? "one of " + log.tree().size() + " pages (CUT)"
                                    : "another one (FORKED)")
                            + "; keep the folder, it is the evidence");
        }
        return size;
    }

    private void writeEntries(Tile tile, LogEntries log) throws IOException {
        List<byte[]> entries = new ArrayList<>();
        ByteArrayOutputStream pages = new ByteArrayOutputStream();
        for (int i = 0; i < tile.width(); i++) {
            AuditPage page = log.get(tile.index() * Tile.FULL + i);
            entries.add(page.leaf().getBytes(StandardCharsets.UTF_8));
            pages.write(Json.bytes(page));
            pages.write('\n');
        }
        write(tile.entriesPath(), Tile.bundle(entries));
        write(pagesPath(tile), pages.toByteArray());
        dropShorter(folder.resolve(pagesPath(tile)));
    }

    static String pagesPath(Tile tile) {
        return tile.entriesPath().replace("tile/entries/", PublishedLog.PAGES);
    }

    /** Pages are large: of those of a tile that is not full only the last ones are kept. */
    private void dropShorter(Path written) throws IOException {
        Path parts =
                written.getParent().toString().endsWith(".p")
                        ? written.getParent()
                        : Path.of(written + ".p");
        if (Files.isDirectory(parts)) {
            try (Stream<Path> files = Files.list(parts)) {
                for (Path file : files.filter(it -> !it.equals(written)).toList()) {
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
