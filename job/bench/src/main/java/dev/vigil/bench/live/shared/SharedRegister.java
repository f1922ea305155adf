package dev.vigil.bench.live.shared;

import dev.vigil.policy.Sharing;
import dev.vigil.register.Overlaps;
import dev.vigil.schema.match.SharedSound;
import dev.vigil.schema.match.SharedVote;
import dev.vigil.schema.reference.ReferenceMeasure;
import dev.vigil.schema.reference.ReferenceRecord;
import dev.vigil.schema.reference.SharedRecordings;
import dev.vigil.schema.register.FoundOverlap;
import dev.vigil.schema.register.OverlapBook;
import dev.vigil.schema.register.OverlapSide;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What works have in common, each registered behind those before it. */
final class SharedRegister {
    private final List<Long> lengthsMs;
    private final boolean isOfOneOwner;
    private final Map<String, SharedRecordings> known = new HashMap<>();

    /**
     * @param matches of each work with the others: those with works before it are what is found
     *     when it is registered
     * @param lengthsMs of the works
     * @param isOfOneOwner whether one party owns them all; else each has an owner of its own
     */
    SharedRegister(List<SharedMatch> matches, List<Long> lengthsMs, boolean isOfOneOwner) {
        this.lengthsMs = lengthsMs;
        this.isOfOneOwner = isOfOneOwner;
        Map<String, FoundOverlap> found = new TreeMap<>();
        for (SharedMatch match : matches) {
            if (match.span().reference() < match.stream()) {
                FoundOverlap one =
                        Overlaps.found(
                                SharedMatch.name(match.stream()),
                                "master",
                                match.evidence(),
                                match.stream() + 1);
                found.merge(one.overlapId(), one, Overlaps::with);
            }
        }
        found.values().forEach(this::register);
    }

    private void register(FoundOverlap found) {
        OverlapBook asked = Overlaps.step(OverlapBook.NEW, side(found)).book();
        Overlaps.step(asked, side(found.mirrored()))
                .published()
                .forEach(
                        one ->
                                known.merge(
                                        one.workId(),
                                        SharedRecordings.NONE.with(Overlaps.shared(one)),
                                        (all, more) -> all.with(more.all().get(0))));
    }

    private OverlapSide side(FoundOverlap found) {
        String owner = isOfOneOwner ? "composer" : found.workId() + "-owner";
        OwnerShare all = new OwnerShare(owner, List.of(), List.of());
        return new OverlapSide(
                found,
                Overlaps.owners(
                        new RegisteredWork(found.workId(), 1, null, null, null, List.of(all))),
                false);
    }

    /** The other work may block the stream by it. */
    boolean votes(SharedMatch match) {
        return votes(match, known.get(SharedMatch.name(match.span().reference())));
    }

    /** The same where the stream's own work was never registered. */
    boolean votesHeldBack(SharedMatch match) {
        SharedRecordings all = known.get(SharedMatch.name(match.span().reference()));
        String own = SharedMatch.name(match.stream());
        return votes(
                match,
                all == null
                        ? null
                        : new SharedRecordings(
                                all.all().stream()
                                        .filter(one -> !one.otherWorkId().equals(own))
                                        .toList()));
    }

    private boolean votes(SharedMatch match, SharedRecordings shared) {
        SharedSound sound = sound(match, shared);
        return sound == null || sound.vote() == SharedVote.ALL;
    }

    /** It says that the stream's own work has the sound too. */
    boolean names(SharedMatch match) {
        SharedSound sound = sound(match, known.get(SharedMatch.name(match.span().reference())));
        return sound != null
                && (sound.moreWorks() != null
                        || sound.works().contains(SharedMatch.name(match.stream())));
    }

    private SharedSound sound(SharedMatch match, SharedRecordings shared) {
        long lengthMs = lengthsMs.get((int) match.span().reference());
        ReferenceRecord record =
                ReferenceRecord.NEW.withMeasure(new ReferenceMeasure(1, lengthMs, 0, 0L, true));
        return Sharing.sound(match.evidence(), shared, record);
    }
}
