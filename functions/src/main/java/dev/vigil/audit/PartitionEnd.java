package dev.vigil.audit;

/**
 * How far the pages of a partition go.
 *
 * @param to the last offset that they cover; {@link PageLeaf#NONE} for none
 */
record PartitionEnd(String topic, int partition, long to) {}
