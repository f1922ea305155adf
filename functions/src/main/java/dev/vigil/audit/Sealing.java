package dev.vigil.audit;

import dev.vigil.schema.audit.AuditLogState;
import dev.vigil.schema.audit.AuditSeal;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;

/**
 * Signs heads of the log, each of which contains all that were signed before, by whatever run. What
 * was published and does not fit what was read back ends it: no seal is better than a second truth.
 */
final class Sealing {
    /** Between seals, at least. */
    static final long SEAL_MS = 5_000;

    /** How many sizes back a seal can be compared that is read behind its pages: 2 MB. */
    private static final int RECENT = 1 << 16;

    private final String origin;
    private final NoteKey key;
    private final PrivateKey privateKey;

    /** The newest seal, ... */
    private SignedNote newest;

    /** ... what it says, ... */
    private SealText text;

    /** ... and whether the pages that it covers are not all read back. */
    private boolean isAhead;

    /** Roots of the log at its last sizes. */
    private final HashList roots = new HashList(new byte[RECENT * TreeHasher.BYTES]);

    private long oldest = Long.MAX_VALUE;
    private String refusal;
    private boolean isSealed;
    private long sealedAtMs;

    Sealing(String origin, NoteKey key, PrivateKey privateKey) {
        this.origin = origin;
        this.key = key;
        this.privateKey = privateKey;
    }

    void restore(AuditLogState state, Reading reading) {
        refusal = state.refusal();
        remember(reading);
        if (state.seal() != null) {
            SignedNote note = SignedNote.parse(state.seal());
            learn(note, SealText.parse(note.text()), reading);
        }
    }

    /** The newest seal; null for none. */
    String note() {
        return newest == null ? null : newest.toString();
    }

    /** Pages that the newest seal covers. */
    long size() {
        return text == null ? 0 : text.size();
    }

    String refusal() {
        return refusal;
    }

    /**
     * A seal was read back.
     *
     * @return false where it is none
     */
    boolean readBack(AuditSeal published, Reading reading) {
        SignedNote note;
        SealText says;
        try {
            note = SignedNote.parse(published.note());
            says = SealText.parse(note.text());
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (!says.origin().equals(origin)) {
            return true;
        }
        if (!note.isSignedBy(List.of(key))) {
            refuse("a seal of this log is not signed by its key " + key.line() + " (UNSIGNED)");
        } else {
            learn(note, says, reading);
        }
        return true;
    }

    private void learn(SignedNote note, SealText says, Reading reading) {
        if (says.size() > size()) {
            newest = note;
            text = says;
            isAhead = true;
            compare(reading);
        }
    }

    /** A page was added. */
    void added(Reading reading) {
        remember(reading);
        compare(reading);
    }

    private void remember(Reading reading) {
        if (reading.isOf(origin) && reading.size() > 0) {
            roots.set(place(reading.size()), reading.head().root());
            oldest = Math.min(oldest, reading.size());
        }
    }

    private static int place(long size) {
        return (int) (size % RECENT);
    }

    /** With the newest seal, once its pages are read back. */
    private void compare(Reading reading) {
        long size = reading.isOf(origin) ? reading.size() : 0;
        if (!isAhead || size < text.size()) {
            return;
        }
        isAhead = false;
        boolean isKnown = text.size() >= oldest && size - text.size() < RECENT;
        if (isKnown && !roots.holds(place(text.size()), text.root())) {
            refuse(
                    "the seal of "
                            + text.size()
                            + " pages has another root than the pages that were read back"
                            + " (FORKED)");
        }
    }

    /** All pages are read back: a seal that covers more proves that some are lost. */
    void loaded(Reading reading) {
        if (isAhead) {
            refuse(
                    "a seal of this log covers "
                            + text.size()
                            + " pages, and "
                            + (reading.isOf(origin) ? reading.size() : 0)
                            + " were read back (CUT)");
        }
    }

    void refuse(String reason) {
        if (refusal == null) {
            refusal = reason + "; close this log and begin another one";
        }
    }

    Optional<AuditSeal> due(Reading reading, long nowMs) {
        boolean isTime = !isSealed || nowMs - SEAL_MS >= sealedAtMs;
        if (refusal != null || !isTime || reading.size() <= size()) {
            return Optional.empty();
        }
        text = reading.head();
        newest = SignedNote.sign(text.text(), key, privateKey);
        isSealed = true;
        sealedAtMs = nowMs;
        return Optional.of(
                new AuditSeal(origin, text.size(), reading.newestMs(), newest.toString()));
    }
}
