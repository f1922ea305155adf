package dev.vigil.schema.register;

import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a work learns about overlaps of its recordings.
 *
 * @param at when a recording was read anew, or went (UTC epoch ms)
 */
@InFlight
public record OverlapInput(
        Kind kind,
        String workId,
        FoundOverlap found,
        OverlapOwners owners,
        String referenceId,
        long at,
        Loaded loaded) {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code found} */
        FOUND,
        /** {@code owners} */
        OWNED,
        /** {@code referenceId} and {@code at}: what was found of it before holds no more */
        RENEWED,
        /** {@code found} as it was published: counts while a job without state reads what was */
        PUBLISHED,
        /** {@code found}, of which was published that it holds no more; counts then likewise */
        ENDED,
        /** {@code loaded}; the key represents a key group */
        LOADED
    }

    public static OverlapInput found(FoundOverlap found) {
        return new OverlapInput(Kind.FOUND, found.workId(), found, null, null, found.at(), null);
    }

    public static OverlapInput owned(String workId, OverlapOwners owners) {
        return new OverlapInput(Kind.OWNED, workId, null, owners, null, 0, null);
    }

    public static OverlapInput renewed(String workId, String referenceId, long at) {
        return new OverlapInput(Kind.RENEWED, workId, null, null, referenceId, at, null);
    }

    /**
     * @param holds false where it was published that it holds no more
     */
    public static OverlapInput published(FoundOverlap found, boolean holds) {
        return new OverlapInput(
                holds ? Kind.PUBLISHED : Kind.ENDED,
                found.workId(),
                found,
                null,
                null,
                found.at(),
                null);
    }

    public static OverlapInput loaded(String key, Loaded loaded) {
        return new OverlapInput(Kind.LOADED, key, null, null, null, 0, loaded);
    }
}
