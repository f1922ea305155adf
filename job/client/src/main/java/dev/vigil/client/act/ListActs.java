package dev.vigil.client.act;

import dev.vigil.client.list.Change;
import dev.vigil.client.list.Draft;
import dev.vigil.client.list.Publication;
import dev.vigil.client.text.LineFault;
import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Changes of the list. Each makes the next version of an entry, not signed yet; {@link #publish}
 * makes the record of it, as it is or signed.
 */
public final class ListActs {
    private ListActs() {}

    /**
     * What each draft does to the list as it is.
     *
     * @param faults gets each draft that the jobs would not take
     */
    public static List<Change> changes(
            ActFacts known, List<Draft> drafts, Consumer<LineFault> faults) throws IOException {
        List<Change> changes = new ArrayList<>();
        for (Draft draft : drafts) {
            String id = draft.entry().entryId();
            ListEntry before = known.entry(id).orElse(null);
            try {
                changes.add(Change.of(draft, before, known.entryVersion(id)));
            } catch (IllegalArgumentException e) {
                faults.accept(LineFault.of(draft.line(), e));
            }
        }
        return changes;
    }

    /**
     * An entry that is new or replaces the one of its id.
     *
     * @param entry of any version
     */
    public static ListEntry replace(ActFacts known, ListEntry entry) throws IOException {
        return entry.withVersion(known.entryVersion(entry.entryId()) + 1);
    }

    /**
     * An entry is withdrawn.
     *
     * @param keepsOffences it was right and its time is over: offences that rest on it still count;
     *     else they fall, as by a mistake
     */
    public static ListEntry withdraw(
            ActFacts known, String entryId, boolean keepsOffences, long nowMs) throws IOException {
        Optional<ListEntry> entry = known.entry(entryId).filter(it -> it.withdrawnAt() == null);
        if (entry.isEmpty()) {
            throw new ActRefused(
                    "entry.unknown",
                    "list withdraw: expected an entry in force, got '"
                            + entryId
                            + "'; see vigil list show",
                    entryId);
        }
        return counted(
                known, keepsOffences ? entry.get().ended(nowMs) : entry.get().withdrawn(nowMs));
    }

    /** Above the number of a version that the jobs have refused, too. */
    private static ListEntry counted(ActFacts known, ListEntry next) throws IOException {
        return next.withVersion(Math.max(next.version(), known.entryVersion(next.entryId()) + 1));
    }

    /** An upload stays down for another age. */
    public static ListEntry renew(ActFacts known, String entryId, long nowMs) throws IOException {
        Optional<ListEntry> entry =
                known.entry(entryId)
                        .filter(it -> it.withdrawnAt() == null && StayDownWork.isOne(it));
        if (entry.isEmpty()) {
            throw new ActRefused(
                    "entry.staydown",
                    "list renew: expected the entry of an upload that stays down, in force,"
                            + " got '"
                            + entryId
                            + "'; see vigil list show. One that has ended needs a notice"
                            + " that is upheld, or vigil list add",
                    entryId);
        }
        return counted(known, StayDownWork.renewed(entry.get(), nowMs));
    }

    /** Each task that decides by the list answers it. */
    public static Act publish(ListEntry entry, long nowMs) {
        return Act.of(Topic.LIST, Publication.type(entry), entry.entryId(), nowMs, entry);
    }
}
