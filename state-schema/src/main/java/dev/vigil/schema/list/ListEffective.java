package dev.vigil.schema.list;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/**
 * One subtask decides by this version of an entry from now on. All {@code subtasks} of a reader
 * answer once for each version; a version that another overtook gets no answer of its own.
 */
@OnTopic
@InFlight
public record ListEffective(
        @Described("The list entry. It is the record's key.") String entryId,
        @Described(
                        value = "The version that the subtask decides by from now on.",
                        unit = Unit.FROM_1)
                long version,
        @Described("True where that version is a withdrawal.") boolean withdrawn,
        @Described(
                        "Batch that published the entry, listId/batchNo; the entryId where there"
                                + " is none.")
                String batch,
        @Described("Operator that decides by the list.") ListReader reader,
        @Described(value = "Subtask of that operator that answers.", unit = Unit.FROM_0)
                int subtask,
        @Described(
                        value =
                                "Subtasks of that operator: as many answers make a version"
                                        + " effective everywhere.",
                        unit = Unit.COUNT)
                int subtasks,
        @Described(value = "Kafka's time of the entry's record.", unit = Unit.EPOCH_MS)
                long publishedAt,
        @Described(
                        value = "From when the subtask decides by it, by the clock of its machine.",
                        unit = Unit.EPOCH_MS)
                long effectiveAt) {
    /** The same for a repeat after a failure: the same subtask of as many. */
    public String answerId() {
        return entryId + "/" + version + "/" + reader + "/" + subtask + "/" + subtasks;
    }
}
