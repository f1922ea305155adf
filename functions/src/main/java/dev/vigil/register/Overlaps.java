package dev.vigil.register;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.reference.SharedRecording;
import dev.vigil.schema.reference.SharedStretch;
import dev.vigil.schema.register.FoundOverlap;
import dev.vigil.schema.register.OverlapBook;
import dev.vigil.schema.register.OverlapOwners;
import dev.vigil.schema.register.OverlapSide;
import dev.vigil.schema.register.OverlapSpan;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Overlaps of recordings of different works: both sides have one name, one set of stretches, and a
 * record each, of whatever owners they are and whichever was there first.
 *
 * <p>Of a stretch is known who had it later: the recording that was asked for when the other was in
 * the index. One that is registered anew is asked for again; where its earlier version had the
 * stretch first, it has it first still, but no more of the other recording than that.
 */
public final class Overlaps {
    /** Less in common is a jingle or chance. */
    public static final long LEAST_MS = 5_000;

    /** Overlaps of the recordings of a work that are known; more are left out. */
    public static final int MOST_OF_A_WORK = 100;

    /** Two readings find the ends of a stretch as much apart as windows of the search are wide. */
    private static final long BLUR_MS = 2_000;

    /** A match that is not found for 8 s ends, and another one begins where it is found again. */
    private static final long PAUSE_MS = 8_000 + BLUR_MS;

    /** Behind a party that owns a work without a limit. */
    private static final String EVERYWHERE = "/*";

    private static final Comparator<OverlapSpan> LONGEST_FIRST =
            Comparator.comparingLong(Overlaps::bothMs)
                    .reversed()
                    .thenComparingLong(span -> span.fromMs() + span.otherFromMs());

    private Overlaps() {}

    /**
     * What a recording has in common with the one that the evidence names.
     *
     * @param at when the first one was read (UTC epoch ms)
     */
    public static FoundOverlap found(String workId, String referenceId, Evidence in, long at) {
        return new FoundOverlap(
                id(name(workId, referenceId), name(in.workId(), in.referenceId())),
                workId,
                referenceId,
                in.workId(),
                in.referenceId(),
                List.of(
                        new OverlapSpan(
                                in.queryStartMs(),
                                in.queryEndMs(),
                                in.refStartMs(),
                                in.refEndMs(),
                                true)),
                at);
    }

    private static String name(String workId, String referenceId) {
        return workId + "/" + referenceId;
    }

    /** The same for both sides. */
    private static String id(String one, String other) {
        boolean isFirst = one.compareTo(other) < 0;
        String both = isFirst ? one + "\n" + other : other + "\n" + one;
        return digest(both);
    }

