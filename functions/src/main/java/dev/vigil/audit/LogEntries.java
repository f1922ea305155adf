package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a log with their tree and its newest seal: for proofs and publication. It gets all
 * pages first, then all seals. Of one thread.
 */
public final class LogEntries {
    private final String origin;
    private final List<NoteKey> keys;
    private final long from;
    private final LogWalk walk;
    private final TreeHasher hasher = new TreeHasher();
    private final MerkleTree tree = new MerkleTree();
    private final List<AuditPage> pages = new ArrayList<>();
    private SignedNote newest;
    private SealText contradicting;

    /**
     * @param origin the log
     * @param keys that may have signed its seals
     * @param from the first entry whose page is kept
     */
    public LogEntries(String origin, Collection<NoteKey> keys, long from) {
        this.origin = origin;
        this.keys = List.copyOf(keys);
        this.from = from;
        walk = new LogWalk(origin);
    }

    /** The next page that was published, of this log or another one, an entry or none. */
    public void page(AuditPage page) {
        if (walk.isEntry(page)) {
            entry(page);
        }
    }

    /** The next entry, of a log whose entries are known. */
    public void entry(AuditPage page) {
        if (tree.size() >= from) {
            pages.add(page);
        }
        tree.add(hasher.leaf(page.leaf().getBytes(StandardCharsets.UTF_8)));
    }

    /** A seal of the log: a signed note. What is no seal of it is passed over. */
    public void seal(String note) {
        try {
            SignedNote signed = SignedNote.parse(note);
            SealText text = SealText.parse(signed.text());
            if (text.origin().equals(origin) && signed.isSignedBy(keys)) {
                compare(signed, text);
            }
        } catch (IllegalArgumentException e) {
            // A check of the log names it.
        }
    }

    private void compare(SignedNote signed, SealText text) {
        boolean fits =
                text.size() <= tree.size() && Arrays.equals(tree.root(text.size()), text.root());
        if (!fits) {
            contradicting = text;
        } else if (newest == null || text.size() > sealed()) {
            newest = signed;
        }
    }

    /** Entries that the newest seal covers. */
    public long sealed() {
        return newest == null ? 0 : SealText.parse(newest.text()).size();
    }

    /** The newest seal that fits; empty for none. */
    public Optional<SignedNote> newest() {
        return Optional.ofNullable(newest);
    }

    /** A seal that does not fit the entries; empty for none. */
    public Optional<SealText> contradicting() {
        return Optional.ofNullable(contradicting);
    }

    public MerkleTree tree() {
        return tree;
    }

    /** An entry that is kept. */
    public AuditPage get(long index) {
        return pages.get(Math.toIntExact(index - from));
    }

    /** Proves a record by the newest seal; empty where no sealed page lists it. */
    public Optional<LogProof> proof(RecordPlace place) {
        String partition = PageLeaf.place(place.topic(), place.partition());
        for (long index = from; index < sealed(); index++) {
            PageLeaf leaf = PageLeaf.parse(get(index).leaf());
            boolean isAbout =
                    leaf.place().equals(partition)
                            && leaf.from() <= place.offset()
                            && place.offset() <= leaf.to();
            if (isAbout) {
                return RecordProof.of(place, get(index), tree, index, newest);
            }
        }
        return Optional.empty();
    }
}
