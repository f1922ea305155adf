package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Checks a log against its seals, and records against the log; names what was tampered with, and
 * its place. It reads pages, seals and records side by side: pages wait for the seal that fits
 * them, then their records are read, and both are forgotten. What it holds has a limit, {@link
 * Limits}, however long the log is. Of one thread, for one check.
 *
 * <p>Where no seal fits any more, what waits is searched for what was done to it. Where that is
 * only altered or moved the check goes on behind it; where pages are gone, what is behind them
 * can't be certain, and is held against its records alone.
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

    /** Seals that were passed already, of which the log is read once more. */
    private static final int MOST_LATE = 1 << 16;

    /**
     * What it holds at most: some 200 MB.
     *
     * @param pages that wait for a seal; one is due every five seconds
     * @param records that the pages which wait list, and as many those whose records are read
     * @param seals that are read ahead
     */
    record Limits(int pages, int records, int seals) {
        static final Limits USUAL = new Limits(1 << 14, 1 << 20, 1 << 12);
    }

    private final String origin;
    private final List<NoteKey> keys;
    private final long nowMs;
    private final Limits limits;
    private final LogFindings findings = new LogFindings();
    private final List<String> notChecked = new ArrayList<>();
    private final List<SealText> kept = new ArrayList<>();
    private final TreeHasher hasher = new TreeHasher();

    private Reading walk;
    private boolean areEntries;
    private boolean isOpened;
    private boolean areOthersGiven;
    private boolean isClosed;

    private SealQueue seals;
    private long sealsRead;
    private long signed;

    /** Pages behind the last entry that is certain; their records are not read yet. */
    private final List<ReadPage> waiting = new ArrayList<>();

    private int waitingRecords;
    private int mostWaiting;

    /** The log before them, ... */
    private RightEdge base = new RightEdge();

    /** ... and where its partitions end. */
    private final Map<String, Long> ends = new HashMap<>();

    /** Those of them that end in a log before: the log before those pages has none of them. */
    private final Set<String> carried = new HashSet<>();

    /** Pages of newer versions, by these. */
    private final Map<Integer, Long> newer = new TreeMap<>();

    /** Partitions that begin with no page before, where the logs before are not given. */
    private final Set<String> firstHere = new TreeSet<>();

    /** The log with those of them that are entries as they were written. */
    private RightEdge edge = new RightEdge();

    /** Seals of sizes behind the base that do not fit. */
    private final List<SealText> bad = new ArrayList<>();

    /** Seals of sizes that were passed when they arrived. */
    private final List<SealText> late = new ArrayList<>();

    /** True where pages are gone: no seal fits any more. */
    private boolean isBroken;

    private boolean isRepaired;

    /** True behind an entry of which it is not known what it is about. */
    private boolean isUnreadable;

    private RecordCheck records;
    private PageLeaf first;
    private long taken;
    private long repeats;
    private long sealed;
    private long sealedMs;
    private long newestMs = Long.MIN_VALUE;

    /**
     * @param origin the log
     * @param keys that may have signed its seals
     * @param nowMs the time of the check (UTC epoch ms)
     */
    public LogCheck(String origin, Collection<NoteKey> keys, long nowMs) {
        this(origin, keys, nowMs, Limits.USUAL);
    }

    LogCheck(String origin, Collection<NoteKey> keys, long nowMs, Limits limits) {
        this.origin = origin;
        this.keys = List.copyOf(keys);
        this.nowMs = nowMs;
        this.limits = limits;
    }

    /** Something that the check leaves open, for the report. */
    public void notChecked(String what) {
        notChecked.add(what);
    }

    /** What somebody else has found in the same log, for the report. */
    public void found(LogFault fault, String place, String message) {
        findings.add(fault, place, message);
    }

    /** A seal that was kept elsewhere: a signed note. There are few of them. */
    public void seal(String note) {
        SealText seal = text(note);
        if (seal != null) {
            kept.add(seal);
        }
    }

    /** Null where it is none of the log. */
    private SealText text(String note) {
        long number = sealsRead++;
        try {
            SignedNote read = SignedNote.parse(note);
            SealText text = SealText.parse(read.text());
            if (text.origin().equals(origin) && read.isSignedBy(keys)) {
                signed++;
                return text;
            }
            unsigned(number, "a signature of the log " + origin + " over " + text.size());
        } catch (IllegalArgumentException e) {
            unsigned(number, "a signed note");
        }
        return null;
    }

    private void unsigned(long number, String wanted) {
        findings.add(
                LogFault.UNSIGNED,
                "seal " + number,
                "expected " + wanted + " that one of the keys verifies, got another text");
    }

    /** Reads all of it; what was found. */
    public LogReport run(LogSource source) {
        areEntries = source.areEntries();
        walk = Reading.ofWhatIsLeft(origin);
        records = new RecordCheck(source.records(), findings, limits.records());
        seals = new SealQueue(kept, texts(source.seals()), limits.seals());
        source.pages().forEachRemaining(this::page);
        resolve(true);
        records.finish(Math.max(0, newestMs));
        checkBeginning();
        checkSeals();
        newer.forEach(
                (version, count) ->
                        notChecked(
                                "page version "
                                        + version
                                        + ": the records that "
                                        + count
                                        + " pages list, as a newer vigil has made them; check them"
                                        + " with that one"));
        checkLate(source.pages());
        return new LogReport(
                findings.kept(),
                findings.counts(),
                taken,
                repeats,
                sealed,
                signed,
                records.records(),
                records.later(),
                records.unread(),
                newer.values().stream().mapToLong(it -> it).sum(),
                List.copyOf(notChecked));
    }

    private Iterator<SealText> texts(Iterator<String> notes) {
        Iterable<String> once = () -> notes;
        return StreamSupport.stream(once.spliterator(), false)
                .map(this::text)
                .filter(Objects::nonNull)
                .iterator();
    }

    private void page(AuditPage page) {
        ReadPage next = new ReadPage(page);
        if (areEntries) {
            next.setWritten(true);
        } else {
            Reading.Step step = next.isWhole() ? walk.read(page, next.leaf()) : Reading.Step.REPEAT;
            if (!page.origin().equals(origin)) {
                other(page, step, next.leaf());
                return;
            }
            next.setWritten(step != Reading.Step.REPEAT);
            if (step == Reading.Step.OPENING) {
                isOpened = true;
                goOnFromBefore();
            }
        }
        if (next.isWritten() && next.leaf() != null && LogName.number(origin) > 1) {
            // Where the logs before are not given it begins where its first pages do.
            ends.putIfAbsent(next.leaf().place(), next.leaf().prev());
        }
        add(next);
    }

    /** A page of another log of the site. */
    private void other(AuditPage page, Reading.Step step, PageLeaf leaf) {
        areOthersGiven = true;
        isClosed |= step == Reading.Step.OPENING && !isBefore();
        if (step == Reading.Step.ANEW && isClosed) {
            notChecked.add(
                    leaf.place()
                            + ": "
                            + page.origin()
                            + " begins it anew, as of a topic that was made anew: what the topic"
                            + " holds at these offsets since then is not what "
                            + origin
                            + " lists");
        }
    }

    private void goOnFromBefore() {
        ends.putAll(walk.ends());
        carried.addAll(walk.ends().keySet());
        records.startBehind(walk.ends());
    }

    /** True while the pages are of logs before this one. */
    private boolean isBefore() {
        return LogName.follows(origin, walk.origin());
    }

    private void add(ReadPage page) {
        if (isBroken) {
            addUncertain(page);
            return;
        }
        waiting.add(page);
        waitingRecords += page.listed();
        mostWaiting = Math.max(mostWaiting, waiting.size());
        if (page.isWritten()) {
            edge.add(Paging.leafHash(hasher, page.page()));
            compare();
        }
        if (waiting.size() >= limits.pages() || waitingRecords >= limits.records()) {
            resolve(false);
        }
    }

    /** Of pages behind some that are gone: those that are about offsets behind what was taken. */
    private void addUncertain(ReadPage page) {
        PageLeaf leaf = page.leaf();
        boolean isBehind =
                leaf != null
                        && (leaf.from() > ends.getOrDefault(leaf.place(), PageLeaf.NONE)
                                || isAnew(leaf));
        if (isBehind) {
            take(page, false);
        } else {
            repeats++;
        }
    }

    /** Where a seal fits, all that waits is certain. */
    private void compare() {
        byte[] root = null;
        boolean isGood = false;
        for (SealText seal = seals.upTo(edge.size());
                seal != null;
                seal = seals.upTo(edge.size())) {
            if (seal.size() < edge.size()) {
                late.add(seal);
                continue;
            }
            root = root == null ? edge.root() : root;
            if (seal.isOf(root)) {
                isGood = true;
            } else {
                bad.add(seal);
            }
        }
        if (isGood) {
            bad.forEach(this::forked);
            bad.clear();
            takeWritten();
            sealed = edge.size();
            sealedMs = Math.max(0, newestMs);
        }
        if (late.size() > MOST_LATE) {
            notChecked(late.size() + " seals out of their order");
            late.clear();
        }
    }

    private void takeWritten() {
        for (ReadPage page : waiting) {
            if (page.isWritten()) {
                take(page, true);
            } else {
                repeats++;
            }
        }
        forgetWaiting();
        base = edge.copy();
    }

    private void forgetWaiting() {
        waiting.clear();
        waitingRecords = 0;
    }

    /**
     * It is the next entry of the log.
     *
     * @param isCertain true where none can be missing before it
     */
    private void take(ReadPage page, boolean isCertain) {
        page.setIndex(taken++);
        first = page.index() == 0 ? page.leaf() : first;
        checkPage(page);
        PageLeaf leaf = page.leaf();
        isUnreadable |= leaf == null;
        if (leaf != null) {
            checkTime(page.index(), leaf.at());
        }
        if (leaf != null && !LogPages.isOpening(page)) {
            if (isCertain) {
                checkNext(page);
            }
            begin(page);
            ends.merge(leaf.place(), leaf.to(), Math::max);
        }
        boolean isOfRecords = page.offsets() != null || page.isNewer();
        if (isOfRecords && !LogPages.isOpening(page)) {
            records.add(page);
        }
    }

    /** Who has the key can seal a page that is no entry. */
    private void checkNext(ReadPage page) {
        PageLeaf leaf = page.leaf();
        long end = ends.getOrDefault(leaf.place(), PageLeaf.NONE);
        if (first != null && leaf.version() != first.version()) {
            findings.add(
                    LogFault.ALTERED,
                    "page " + page.index(),
                    "expected a page of version "
                            + first.version()
                            + ", as the first one of the log is, got one of version "
                            + leaf.version());
        }
        if (!isUnreadable && leaf.prev() != end && !isAnew(leaf)) {
            findings.add(
                    LogFault.ALTERED,
                    "page " + page.index(),
                    "expected a page of "
                            + leaf.place()
                            + " behind the one that ends at offset "
                            + end
                            + ", got one behind "
                            + leaf.prev());
        }
    }

    private boolean isAnew(PageLeaf leaf) {
        return leaf.prev() == PageLeaf.NONE && carried.contains(leaf.place());
    }

    /** The first page of a partition in the log: where it begins anew that is for the report. */
    private void begin(ReadPage page) {
        PageLeaf leaf = page.leaf();
        if (isAnew(leaf)) {
            records.beginAnew(leaf.place());
            notChecked.add(
                    leaf.place()
                            + ": begins anew with page "
                            + page.index()
                            + " of "
                            + origin
                            + ", as of a topic that was made anew; its offsets up to "
                            + ends.remove(leaf.place())
                            + " are on pages of a log before, too: check that one against the"
                            + " records that were kept of the topic as it was");
        } else if (leaf.prev() == PageLeaf.NONE && !carried.contains(leaf.place())) {
            firstHere.add(leaf.place());
        }
        carried.remove(leaf.place());
    }

    private void checkPage(ReadPage page) {
        if (page.isNewer()) {
            newer.merge(page.leaf().version(), 1L, Long::sum);
        }
        if (page.isWhole() && page.leaf().isUnread()) {
            unread(page);
        }
        if (!page.isWhole()) {
            findings.add(
                    LogFault.ALTERED,
                    "page " + page.index(),
                    "expected entry, offsets and digests of each other, got others");
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

    private void checkTime(long index, long atMs) {
        if (atMs > nowMs + AHEAD_MS) {
            findings.add(
                    LogFault.STALE,
                    "page " + index,
                    "expected a time that is not ahead, got " + (atMs - nowMs) + " ms ahead");
            return;
        }
        if (newestMs != Long.MIN_VALUE && atMs - newestMs > STALE_MS) {
            findings.add(
                    LogFault.STALE,
                    "page " + index,
                    "expected a page each hour, got none for " + (atMs - newestMs) + " ms");
        }
        newestMs = Math.max(newestMs, atMs);
    }

    /**
     * Which of the pages that wait are entries: as the writer takes them, where the seals agree.
     * Otherwise what fits the seals best, so that what is wrong has a place.
     *
     * @param isEnd true where no page comes any more; else there is no room for more
     */
    private void resolve(boolean isEnd) {
        if (isBroken) {
            return;
        }
        if (!isOpened && !areEntries && taken == 0 && !walk.isOf(origin)) {
            goOnFromBefore();
        }
        List<SealText> some = new ArrayList<>(bad);
        long size = base.size() + waiting.size();
        for (SealText seal : isEnd ? seals.rest(size) : ahead(size)) {
            (seal.size() > base.size() ? some : late).add(seal);
        }
        if (!isEnd && bad.isEmpty() && (some.isEmpty() || !isDoubtful())) {
            // No seal is due yet that says anything about them.
            seals.back(some);
            takeWritten();
            return;
        }
        Best best = best(some);
        if (isEnd) {
            checkSeals(best, true, true);
            takeEntries(best, best.pages.entries().size());
            return;
        }
        goOnBehind(best, some);
    }

    /** True where a page that waits is none, or is about offsets behind some that are on none. */
    private boolean isDoubtful() {
        Map<String, Long> written = new HashMap<>();
        for (ReadPage page : waiting) {
            if (page.isWritten() && page.leaf() != null) {
                written.merge(page.leaf().place(), page.leaf().to(), Math::max);
            }
        }
        return waiting.stream()
                .anyMatch(page -> !page.isWhole() || page.leaf().prev() > end(page, written));
    }

    private long end(ReadPage page, Map<String, Long> written) {
        String place = page.leaf().place();
        return written.getOrDefault(place, ends.getOrDefault(place, PageLeaf.NONE));
    }

    /** Seals of what waits, of sizes that the log as it was written does not have. */
    private List<SealText> ahead(long size) {
        List<SealText> ahead = new ArrayList<>();
        while (ahead.size() < limits.pages()) {
            SealText seal = seals.upTo(size);
            if (seal == null) {
                break;
            }
            ahead.add(seal);
        }
        return ahead;
    }

    private record Best(LogPages pages, SealCheck sealed) {}

    private Best best(List<SealText> some) {
        Best best = null;
        for (LogPages.Rule rule : LogPages.Rule.values()) {
            LogPages pages = new LogPages(waiting, base.size(), ends, carried, rule);
            SealCheck check = new SealCheck(base, some, pages.leaves());
            if (rule != LogPages.Rule.WRITTEN) {
                check.repairSwaps();
            }
            if (best == null || check.isBetterThan(best.sealed)) {
                best = new Best(pages, check);
            }
            if (best.sealed.isGood()) {
                break;
            }
        }
        for (int i = 0; i < best.pages.entries().size(); i++) {
            best.pages.entries().get(i).setIndex(base.size() + i);
        }
        best.sealed.swaps().forEach(best.pages::swap);
        return best;
    }

    /**
     * What fits is certain; with the rest it begins anew, or, where nothing fits, without seals.
     */
    private void goOnBehind(Best best, List<SealText> some) {
        int fit = (int) (best.sealed.good() - base.size());
        isBroken = fit == 0;
        isRepaired = true;
        checkSeals(best, isBroken, false);
        bad.clear();
        List<ReadPage> entries = best.pages.entries();
        if (isBroken) {
            takeEntries(best, entries.size());
            notChecked(
                    "the pages behind page "
                            + (taken - 1)
                            + " by seals: pages before them are missing or altered");
            forgetWaiting();
            return;
        }
        takeEntries(best, fit);
        forgetWaiting();
        base = best.sealed.edge(fit);
        edge = base.copy();
        seals.back(some.stream().filter(seal -> seal.size() > base.size()).toList());
        walk = new Reading(origin, base.copy(), first == null ? 0 : first.version(), ends, carried);
        entries.subList(fit, entries.size()).forEach(page -> page(page.page()));
    }

    private void takeEntries(Best best, int count) {
        SealText wrong = best.sealed.firstBad();
        for (ReadPage page : best.pages.entries().subList(0, count)) {
            boolean isDoubtful =
                    wrong != null
                            && page.index() >= best.sealed.good()
                            && page.index() < wrong.size();
            if (isDoubtful) {
                page.setDoubtful();
            }
            take(page, page.index() < best.sealed.good());
            if (best.sealed.isSealed() && taken == best.sealed.good()) {
                sealed = taken;
                sealedMs = Math.max(0, newestMs);
            }
        }
        repeats += best.pages.repeats();
    }

    /** A log with a larger number continues the one before. */
    private void checkBeginning() {
        if (taken == 0 || isOpened || LogName.number(origin) == 1) {
            return;
        }
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
            if (!firstHere.isEmpty()) {
                notChecked.add(
                        "whether these partitions begin anew in "
                                + origin
                                + " or had no record before, as the pages of the log before were"
                                + " not given: "
                                + String.join(", ", firstHere));
            }
        }
    }

    private void checkSeals() {
        if (signed == 0 && taken == 0) {
            findings.add(
                    LogFault.CUT,
                    "log " + origin,
                    "expected pages and seals, got neither; name another log if this one never"
                            + " was");
        } else if (signed == 0 && isClosed) {
            notChecked.add(
                    "the seals of "
                            + origin
                            + ": there is none; the first page of the log behind it names its head,"
                            + " check that one");
        } else if (signed == 0) {
            findings.add(
                    LogFault.UNSIGNED,
                    "log " + origin,
                    "expected a seal that one of the keys verifies, got none");
        }
        if (sealed > 0 && !isClosed && nowMs - sealedMs > STALE_MS) {
            findings.add(
                    LogFault.STALE,
                    "seal of " + sealed + " pages",
                    "expected a seal each hour, got none for " + (nowMs - sealedMs) + " ms");
        }
    }

    private void forked(SealText seal) {
        findings.add(
                LogFault.FORKED,
                "seal of " + seal.size() + " pages",
                "expected the root of the log that other seals confirm, got another one");
    }

    /**
     * @param isAll false where what does not fit yet is looked at again
     * @param isEnd false where the log goes on, so that how long it is says nothing
     */
    private void checkSeals(Best best, boolean isAll, boolean isEnd) {
        SealCheck check = best.sealed;
        check.forked().forEach(this::forked);
        for (SealCheck.Swap swap : check.swaps()) {
            findings.add(
                    LogFault.REORDERED,
                    "pages " + (base.size() + swap.one()) + " and " + (base.size() + swap.other()),
                    "expected the order that was sealed, got another one");
        }
        if (!isAll) {
            return;
        }
        SealText wrong = check.firstBad();
        long size = base.size() + best.pages.entries().size();
        long missing = check.newest() - size;
        boolean hasGaps =
                best.pages.partitions().values().stream().anyMatch(it -> !it.gaps().isEmpty());
        if (missing > 0 && wrong == null && !hasGaps) {
            findings.add(
                    LogFault.CUT,
                    "page " + size,
                    "expected " + check.newest() + " pages, as a seal covers, got " + size);
        } else if (missing > 0 || hasGaps && wrong != null && !isEnd) {
            missing(best, wrong, missing, hasGaps);
        } else if (wrong != null) {
            altered(best, wrong);
        }
    }

    private void missing(Best best, SealText wrong, long missing, boolean hasGaps) {
        for (Map.Entry<String, PagesByOffset> one : best.pages.partitions().entrySet()) {
            for (PagesByOffset.Gap gap : one.getValue().gaps()) {
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
                    span(certain(best), wrong.size()),
                    "expected " + missing + " more pages in the log, the first of them here");
        }
    }

    /** One that is not whole has its place already. */
    private void altered(Best best, SealText wrong) {
        long from = certain(best);
        boolean isNamed =
                best.pages.entries().stream()
                        .filter(page -> page.index() >= from && page.index() < wrong.size())
                        .anyMatch(page -> !page.isWhole());
        if (!isNamed) {
            findings.add(
                    LogFault.ALTERED,
                    span(from, wrong.size()),
                    "expected the root that the seal of "
                            + wrong.size()
                            + " pages has, got another one; what is behind them is not certain");
        }
    }

    /** Entries that a seal covers which fits. */
    private long certain(Best best) {
        return best.sealed.isSealed() ? best.sealed.good() : sealed;
    }

    private static String span(long from, long to) {
        return to - from == 1 ? "page " + from : "pages " + from + " to " + (to - 1);
    }

    /** Seals of sizes that were passed are held against the log in another walk over it. */
    private void checkLate(Iterator<AuditPage> pages) {
        if (late.isEmpty()) {
            return;
        }
        if (isRepaired || areEntries) {
            notChecked(late.size() + " seals out of their order, as pages are altered");
            return;
        }
        late.sort(Comparator.comparingLong(SealText::size));
        Reading again = Reading.ofWhatIsLeft(origin);
        Iterator<SealText> seals = late.iterator();
        SealText next = seals.next();
        while (next != null && pages.hasNext()) {
            AuditPage page = pages.next();
            ReadPage read = new ReadPage(page);
            boolean isEntry =
                    read.isWhole() && again.read(page, read.leaf()) != Reading.Step.REPEAT;
            while (next != null
                    && isEntry
                    && page.origin().equals(origin)
                    && next.size() == again.size()) {
                if (!next.isOf(again.head().root())) {
                    forked(next);
                }
                next = seals.hasNext() ? seals.next() : null;
            }
        }
    }

    /** Pages that waited at once, at most. */
    int mostWaiting() {
        return mostWaiting;
    }

    /** Records that pages listed which were held at once, at most. */
    int mostListed() {
        return records.mostHeld();
    }
}
