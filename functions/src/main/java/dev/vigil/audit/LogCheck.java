package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a log against its seals, and records against the log; names what was tampered with, and
 * its place. It is told all pages first, in the order in which they were published, then all seals,
 * then the records, each partition in the order of its offsets. Memory: about 50 bytes a record on
 * the pages. Of one thread.
 *
 * <p>Who has the key can write another log with seals of its own: only a seal that was kept
 * elsewhere, such as a witness's, shows that. Give those too: they are seals as any other.
 */
public final class LogCheck {
    /** A page comes each hour; it may be as late as a restart takes. */
    static final long STALE_MS = AuditLog.TICK_MS + 300_000;

    private final String origin;
    private final List<NoteKey> keys;
    private final long nowMs;
    private final Map<String, Long> ends = new HashMap<>();
    private final List<ReadPage> read = new ArrayList<>();
    private final List<SealText> seals = new ArrayList<>();
    private final LogFindings findings = new LogFindings();
    private final TreeHasher hasher = new TreeHasher();
    private final List<Expected> expected = new ArrayList<>();
    private LogPages pages;
    private SealCheck sealed;
    private long sealsRead;
    private long records;
    private long later;

    private record Expected(String place, long from, long to) {}

    /**
     * @param origin the log
     * @param keys that may have signed its seals
     * @param nowMs the time of the check (UTC epoch ms)
     */
    public LogCheck(String origin, Collection<NoteKey> keys, long nowMs) {
        this.origin = origin;
        this.keys = List.copyOf(keys);
        this.nowMs = nowMs;
    }

    /** A partition ends there in the logs before this one. */
    public void endsBefore(String topic, int partition, long to) {
        ends.put(PageLeaf.place(topic, partition), to);
    }

    /** The next page of the log. */
    public void page(AuditPage page) {
        read.add(new ReadPage(page));
    }

    /** A seal of the log, as it was published or kept elsewhere: a signed note. */
    public void seal(String note) {
        long number = sealsRead++;
        try {
            SignedNote signed = SignedNote.parse(note);
            SealText text = SealText.parse(signed.text());
            if (text.origin().equals(origin) && signed.isSignedBy(keys)) {
                seals.add(text);
            } else {
                unsigned(number, "a signature of the log " + origin + " over " + text.size());
            }
        } catch (IllegalArgumentException e) {
            unsigned(number, "a signed note");
        }
    }

    private void unsigned(long number, String wanted) {
        findings.add(
                LogFault.UNSIGNED,
                "seal " + number,
                "expected " + wanted + " that one of the keys verifies, got another text");
    }

    /**
     * All records from one offset to another are among those that will be given, as far as they
     * were logged. Without that no record is missed.
     */
    public void expect(String topic, int partition, long from, long to) {
        expected.add(new Expected(PageLeaf.place(topic, partition), from, to));
    }

    /** A record: its bytes as {@link RecordBytes} makes them, a line of an export. */
    public void record(byte[] line) {
        record(line, 0, line.length);
    }

    /**
     * The same within an array.
     *
     * @param to the first byte behind it
     */
    public void record(byte[] bytes, int from, int to) {
        decide();
        records++;
        RecordPlace place = RecordPlace.in(bytes, from, to);
        if (place == null) {
            findings.add(
                    LogFault.ALTERED,
                    "line " + (records - 1),
                    "expected a record with its topic, partition and offset, got another text");
            return;
        }
        LogPages.Partition partition =
                pages.partitions().get(PageLeaf.place(place.topic(), place.partition()));
        if (partition == null || place.offset() > partition.to()) {
            later++;
            return;
        }
        if (!partition.isInOrder(place.offset())) {
            findings.add(
                    LogFault.REORDERED,
                    place.toString(),
                    "expected records in the order of their offsets, got a later one before it");
        }
        ReadPage page = partition.page(place.offset());
        if (page != null) {
            record(place, page, bytes, from, to);
        }
    }

    private void record(RecordPlace place, ReadPage page, byte[] bytes, int from, int to) {
        int at = Arrays.binarySearch(page.offsets(), place.offset());
        if (at < 0) {
            findings.add(
                    LogFault.ALTERED,
                    place.toString(),
                    "expected no record, as page " + page.index() + " has none there, got one");
        } else if (!page.accepts(at, hasher.leaf(bytes, from, to))) {
            mismatch(place, page, Arrays.copyOfRange(bytes, from, to));
        }
    }

    /** A record that is another one of its page was moved. */
    private void mismatch(RecordPlace place, ReadPage page, byte[] record) {
        long[] offsets = page.offsets();
        for (int i = 0; i < offsets.length && !findings.areFull(); i++) {
            byte[] moved = RecordPlace.moved(record, offsets[i]);
            if (page.lists(i, hasher.leaf(moved))) {
                findings.add(
                        LogFault.REORDERED,
                        place.toString(),
                        "expected the record that page "
                                + page.index()
                                + " lists, got the one of offset "
                                + offsets[i]);
                return;
            }
        }
        findings.add(
                LogFault.ALTERED,
                place.toString(),
                "expected the digest on page " + page.index() + ", got another one");
    }

    /**
     * Which pages are entries: as the writer takes them, where the seals agree. Otherwise what fits
     * the seals best, so that what is wrong has a place.
     */
    private void decide() {
        if (pages != null) {
            return;
        }
        for (LogPages.Rule rule : LogPages.Rule.values()) {
            LogPages candidate = new LogPages(read, ends, rule);
            SealCheck check = new SealCheck(seals, candidate.leaves());
            if (rule != LogPages.Rule.WRITTEN) {
                check.repairSwaps();
            }
            if (sealed == null || check.isBetterThan(sealed)) {
                pages = candidate;
                sealed = check;
            }
            if (sealed.isGood()) {
                break;
            }
        }
        number();
    }

