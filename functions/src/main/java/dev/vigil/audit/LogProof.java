package dev.vigil.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * C2SP tlog-proof: that an entry is in the log, checked offline. Those of ours have in {@code
 * extra} how a record is in the page that is the entry.
 *
 * @param extra anything; null for none. Nothing signs it
 * @param index of the entry
 * @param path from the sibling of the entry to the child of the root
 * @param seal the signed note, as it was published
 */
public record LogProof(byte[] extra, long index, List<byte[]> path, String seal) {
    private static final String HEAD = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** Of a path: a tree of 2^63 entries has no longer one. */
    private static final int MOST_HASHES = 63;

    /** As a file; its name ends in {@code .tlog-proof}. */
    public String text() {
        StringBuilder out = new StringBuilder(HEAD).append('\n');
        if (extra != null) {
            out.append(EXTRA).append(Base64.getEncoder().encodeToString(extra)).append('\n');
        }
        out.append(INDEX).append(index).append('\n');
        path.forEach(hash -> out.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return out.append('\n').append(seal).toString();
    }

    /**
     * Reads a proof; nothing is verified yet.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static LogProof parse(String text) {
        int end = text.indexOf("\n\n");
        require(end >= 0 && text.startsWith(HEAD + "\n"), "the line " + HEAD);
        String[] lines = text.substring(0, end).split("\n", -1);
        int at = 1;
        byte[] extra = null;
        if (at < lines.length && lines[at].startsWith(EXTRA)) {
            extra = decoded(lines[at++].substring(EXTRA.length()));
        }
        require(
                at < lines.length && lines[at].matches(INDEX + "(0|[1-9][0-9]{0,17})"),
                "a line 'index NUMBER'");
        long index = Long.parseLong(lines[at++].substring(INDEX.length()));
        List<byte[]> path = new ArrayList<>();
        for (; at < lines.length; at++) {
            byte[] hash = SealText.hash(lines[at]);
            require(hash.length > 0 && path.size() < MOST_HASHES, "hashes in Base64");
            path.add(hash);
        }
        return new LogProof(extra, index, List.copyOf(path), text.substring(end + 2));
    }

    /**
     * True where one of the keys has signed a seal that covers the entry.
     *
     * @param origin the log that it must be in
     */
    public boolean proves(byte[] entry, String origin, Collection<NoteKey> keys) {
        try {
            return provesIt(entry, origin, keys);
        } catch (IllegalArgumentException e) {
            // Its seal is none.
            return false;
        }
    }

    private boolean provesIt(byte[] entry, String origin, Collection<NoteKey> keys) {
        SignedNote note = SignedNote.parse(seal);
        SealText head = SealText.parse(note.text());
        return head.origin().equals(origin)
                && note.isSignedBy(keys)
                && TreeProofs.includes(
                        head.root(), head.size(), index, new TreeHasher().leaf(entry), path);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("proof: expected extra in Base64, got other", e);
        }
    }

    private static void require(boolean isSo, String expected) {
        if (!isSo) {
            throw new IllegalArgumentException(
                    "proof: expected " + expected + " (C2SP tlog-proof), got something else");
        }
    }
}
