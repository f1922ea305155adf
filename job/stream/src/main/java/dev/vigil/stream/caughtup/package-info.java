/**
 * Event time that can be trusted on a silent topic and in a replay alike.
 *
 * <p>{@link dev.vigil.stream.caughtup.CaughtUpSource} wraps a KafkaSource. A round notes a time T0,
 * then the ends of all logs, and waits until everything below those ends has been emitted; only
 * then is the watermark T0. Timestamps of records have no say in it: one record from next year
 * would breach every deadline. What the task thread decides is in {@code CatchUp} (no Flink, no
 * I/O); what is asked of the broker is behind {@link dev.vigil.stream.caughtup.LogEndProbe}.
 */
package dev.vigil.stream.caughtup;
