package dev.vigil.flink.match;

import dev.vigil.match.SearchProfiles;
import dev.vigil.match.SearchSettings;
import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.match.WaitingRange;
import dev.vigil.schema.reference.IndexedReference;
import dev.vigil.schema.reference.ReferenceName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * What the task knows of one slot of the index: its references and feeds, the room that they take
 * in hours whatever their profile, what waits. Not state, but built from it; the task's alone. What
 * is searched is its {@link BuildingSlot}, then its {@link LiveSlot}.
 */
final class Slot {
    /** Of the room, that uploads which stay down may have: there are new ones each day. */
    private static final double STAY_DOWN_SHARE = 0.25;

    private final int shard;
    private final int shards;
    private final SearchProfiles profiles;
    private final double mostHours;
    private final SlotFailures failures = new SlotFailures();
    private SlotIndex index;
    private final Map<ReferenceName, IndexedReference> references = new HashMap<>();

    /** References of uploads that stay down, the oldest first. */
    private final NavigableSet<IndexedReference> stayDowns =
            new TreeSet<>(
                    Comparator.comparingLong(IndexedReference::since)
                            .thenComparing(IndexedReference::referenceId));

    /** By the name that a feed first had, what is known of it since it last began. */
    private final Map<ReferenceName, IndexedReference> feeds = new HashMap<>();

    private final Map<ReferenceName, Long> feedsSeenAt = new HashMap<>();

    /** Those that there was no room for, and when they last had a packet. */
    private final Map<ReferenceName, Long> refusedFeeds = new HashMap<>();

    private final Frames searched;
    private final Frames ofStayDowns;
    private WaitingRange waiting = WaitingRange.NONE;
    private long stepAt = Long.MIN_VALUE;
    private long expiryAt = Long.MAX_VALUE;
    private int leftOut;
    private long version;

    /**
     * @param profiles each has an index here
     * @param mostHours of references
     * @param key of the slot
     * @param worker the operator's own thread
     * @param hashers more of them
     */
    Slot(
            SearchProfiles profiles,
            SearchSettings listening,
            IndexPlan plan,
            double mostHours,
            int key,
            Executor worker,
            Executor hashers) {
        shard = plan.shardOf(key);
        shards = plan.shards();
        this.profiles = profiles;
        this.mostHours = mostHours;
        searched = new Frames(profiles);
        ofStayDowns = new Frames(profiles);
        index =
                new BuildingSlot(
                        profiles, new Indexes(profiles, listening), worker, hashers, failures);
    }

    /** A marker of the references; one more changes nothing. */
    void mark(Loaded marker) {
        building().ifPresent(building -> building.mark(marker));
    }

    /** The slot while it is built, empty once it is live. */
    Optional<BuildingSlot> building() {
        return index instanceof BuildingSlot building ? Optional.of(building) : Optional.empty();
    }

    /** The slot that answers packets, empty until it is live. */
    Optional<LiveSlot> live() {
        return index instanceof LiveSlot live ? Optional.of(live) : Optional.empty();
    }

    /** Takes over what the worker has finished; an error of the worker is one of the task. */
    void settle() {
        index = index.settled();
    }

    /** Whether there will be more to take over though nothing else comes in. */
    boolean isComing() {
        return index.isComing();
    }

    /** What failed since the last call. */
    List<DeadLetter> failures() {
        return failures.taken();
    }

    /** What is known of a reference, or null. */
    IndexedReference known(ReferenceName name) {
        return references.get(name);
    }

    /** What is known of a feed since it last began, or null. */
    IndexedReference feed(String workId, String sessionId) {
        return feeds.get(ReferenceName.ofFeed(workId, sessionId));
    }

    /** What a feed was before it began anew. */
    List<IndexedReference> past(IndexedReference feed) {
        return references.values().stream()
                .filter(one -> one.feed() && one.version() < feed.version())
                .filter(one -> firstName(one).equals(firstName(feed)))
                .toList();
    }

    /** Whether there is room for it, in place of what is there under its name. */
    boolean fits(IndexedReference reference) {
        Frames then = searched.copy();
        then.add(reference);
        IndexedReference before = references.get(reference.name());
        if (isSearched(before)) {
            then.remove(before);
        }
        return then.hours() <= mostHours
                && then.addressedHours(reference.profile()) <= IndexPlan.MOST_HOURS;
    }

    /** The uploads that stay down that leave for a new one, the oldest first; it counts too. */
    List<IndexedReference> tooOld(IndexedReference added) {
        List<IndexedReference> old = new ArrayList<>();
        if (isStayDown(added)) {
            double most = STAY_DOWN_SHARE * mostHours;
            double left =
                    stayDownHours() + hours(added) - searchedHours(references.get(added.name()));
            for (IndexedReference oldest : stayDowns) {
                if (left <= most) {
                    break;
                }
                if (!oldest.name().equals(added.name())) {
                    old.add(oldest);
                    left -= hours(oldest);
                }
            }
        }
        return old;
    }

    private static boolean isStayDown(IndexedReference reference) {
        return !reference.feed() && StayDownWork.isOne(reference.referenceId());
    }

    private void countStayDown(IndexedReference before, IndexedReference now) {
        if (before != null && isStayDown(before) && stayDowns.remove(before)) {
            ofStayDowns.remove(before);
        }
        if (now != null && isStayDown(now) && !now.leftOut() && stayDowns.add(now)) {
            ofStayDowns.add(now);
        }
    }

