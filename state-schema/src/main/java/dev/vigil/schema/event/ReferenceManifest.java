package dev.vigil.schema.event;

/**
 * Last record of a reference: says how many chunks of peaks make it whole.
 *
 * @param digest lower-case hex SHA-256 over the payloads of all chunks in order
 * @param profile number of the fingerprint profile of the peaks
 */
public record ReferenceManifest(
        String workId,
        String referenceId,
        long version,
        @MayBeMissing String title,
        int profile,
        int chunks,
        long peaks,
        long durationMs,
        String digest) {
    public ReferenceManifest {
        Check.id("workId", workId);
        Check.id("referenceId", referenceId);
        Check.range("version", version, 1, Long.MAX_VALUE);
        Check.optionalText("title", title, 500);
        Check.range("profile", profile, 1, 1_000);
        Check.range("chunks", chunks, 0, 10_000);
        Check.range("peaks", peaks, 0, 100_000_000);
        Check.range("durationMs", durationMs, 0, 7L * 24 * 3_600_000);
        Check.sha256("digest", digest);
    }
}
