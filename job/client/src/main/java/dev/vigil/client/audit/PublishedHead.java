package dev.vigil.client.audit;

import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.Tile;
import dev.vigil.audit.TileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The checkpoint of a published log, and its tree. What is wrong with them is an error. */
final class PublishedHead {
    private PublishedHead() {}

    /** The checkpoint, which the log's key must verify. */
    static SignedNote read(PublishedLog published, NoteKey log) throws IOException {
        byte[] bytes =
                published
                        .get(PublishedLog.CHECKPOINT)
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "checkpoint: expected that of a published log, got"
                                                        + " none; check the address"));
        return signed(new String(bytes, StandardCharsets.UTF_8), "checkpoint", log);
    }

    static SignedNote signed(String text, String what, NoteKey log) throws IOException {
        try {
            SignedNote note = SignedNote.parse(text);
            boolean isOfLog = SealText.parse(note.text()).origin().equals(log.name());
            require(
                    isOfLog && note.isSignedBy(List.of(log)),
                    "UNSIGNED",
                    what + " of " + log.name() + " that its key verifies");
            return note;
        } catch (IllegalArgumentException e) {
            throw new IOException("UNSIGNED: " + what + ": " + e.getMessage(), e);
        }
    }

    static void require(boolean isSo, String fault, String expected) throws IOException {
        if (!isSo) {
            throw new IOException(
                    fault
                            + ": expected "
                            + expected
                            + ", got another one; keep both and ask the log's operator");
        }
    }

    /** The tree, whose root must be that of the checkpoint. */
    static TileTree tree(PublishedLog published, SealText head) throws IOException {
        TileTree tree = new TileTree(head.size(), tile -> tile(published, tile));
        require(
                Arrays.equals(of(() -> tree.root(head.size())), head.root()),
                "ALTERED",
                "tiles whose root is that of the checkpoint, of " + head.size() + " pages");
        return tree;
    }

    static byte[] root(TileTree tree, long size) throws IOException {
        return of(() -> tree.root(size));
    }

    static List<byte[]> consistency(TileTree tree, long smaller, long larger) throws IOException {
        return of(() -> tree.consistency(smaller, larger));
    }

    private static <T> T of(Supplier<T> read) throws IOException {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new IOException("ALTERED: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static byte[] tile(PublishedLog published, Tile tile) {
        try {
            return published
                    .get(tile.path())
                    .orElseThrow(
                            () ->
                                    new IOException(
                                            "MISSING: expected the tile "
                                                    + tile.path()
                                                    + ", got none"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
