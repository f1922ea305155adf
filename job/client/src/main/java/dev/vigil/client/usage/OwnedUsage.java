package dev.vigil.client.usage;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.list.Registers;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.wire.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Rows of works of one owner, the last record of each: of the works that it owns now, and those
 * that name it.
 *
 * @param works that it owns now, as registered, by their ids
 */
public record OwnedUsage(Map<String, RegisteredWork> works, Collection<UsageRow> rows) {
    /**
     * Reads them: of all rows only the owner's are kept.
     *
     * @param wanted rows that the caller needs
     */
    public static OwnedUsage read(Bus bus, String ownerId, Predicate<UsageRow> wanted)
            throws BusException {
        Map<String, RegisteredWork> works = Registers.works(bus);
        works.values().removeIf(work -> !owns(work, ownerId));
        Map<String, UsageRow> rows = new TreeMap<>();
        bus.each(
                Topic.USAGE,
                event ->
                        event.readable(UsageRow.class)
                                .filter(
                                        row ->
                                                works.containsKey(row.workId())
                                                        || row.concerns(ownerId)
                                                        || rows.containsKey(row.rowId()))
                                .filter(wanted)
                                .ifPresent(row -> rows.put(row.rowId(), row)));
        return new OwnedUsage(works, List.copyOf(rows.values()));
    }

    private static boolean owns(RegisteredWork work, String ownerId) {
        return work.owners().stream().map(OwnerShare::ownerId).anyMatch(ownerId::equals);
    }
}
