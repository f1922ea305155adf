package dev.vigil.bench.years;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListInput;
import java.util.Locale;

/** Entries that are amended after three days and withdrawn after twenty. */
final class ListChanges implements Scenario {
    private static final int AT_SITE = 1_000;
    private static final int WORKS = 500;

    private final String source;
    private final int perDay;
    private long number;

    /**
     * @param source uid of the source that reads the list
     */
    ListChanges(String source, int perDay) {
        this.source = source;
        this.perDay = perDay;
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "%,d entries a day, amended and withdrawn, 1 : %,d of a site with %,d",
                perDay,
                AT_SITE / perDay,
                AT_SITE);
    }

    @Override
    public void begin(World world) {
        world.every(
                world.nowMs() + World.MINUTE_MS,
                World.DAY_MS / perDay,
                nowMs -> {
                    long entry = number++;
                    publish(world, entry(entry, 1, nowMs));
                    world.at(nowMs + 3 * World.DAY_MS, now -> publish(world, entry(entry, 2, now)));
                    world.at(
                            nowMs + 20 * World.DAY_MS,
                            now -> publish(world, entry(entry, 2, nowMs).withdrawn(now)));
                });
    }

    private void publish(World world, ListEntry entry) throws Exception {
        world.emit(source, ListInput.entry(entry, world.nowMs()));
    }

    private static ListEntry entry(long number, long version, long nowMs) {
        return ListEntryBuilder.builder()
                .entryId("entry-" + number)
                .version(version)
                .listClass(ListClass.PERMISSION_REQUIRED)
                .authority("bench")
                .batchNo("batch-" + nowMs / World.DAY_MS)
                .workId("listed-" + number % WORKS)
                .issuedAt(nowMs)
                .build();
    }
}