    private static String digest(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * What is known, with what was found: of another reading of a recording the later one counts,
     * of one reading all stretches.
     *
     * @param known null for none
     */
    public static FoundOverlap with(FoundOverlap known, FoundOverlap found) {
        if (known == null || found.at() > known.at()) {
            return found;
        }
        if (found.at() < known.at()) {
            return known;
        }
        List<OverlapSpan> spans = new ArrayList<>(known.spans());
        found.spans().stream().filter(span -> isNews(span, known)).forEach(spans::add);
        return known.withSpans(longest(joined(spans)));
    }

    private static List<OverlapSpan> longest(List<OverlapSpan> spans) {
        return spans.stream().sorted(LONGEST_FIRST).limit(ReferenceOverlap.MOST_SPANS).toList();
    }

    /** No stretch has two recordings that had it later, nor is it there twice. */
    private static boolean isNews(OverlapSpan span, FoundOverlap known) {
        return known.spans().stream()
                .noneMatch(
                        one ->
                                one.had(null).equals(span.had(null))
                                        || !Objects.equals(one.newer(), span.newer())
                                                && meet(one, span)
                                                && meet(one.mirrored(), span.mirrored()));
    }

    private static boolean meet(OverlapSpan one, OverlapSpan other) {
        return one.fromMs() < other.toMs() && other.fromMs() < one.toMs();
    }

    private static long bothMs(OverlapSpan span) {
        return span.lengthMs() + span.mirrored().lengthMs();
    }

    /** What was found, as it was published. */
    public static FoundOverlap found(SharedRecording published) {
        return new FoundOverlap(
                published.overlapId(),
                published.workId(),
                published.referenceId(),
                published.otherWorkId(),
                published.otherReferenceId(),
                published.stretches().stream()
                        .map(
                                one ->
                                        new OverlapSpan(
                                                one.fromMs(),
                                                one.toMs(),
                                                one.otherFromMs(),
                                                one.otherToMs(),
                                                one.newer()))
                        .toList(),
                published.at());
    }

    /** What was published, as the rights of its work keep it. */
    public static SharedRecording shared(ReferenceOverlap one) {
        return new SharedRecording(
                one.overlapId(),
                one.workId(),
                one.referenceId(),
                one.otherWorkId(),
                one.otherReferenceId(),
                Boolean.TRUE.equals(one.ofOneOwner()),
                one.holds(),
                one.spans().stream()
                        .map(
                                span ->
                                        new SharedStretch(
                                                span.fromMs(),
                                                span.toMs(),
                                                span.otherFromMs(),
                                                span.otherToMs(),
                                                span.newer()))
                        .toList(),
                one.at());
    }

    /** Who owns it. */
    public static OverlapOwners owners(RegisteredWork work) {
        SortedMap<String, List<OwnerShare>> parties = new TreeMap<>();
        for (OwnerShare share : work.owners()) {
            if (!share.isNothing()) {
                parties.computeIfAbsent(share.ownerId(), party -> new ArrayList<>()).add(share);
            }
        }
        boolean isCertain =
                work.contested().isEmpty() && parties.size() <= ReferenceOverlap.MOST_OWNERS;
        return new OverlapOwners(
                parties.keySet().stream().limit(ReferenceOverlap.MOST_OWNERS).toList(),
                isCertain ? parties.values().stream().map(Overlaps::stake).toList() : List.of(),
                work.version(),
                work.claimsRevision() == null ? 0 : work.claimsRevision());
    }

    /**
     * Of a party; how much it owns there does not matter, as its policy is the same. Who lists each
     * right there is today has not listed one that joins, and state outlives that.
     */
    private static String stake(List<OwnerShare> ofParty) {
        if (ofParty.stream().anyMatch(Overlaps::isUnlimited)) {
            return ofParty.get(0).ownerId() + EVERYWHERE;
        }
        String where =
                ofParty.stream()
                        .map(Overlaps::where)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("\n"));
        return ofParty.get(0).ownerId() + "/" + digest(where);
    }

    private static boolean isUnlimited(OwnerShare share) {
        return share.everywhere()
                && share.exceptTerritories().isEmpty()
                && share.rightTypes().isEmpty()
                && share.from() == null
                && share.to() == null;
    }

    private static boolean covers(List<String> stakes, String stake) {
        String party = stake.substring(0, stake.lastIndexOf('/'));
        return stakes.contains(stake) || stakes.contains(party + EVERYWHERE);
    }

    /** The same text for the same places, rights and times. */
    private static String where(OwnerShare share) {
        return new TreeSet<>(share.everywhere() ? List.of() : share.territories())
                + " but "
                + new TreeSet<>(share.exceptTerritories())
                + new TreeSet<>(share.rightTypes())
                + share.from()
                + "-"
                + share.to();
    }

    /**
     * True where each owner of a work owns the other too, everywhere or in the same territories and
     * rights: then none of them has a vote by it that it has not by the other.
     *
     * <p>One owner in common is not enough. The desk of the rights holders writes whatever owners a
     * work is registered with, so that a copy may name the owner of the film beside its own; and a
     * party may claim a share of any film, in a territory where it has no owner yet, without
     * contradiction. Neither may give a copy its vote back elsewhere.
     */
    private static boolean isOfOwnersOf(OverlapSide one, OverlapSide other) {
        return one.stakes() != null
                && !one.stakes().isEmpty()
                && other.stakes() != null
                && one.stakes().stream().allMatch(stake -> covers(other.stakes(), stake));
    }

    /**
     * What follows.
     *
     * @param book what is to be kept
     * @param published a record for each side, or none
     */
    public record Step(OverlapBook book, List<ReferenceOverlap> published) {}

    /** One side is known, or has changed. */
    public static Step step(OverlapBook before, OverlapSide side) {
        boolean isFirst = isFirst(side.found());
        OverlapSide first = isFirst ? side : before.first();
        OverlapSide second = isFirst ? before.second() : side;
        if (first == null || second == null) {
            OverlapBook half = new OverlapBook(first, second, false, List.of(), null);
            return new Step(half, List.of());
        }
        List<OverlapSpan> earlier = earlier(before, together(first, second));
        FoundOverlap found = seen(together(first, second), earlier);
        OverlapBook now =
                new OverlapBook(first, second, isOpen(first, second, found), earlier, null);
        return new Step(now, isNews(before, now) ? records(now) : List.of());
    }

