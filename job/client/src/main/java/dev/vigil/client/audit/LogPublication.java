package dev.vigil.client.audit;

import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Publishes a log as files (C2SP tlog-tiles): tiles and entries first, the checkpoint last, so that
 * a reader never sees one whose tiles are missing. Beside each tile of entries are the pages, a
 * record of the log a line, with the digests of their records. Each checkpoint is kept in {@code
 * seals/SIZE}, too, and {@code resume/SIZE} has the offsets from which the topics are read on. What
 * a checkpoint needs is kept for a day after the next one.
 */
public final class LogPublication {
    private final PublicationFiles files;
    private final NoteKey key;
    private PublicationRound round;

    public LogPublication(Path folder, NoteKey key) {
        files = new PublicationFiles(folder);
        this.key = key;
    }

    /**
     * The head that is published; empty for none.
     *
     * @throws IOException where what is there is no checkpoint of the log
     */
    public Optional<SealText> published() throws IOException {
        Optional<String> checkpoint = files.checkpoint();
        if (checkpoint.isEmpty()) {
            return Optional.empty();
        }
        try {
            SignedNote note = SignedNote.parse(checkpoint.get());
            SealText head = SealText.parse(note.text());
            if (head.origin().equals(key.name()) && note.isSignedBy(List.of(key))) {
                return Optional.of(head);
            }
        } catch (IllegalArgumentException e) {
            // Named below.
        }
        throw new IOException(
                files.folder().resolve(PublishedLog.CHECKPOINT)
                        + ": expected a checkpoint of "
                        + key.name()
                        + " that its key verifies, got another text; publish to another folder");
    }

    /**
     * Publishes up to the newest seal.
     *
     * @return entries that are published now
     * @throws IOException where a seal, or what is published, contradicts the log
     */
    public long publish(LogFeed feed) throws IOException {
        Optional<SealText> published = published();
        Optional<ResumePoint> resume = files.resume(published.map(SealText::size).orElse(0L));
        try {
            return publish(feed, published, resume);
        } catch (PublicationRound.Contradiction e) {
            if (resume.isEmpty()) {
                throw e;
            }
            // Possibly of where to read on alone; all of the topic shows what it is.
            return publish(feed, published, Optional.empty());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private long publish(LogFeed feed, Optional<SealText> published, Optional<ResumePoint> resume)
            throws IOException {
        round = new PublicationRound(files, key, published);
        return round.run(feed, resume);
    }

    /** Of the last publication. */
    PublicationRound round() {
        return round;
    }
}
