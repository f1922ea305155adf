package dev.vigil.client.inspect;

import dev.vigil.audit.ListedRecords;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.PageLeaf;
import dev.vigil.audit.TreeHasher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the records of one partition of a bundle against its pages, both in the order of their
 * offsets, one of each in memory.
 */
final class BundleRecords {
    private static final Pattern OFFSET = Pattern.compile("\"kafkaoffset\":\"([0-9]{1,18})\"");

    private final BundleFolder folder;
    private final BundleLog log;
    private final BundleFindings findings;
    private final BiConsumer<SeenSpan, InspectedRecord> each;
    private final TreeHasher hasher = new TreeHasher();
    private SeenSpan span;
    private BundleLines pages;
    private BundleLog.Listed page;
    private boolean areOver;
    private final BitSet seen = new BitSet();

    /** Up to here pages are about all offsets. */
    private long covered;

    /**
     * @param log null where it can't be opened: then no record is held against it
     * @param each gets every record that can be read, one that is not proved too
     */
    BundleRecords(
            BundleFolder folder,
            BundleLog log,
            BundleFindings findings,
            BiConsumer<SeenSpan, InspectedRecord> each) {
        this.folder = folder;
        this.log = log;
        this.findings = findings;
        this.each = each;
    }

    void read(SeenSpan of) throws IOException {
        span = of;
        page = null;
        areOver = false;
        seen.clear();
        covered = of.from() - 1;
        String file = BundleFolder.records(of.name());
        try (BundleLines lines = new BundleLines(folder.file(file));
                BundleLines pagesOf = new BundleLines(folder.file(BundleFolder.pages(of.name())))) {
            pages = pagesOf;
            long last = -1;
            while (lines.next()) {
                Optional<InspectedRecord> record = record(file, lines);
                if (record.isPresent()
                        && isInOrder(record.get(), last, file + " line " + lines.number())) {
                    last = record.get().offset();
                    hold(record.get(), lines);
                    each.accept(span, record.get());
                }
            }
            finishPages();
        }
    }

    private Optional<InspectedRecord> record(String file, BundleLines lines) {
        try {
            return Optional.of(InspectedRecord.of(lines.bytes(), lines.from(), lines.to()));
        } catch (IllegalArgumentException e) {
            String line = file + " line " + lines.number();
            findings.add(
                    LogFault.ALTERED,
                    place(lines).orElse(line),
                    "expected a record as the log has hashed it, got another text (" + line + ")");
            return Optional.empty();
        }
    }

    /** Of a line that is broken somewhere: the record that it was, where that can still be seen. */
    private Optional<String> place(BundleLines lines) {
        Matcher offset = OFFSET.matcher(new String(lines.copy(), StandardCharsets.UTF_8));
        return offset.find()
                ? Optional.of(span.topic() + "/" + span.partition() + "/" + offset.group(1))
                : Optional.empty();
    }

    private boolean isInOrder(InspectedRecord record, long last, String line) {
        boolean isOfSpan =
                record.topic().equals(span.topic())
                        && record.partition() == span.partition()
                        && span.first() <= record.offset()
                        && record.offset() < span.to();
        if (!isOfSpan) {
            findings.add(
                    LogFault.ALTERED,
                    line,
                    "expected a record of "
                            + span.name()
                            + " from "
                            + span.first()
                            + " to before "
                            + span.to()
                            + ", got "
                            + record.place());
        } else if (record.offset() <= last) {
            findings.add(
                    LogFault.REORDERED,
                    record.place(),
                    "expected records in the order of their offsets, got it behind " + last);
        }
        return isOfSpan && record.offset() > last;
    }

