package dev.vigil.stream.caughtup;

import org.apache.flink.api.connector.source.SourceEvent;

/** A reader asks what time it is at the JobManager; the answer is a {@link CoordinatorTime}. */
record TimeAsked() implements SourceEvent {}
