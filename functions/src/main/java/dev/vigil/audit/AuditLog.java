package dev.vigil.audit;

import dev.vigil.schema.audit.AuditLogState;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditPartitionState;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.check.Check;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A log that is written: digests of records become pages, pages that were read back become leaves
 * of the tree, and the tree gets seals.
 *
 * <p>The log is what is published, and nothing else: a page that is read back is an entry where it
 * begins where its partition's entries end, and is none otherwise. So every run of the job that
 * ever was, from whatever state, makes the same tree of it, and no two seals contradict each other:
 * a page that was lost is sent again, one that was published twice counts once, and a page of
 * another run takes the place of our own. Of one thread.
 */
public final class AuditLog {
    /** Longest time that a record waits for its page. */
    public static final long PAGE_MS = 2_000;

    /** Between pages at most, so that silence can be seen. */
    public static final long TICK_MS = 3_600_000;

    /** How long a page may be on its way before it is sent again. */
    static final long PATIENCE_MS = 120_000;

    /** Pages that go out at once: 10 MB, so that a backlog holds up no checkpoint. */
    static final int MOST_OUT = 256;

    /** Records whose page was not read back: 160 MB; up to half of them are on pages. */
    static final int MOST_HELD = 4_000_000;

    /**
     * How many are forgotten at once where there is no room: then it is not looked for each time.
     */
    private static final int FORGOTTEN = AuditPage.MOST_RECORDS;

    /** The topic of pages that are about an hour. */
    static final String TICK = "tick";

    /** In the place of the name of a topic: each of them. */
    public static final String EACH = "*";

    private final String origin;
    private final int mostHeld;
    private final Sealing sealing;
    private final Map<String, WrittenPartition> partitions = new TreeMap<>();

    /** Topics that a person says were made anew before this run. */
    private Set<String> madeAnew = Set.of();

    /** True of a run that began without state, until all pages that there were are read. */
    private boolean isCold = true;

    private Reading reading;

    /** Of the last page that was read back. */
    private long readTo = -1;

    private boolean isLoaded;
    private AuditPage opening;
    private long openingSentMs;
    private long tickedMs = Long.MIN_VALUE;
    private long held;
    private long forgotten;

    /** When the oldest record on an entry that no seal covers was taken. */
    private long unsealedTakenMs = PartitionPages.NEVER_MS;

    private long unread;
    private String unreadPlace;
    private long repeats;
    private long unreadable;
    private long newer;
    private long reused;
    private String reusedPlace;

    /**
     * A log from its beginning.
     *
     * @param origin name of the log: SITE/audit/NUMBER; another number than that of the log which
     *     is published closes that one
     * @param key that its seals are verified by
     * @param privateKey that signs them
     */
    public AuditLog(String origin, NoteKey key, PrivateKey privateKey) {
        this(origin, key, privateKey, MOST_HELD);
    }

    AuditLog(String origin, NoteKey key, PrivateKey privateKey, int mostHeld) {
        this(origin, new Sealing(origin, key, privateKey, null), mostHeld);
    }

    private AuditLog(String origin, Sealing sealing, int mostHeld) {
        LogName.number(origin);
        this.origin = origin;
        this.mostHeld = mostHeld;
        this.sealing = sealing;
        reading = new Reading(origin);
        partition(TICK, 0);
    }

    /**
     * A log from its beginning, named as its key. Where the private key can't be had or is another
     * one's, it has pages and no seals: no reason to stop the checkpoints of a whole job.
     *
     * @param privateKey gets it, or throws
     */
    public static AuditLog signedBy(NoteKey key, Supplier<PrivateKey> privateKey) {
        try {
            return new AuditLog(key.name(), key, privateKey.get());
        } catch (RuntimeException e) {
            return unsigned(key.name(), key, e.getMessage());
        }
    }

    /**
     * A log whose private key is not to be had: it has pages and no seals.
     *
     * @param why for the person who is alerted
     */
    static AuditLog unsigned(String origin, NoteKey key, String why) {
        return new AuditLog(origin, new Sealing(origin, key, null, why), MOST_HELD);
    }

    /**
     * Topics that were made anew since the log before, as a person says: where this run is the
     * first that reads them, they begin anew. Of others nothing follows from it.
     *
     * @param topics their names, or {@link #EACH}
     */
    public void setMadeAnew(Collection<String> topics) {
        madeAnew = Set.copyOf(topics);
    }

