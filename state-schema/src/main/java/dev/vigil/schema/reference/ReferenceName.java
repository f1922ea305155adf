package dev.vigil.schema.reference;

import dev.vigil.schema.types.InState;

/**
 * A reference by its names and by their number on lines and tracks.
 *
 * @param number stable: made of the names alone
 */
@InState
public record ReferenceName(long number, String workId, String referenceId) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** The name with its number, the 64-bit FNV-1a hash of {@code workId/referenceId}. */
    public static ReferenceName of(String workId, String referenceId) {
        return new ReferenceName(hash(workId + "/" + referenceId), workId, referenceId);
    }

    /** That of a feed, which is no reference of its work though it may have the id of one. */
    public static ReferenceName ofFeed(String workId, String sessionId) {
        return ofFeed(workId, sessionId, 0);
    }

    /** That of a feed that has restarted this many times: the time lines are not the same. */
    public static ReferenceName ofFeed(String workId, String sessionId, long version) {
        String feed = version == 0 ? "/feed/" : "/feed:" + version + "/";
        return new ReferenceName(hash(feed + workId + "/" + sessionId), workId, sessionId);
    }

    private static long hash(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
