package dev.vigil.schema.list;

import dev.vigil.schema.account.NotifierStanding;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What is broadcast: records of the list topic, and in the notice job the standings.
 *
 * @param publishedAt of an entry: Kafka's time of its record (UTC epoch ms); 0 for the others
 */
@InFlight
public record ListInput(
        Kind kind,
        ListEntry entry,
        Loaded loaded,
        DeadLetter dead,
        String reason,
        NotifierStanding notifier,
        long publishedAt) {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code entry} */
        ENTRY,
        /** {@code loaded} */
        LOADED,
        /** {@code dead} */
        DEAD,
        /** {@code reason} why time has stopped, for the watch of the clock */
        STANDING,
        /** {@code notifier}: its standing */
        NOTIFIER
    }

    public static ListInput entry(ListEntry entry, long publishedAt) {
        return new ListInput(Kind.ENTRY, entry, null, null, null, null, publishedAt);
    }

    public static ListInput loaded(Loaded loaded) {
        return new ListInput(Kind.LOADED, null, loaded, null, null, null, 0);
    }

    public static ListInput standing(String reason) {
        return new ListInput(Kind.STANDING, null, null, null, reason, null, 0);
    }

    public static ListInput dead(DeadLetter dead) {
        return new ListInput(Kind.DEAD, null, null, dead, null, null, 0);
    }

    public static ListInput notifier(NotifierStanding standing) {
        return new ListInput(Kind.NOTIFIER, null, null, null, null, standing, 0);
    }
}