    /** Each rule has numbered the pages. */
    private void number() {
        for (int i = 0; i < pages.entries().size(); i++) {
            pages.entries().get(i).setIndex(i);
        }
    }

    /** What was found. */
    public LogReport finish() {
        decide();
        checkPages();
        checkSeals();
        checkTimes();
        checkMissing();
        return new LogReport(
                findings.kept(),
                findings.counts(),
                pages.entries().size(),
                pages.repeats(),
                sealed.good(),
                seals.size(),
                records,
                later);
    }

    private void checkPages() {
        for (ReadPage page : pages.entries()) {
            if (!page.isWhole()) {
                findings.add(
                        LogFault.ALTERED,
                        "page " + page.index(),
                        page.hasItsRecords()
                                ? "expected the digests of its records, got others"
                                : "expected entry, offsets and digests of each other, got others");
            }
        }
    }

    private void checkSeals() {
        if (seals.isEmpty() && !pages.entries().isEmpty()) {
            findings.add(
                    LogFault.UNSIGNED,
                    "log " + origin,
                    "expected a seal that one of the keys verifies, got none");
        }
        for (SealText seal : sealed.forked()) {
            findings.add(
                    LogFault.FORKED,
                    "seal of " + seal.size() + " pages",
                    "expected the root of the log that other seals confirm, got another one");
        }
        for (String place : sealed.swaps()) {
            findings.add(
                    LogFault.REORDERED,
                    place,
                    "expected the order that was sealed, got another one");
        }
        SealText bad = sealed.firstBad();
        long missing = sealed.newest() - pages.entries().size();
        boolean hasGaps = pages.partitions().values().stream().anyMatch(it -> !it.gaps().isEmpty());
        if (missing > 0 && bad == null && !hasGaps) {
            findings.add(
                    LogFault.CUT,
                    "page " + pages.entries().size(),
                    "expected "
                            + sealed.newest()
                            + " pages, as a seal covers, got "
                            + pages.entries().size());
        } else if (missing > 0) {
            missing(bad, missing, hasGaps);
        } else if (bad != null) {
            altered(bad);
        }
    }

    private void missing(SealText bad, long missing, boolean hasGaps) {
        for (Map.Entry<String, LogPages.Partition> one : pages.partitions().entrySet()) {
            for (LogPages.Gap gap : one.getValue().gaps()) {
                findings.add(
                        LogFault.MISSING,
                        one.getKey() + "/" + (gap.after() + 1) + " to " + gap.to(),
                        "expected a page about these offsets before page "
                                + gap.beforeIndex()
                                + ", got none");
            }
        }
        if (!hasGaps) {
            findings.add(
                    LogFault.MISSING,
                    span(sealed.good(), bad.size()),
                    "expected " + missing + " more pages in the log, the first of them here");
        }
    }

    /** One that is not whole has its place already. */
    private void altered(SealText bad) {
        long from = sealed.good();
        boolean isNamed =
                pages.entries().subList((int) from, (int) bad.size()).stream()
                        .anyMatch(page -> !page.isWhole());
        if (!isNamed) {
            findings.add(
                    LogFault.ALTERED,
                    span(from, bad.size()),
                    "expected the root that the seal of "
                            + bad.size()
                            + " pages has, got another one; what is behind them is not certain");
        }
    }

    private static String span(long from, long to) {
        return to - from == 1 ? "page " + from : "pages " + from + " to " + (to - 1);
    }

    private void checkTimes() {
        long newest = Long.MIN_VALUE;
        for (ReadPage page : pages.entries()) {
            if (page.leaf() == null) {
                continue;
            }
            long at = page.leaf().at();
            if (newest != Long.MIN_VALUE && at - newest > STALE_MS) {
                findings.add(
                        LogFault.STALE,
                        "page " + page.index(),
                        "expected a page each hour, got none for " + (at - newest) + " ms");
            }
            newest = Math.max(newest, at);
        }
        long sealedAt = newestSealedMs();
        if (sealed.good() > 0 && nowMs - sealedAt > STALE_MS) {
            findings.add(
                    LogFault.STALE,
                    "seal of " + sealed.good() + " pages",
                    "expected a seal each hour, got none for " + (nowMs - sealedAt) + " ms");
        }
    }

    private long newestSealedMs() {
        return pages.entries().subList(0, (int) sealed.good()).stream()
                .filter(page -> page.leaf() != null)
                .mapToLong(page -> page.leaf().at())
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private void checkMissing() {
        for (Expected span : expected) {
            LogPages.Partition partition = pages.partitions().get(span.place());
            if (partition != null) {
                partition.pages().stream()
                        .filter(page -> !isAltered(page))
                        .forEach(page -> checkMissing(span, page));
            }
        }
    }

    /** Possibly of other offsets than its own: none of its records is there. */
    private boolean isAltered(ReadPage page) {
        SealText bad = sealed.firstBad();
        return bad != null
                && page.index() >= sealed.good()
                && page.index() < bad.size()
                && page.seen().isEmpty();
    }

    private void checkMissing(Expected span, ReadPage page) {
        long[] offsets = page.offsets();
        BitSet seen = page.seen();
        for (int i = seen.nextClearBit(0); i < offsets.length; i = seen.nextClearBit(i + 1)) {
            if (offsets[i] >= span.from() && offsets[i] <= span.to()) {
                findings.add(
                        LogFault.MISSING,
                        span.place() + "/" + offsets[i],
                        "expected the record that page " + page.index() + " lists, got none");
            }
        }
    }
}
