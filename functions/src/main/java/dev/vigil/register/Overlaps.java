package dev.vigil.register;

import dev.vigil.schema.match.Evidence;
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
import java.util.UUID;

/**
 * Overlaps of recordings of different works. Nothing of it asks which recording was there first:
 * both sides have one name, one set of stretches, and a record each.
 */
public final class Overlaps {
    /** Less in common is a jingle or chance. */
    public static final long LEAST_MS = 5_000;

    /** Overlaps of the recordings of a work that are known; more are left out. */
    public static final int MOST_OF_A_WORK = 100;

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
                                in.refEndMs())),
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
        found.spans().stream().filter(span -> !spans.contains(span)).forEach(spans::add);
        spans.sort(LONGEST_FIRST);
        return known.withSpans(
                List.copyOf(spans.subList(0, Math.min(spans.size(), ReferenceOverlap.MOST_SPANS))));
    }

    private static long bothMs(OverlapSpan span) {
        return span.lengthMs() + span.mirrored().lengthMs();
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
     * @param book null where nothing is to be kept
     * @param published a record for each side, or none
     */
    public record Step(OverlapBook book, List<ReferenceOverlap> published) {}

    /** One side is known, or has changed. */
    public static Step step(OverlapBook before, OverlapSide side) {
        boolean isFirst = isFirst(side.found());
        OverlapSide first = isFirst ? side : before.first();
        OverlapSide second = isFirst ? before.second() : side;
        if (first == null || second == null) {
            return new Step(new OverlapBook(first, second, false), List.of());
        }
        OverlapBook now = new OverlapBook(first, second, isOpen(first, second));
        boolean isChanged = now.open() && before.open() && !records(now).equals(records(before));
        boolean isNews = isChanged || now.open() != before.open();
        boolean isOver = first.gone() && second.gone();
        return new Step(isOver ? null : now, isNews ? records(now) : List.of());
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
        FoundOverlap found = together(book.first(), book.second());
        List<String> owners = book.first().owners();
        List<String> others = book.second().owners();
        return List.of(
                record(found, owners, others, book.open()),
                record(found.mirrored(), others, owners, book.open()));
    }

    private static ReferenceOverlap record(
            FoundOverlap found, List<String> owners, List<String> others, boolean isOpen) {
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
                isOpen,
                found.at());
    }
}
