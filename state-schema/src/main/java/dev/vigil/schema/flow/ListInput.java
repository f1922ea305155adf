package dev.vigil.schema.flow;

import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** A record of the list topic. */
public record ListInput(Kind kind, ListEntry entry, Loaded loaded, DeadLetter dead) {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code entry} */
        ENTRY,
        /** {@code loaded} */
        LOADED,
        /** {@code dead} */
        DEAD
    }

    public static ListInput entry(ListEntry entry) {
        return new ListInput(Kind.ENTRY, entry, null, null);
    }

    public static ListInput loaded(Loaded loaded) {
        return new ListInput(Kind.LOADED, null, loaded, null);
    }

    public static ListInput dead(DeadLetter dead) {
        return new ListInput(Kind.DEAD, null, null, dead);
    }
}
