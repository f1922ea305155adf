package dev.vigil.client.audit;

import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/** The last checkpoint that a witness has signed, in a file. */
public final class SeenNotes {
    private SeenNotes() {}

    /** Where it is beside a published log; names of witnesses may hold a slash. */
    public static String path(NoteKey witness) {
        return "witnesses/" + String.format(Locale.ROOT, "%08x", witness.id());
    }

    /**
     * How many entries it has; 0 where there is no file.
     *
     * @throws IOException where it holds something else
     */
    public static long size(Path file, NoteKey log) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        SignedNote note = PublishedHead.signed(Files.readString(file), file.toString(), log);
        return SealText.parse(note.text()).size();
    }

    /** Of a published log; empty where no witness has signed it. */
    public static Optional<String> read(PublishedLog log, NoteKey witness) throws IOException {
        return log.get(path(witness)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Readers see all of it or the one before. */
    public static void keep(SignedNote cosigned, Path file) throws IOException {
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, cosigned.toString());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
