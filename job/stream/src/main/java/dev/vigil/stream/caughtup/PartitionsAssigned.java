package dev.vigil.stream.caughtup;

import java.util.Map;
import org.apache.flink.api.connector.source.SourceEvent;

/** Tells a reader how many partitions of each topic have been handed out, to whichever reader. */
record PartitionsAssigned(Map<String, Integer> perTopic) implements SourceEvent {}
