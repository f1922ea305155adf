package dev.vigil.schema.event;

/**
 * One subtask decides by this version of an entry from now on. All {@code subtasks} of a reader
 * answer once for each version; a version that another overtook gets no answer of its own.
 *
 * @param batch what the receipt is about: see {@link ListEntry#batch()}
 * @param subtask from 0
 * @param publishedAt Kafka's time of the record (UTC epoch ms)
 * @param effectiveAt by the clock of the subtask's machine
 */
public record ListEffective(
        String entryId,
        long version,
        boolean withdrawn,
        String batch,
        ListReader reader,
        int subtask,
        int subtasks,
        long publishedAt,
        long effectiveAt) {
    /** The same for a repeat after a failure: the same subtask of as many. */
    public String answerId() {
        return entryId + "/" + version + "/" + reader + "/" + subtask + "/" + subtasks;
    }
}