    /** As it was kept. */
    public void restore(AuditLogState state, Iterable<AuditPartitionState> kept) {
        boolean isSame = state.written().equals(origin);
        for (AuditPartitionState partition : kept) {
            PartitionPages pages = new PartitionPages(partition);
            if (!isSame) {
                pages.pageAnew();
            }
            partition(partition.topic(), partition.partition()).restore(pages, partition.anew());
            held += pages.held();
        }
        partitions.forEach(this::sayAgain);
        isCold = state.cold();
        reading = new Reading(origin, state, kept);
        readTo = state.offset();
        if (isSame) {
            sealing.restore(state, reading);
        }
    }

    /** After a restart, too, it is to be alerted that the log has to be closed. */
    private void sayAgain(String place, WrittenPartition partition) {
        if (partition.givenAgain() > 0) {
            reused += partition.givenAgain();
            reusedPlace = place;
        }
    }

    public AuditLogState state() {
        return reading.state(origin, sealing.note(), sealing.refusal(), readTo, isCold);
    }

    public List<AuditPartitionState> partitionStates() {
        List<AuditPartitionState> states = new ArrayList<>();
        partitions.forEach((place, one) -> states.addAll(one.states(reading.mayBeginAnew(place))));
        return states;
    }

    /** A record was on a topic. */
    public void digest(RecordPlace place, byte[] digest, long nowMs) {
        WrittenPartition partition = partition(place.topic(), place.partition());
        if (partition.isGivenAgain(place.offset())) {
            reused++;
            reusedPlace = place.toString();
            beginAgain(partition, place, nowMs);
        }
        OptionalLong behind = partition.pages().goesOnBehind(place.offset());
        if (behind.isPresent()) {
            sealing.refuse(
                    "a page begins "
                            + PageLeaf.place(place.topic(), place.partition())
                            + " anew, and the topic goes on behind offset "
                            + behind.getAsLong()
                            + " as it was (ALTERED)");
        }
        add(place.topic(), place.partition(), place.offset(), digest, nowMs);
    }

    private void beginAgain(WrittenPartition partition, RecordPlace place, long nowMs) {
        boolean mayBeginAnew =
                reading.mayBeginAnew(PageLeaf.place(place.topic(), place.partition()));
        long before = partition.held();
        forgotten += partition.beginAgain(place.offset(), mayBeginAnew, nowMs);
        grown(partition.held() - before);
    }

    private void add(String topic, int number, long offset, byte[] digest, long nowMs) {
        WrittenPartition partition = partition(topic, number);
        long before = partition.held();
        if (isSaidAnew(topic) && !isListed(PageLeaf.place(topic, number))) {
            partition.beginAsSaid();
        }
        partition.add(offset, digest, nowMs);
        grown(partition.held() - before);
    }

    private boolean isSaidAnew(String topic) {
        return madeAnew.contains(topic) || madeAnew.contains(EACH);
    }

    /** True where the log that is written has a page of the partition. */
    private boolean isListed(String place) {
        return origin.equals(reading.origin()) && reading.hasPageOf(place);
    }

    /** A partition's records up to an offset are gone; those that were not read never will be. */
    public void unread(String topic, int partition, long to, long nowMs) {
        add(topic, partition, to, PartitionPages.unread(), nowMs);
    }

    /** Where there is no room it forgets the oldest: they are the first on pages of other runs. */
    private void grown(long more) {
        held += more;
        for (long i = 0; i < more && held > mostHeld; i++) {
            WrittenPartition most =
                    partitions.values().stream()
                            .max(Comparator.comparingInt(WrittenPartition::open))
                            .orElseThrow();
            int fewer = most.dropOldest(Math.max(2, Math.min(FORGOTTEN, most.open() / 2)));
            held -= fewer;
            forgotten += fewer;
        }
    }

    private WrittenPartition partition(String topic, int number) {
        return partitions.computeIfAbsent(
                PageLeaf.place(topic, number), place -> new WrittenPartition(topic, number));
    }

    private WrittenPartition partition(PageLeaf leaf) {
        return partition(leaf.topic(), leaf.partition());
    }

    /** A seal was read back: of this log, or of another one. */
    public void seal(AuditSeal published) {
        if (!sealing.readBack(published, reading)) {
            unreadable++;
        }
        sealed();
    }

    private void sealed() {
        if (unsealed() == 0) {
            unsealedTakenMs = PartitionPages.NEVER_MS;
        }
    }

