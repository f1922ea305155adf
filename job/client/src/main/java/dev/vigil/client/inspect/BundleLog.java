package dev.vigil.client.inspect;

import dev.vigil.audit.ListedRecords;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogRecords;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.PageLeaf;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.TreeHasher;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The part of the audit log that a bundle has: its head, the tiles that lead to it, and pages. What
 * the pages say of the log itself is collected while they are read.
 */
final class BundleLog {
    /** Spans of unread offsets that are named. */
    private static final int MOST_UNREAD = 100;

    private static final long HOUR_MS = 3_600_000;

    private static final String INDEX = "{\"index\":";
    private static final String PAGE = ",\"page\":";

    private final BundleFolder folder;
    private final BundleFindings findings;
    private final TreeHasher hasher = new TreeHasher();
    private final String origin;
    private final List<NoteKey> keys;
    private final TreeSet<Long> hours = new TreeSet<>();
    private final List<String> unread = new ArrayList<>();
    private long moreUnread;

    /** Of the first page that was read; 0 before. */
    private int version;

    private SealText head;
    private SealText before;
    private BundleTiles tiles;

    /**
     * @param given keys that the reader has from elsewhere; empty for those of the bundle
     */
    BundleLog(BundleFolder folder, String origin, List<NoteKey> given, BundleFindings findings)
            throws IOException {
        this.folder = folder;
        this.origin = origin;
        this.findings = findings;
        List<NoteKey> own = keys();
        this.keys = given.isEmpty() ? own : given;
        if (!this.keys.containsAll(own) || own.isEmpty()) {
            findings.add(
                    LogFault.ALTERED,
                    BundleFolder.KEYS,
                    "expected keys that you have from elsewhere, got another one");
        }
    }

    private List<NoteKey> keys() throws IOException {
        List<NoteKey> read = new ArrayList<>();
        String text = text(BundleFolder.KEYS).orElse("");
        for (String line : text.lines().toList()) {
            try {
                read.add(NoteKey.parse(line));
            } catch (IllegalArgumentException e) {
                findings.add(LogFault.ALTERED, BundleFolder.KEYS, e.getMessage());
            }
        }
        return read;
    }