    private static boolean isNews(OverlapBook before, OverlapBook now) {
        if (!isOwned(now)) {
            return false;
        }
        if (!isOwned(before)) {
            // A job of which no state is left may have published something else.
            return true;
        }
        return holds(now) ? !holds(before) || !records(now).equals(records(before)) : holds(before);
    }

    /**
     * Whose both works are is known: before that works of one owner would be published as of two.
     */
    private static boolean isOwned(OverlapBook book) {
        return book.first() != null
                && book.second() != null
                && book.first().owners() != null
                && book.second().owners() != null;
    }

    /**
     * One of its recordings went, or is being read anew. The other work learns that, unless it has
     * made room there for others. Who had it first is needed until that is over.
     */
    public static boolean isOver(OverlapBook book) {
        return book.first() != null && book.first().gone()
                || book.second() != null && book.second().gone();
    }

    /** Both recordings are there. */
    private static boolean holds(OverlapBook book) {
        return book.first() != null
                && book.second() != null
                && !book.first().gone()
                && !book.second().gone();
    }

    /** What readings before the latest had found, and who had it first by them. */
    private static List<OverlapSpan> earlier(OverlapBook before, FoundOverlap now) {
        List<OverlapSpan> known = before.earlier() == null ? List.of() : before.earlier();
        FoundOverlap last =
                before.first() == null
                        ? before.second().found().mirrored()
                        : before.second() == null
                                ? before.first().found()
                                : together(before.first(), before.second());
        return now.at() <= last.at()
                ? known
                : longest(
                        joined(
                                last.spans().stream()
                                        .flatMap(span -> parts(span, known).stream())
                                        .map(Part::origin)
                                        .toList()));
    }

    /**
     * A part of a stretch.
     *
     * @param origin where readings before the latest had it; the part itself where they had not
     */
    private record Part(OverlapSpan span, OverlapSpan origin) {
        private Part(OverlapSpan own) {
            this(own, own);
        }
    }

    /**
     * A stretch by who had which part of it first. What lies within an earlier one is inherited, by
     * its place in the recording that was not read: that is the same since. The rest is new.
     */
    private static List<Part> parts(OverlapSpan span, List<OverlapSpan> earlier) {
        if (span.newer() == null) {
            return List.of(new Part(span));
        }
        UnaryOperator<OverlapSpan> turned = one -> span.newer() ? one.mirrored() : one;
        List<OverlapSpan> others =
                earlier.stream()
                        .filter(one -> one.newer() != null && !one.newer().equals(span.newer()))
                        .map(turned)
                        .sorted(Comparator.comparingLong(OverlapSpan::fromMs))
                        .toList();
        OverlapSpan whole = turned.apply(span);
        List<Part> parts = new ArrayList<>();
        long doneMs = whole.fromMs();
        for (OverlapSpan other : others) {
            long fromMs = Math.max(doneMs, beginMs(other, whole));
            long toMs = endMs(other, whole);
            if (toMs > fromMs) {
                if (fromMs > doneMs) {
                    parts.add(new Part(turned.apply(cut(whole, doneMs, fromMs))));
                }
                OverlapSpan inherited = cut(whole, fromMs, toMs).had(!whole.newer());
                parts.add(new Part(turned.apply(inherited), turned.apply(other)));
                doneMs = toMs;
            }
        }
        if (doneMs < whole.toMs()) {
            parts.add(new Part(turned.apply(cut(whole, doneMs, whole.toMs()))));
        }
        return parts;
    }

    /** Where it begins to be what an earlier one is of; the beginnings of both are a blur. */
    private static long beginMs(OverlapSpan earlier, OverlapSpan whole) {
        boolean isBefore = earlier.fromMs() <= whole.fromMs() + BLUR_MS;
        return isBefore ? whole.fromMs() : earlier.fromMs();
    }

    private static long endMs(OverlapSpan earlier, OverlapSpan whole) {
        boolean isBehind = earlier.toMs() >= whole.toMs() - BLUR_MS;
        return isBehind ? whole.toMs() : earlier.toMs();
    }