    /** Hours of references of uploads that stay down. */
    double stayDownHours() {
        return ofStayDowns.hours();
    }

    private double searchedHours(IndexedReference reference) {
        return isSearched(reference) ? hours(reference) : 0;
    }

    private double hours(IndexedReference reference) {
        return profiles.of(reference.profile()).hours(reference.frames());
    }

    private void count(ReferenceName name, IndexedReference now) {
        version++;
        IndexedReference before = now == null ? references.remove(name) : references.put(name, now);
        if (now != null && !now.leftOut()) {
            searched.add(now);
        }
        if (before != null && !before.leftOut()) {
            searched.remove(before);
        }
        countStayDown(before, now);
        leftOut += (now != null && now.leftOut() ? 1 : 0);
        leftOut -= (before != null && before.leftOut() ? 1 : 0);
        if (now != null && now.feed()) {
            feeds.merge(firstName(now), now, (a, b) -> a.version() > b.version() ? a : b);
        } else if (before != null && before.feed()) {
            feeds.remove(firstName(before), before);
        }
    }

    private static ReferenceName firstName(IndexedReference feed) {
        return ReferenceName.ofFeed(feed.workId(), feed.referenceId());
    }

    /** One that is in state while the slot is built: it is read in one of the next steps. */
    void found(IndexedReference reference, BuildingSlot building) {
        count(reference.name(), reference);
        if (!reference.leftOut()) {
            building.found(reference);
        }
    }

    /** There is no room for it. */
    void leave(IndexedReference reference) {
        count(reference.name(), reference.withLeftOut(true));
    }

    /** A whole reference, in place of one of its name, which may be of another profile. */
    void put(IndexedReference reference, long[] peaks) {
        IndexedReference before = references.get(reference.name());
        if (isSearched(before) && !before.profile().equals(reference.profile())) {
            index.retire(before);
        }
        count(reference.name(), reference);
        index.put(reference, peaks);
    }

    void retire(IndexedReference reference) {
        count(reference.name(), null);
        feedsSeenAt.remove(reference.name());
        refusedFeeds.remove(reference.name());
        if (isSearched(reference)) {
            index.retire(reference);
        }
    }

    private static boolean isSearched(IndexedReference reference) {
        return reference != null && !reference.leftOut();
    }

    void grow(IndexedReference feed, long[] newPeaks) {
        count(feed.name(), feed);
        refusedFeeds.remove(feed.name());
        index.grow(feed, newPeaks);
    }

    /** There is no room for more of a feed; true where that is news. */
    boolean refuse(ReferenceName feed, long nowMs) {
        return refusedFeeds.put(feed, nowMs) == null;
    }

    /** Refused feeds whose last packet was at {@code lastSeenMs} or before are over. */
    void forgetRefused(long lastSeenMs) {
        refusedFeeds.values().removeIf(seenMs -> seenMs <= lastSeenMs);
    }

    void seen(ReferenceName feed, long nowMs) {
        feedsSeenAt.put(feed, nowMs);
    }

    /** The feeds that were last seen at {@code lastSeenMs} or before. */
    List<IndexedReference> silent(long lastSeenMs) {
        return feedsSeenAt.entrySet().stream()
                .filter(feed -> feed.getValue() <= lastSeenMs)
                .map(feed -> references.get(feed.getKey()))
                .toList();
    }

    /** When a feed may be over; returns the time for which to set a timer, if none is set. */
    Optional<Long> expiresAt(long atMs) {
        if (expiryAt <= atMs) {
            return Optional.empty();
        }
        expiryAt = atMs;
        return Optional.of(atMs);
    }

    boolean isExpiryDue(long nowMs) {
        return nowMs >= expiryAt;
    }

    /** The next time at which a feed may be over. */
    Optional<Long> expiresAfter(long ttlMs) {
        expiryAt = Long.MAX_VALUE;
        return Stream.concat(feedsSeenAt.values().stream(), refusedFeeds.values().stream())
                .min(Long::compare)
                .flatMap(seenMs -> expiresAt(seenMs + ttlMs));
    }

    /** Returns the time for which to set a timer, if none is set. */
    Optional<Long> stepAt(long atMs, long nowMs) {
        if (stepAt > nowMs) {
            return Optional.empty();
        }
        stepAt = atMs;
        return Optional.of(atMs);
    }

    /** Whether this timer is that of the step; another one may be set from then on. */
    boolean takesStep(long timerMs) {
        if (timerMs < stepAt) {
            return false;
        }
        // Where a clock was set back it would seem to be ahead still, and there were no other.
        stepAt = Long.MIN_VALUE;
        return true;
    }

    WaitingRange waiting() {
        return waiting;
    }

    void waits(WaitingRange packets) {
        waiting = packets;
    }

    /** Hours of references that are searched, of all profiles. */
    double hours() {
        return searched.hours();
    }

    /** Hours of references of a profile that are searched, as far as is known in all shards. */
    double hoursInShards(String profile) {
        return hours(profile) * shards;
    }

    /** Hours of references of a profile that are searched. */
    double hours(String profile) {
        return searched.hours(profile);
    }

    int shard() {
        return shard;
    }

    /** Grows with each change. */
    long version() {
        return version;
    }

    /** References that are searched, or will be. */
    int count() {
        return references.size() - leftOut;
    }

    int leftOut() {
        return leftOut + refusedFeeds.size();
    }

    long bytes() {
        return index.bytes();
    }
}
