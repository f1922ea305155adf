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
 * its place. It gets all pages first, those of the logs before too, in the order in which they were
 * published, then all seals, then the records, each partition in the order of its offsets. Memory:
 * about 50 bytes a record on the pages. Of one thread.
 *
 * <p>Who has the key can write another log with seals of its own: only a seal that was kept
 * elsewhere, such as a witness's, shows that. Give those too: they are seals as any other.
 */
public final class LogCheck {
    /** A page comes each hour; it may be as late as a restart takes. */
    static final long STALE_MS = AuditLog.TICK_MS + 300_000;

    /** How far the log may be behind its topics, after an outage: a day. */
    static final long BEHIND_MS = 86_400_000;

    /** How far the clock of the machine that logs may be ahead. */
    private static final long AHEAD_MS = 300_000;

    /** Bytes that are hashed to find out where a record was moved from: some seconds. */
    private static final long MOST_SEARCHED = 4L << 30;

    private final String origin;
    private final List<NoteKey> keys;
    private final long nowMs;
    private final Reading walk;
    private final List<ReadPage> read = new ArrayList<>();
    private final List<SealText> seals = new ArrayList<>();
    private final LogFindings findings = new LogFindings();
    private final TreeHasher hasher = new TreeHasher();
    private final List<Expected> expected = new ArrayList<>();
    private final List<String> notChecked = new ArrayList<>();
    private Map<String, Long> starts = new HashMap<>();
    private boolean isOpened;
    private boolean areOthersGiven;
    private boolean isClosed;
    private boolean isWhole;
    private long searchedBytes;
    private LogPages pages;
    private SealCheck sealed;
    private Long newestPageMs;
    private long sealsRead;
    private long records;
    private long later;
    private long unread;

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
        walk = new Reading(origin);
    }

    /** The next page that was published, of this log or another one. */
    public void page(AuditPage page) {
        ReadPage next = new ReadPage(page);
        Reading.Step step = next.isWhole() ? walk.read(page, next.leaf()) : Reading.Step.REPEAT;
        isClosed |= step == Reading.Step.OPENING && !page.origin().equals(origin) && !isBefore();
        if (!page.origin().equals(origin)) {
            areOthersGiven = true;
            return;
        }
        next.setWritten(step != Reading.Step.REPEAT);
        read.add(next);
        if (step == Reading.Step.OPENING) {
            isOpened = true;
            starts = walk.ends();
        }
    }

    /** True while the pages are of logs before this one. */
    private boolean isBefore() {
        return LogName.follows(origin, walk.origin());
    }

    /**
     * The next entry of a log that is published by itself: each of its pages is one, and those of
     * the logs before are not given.
     */
    public void entry(AuditPage page) {
        ReadPage next = new ReadPage(page);
        PageLeaf leaf = next.leaf();
        if (leaf != null && LogName.number(origin) > 1) {
            starts.putIfAbsent(leaf.place(), leaf.prev());
        }
        next.setWritten(true);
        read.add(next);
    }

    /** Something that the check leaves open, for the report. */
    public void notChecked(String what) {
        notChecked.add(what);
    }

    /** What somebody else has found in the same log, for the report. */
    public void found(LogFault fault, String place, String message) {
        findings.add(fault, place, message);
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

    /** Of each partition, all records from the first to the last that will be given are there. */
    public void expectAllBetween() {
        isWhole = true;
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
            behind(place, RecordBytes.timeMs(bytes, from, to));
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

    /** Not logged yet; but what is a day older than the newest page was left out. */
    private void behind(RecordPlace place, long timeMs) {
        later++;
        if (timeMs != RecordBytes.NO_TIME && newestPageMs() - timeMs > BEHIND_MS) {
            findings.add(
                    LogFault.MISSING,
                    place.toString(),
                    "expected a page that lists this record, as the log has pages that are "
                            + (newestPageMs() - timeMs)
                            + " ms younger, got none");
        }
    }

    private void record(RecordPlace place, ReadPage page, byte[] bytes, int from, int to) {
        if (page.leaf().isUnread()) {
            unread++;
            return;
        }
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
        boolean isCostly = searchedBytes > MOST_SEARCHED;
        searchedBytes += (long) offsets.length * record.length;
        for (int i = 0; i < offsets.length && !findings.areFull() && !isCostly; i++) {
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
        if (!isOpened && !walk.isOf(origin)) {
            starts = walk.ends();
        }
        for (LogPages.Rule rule : LogPages.Rule.values()) {
            LogPages candidate = new LogPages(read, starts, rule);
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
        checkBeginning();
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
                later,
                unread,
                List.copyOf(notChecked));
    }

    /** A log with a larger number continues the one before. */
    private void checkBeginning() {
        if (pages.entries().isEmpty() || isOpened || LogName.number(origin) == 1) {
            return;
        }
        PageLeaf first = pages.entries().get(0).leaf();
        if (first == null || !first.topic().equals(Reading.CLOSED)) {
            findings.add(
                    LogFault.MISSING,
                    "page 0",
                    "expected a first page that names the head of the log before "
                            + origin
                            + ", got one about records");
        } else if (areOthersGiven) {
            findings.add(
                    LogFault.ALTERED,
                    "page 0",
                    "expected the head of the log before as its pages have it, got another one;"
                            + " check that log");
        } else {
            notChecked.add("the log before " + origin + ": its pages were not given");
        }
    }

    private void checkPages() {
        for (ReadPage page : pages.entries()) {
            if (page.isWhole() && page.leaf().isUnread()) {
                unread(page);
            }
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

    private void unread(ReadPage page) {
        String place = page.leaf().place() + "/" + page.leaf().from() + " to " + page.leaf().to();
        if (page.leaf().prev() == PageLeaf.NONE) {
            notChecked.add(place + ": gone before the log began");
        } else {
            findings.add(
                    LogFault.UNREAD,
                    place,
                    "expected records that the log has read, got page "
                            + page.index()
                            + ", by which the log could not read them");
        }
    }

    private void checkSeals() {
        if (seals.isEmpty() && pages.entries().isEmpty()) {
            findings.add(
                    LogFault.CUT,
                    "log " + origin,
                    "expected pages and seals, got neither; name another log if this one never"
                            + " was");
        }
        if (seals.isEmpty() && isClosed) {
            notChecked.add(
                    "the seals of "
                            + origin
                            + ": there is none; the first page of the log behind it names its head,"
                            + " check that one");
        } else if (seals.isEmpty() && !pages.entries().isEmpty()) {
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
            if (at > nowMs + AHEAD_MS) {
                findings.add(
                        LogFault.STALE,
                        "page " + page.index(),
                        "expected a time that is not ahead, got " + (at - nowMs) + " ms ahead");
                continue;
            }
            if (newest != Long.MIN_VALUE && at - newest > STALE_MS) {
                findings.add(
                        LogFault.STALE,
                        "page " + page.index(),
                        "expected a page each hour, got none for " + (at - newest) + " ms");
            }
            newest = Math.max(newest, at);
        }
        long sealedAt = newestSealedMs();
        if (sealed.good() > 0 && !isClosed && nowMs - sealedAt > STALE_MS) {
            findings.add(
                    LogFault.STALE,
                    "seal of " + sealed.good() + " pages",
                    "expected a seal each hour, got none for " + (nowMs - sealedAt) + " ms");
        }
    }

    private long newestSealedMs() {
        return newestMs(pages.entries().subList(0, (int) sealed.good()));
    }

    private long newestPageMs() {
        if (newestPageMs == null) {
            newestPageMs = newestMs(pages.entries());
        }
        return newestPageMs;
    }

    /** Of times that have come. */
    private long newestMs(List<ReadPage> some) {
        return some.stream()
                .filter(page -> page.leaf() != null)
                .mapToLong(page -> page.leaf().at())
                .filter(at -> at <= nowMs + AHEAD_MS)
                .max()
                .orElse(0);
    }

    private void checkMissing() {
        if (isWhole) {
            pages.partitions()
                    .forEach(
                            (place, partition) ->
                                    expected.add(
                                            new Expected(
                                                    place,
                                                    partition.firstSeen(),
                                                    partition.lastSeen())));
        }
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
