package dev.vigil.schema.wire;

import dev.vigil.schema.check.Check;

/**
 * Key of a record on the {@code references} topic: {@code workId/referenceId/version/chunk}, or
 * {@code .../manifest}. Producers partition by {@link #workId} alone, so that all records of a work
 * keep their order.
 *
 * @param chunk number of the chunk of 60 s from 0 on; {@link #MANIFEST} for the manifest
 */
public record ReferenceKey(String workId, String referenceId, long version, int chunk) {
    public static final int MANIFEST = -1;

    private static final int PARTS = 4;
    private static final String MANIFEST_NAME = "manifest";

    @Override
    public String toString() {
        return workId
                + "/"
                + referenceId
                + "/"
                + version
                + "/"
                + (chunk == MANIFEST ? MANIFEST_NAME : Integer.toString(chunk));
    }

    /** Throws IllegalArgumentException for anything else than such a key, written so. */
    public static ReferenceKey parse(String key) {
        String[] parts = String.valueOf(key).split("/", -1);
        try {
            if (parts.length == PARTS) {
                int chunk = parts[3].equals(MANIFEST_NAME) ? MANIFEST : Integer.parseInt(parts[3]);
                ReferenceKey read =
                        new ReferenceKey(
                                Check.id("key", parts[0]),
                                Check.id("key", parts[1]),
                                Long.parseLong(parts[2]),
                                chunk);
                // Two spellings of one key (+1, 01, -1) would escape compaction.
                if (read.version >= 1 && chunk >= MANIFEST && read.toString().equals(key)) {
                    return read;
                }
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message with what is expected.
        }
        throw new IllegalArgumentException(
                "key: expected workId/referenceId/version/chunk, got '" + key + "'; correct it");
    }
}
