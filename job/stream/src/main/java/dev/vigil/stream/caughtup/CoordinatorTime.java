package dev.vigil.stream.caughtup;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Tells a reader what the JobManager's clock said when this was sent.
 *
 * @param ms since the epoch
 */
record CoordinatorTime(long ms) implements SourceEvent {}
