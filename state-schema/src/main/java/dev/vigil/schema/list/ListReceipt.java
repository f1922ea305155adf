package dev.vigil.schema.list;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/**
 * The outcome of a batch, by one reader of the list. Revisions share batch, reader and {@code
 * publishedAt}; the last one counts. A batch that grows again a day after its last news gets a new
 * receipt.
 */
@OnTopic
@InFlight
public record ListReceipt(
        @Described(
                        "What the receipt is about: listId/batchNo, or the entryId of an entry"
                                + " without a batch. It is the record's key.")
                String batch,
        @Described("Operator that decides by the list; each sends a receipt of its own.")
                ListReader reader,
        @Described(
                        value =
                                "Counts up. Of equal batch, reader and publishedAt the highest"
                                        + " counts.",
                        unit = Unit.FROM_1)
                int revision,
        @Described(value = "Versions that every subtask decides by.", unit = Unit.COUNT)
                int entries,
        @Described(value = "Versions that some subtask has not answered for.", unit = Unit.COUNT)
                int waiting,
        @Described(value = "Subtasks of the reader, as of its last answer.", unit = Unit.COUNT)
                int subtasks,
        @Described(value = "Kafka's time of the first version of the batch.", unit = Unit.EPOCH_MS)
                long publishedAt,
        @Described(
                        value =
                                "When the last subtask decided by the last complete version."
                                        + " Missing before the first is complete.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long effectiveAt,
        @Described(
                        value =
                                "Longest time from the publication of a version to its last"
                                        + " subtask. Missing before the first is complete.",
                        unit = Unit.MS)
                @MayBeMissing
                Long slowestMs,
        @Described(
                        value =
                                "Sessions, running or within the look-back, that were judged again"
                                        + " because of the batch.",
                        unit = Unit.COUNT)
                int rejudged,
        @Described(
                        value =
                                "Of these, sessions that an entry of the batch stops, blocks or"
                                        + " mutes, also those that were before it.",
                        unit = Unit.COUNT)
                int stopped,
        @Described(
                        value = "Of these, sessions for which a measure was taken back.",
                        unit = Unit.COUNT)
                int lifted,
        @Described(value = "Time of the last news that it holds.", unit = Unit.EPOCH_MS)
                long asOf) {
    /** True where every subtask decides by all of it. */
    public boolean complete() {
        return waiting == 0;
    }
}
