package dev.vigil.schema.event;

/**
 * What came of a batch, by one reader of the list. Revisions share batch, reader and {@code
 * publishedAt}; the last one counts. A batch that grows again a day after its last news gets a new
 * receipt.
 *
 * @param entries versions that every subtask decides by
 * @param waiting versions that some subtask has not answered for
 * @param subtasks of the reader, when last answered
 * @param publishedAt of the first version (UTC epoch ms)
 * @param effectiveAt when the last subtask had the last version; null before the first is complete
 * @param slowestMs the longest time from publication to the last subtask, of any version
 * @param rejudged sessions, running or within the look-back, that were judged again because of the
 *     batch
 * @param stopped of these, how many were told to stop, to block or to mute
 * @param lifted of these, how many had a measure taken back
 */
public record ListReceipt(
        String batch,
        ListReader reader,
        int revision,
        int entries,
        int waiting,
        int subtasks,
        long publishedAt,
        @MayBeMissing Long effectiveAt,
        @MayBeMissing Long slowestMs,
        int rejudged,
        int stopped,
        int lifted,
        long asOf) {
    /** True where every subtask decides by all of it. */
    public boolean complete() {
        return waiting == 0;
    }
}
