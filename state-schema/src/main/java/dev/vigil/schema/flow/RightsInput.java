package dev.vigil.schema.flow;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.state.OpenMatch;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What reaches the rights of a work, keyed by that work. */
public record RightsInput(
        Kind kind,
        String workId,
        OpenMatch match,
        Authorization authorization,
        ListEntry entry,
        Loaded loaded,
        DeadLetter dead) {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code match} */
        MATCH,
        /** {@code authorization} */
        AUTHORIZATION,
        /** {@code entry}: a change that concerns the work */
        LIST,
        /** {@code loaded}; the key stands for a key group */
        LOADED,
        /** {@code dead} */
        DEAD
    }

    public static RightsInput match(OpenMatch match) {
        return new RightsInput(
                Kind.MATCH, match.evidence().workId(), match, null, null, null, null);
    }

    public static RightsInput authorization(String workId, Authorization authorization) {
        return new RightsInput(Kind.AUTHORIZATION, workId, null, authorization, null, null, null);
    }

    /**
     * @param workId the entry's own, or the one that it has left
     */
    public static RightsInput list(String workId, ListEntry entry) {
        return new RightsInput(Kind.LIST, workId, null, null, entry, null, null);
    }

    public static RightsInput loaded(String key, Loaded loaded) {
        return new RightsInput(Kind.LOADED, key, null, null, null, loaded, null);
    }

    public static RightsInput dead(DeadLetter dead) {
        return new RightsInput(Kind.DEAD, null, null, null, null, null, dead);
    }
}