    /**
     * A page was read back.
     *
     * @param offset its place among all that are published: it only grows while nothing is lost
     */
    public void page(AuditPage page, long offset, long nowMs) {
        if (offset <= readTo) {
            sealing.refuse(
                    "pages that were read are gone: expected the next one at an offset above "
                            + readTo
                            + ", got one at "
                            + offset
                            + " (CUT)");
        }
        readTo = Math.max(readTo, offset);
        Optional<PageLeaf> read = Paging.read(page);
        if (read.isEmpty()) {
            unreadable++;
            return;
        }
        PageLeaf leaf = read.get();
        newer += leaf.isNewer() ? 1 : 0;
        switch (reading.read(page, leaf)) {
            case ENTRY -> entry(page, leaf, false, nowMs);
            case ANEW -> entry(page, leaf, true, nowMs);
            case OPENING -> opening = null;
            case REPEAT -> {
                repeats++;
                return;
            }
        }
        sealing.added(reading, nowMs);
    }

    private void entry(AuditPage page, PageLeaf leaf, boolean isAnew, long nowMs) {
        WrittenPartition partition = partition(leaf);
        long before = partition.held();
        if (isAnew) {
            forgotten += partition.begun(isCold, nowMs);
        } else if (page.origin().equals(origin)) {
            partition.goesOn();
        }
        PartitionPages pages = partition.pages();
        if (unsealedTakenMs == PartitionPages.NEVER_MS) {
            long takenMs = pages.oldestTakenMs();
            unsealedTakenMs = takenMs == PartitionPages.NEVER_MS ? nowMs : takenMs;
        }
        if (!pages.readBack(page, leaf, nowMs)) {
            contradicted(partition, page, leaf);
        }
        grown(partition.held() - before);
        if (isLoaded && leaf.isUnread() && leaf.prev() != PageLeaf.NONE) {
            unread++;
            unreadPlace = leaf.place() + "/" + leaf.from() + " to " + leaf.to();
        }
    }

    /** A page of a log before may be of the topic as it was, where this log begins it anew. */
    private void contradicted(WrittenPartition partition, AuditPage page, PageLeaf leaf) {
        String reason =
                "page "
                        + (reading.size() - 1)
                        + " of "
                        + page.origin()
                        + " about "
                        + leaf.place()
                        + ", offsets "
                        + leaf.from()
                        + " to "
                        + leaf.to()
                        + ", does not list the records that were read there (ALTERED)";
        if (page.origin().equals(origin) || isLoaded && !partition.isMadeAnew()) {
            sealing.refuse(reason);
        } else if (!partition.isMadeAnew()) {
            partition.pages().doubt(reason);
        }
    }

    /** All pages and seals that there were at the start are read. */
    public void loaded(long nowMs) {
        isLoaded = true;
        isCold = false;
        for (WrittenPartition partition : partitions.values()) {
            partition.pages().takeDoubt().ifPresent(sealing::refuse);
        }
        unsealedTakenMs = unsealed() == 0 ? PartitionPages.NEVER_MS : nowMs;
        sealing.loaded(nowMs);
    }

    /** The pages to publish now, in this order; none before the log is loaded. */
    public List<AuditPage> pagesDue(long nowMs) {
        List<AuditPage> due = new ArrayList<>();
        if (!isLoaded || !Check.isTimeMs(nowMs)) {
            return due;
        }
        if (!reading.isOf(origin) && !reading.isBefore(origin)) {
            sealing.refuse(
                    "the log that is published, "
                            + reading.origin()
                            + ", has no smaller number or another site");
            return due;
        }
        if (sealing.isBehind(reading, nowMs) || isOfNewerJob()) {
            return due;
        }
        if (reading.isOf(origin)) {
            next(nowMs, due);
        } else {
            open(nowMs, due);
        }
        return due;
    }

    /** It goes on with the newer job, or ends where this one closes it; until then records wait. */
    private boolean isOfNewerJob() {
        return origin.equals(reading.origin()) && reading.version() > PageLeaf.VERSION;
    }