    private static OverlapSpan cut(OverlapSpan span, long fromMs, long toMs) {
        if (fromMs == span.fromMs() && toMs == span.toMs()) {
            return span;
        }
        double scale = (double) (span.otherToMs() - span.otherFromMs()) / span.lengthMs();
        return new OverlapSpan(
                fromMs,
                toMs,
                span.otherFromMs() + Math.round(scale * (fromMs - span.fromMs())),
                span.otherFromMs() + Math.round(scale * (toMs - span.fromMs())),
                span.newer());
    }

    /**
     * A noisy copy is found in parts, and a stream of the other recording may match it across the
     * pause between two of them: that is no match of its own.
     */
    private static List<OverlapSpan> joined(List<OverlapSpan> spans) {
        List<OverlapSpan> inOrder = new ArrayList<>(spans);
        inOrder.sort(Comparator.comparingLong(OverlapSpan::fromMs));
        List<OverlapSpan> joined = new ArrayList<>();
        for (OverlapSpan next : inOrder) {
            int part = 0;
            while (part < joined.size() && !isOneLine(joined.get(part), next)) {
                part++;
            }
            if (part == joined.size()) {
                joined.add(next);
            } else {
                joined.set(part, both(joined.get(part), next));
            }
        }
        return joined;
    }

    /** It goes on by as much in both recordings: a sound that one of them repeats does not. */
    private static boolean isOneLine(OverlapSpan part, OverlapSpan next) {
        long pauseMs = next.fromMs() - part.toMs();
        long otherPauseMs = next.otherFromMs() - part.otherToMs();
        return Objects.equals(part.newer(), next.newer())
                && Math.max(pauseMs, otherPauseMs) <= PAUSE_MS
                && Math.abs(pauseMs - otherPauseMs) <= BLUR_MS;
    }

    private static OverlapSpan both(OverlapSpan part, OverlapSpan next) {
        return new OverlapSpan(
                part.fromMs(),
                Math.max(part.toMs(), next.toMs()),
                Math.min(part.otherFromMs(), next.otherFromMs()),
                Math.max(part.otherToMs(), next.otherToMs()),
                part.newer());
    }

    private static boolean isFirst(FoundOverlap found) {
        return name(found.workId(), found.referenceId())
                        .compareTo(name(found.otherWorkId(), found.otherReferenceId()))
                < 0;
    }

    /** People are asked where a work has no vote by a part of it that is long enough. */
    private static boolean isOpen(OverlapSide first, OverlapSide second, FoundOverlap found) {
        return !first.gone()
                && !second.gone()
                && found.commonMs() >= LEAST_MS
                && found.mirrored().commonMs() >= LEAST_MS
                && (isTaken(found, first, second) || isTaken(found.mirrored(), second, first));
    }

    /** It had some of it later, or may have had. */
    private static boolean isTaken(FoundOverlap found, OverlapSide side, OverlapSide other) {
        return !isOfOwnersOf(side, other) && isLater(found);
    }

    /** This recording had some of it later than the other, or may have had. */
    public static boolean isLater(FoundOverlap found) {
        return found.spans().stream().anyMatch(span -> !Boolean.FALSE.equals(span.newer()));
    }

    /** As the first sees it, whichever has it first: one may be behind the other. */
    private static FoundOverlap together(OverlapSide first, OverlapSide second) {
        return with(first.found(), second.found().mirrored());
    }

    /** What was found, with who had it first by the readings before. */
    private static FoundOverlap seen(FoundOverlap latest, List<OverlapSpan> earlier) {
        List<OverlapSpan> spans =
                latest.spans().stream()
                        .flatMap(span -> parts(span, earlier).stream())
                        .map(Part::span)
                        .toList();
        return latest.withSpans(longest(joined(spans)));
    }

    /** What is published of a book depends on it alone, not on the side that changed last. */
    private static List<ReferenceOverlap> records(OverlapBook book) {
        List<OverlapSpan> earlier = book.earlier() == null ? List.of() : book.earlier();
        FoundOverlap found = seen(together(book.first(), book.second()), earlier);
        return List.of(
                record(found, book.first(), book.second(), book),
                record(found.mirrored(), book.second(), book.first(), book));
    }

    private static ReferenceOverlap record(
            FoundOverlap found, OverlapSide side, OverlapSide other, OverlapBook book) {
        return new ReferenceOverlap(
                found.workId(),
                found.referenceId(),
                found.overlapId(),
                found.otherWorkId(),
                found.otherReferenceId(),
                side.owners(),
                other.owners(),
                found.spans(),
                found.commonMs(),
                book.open(),
                found.at(),
                holds(book),
                isOfOwnersOf(side, other));
    }
}
