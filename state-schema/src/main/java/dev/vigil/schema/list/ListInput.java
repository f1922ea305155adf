package dev.vigil.schema.list;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What is broadcast: records of the list topic, and in the notice job the standings.
 *
 * @param publishedAt of an entry: Kafka's time of its record (UTC epoch ms); 0 for the others
 */
@InFlight
@RecordBuilder
public record ListInput(
        Kind kind,
        ListEntry entry,
        Loaded loaded,
        DeadLetter dead,
        String reason,
        NotifierStanding notifier,
        String gone,
        long publishedAt)
        implements ListInputBuilder.With {
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
        STOPPED,
        /** {@code notifier}: its standing */
        NOTIFIER,
        /** {@code gone}: id of an entry of Vigil's own that the topic no longer has */
        GONE
    }

    public static ListInput entry(ListEntry entry, long publishedAt) {
        return ListInputBuilder.builder()
                .kind(Kind.ENTRY)
                .entry(entry)
                .publishedAt(publishedAt)
                .build();
    }

    public static ListInput loaded(Loaded loaded) {
        return ListInputBuilder.builder().kind(Kind.LOADED).loaded(loaded).build();
    }

    public static ListInput stopped(String reason) {
        return ListInputBuilder.builder().kind(Kind.STOPPED).reason(reason).build();
    }

    public static ListInput dead(DeadLetter dead) {
        return ListInputBuilder.builder().kind(Kind.DEAD).dead(dead).build();
    }

    public static ListInput gone(String entryId) {
        return ListInputBuilder.builder().kind(Kind.GONE).gone(entryId).build();
    }

    public static ListInput notifier(NotifierStanding standing) {
        return ListInputBuilder.builder().kind(Kind.NOTIFIER).notifier(standing).build();
    }
}
