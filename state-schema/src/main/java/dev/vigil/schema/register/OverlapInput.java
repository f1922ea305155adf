package dev.vigil.schema.register;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import java.util.List;
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
        List<String> owners,
        String referenceId,
        long at) {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code found} */
        FOUND,
        /** {@code owners} */
        OWNED,
        /** {@code referenceId} and {@code at}: what was found of it before holds no more */
        RENEWED
    }

    public static OverlapInput found(FoundOverlap found) {
        return new OverlapInput(Kind.FOUND, found.workId(), found, List.of(), null, found.at());
    }

    public static OverlapInput owned(String workId, List<String> owners) {
        return new OverlapInput(Kind.OWNED, workId, null, owners, null, 0);
    }

    public static OverlapInput renewed(String workId, String referenceId, long at) {
        return new OverlapInput(Kind.RENEWED, workId, null, List.of(), referenceId, at);
    }
}