    private void next(long nowMs, List<AuditPage> due) {
        tick(nowMs, due);
        long room = mostHeld / 2;
        for (WrittenPartition partition : partitions.values()) {
            room -= partition.sentRecords();
        }
        for (Map.Entry<String, WrittenPartition> one : partitions.entrySet()) {
            PartitionPages pages = one.getValue().toPage(reading.mayBeginAnew(one.getKey()));
            int before = pages.sentRecords();
            pages.sendAgain(PATIENCE_MS, nowMs, MOST_OUT, due);
            pages.cut(origin, room, nowMs, MOST_OUT, due);
            room -= pages.sentRecords() - before;
        }
        held = partitions.values().stream().mapToLong(WrittenPartition::held).sum();
    }

    /** One of an hour that is still to come, of a clock that was wrong, makes no silence. */
    private void tick(long nowMs, List<AuditPage> due) {
        long hour = nowMs / TICK_MS;
        PartitionPages ticks = partition(TICK, 0).pages();
        boolean isAhead = ticks.last() > hour + 1;
        if (hour > ticks.last() || isAhead && Pause.isOver(tickedMs, nowMs, TICK_MS)) {
            ticks.cutEmpty(origin, Math.max(hour, ticks.last() + 1), nowMs, due);
            tickedMs = nowMs;
        }
    }

    /** The first page of a log is about the log before: until it is read back no other is sent. */
    private void open(long nowMs, List<AuditPage> due) {
        boolean isStale =
                opening == null || !reading.opens(opening, PageLeaf.parse(opening.leaf()));
        if (isStale || Pause.isOver(openingSentMs, nowMs, PATIENCE_MS)) {
            opening = isStale ? reading.opening(origin, nowMs) : opening;
            openingSentMs = nowMs;
            due.add(opening);
        }
    }

    /** The seal to publish now: only over what was read back, and none that contradicts another. */
    public Optional<AuditSeal> sealDue(long nowMs) {
        boolean isReady =
                isLoaded
                        && reading.isOf(origin)
                        && !isOfNewerJob()
                        && !sealing.isBehind(reading, nowMs);
        Optional<AuditSeal> seal = isReady ? sealing.due(reading, nowMs) : Optional.empty();
        sealed();
        return seal;
    }

    /**
     * How long the oldest record has waited for a seal since it was taken, in ms; 0 while none
     * does, and until the log is loaded.
     */
    public long oldestUnsealedMs(long nowMs) {
        if (!isLoaded || !reading.isOf(origin)) {
            return 0;
        }
        long oldestMs = unsealedTakenMs == PartitionPages.NEVER_MS ? nowMs : unsealedTakenMs;
        for (WrittenPartition partition : partitions.values()) {
            long takenMs = partition.pages().oldestTakenMs();
            oldestMs = takenMs == PartitionPages.NEVER_MS ? oldestMs : Math.min(oldestMs, takenMs);
        }
        return Math.max(0, nowMs - oldestMs);
    }

    /** Why the log gets no seal; null while it does. */
    public String refusal() {
        if (sealing.refusal() != null || !isOfNewerJob()) {
            return sealing.refusal() == null ? sealing.unsignable() : sealing.refusal();
        }
        return "the log "
                + origin
                + " has pages of version "
                + reading.version()
                + ", which a newer vigil has made and this one can't write; start that one again,"
                + " or begin the next log";
    }

    /** Entries of the log that was read back. */
    public long size() {
        return reading.size();
    }

    /** Entries that no seal covers. */
    public long unsealed() {
        return reading.isOf(origin) ? Math.max(0, reading.size() - sealing.size()) : 0;
    }

    /** Records whose page was not read back. */
    public long held() {
        return held;
    }

    /** Records that it has forgotten for want of room. */
    public long forgotten() {
        return forgotten;
    }

    /** Pages that were read back since the log was loaded and say that records are unread. */
    public long unread() {
        return unread;
    }

    /** Which offsets the last one of them is about; null before the first. */
    public String unreadPlace() {
        return unreadPlace;
    }

    /**
     * Records at offsets that their topic has given before: it was made anew or cut off. The pages
     * list what was there before, so these are on none, and held for the log that follows.
     */
    public long reused() {
        return reused;
    }

    /** The last one of them; null before the first. */
    public String reusedPlace() {
        return reusedPlace;
    }

    /** Pages that were read back and are no entry: their records are on another one. */
    public long repeats() {
        return repeats;
    }

    /** Pages that were read back and that a newer vigil has made. */
    public long newer() {
        return newer;
    }

    /** What was read back could not be read. */
    public void unreadableRead() {
        unreadable++;
    }

    /** What was read back and is no page or seal. */
    public long unreadable() {
        return unreadable;
    }
}
