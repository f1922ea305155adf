package dev.vigil.client.audit;

import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.TileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Arrays;

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
        SignedNote note = PublishedHead.read(published, log);
        SealText head = SealText.parse(note.text());
        TileTree tree = PublishedHead.tree(published, head);
        if (Files.exists(state)) {
            requireContinued(head, tree);
        }
        SignedNote cosigned = note.cosigned(key, privateKey, nowS);
        SeenNotes.keep(cosigned, state);
        return cosigned;
    }

    private void requireContinued(SealText head, TileTree tree) throws IOException {
        String kept = Files.readString(state);
        SealText before = SealText.parse(PublishedHead.signed(kept, state.toString(), log).text());
        PublishedHead.require(
                head.size() >= before.size(),
                "CUT",
                "a log of at least the " + before.size() + " pages signed before");
        PublishedHead.require(
                Arrays.equals(PublishedHead.root(tree, before.size()), before.root()),
                "FORKED",
                "a log that begins with the " + before.size() + " pages signed before");
    }
}
