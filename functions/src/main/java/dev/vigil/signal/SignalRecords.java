package dev.vigil.signal;

import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.reference.ReferencePartBuilder;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.signal.PlacedSignal;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.wire.ReferenceKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What a signal becomes on the list and among the references. All names follow from the signal's,
 * all versions from the times of facts, so that a repeat writes the same again.
 */
public final class SignalRecords {
    /** The list that its entries are on. */
    public static final String LIST_ID = "signals";

    private SignalRecords() {}

    /**
     * An entry on its own recording alone.
     *
     * @param asOf time of what it rests on (UTC epoch ms): its version follows from it
     * @throws IllegalStateException for a class that no peer may bring, whatever a door has let in
     */
    static ListEntry entry(SignalShared signal, String workId, long asOf) {
        if (!SignalCheck.CLASSES.contains(signal.listClass())) {
            throw new IllegalStateException(
                    "listClass: expected one that a peer may bring, got " + signal.listClass());
        }
        String name = SignalName.here(signal.signalId());
        return ListEntryBuilder.builder()
                .entryId(name)
                .version(2 * asOf)
                .listId(LIST_ID)
                .listClass(signal.listClass())
                .authority(ReservedId.AUTHORITY)
                .workId(workId)
                .titles(signal.work().titles().stream().map(WorkTitle::text).toList())
                .windows(signal.windows())
                .territoryInclude(signal.territories())
                .documentRef(signal.signalId())
                .issuedAt(asOf)
                .referenceIds(List.of(name))
                .build();
    }

    /**
     * At one time a withdrawal is the later one, which does no harm.
     *
     * @param known as it was last published; null where that is not known
     * @param isRight its time is over, and what it has led to still counts
     */
    static ListEntry withdrawn(SignalShared signal, ListEntry known, long asOf, boolean isRight) {
        ListEntry before =
                known != null ? known : entry(signal, SignalName.here(signal.signalId()), asOf);
        ListEntry gone = isRight ? before.ended(asOf) : before.withdrawn(asOf);
        return gone.withVersion(2 * asOf + 1);
    }

    /** True where both decide the same. */
    static boolean isSame(ListEntry one, ListEntry other) {
        return one.issued(1, other.issuedAt()).equals(other.issued(1, other.issuedAt()));
    }

    public static ReferencePart chunk(
            SignalShared signal, PlacedSignal placed, int number, long[] peaks) {
        return part(signal.signalId(), placed, number)
                .profile(signal.fingerprint().profile())
                .peaks(peaks)
                .build();
    }

    /**
     * @param digest over all chunks
     */
    public static ReferencePart manifest(
            SignalShared signal, PlacedSignal placed, long peaks, String digest) {
        ReferenceManifest manifest =
                new ReferenceManifest(
                        placed.workId(),
                        SignalName.here(signal.signalId()),
                        placed.version(),
                        signal.work().titles().get(0).text(),
                        signal.fingerprint().profile(),
                        placed.chunks(),
                        peaks,
                        signal.fingerprint().durationMs(),
                        digest);
        return part(signal.signalId(), placed, ReferenceKey.MANIFEST)
                .profile(manifest.profile())
                .manifest(manifest)
                .build();
    }

    /** Retirements of all its parts, the manifest first: without it nothing is searched. */
    public static List<ReferencePart> retirement(String signalId, PlacedSignal placed) {
        List<ReferencePart> parts = new ArrayList<>();
        for (int chunk = ReferenceKey.MANIFEST; chunk < placed.chunks(); chunk++) {
            parts.add(part(signalId, placed, chunk).build());
        }
        return parts;
    }

    private static ReferencePartBuilder part(String signalId, PlacedSignal placed, int chunk) {
        return ReferencePartBuilder.builder()
                .workId(placed.workId())
                .referenceId(SignalName.here(signalId))
                .version(placed.version())
                .chunk(chunk);
    }
}
