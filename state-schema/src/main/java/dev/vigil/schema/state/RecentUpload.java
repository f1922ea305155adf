package dev.vigil.schema.state;

/**
 * A match of a finished upload, as it stood when it was over.
 *
 * @param overAt when it was over (processing time, UTC epoch ms)
 */
public record RecentUpload(OpenMatch match, long overAt) {}
