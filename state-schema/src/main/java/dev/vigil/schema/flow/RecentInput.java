package dev.vigil.schema.flow;

import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.RecentChange;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What reaches the recent uploads of a work, keyed by that work and a part of its sessions. */
public record RecentInput(Kind kind, String key, Finding finding, RecentChange change) {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code finding} in an upload */
        FINDING,
        /** {@code change} */
        CHANGE
    }

    public static RecentInput finding(String key, Finding finding) {
        return new RecentInput(Kind.FINDING, key, finding, null);
    }

    public static RecentInput change(String key, RecentChange change) {
        return new RecentInput(Kind.CHANGE, key, null, change);
    }
}
