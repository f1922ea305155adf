package dev.vigil.desk.ask;

/**
 * A record that a job could not use.
 *
 * @param id its key
 * @param ofTopic topic of the record; empty where it is about none
 * @param ofPartition -1 where it is about no record
 * @param ofOffset of the record
 * @param subject key of the record; null where it has none
 * @param at UTC epoch ms
 * @param leftOut others like it that were left out before it; null for none
 * @param topic of the dead letter itself, with its place
 */
public record LetterRow(
        String id,
        String ofTopic,
        Long ofPartition,
        Long ofOffset,
        String stage,
        String reason,
        String message,
        String subject,
        Long at,
        Long leftOut,
        String topic,
        Long partition,
        Long offset) {
    /** {@code notices-1@7}; empty where it is about no record. */
    public String place() {
        return ofTopic == null || ofTopic.isEmpty()
                ? ""
                : ofTopic + "-" + ofPartition + "@" + ofOffset;
    }
}
