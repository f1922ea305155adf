package dev.vigil.schema.wire;

import dev.vigil.schema.check.Check;

/**
 * Key of a record on the {@code references} topic: {@code workId/referenceId/version/chunk}, {@code
 * .../pictures-chunk} or {@code .../manifest}. Producers partition by {@link #workId} alone ({@link
 * Topic#placedBy}), so that all records of a work keep their order.
 *
 * @param chunk number of the chunk of 60 s from 0 on; {@link #MANIFEST} for the manifest
 * @param pictures whether the chunk has pictures that are kept beside the words, and in no index
 */
public record ReferenceKey(
        String workId, String referenceId, long version, int chunk, boolean pictures) {
    public static final int MANIFEST = -1;

    private static final int PARTS = 4;
    private static final String MANIFEST_NAME = "manifest";
    private static final String PICTURES = "pictures-";

    /** Of peaks or words, or of the manifest. */
    public ReferenceKey(String workId, String referenceId, long version, int chunk) {
        this(workId, referenceId, version, chunk, false);
    }

    @Override
    public String toString() {
        return workId
                + "/"
                + referenceId
                + "/"
                + version
                + "/"
                + (chunk == MANIFEST ? MANIFEST_NAME : (pictures ? PICTURES : "") + chunk);
    }

    /** Throws IllegalArgumentException for anything else than such a key, written so. */
    public static ReferenceKey parse(String key) {
        String[] parts = String.valueOf(key).split("/", -1);
        try {
            if (parts.length == PARTS) {
                boolean pictures = parts[3].startsWith(PICTURES);
                String number = pictures ? parts[3].substring(PICTURES.length()) : parts[3];
                int chunk = number.equals(MANIFEST_NAME) ? MANIFEST : Integer.parseInt(number);
                ReferenceKey read =
                        new ReferenceKey(
                                Check.id("key", parts[0]),
                                Check.id("key", parts[1]),
                                Long.parseLong(parts[2]),
                                chunk,
                                pictures);
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
