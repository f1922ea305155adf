package dev.vigil.policy;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.SharedSound;
import dev.vigil.schema.match.SharedVote;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.reference.ReferenceRecord;
import dev.vigil.schema.reference.SharedRecording;
import dev.vigil.schema.reference.SharedRecordings;
import dev.vigil.schema.reference.SharedStretch;
import dev.vigil.schema.rights.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Whether a match lies in a sound that other works have too: a jingle, a voice, a loop. Where works
 * of other owners had it first, such a match says little about this work, and a person looks. The
 * work that had it first keeps its vote: else a copy that somebody registers would take it.
 *
 * <p>What goes {@value #LEAST_OWN_MS} ms beyond the shared sound is a match as any other.
 */
public final class Sharing {
    /**
     * A match may reach beyond what is in common by the width of its windows, and where a loop is
     * repeated by one more: of 82 matches of works that share real sound, 2 did by more than 2 s,
     * none by 4 s.
     */
    static final long LEAST_OWN_MS = 4_000;

    /** Of a match that several hold together, to be named. */
    private static final long LEAST_PART_MS = 1_000;

    /** The longest jingle. More in one stretch is not a piece of a work. */
    static final long LONGEST_PIECE_MS = 60_000;

    /** Percent of a recording: where it has more of others in all, that is not a piece of it. */
    static final int MOST_OF_OTHERS_PCT = 25;

    private Sharing() {}

    /**
     * The finding with what is known of works that have its sound too.
     *
     * @param shared of its reference; null for nothing
     * @param record of its reference
     */
    public static Finding seen(Finding finding, SharedRecordings shared, ReferenceRecord record) {
        SharedSound sound = sound(finding.evidence(), shared, record);
        return sound == null && finding.evidence().shared() == null
                ? finding
                : finding.with(finding.evidence().withShared(sound));
    }

    /**
     * What is known of works that have the sound of a match too.
     *
     * @return null where no other work is known to have all of it
     */
    public static SharedSound sound(
            Evidence match, SharedRecordings shared, ReferenceRecord record) {
        if (shared == null || match.modality() != Modality.AUDIO) {
            return null;
        }
        List<SharedStretch> taken =
                shared.all().stream()
                        .filter(one -> !one.ofOneOwner())
                        .flatMap(one -> one.stretches().stream())
                        .filter(stretch -> Boolean.TRUE.equals(stretch.newer()))
                        .toList();
        boolean isTaken = holds(taken, match);
        List<SharedStretch> known =
                shared.all().stream().flatMap(one -> one.stretches().stream()).toList();
        boolean isWhole = shared.all().stream().anyMatch(one -> holds(one.stretches(), match));
        boolean isByParts = isTaken || !isWhole && holds(known, match);
        List<String> works =
                shared.all().stream()
                        .filter(
                                one ->
                                        holds(one.stretches(), match)
                                                || isByParts && isAmong(one, match))
                        .map(SharedRecording::otherWorkId)
                        .distinct()
                        .sorted()
                        .toList();
        if (works.isEmpty()) {
            return null;
        }
        int more = works.size() - SharedSound.MOST_WORKS;
        return new SharedSound(
                List.copyOf(works.subList(0, Math.min(works.size(), SharedSound.MOST_WORKS))),
                more > 0 ? more : null,
                isTaken && !record.isAsserted() ? vote(taken, record) : SharedVote.ALL);
    }

    /** Several may hold a match together. */
    private static boolean isAmong(SharedRecording one, Evidence match) {
        long lengthMs = match.refEndMs() - match.refStartMs();
        return places(match)
                .map(fromMs -> unionMs(one.stretches(), fromMs, fromMs + lengthMs))
                .anyMatch(commonMs -> commonMs >= LEAST_PART_MS);
    }

    /** Where it begins: of a sound that the recording repeats one place is as good as another. */
    private static LongStream places(Evidence match) {
        LongStream one = LongStream.of(match.refStartMs());
        return match.otherPlaces() == null
                ? one
                : LongStream.concat(
                        one, match.otherPlaces().refStartMs().stream().mapToLong(Long::longValue));
    }

    private static boolean holds(List<SharedStretch> stretches, Evidence match) {
        long lengthMs = match.refEndMs() - match.refStartMs();
        return places(match).anyMatch(fromMs -> holds(stretches, fromMs, fromMs + lengthMs));
    }

    /** All but the blur of its ends. */
    private static boolean holds(List<SharedStretch> stretches, long fromMs, long toMs) {
        long commonMs = unionMs(stretches, fromMs, toMs);
        long ownMs = toMs - fromMs - commonMs;
        return commonMs > ownMs && ownMs < LEAST_OWN_MS;
    }

    /** How much of that part of the recording is in one of them. */
    private static long unionMs(List<SharedStretch> stretches, long fromMs, long toMs) {
        List<SharedStretch> inOrder = new ArrayList<>(stretches);
        inOrder.sort(Comparator.comparingLong(SharedStretch::fromMs));
        long sumMs = 0;
        long doneMs = fromMs;
        for (SharedStretch stretch : inOrder) {
            long endMs = Math.min(stretch.toMs(), toMs);
            sumMs += Math.max(0, endMs - Math.max(stretch.fromMs(), doneMs));
            doneMs = Math.max(doneMs, endMs);
        }
        return sumMs;
    }

    /**
     * The list is a promise to a rights holder: only a piece of the recording is taken from it.
     * Where its length is not known, none is.
     */
    private static SharedVote vote(List<SharedStretch> taken, ReferenceRecord record) {
        boolean isLong =
                taken.stream().anyMatch(one -> one.toMs() - one.fromMs() > LONGEST_PIECE_MS);
        if (isLong || record.measure() == null) {
            return SharedVote.LAW_AND_LIST;
        }
        long lengthMs = record.measure().durationMs();
        boolean isMuch = 100 * unionMs(taken, 0, lengthMs) > MOST_OF_OTHERS_PCT * lengthMs;
        return isMuch ? SharedVote.LAW_AND_LIST : SharedVote.LAW;
    }
}
