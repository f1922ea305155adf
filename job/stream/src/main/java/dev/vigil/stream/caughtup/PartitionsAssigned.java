package dev.vigil.stream.caughtup;

import java.util.Map;
import org.apache.flink.api.connector.source.SourceEvent;

/** Sends a reader how many partitions of each topic have been assigned, to any reader. */
record PartitionsAssigned(Map<String, Integer> perTopic) implements SourceEvent {}
