package dev.vigil.stream.caughtup;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Sends a reader the time of the JobManager's clock when this was sent.
 *
 * @param ms since the epoch
 */
record CoordinatorTime(long ms) implements SourceEvent {}
