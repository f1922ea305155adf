package dev.vigil.audit;

/**
 * The time that a record has on its topic.
 *
 * @param type whose it is, as Kafka names it: CreateTime or LogAppendTime
 * @param ms UTC epoch ms; -1 for none
 */
public record RecordTime(String type, long ms) {}
