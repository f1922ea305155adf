package dev.vigil.client.act;

/**
 * Reports of users about one stream or upload that no person has looked at.
 *
 * @param count of reports, at least 1
 * @param lastStoredAt Kafka's time of the last one (UTC epoch ms)
 */
public record OpenReports(int count, long lastStoredAt) {}
