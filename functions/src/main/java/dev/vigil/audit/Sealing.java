package dev.vigil.audit;

import dev.vigil.schema.audit.AuditLogState;
import dev.vigil.schema.audit.AuditSeal;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Signs heads of the log, each of which contains all that were signed before, by whatever run. What
 * was published and does not fit what was read back ends it: no seal is better than a second truth.
 */
final class Sealing {
    /** Between seals, at least. */
    static final long SEAL_MS = 5_000;

    /** How many sizes back a seal can be compared that is read behind its pages: 2 MB. */
    private static final int RECENT = 1 << 16;

    /** Seals that are read before their pages: five hours of them. */
    private static final int MOST_AHEAD = 4_096;

    private final String origin;
    private final NoteKey key;
    private final PrivateKey privateKey;

    /** The newest seal, ... */
    private SignedNote newest;

    /** ... and what it says. */
    private SealText text;

    /** Roots that seals have for sizes which are not read back yet. */
    private final TreeMap<Long, byte[]> ahead = new TreeMap<>();

    /** Roots of the log at its last sizes. */
    private final HashList roots = new HashList(new byte[RECENT * TreeHasher.BYTES]);

    private long oldest = Long.MAX_VALUE;

    /** A log before this one that seals are of; null for none. */
    private String before;

    private boolean isLoaded;

    /** True once all that seals cover was read back. */
    private boolean hasCaughtUp;

    /** When a page was read back last, and before the first one when the log was loaded. */
    private long newsMs;

    private String refusal;
    private String unsignable;
    private boolean isSealed;
    private long sealedAtMs;

    /**
     * @param privateKey null for none
     * @param unsignable why there is none; null where there is one
     */
    Sealing(String origin, NoteKey key, PrivateKey privateKey, String unsignable) {
        this.unsignable = unsignable;
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

    /** Why it gets none for ever; null for no reason. */
    String refusal() {
        return refusal;
    }

    /** Why it gets none now: a run with the right key makes it good. */
    String unsignable() {
        return unsignable;
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
            before = LogName.follows(origin, says.origin()) ? says.origin() : before;
        } else if (!note.isSignedBy(List.of(key))) {
            refuse("a seal of this log is not signed by its key " + key.line() + " (UNSIGNED)");
        } else {
            learn(note, says, reading);
        }
        return true;
    }

    private void learn(SignedNote note, SealText says, Reading reading) {
        long size = size(reading);
        if (says.size() > size) {
            byte[] other = ahead.put(says.size(), says.root());
            requireSame(says.size(), other == null || Arrays.equals(other, says.root()));
            if (ahead.size() > MOST_AHEAD) {
                ahead.pollFirstEntry();
            }
        } else if (says.size() >= oldest && size - says.size() < RECENT) {
            requireSame(says.size(), roots.holds(place(says.size()), says.root()));
        }
        if (says.size() > size()) {
            newest = note;
            text = says;
        }
    }

    private long size(Reading reading) {
        return reading.isOf(origin) ? reading.size() : 0;
    }

    private void requireSame(long size, boolean isSame) {
        if (!isSame) {
            refuse(
                    "a seal of "
                            + size
                            + " pages has another root than the pages that were read back, or than"
                            + " another seal (FORKED)");
        }
    }

    /** An entry was added. */
    void added(Reading reading, long nowMs) {
        newsMs = nowMs;
        remember(reading);
        byte[] root = ahead.remove(size(reading));
        requireSame(reading.size(), root == null || roots.holds(place(reading.size()), root));
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

    /** All that there was at the start is read. */
    void loaded(long nowMs) {
        isLoaded = true;
        newsMs = nowMs;
    }

    /**
     * True while a seal covers more than was read back since the start. The ends of pages and of
     * seals are asked for one after the other, and a run that was replaced may publish between
     * them: only when nothing comes any more are pages lost.
     */
    boolean isBehind(Reading reading, long nowMs) {
        boolean isLost = reading.origin() == null && before != null;
        if (!isLoaded || hasCaughtUp || refusal != null) {
            return !isLoaded;
        }
        if (ahead.isEmpty() && !isLost) {
            hasCaughtUp = true;
            return false;
        }
        if (!Pause.isOver(newsMs, nowMs, AuditLog.PATIENCE_MS)) {
            return true;
        }
        refuse(
                isLost
                        ? "there are seals of the log " + before + " and none of its pages (CUT)"
                        : "a seal of this log covers "
                                + ahead.lastKey()
                                + " pages, and "
                                + size(reading)
                                + " were read back (CUT)");
        return false;
    }

    void refuse(String reason) {
        if (refusal == null) {
            refusal = reason + "; close this log and begin another one";
        }
    }

    Optional<AuditSeal> due(Reading reading, long nowMs) {
        boolean isTime = !isSealed || Pause.isOver(sealedAtMs, nowMs, SEAL_MS);
        if (refusal != null || !isTime || reading.size() <= size()) {
            return Optional.empty();
        }
        SealText head = reading.head();
        Optional<SignedNote> note = signed(head);
        if (note.isEmpty()) {
            return Optional.empty();
        }
        text = head;
        newest = note.get();
        isSealed = true;
        sealedAtMs = nowMs;
        return Optional.of(
                new AuditSeal(origin, text.size(), reading.newestMs(), newest.toString()));
    }

    private Optional<SignedNote> signed(SealText head) {
        if (privateKey == null) {
            return Optional.empty();
        }
        try {
            Optional<SignedNote> note = Optional.of(SignedNote.sign(head.text(), key, privateKey));
            unsignable = null;
            return note;
        } catch (IllegalArgumentException e) {
            unsignable = e.getMessage();
            return Optional.empty();
        }
    }
}
