/**
 * How events travel: CloudEvents 1.0 over the Kafka binding in binary mode, the one table of
 * topics, JSON for control and output events, raw PCM and packed peaks for media. Knows no Kafka
 * client, so that edge, stream and other teams' tools share it (ADR 1).
 */
package dev.vigil.schema.wire;
