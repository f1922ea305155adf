package dev.vigil.register;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.reference.SharedRecording;
import dev.vigil.schema.reference.SharedStretch;
import dev.vigil.schema.register.FoundOverlap;
import dev.vigil.schema.register.OverlapBook;
import dev.vigil.schema.register.OverlapSide;
import dev.vigil.schema.register.OverlapSpan;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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
        return UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.UTF_8)).toString();
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
        spans.sort(LONGEST_FIRST);
        return known.withSpans(
                List.copyOf(spans.subList(0, Math.min(spans.size(), ReferenceOverlap.MOST_SPANS))));
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
        boolean isOfOneOwner = !Collections.disjoint(one.owners(), one.otherOwners());
        return new SharedRecording(
                one.overlapId(),
                one.workId(),
                one.referenceId(),
                one.otherWorkId(),
                one.otherReferenceId(),
                isOfOneOwner,
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

    /** Parties that own it, in order. */
    public static List<String> owners(RegisteredWork work) {
        return work.owners().stream()
                .filter(share -> !share.isNothing())
                .map(OwnerShare::ownerId)
                .distinct()
                .sorted()
                .limit(ReferenceOverlap.MOST_OWNERS)
                .toList();
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
            OverlapBook half = new OverlapBook(first, second, false, List.of());
            return new Step(half, List.of());
        }
        List<OverlapSpan> earlier = earlier(before, together(first, second));
        OverlapBook now = new OverlapBook(first, second, isOpen(first, second), earlier);
        boolean isNews =
                holds(now)
                        ? !holds(before) || !records(now).equals(records(before))
                        : holds(before);
        return new Step(now, isNews ? records(now) : List.of());
    }

    /**
     * Neither recording is there, or both are being read anew: who had it first is needed until
     * that is over.
     */
    public static boolean isOver(OverlapBook book) {
        return book.first() != null
                && book.second() != null
                && book.first().gone()
                && book.second().gone();
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
                : last.spans().stream()
                        .flatMap(
                                span -> {
                                    List<OverlapSpan> first = inherited(span, known);
                                    return first.isEmpty() ? Stream.of(span) : first.stream();
                                })
                        .distinct()
                        .sorted(LONGEST_FIRST)
                        .limit(ReferenceOverlap.MOST_SPANS)
                        .toList();
    }

    /**
     * Earlier stretches within which it is, by its place in the recording that was not read: that
     * is the same since. One reading may find in parts what another finds in one.
     *
     * @return none where it is not within what the other side had later
     */
    private static List<OverlapSpan> inherited(OverlapSpan span, List<OverlapSpan> earlier) {
        if (span.newer() == null) {
            return List.of();
        }
        UnaryOperator<OverlapSpan> turned = one -> span.newer() ? one.mirrored() : one;
        List<OverlapSpan> others =
                earlier.stream()
                        .filter(one -> one.newer() != null && !one.newer().equals(span.newer()))
                        .map(turned)
                        .sorted(Comparator.comparingLong(OverlapSpan::fromMs))
                        .toList();
        for (int i = 0; i < others.size(); i++) {
            List<OverlapSpan> parts = partsFrom(i, others);
            if (isWithin(turned.apply(span), parts)) {
                return parts.stream().map(turned).toList();
            }
        }
        return List.of();
    }

    /** A stretch and those that go on where it ends, in both recordings. */
    private static List<OverlapSpan> partsFrom(int first, List<OverlapSpan> inOrder) {
        List<OverlapSpan> parts = new ArrayList<>();
        for (OverlapSpan one : inOrder.subList(first, inOrder.size())) {
            if (parts.isEmpty() || goesOn(parts.get(parts.size() - 1), one)) {
                parts.add(one);
            }
        }
        return parts;
    }

    private static boolean goesOn(OverlapSpan part, OverlapSpan next) {
        return Math.abs(next.fromMs() - part.toMs()) <= PAUSE_MS
                && Math.abs(next.otherFromMs() - part.otherToMs()) <= PAUSE_MS;
    }

    private static boolean isWithin(OverlapSpan span, List<OverlapSpan> parts) {
        long toMs = parts.stream().mapToLong(OverlapSpan::toMs).max().orElseThrow();
        return span.fromMs() >= parts.get(0).fromMs() - BLUR_MS && span.toMs() <= toMs + BLUR_MS;
    }

    private static boolean isFirst(FoundOverlap found) {
        return name(found.workId(), found.referenceId())
                        .compareTo(name(found.otherWorkId(), found.otherReferenceId()))
                < 0;
    }

    private static boolean isOpen(OverlapSide first, OverlapSide second) {
        FoundOverlap found = together(first, second);
        return !first.gone()
                && !second.gone()
                && found.commonMs() >= LEAST_MS
                && found.mirrored().commonMs() >= LEAST_MS
                && Collections.disjoint(first.owners(), second.owners());
    }

    /** As the first sees it, whichever has it first: one may be behind the other. */
    private static FoundOverlap together(OverlapSide first, OverlapSide second) {
        return with(first.found(), second.found().mirrored());
    }

    /** What is published of a book depends on it alone, not on the side that changed last. */
    private static List<ReferenceOverlap> records(OverlapBook book) {
        List<OverlapSpan> earlier = book.earlier() == null ? List.of() : book.earlier();
        FoundOverlap latest = together(book.first(), book.second());
        FoundOverlap found =
                latest.withSpans(
                        latest.spans().stream()
                                .map(
                                        span ->
                                                inherited(span, earlier).isEmpty()
                                                        ? span
                                                        : span.had(!span.newer()))
                                .toList());
        List<String> owners = book.first().owners();
        List<String> others = book.second().owners();
        return List.of(
                record(found, owners, others, book),
                record(found.mirrored(), others, owners, book));
    }

    private static ReferenceOverlap record(
            FoundOverlap found, List<String> owners, List<String> others, OverlapBook book) {
        return new ReferenceOverlap(
                found.workId(),
                found.referenceId(),
                found.overlapId(),
                found.otherWorkId(),
                found.otherReferenceId(),
                owners,
                others,
                found.spans(),
                found.commonMs(),
                book.open(),
                found.at(),
                holds(book));
    }
}
