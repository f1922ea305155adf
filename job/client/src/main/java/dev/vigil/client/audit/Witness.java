package dev.vigil.client.audit;

import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.Tile;
import dev.vigil.audit.TileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;

/**
 * A second party that signs a checkpoint of a log (C2SP tlog-cosignature) after it has seen that
 * the log still contains all that it signed before. It keeps the last one in a file, and nothing
 * else: to rewrite the log one has to get the witness to forget.
 */
public final class Witness {
    private final NoteKey log;
    private final NoteKey key;
    private final PrivateKey privateKey;
    private final Path state;

    /**
     * @param log whose checkpoints it signs
     * @param key of the witness
     * @param state the last one that it signed; not there before the first
     */
    public Witness(NoteKey log, NoteKey key, PrivateKey privateKey, Path state) {
        this.log = log;
        this.key = key;
        this.privateKey = privateKey;
        this.state = state;
    }

    /**
     * The checkpoint with its signature; it is kept before it is handed out.
     *
     * @param nowS UTC epoch seconds
     * @throws IOException where the log does not contain what was signed before
     */
    public SignedNote cosign(PublishedLog published, long nowS) throws IOException {
        byte[] bytes =
                published
                        .get(PublishedLog.CHECKPOINT)
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "checkpoint: expected that of a published log, got"
                                                        + " none; check the address"));
        SignedNote note = signed(new String(bytes, StandardCharsets.UTF_8), "checkpoint");
        SealText head = SealText.parse(note.text());
        TileTree tree = new TileTree(head.size(), tile -> tile(published, tile));
        try {
            require(
                    Arrays.equals(tree.root(head.size()), head.root()),
                    "ALTERED",
                    "tiles whose root is that of the checkpoint, of " + head.size() + " pages");
            if (Files.exists(state)) {
                requireContinued(head, tree);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("ALTERED: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        SignedNote cosigned = note.cosigned(key, privateKey, nowS);
        keep(cosigned);
        return cosigned;
    }

    private void requireContinued(SealText head, TileTree tree) throws IOException {
        SealText before = SealText.parse(signed(Files.readString(state), state.toString()).text());
        require(
                head.size() >= before.size(),
                "CUT",
                "a log of at least the " + before.size() + " pages signed before");
        require(
                Arrays.equals(tree.root(before.size()), before.root()),
                "FORKED",
                "a log that begins with the " + before.size() + " pages signed before");
    }

    private SignedNote signed(String text, String what) throws IOException {
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

    private static void require(boolean isSo, String fault, String expected) throws IOException {
        if (!isSo) {
            throw new IOException(
                    fault
                            + ": expected "
                            + expected
                            + ", got another one; keep both and ask the log's operator");
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

    private void keep(SignedNote cosigned) throws IOException {
        Path next = state.resolveSibling(state.getFileName() + ".next");
        Files.writeString(next, cosigned.toString());
        Files.move(
                next, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
