package dev.vigil.schema.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkListingTest {
    private static ListEntry entry(String id, long version, boolean withdrawn) {
        long issuedAt = 1_795_507_200_000L + version;
        return ListEntryBuilder.builder()
                .entryId(id)
                .version(version)
                .listClass(ListClass.ORDER)
                .workId("work-1")
                .issuedAt(issuedAt)
                .withdrawnAt(withdrawn ? issuedAt : null)
                .build();
    }

    private static WorkListing merged(List<ListEntry> updates) {
        return merged(updates, WorkListing::with);
    }

    private static WorkListing merged(List<ListEntry> updates, Merge merge) {
        WorkListing listing = WorkListing.NONE;
        for (ListEntry update : updates) {
            listing = merge.of(listing, update);
        }
        return listing;
    }

    private interface Merge {
        WorkListing of(WorkListing listing, ListEntry update);
    }

    @Test
    void anyOrderEndsInTheSameListing() {
        assertThat(seedsWhereOrderMatters(WorkListing::with)).isEmpty();
    }

    /** The guard can fail: to take the first of two, or the last, depends on their order. */
    @Test
    void aPlantedMergeByArrivalIsCaught() {
        assertThat(seedsWhereOrderMatters(WorkListingTest::firstOfAVersionStays)).isNotEmpty();
        assertThat(seedsWhereOrderMatters((listing, update) -> arrived(listing, update)))
                .isNotEmpty();
    }

    private static WorkListing firstOfAVersionStays(WorkListing listing, ListEntry update) {
        boolean known =
                listing.entries().stream()
                        .anyMatch(
                                e ->
                                        e.entryId().equals(update.entryId())
                                                && e.version() >= update.version());
        return known ? listing : arrived(listing, update);
    }

    private static WorkListing arrived(WorkListing listing, ListEntry update) {
        List<ListEntry> others =
                listing.entries().stream()
                        .filter(entry -> !entry.entryId().equals(update.entryId()))
                        .toList();
        return new WorkListing(others).with(update);
    }

    /** Versions come twice, some with another content: a mistake of their sender. */
    private static List<Long> seedsWhereOrderMatters(Merge merge) {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<ListEntry> updates = new ArrayList<>();
            for (int id = 0; id < 1 + random.nextInt(4); id++) {
                for (long version = 1; version <= 1 + random.nextInt(5); version++) {
                    updates.add(entry("entry-" + id, version, random.nextInt(4) == 0));
                    if (random.nextInt(4) == 0) {
                        ListEntry known = updates.get(updates.size() - 1);
                        updates.add(
                                random.nextBoolean()
                                        ? entry("entry-" + id, version, true)
                                        : known.withSignature("text-" + random.nextInt(9)));
                    }
                }
            }
            WorkListing inOrder = merged(updates, merge);
            updates.addAll(updates.subList(0, random.nextInt(updates.size())));
            Collections.shuffle(updates, random);
            if (!merged(updates, merge).equals(inOrder)) {
                seeds.add(seed);
            }
        }
        return seeds;
    }

    @Test
    void withdrawalStaysSoThatALateArrivalChangesNothing() {
        WorkListing withdrawn = WorkListing.NONE.with(entry("entry-1", 2, true));
        assertThat(withdrawn.with(entry("entry-1", 1, false))).isSameAs(withdrawn);
        assertThat(withdrawn.entries()).hasSize(1);
        assertThat(withdrawn.with(entry("entry-1", 3, false)).entries())
                .containsExactly(entry("entry-1", 3, false));
    }
}