    private Optional<String> text(String name) throws IOException {
        Path file = folder.file(name);
        return Files.exists(file)
                ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Checks the head and what leads to it; false where nothing can be held against it. */
    boolean open() throws IOException {
        head = seal(BundleFolder.CHECKPOINT).orElse(null);
        if (head == null) {
            return false;
        }
        tiles = new BundleTiles(folder, head.size(), findings);
        tiles.requireRoot(BundleFolder.CHECKPOINT, head.size(), head.root());
        if (Files.exists(folder.file(BundleFolder.SEAL_BEFORE))) {
            before = seal(BundleFolder.SEAL_BEFORE).orElse(null);
            if (before != null && before.size() <= head.size()) {
                tiles.requireRoot(BundleFolder.SEAL_BEFORE, before.size(), before.root());
            }
        }
        return true;
    }

    private Optional<SealText> seal(String name) throws IOException {
        try {
            SignedNote note = SignedNote.parse(text(name).orElse(""));
            SealText seal = SealText.parse(note.text());
            if (seal.origin().equals(origin) && note.isSignedBy(keys)) {
                return Optional.of(seal);
            }
        } catch (IllegalArgumentException e) {
            // Named below.
        }
        findings.add(
                LogFault.UNSIGNED,
                name,
                "expected a seal of " + origin + " that its key verifies, got another text");
        return Optional.empty();
    }

    /** A page of a file of pages. */
    record Listed(long index, ListedRecords records) {
        PageLeaf leaf() {
            return records.leaf();
        }
    }

    /** A line of a file of pages: an index, and the page as it is on its topic. */
    static byte[] line(long index, byte[] page) {
        byte[] before = (INDEX + index + PAGE).getBytes(StandardCharsets.UTF_8);
        byte[] line = Arrays.copyOf(before, before.length + page.length + 2);
        System.arraycopy(page, 0, line, before.length, page.length);
        line[line.length - 2] = '}';
        line[line.length - 1] = '\n';
        return line;
    }

    /** One line of a partition's pages; empty where it is none of the log, which is named. */
    Optional<Listed> page(String file, BundleLines lines) {
        String place = file + " line " + lines.number();
        try {
            byte[] line = lines.copy();
            int end = indexEnd(line);
            long index = Long.parseLong(ascii(line, INDEX.length(), end));
            byte[] value = Arrays.copyOfRange(line, end + PAGE.length(), line.length - 1);
            AuditPage page =
                    LogRecords.page(value)
                            .orElseThrow(() -> new IllegalArgumentException("no page"));
            String named = "page " + index + " (" + place + ")";
            if (!page.origin().equals(origin) || !Arrays.equals(Json.bytes(page), value)) {
                findings.add(
                        LogFault.ALTERED,
                        named,
                        "expected a page as it was written, got another text");
                return Optional.empty();
            }
            byte[] hash = hasher.leaf(page.leaf().getBytes(StandardCharsets.UTF_8));
            if (!tiles.holds(index, hash)) {
                findings.add(
                        LogFault.ALTERED,
                        named,
                        "expected the entry that the log has there, got another one");
                return Optional.empty();
            }
            Optional<ListedRecords> records = ListedRecords.of(page);
            if (records.isEmpty()) {
                findings.add(
                        LogFault.ALTERED,
                        named,
                        "expected digests with the root of its entry, got others");
                return Optional.empty();
            }
            learn(named, records.get());
            return Optional.of(new Listed(index, records.get()));
        } catch (IllegalArgumentException e) {
            findings.add(LogFault.ALTERED, place, "expected a page of the log, got another text");
            return Optional.empty();
        }
    }

    /** Where the index ends, of a line whose frame is as it was written. */
    private static int indexEnd(byte[] line) {
        int end = INDEX.length();
        while (end < line.length && line[end] >= '0' && line[end] <= '9') {
            end++;
        }
        boolean isOne =
                end > INDEX.length()
                        && line.length > end + PAGE.length()
                        && ascii(line, 0, INDEX.length()).equals(INDEX)
                        && ascii(line, end, end + PAGE.length()).equals(PAGE)
                        && line[line.length - 1] == '}';
        if (!isOne) {
            throw new IllegalArgumentException("expected an index and a page, got other text");
        }
        return end;
    }

    private static String ascii(byte[] line, int from, int to) {
        return new String(line, from, Math.min(to, line.length) - from, StandardCharsets.UTF_8);
    }

    private void learn(String named, ListedRecords records) {
        PageLeaf leaf = records.leaf();
        version = version == 0 ? leaf.version() : version;
        if (leaf.version() != version) {
            // Who has the key could take records out of every check by it.
            findings.add(
                    LogFault.ALTERED,
                    named,
                    "expected a page of version "
                            + version
                            + ", as the others of its log are, got one of version "
                            + leaf.version());
        }
        if (leaf.isNewer()) {
            findings.newer(leaf.version());
        }
        if (records.isTick()) {
            hours.add(leaf.at() / HOUR_MS);
        } else if (leaf.isUnread() && unread.size() < MOST_UNREAD) {
            unread.add(leaf.place() + "/" + leaf.from() + " to " + leaf.to());
        } else if (leaf.isUnread()) {
            moreUnread++;
        }
    }

    SealText head() {
        return head;
    }

    /** The newest seal before the span; null for none. */
    SealText before() {
        return before;
    }

    /** UTC epoch hours in which the log had its hourly page. */
    TreeSet<Long> hours() {
        return hours;
    }

    /** Offsets that the log could not read. */
    List<String> unread() {
        return unread;
    }

    long moreUnread() {
        return moreUnread;
    }
}
