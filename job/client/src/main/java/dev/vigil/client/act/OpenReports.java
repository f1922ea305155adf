package dev.vigil.client.act;

/**
 * Reports of users about one stream or upload that no person has looked at.
 *
 * @param count of reports, at least 1
 * @param lastStoredAt Kafka's latest time of them (UTC epoch ms)
 * @param lastOffset the highest one
 */
public record OpenReports(int count, long lastStoredAt, long lastOffset) {}