    private void hold(InspectedRecord record, BundleLines lines) throws IOException {
        if (log == null) {
            return;
        }
        long offset = record.offset();
        while ((page == null || page.leaf().to() < offset) && nextPage()) {}
        if (page == null || offset < page.leaf().from() || offset > page.leaf().to()) {
            unfounded(record.place(), "expected a page of the log that lists it, got none");
        } else if (page.leaf().isUnread()) {
            unfounded(
                    record.place(),
                    "expected a page that lists it, got page "
                            + page.index()
                            + ", by which the log could not read it");
        } else if (!page.leaf().isNewer()) {
            compare(record, lines);
        }
    }

    private void compare(InspectedRecord record, BundleLines lines) {
        int at = find(page.records(), record.offset());
        if (at < 0) {
            findings.add(
                    LogFault.ALTERED,
                    record.place(),
                    "expected no record, as page " + page.index() + " has none there, got one");
            return;
        }
        seen.set(at);
        if (!page.records().holds(at, hasher.leaf(lines.bytes(), lines.from(), lines.to()))) {
            findings.add(
                    LogFault.ALTERED,
                    record.place(),
                    "expected the digest on page "
                            + page.index()
                            + ", got another one ("
                            + BundleFolder.records(span.name())
                            + " line "
                            + lines.number()
                            + ")");
        }
    }

    /** Negative where it is not listed. */
    private static int find(ListedRecords records, long offset) {
        int low = 0;
        int high = records.count() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = records.offset(middle);
            if (there == offset) {
                return middle;
            }
            if (there < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Leaves the page, and takes the next one that is the log's; false where there is none. */
    private boolean nextPage() throws IOException {
        if (areOver) {
            return false;
        }
        leavePage();
        String file = BundleFolder.pages(span.name());
        while (pages.next()) {
            Optional<BundleLog.Listed> next = log.page(file, pages);
            if (next.isPresent() && isNext(file, next.get())) {
                page = next.get();
                seen.clear();
                cover(page.leaf());
                return true;
            }
        }
        areOver = true;
        page = null;
        return false;
    }

    private boolean isNext(String file, BundleLog.Listed next) {
        PageLeaf leaf = next.leaf();
        boolean isOfPartition =
                leaf.topic().equals(span.topic()) && leaf.partition() == span.partition();
        if (!isOfPartition || page != null && next.index() <= page.index()) {
            findings.add(
                    LogFault.REORDERED,
                    "page " + next.index() + " (" + file + " line " + pages.number() + ")",
                    "expected the pages of " + span.name() + " in their order, got another one");
            return false;
        }
        return true;
    }

    /** Between pages that follow each other no offset is left out. */
    private void cover(PageLeaf leaf) {
        if (span.isWhole() && leaf.prev() > covered && covered < span.to() - 1) {
            unfounded(
                    span.topic()
                            + "/"
                            + span.partition()
                            + "/"
                            + (covered + 1)
                            + " to "
                            + leaf.prev(),
                    "expected a page about these offsets, got none");
        }
        covered = Math.max(covered, leaf.to());
    }

    /** What it lists must have been there, where nothing of the span is left out. */
    private void leavePage() {
        if (page == null || !span.isWhole()) {
            return;
        }
        ListedRecords records = page.records();
        for (int i = seen.nextClearBit(0); i < records.count(); i = seen.nextClearBit(i + 1)) {
            if (span.counts(records.offset(i))) {
                findings.add(
                        LogFault.MISSING,
                        span.topic() + "/" + span.partition() + "/" + records.offset(i),
                        "expected the record that page " + page.index() + " lists, got none");
            }
        }
    }

    private void finishPages() throws IOException {
        if (log == null) {
            return;
        }
        while (nextPage()) {}
        if (span.isWhole() && covered < span.to() - 1) {
            unfounded(
                    span.topic()
                            + "/"
                            + span.partition()
                            + "/"
                            + (covered + 1)
                            + " to "
                            + (span.to() - 1),
                    "expected a page about these offsets, got none");
        }
    }

    private void unfounded(String place, String message) {
        findings.add(LogFault.UNFOUNDED, place, message);
    }
}
