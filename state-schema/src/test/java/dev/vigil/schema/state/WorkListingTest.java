package dev.vigil.schema.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.event.ListEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkListingTest {
    private static ListEntry entry(String id, long version, boolean withdrawn) {
        long issuedAt = 1_795_507_200_000L + version;
        return new ListEntry(
                id,
                version,
                null,
                ListClass.ORDER,
                null,
                null,
                "work-1",
                null,
                null,
                null,
                null,
                null,
                issuedAt,
                withdrawn ? issuedAt : null);
    }

    private static WorkListing merged(List<ListEntry> updates) {
        WorkListing listing = WorkListing.NONE;
        for (ListEntry update : updates) {
            listing = listing.with(update);
        }
        return listing;
    }

    @Test
    void anyOrderEndsInTheSameListing() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<ListEntry> updates = new ArrayList<>();
            for (int id = 0; id < 1 + random.nextInt(4); id++) {
                for (long version = 1; version <= 1 + random.nextInt(5); version++) {
                    updates.add(entry("entry-" + id, version, random.nextInt(4) == 0));
                }
            }
            WorkListing inOrder = merged(updates);
            updates.addAll(updates.subList(0, random.nextInt(updates.size())));
            Collections.shuffle(updates, random);
            assertThat(merged(updates)).as("seed " + seed).isEqualTo(inOrder);
        }
    }

    @Test
    void withdrawalStaysSoThatALateArrivalChangesNothing() {
        WorkListing withdrawn = WorkListing.NONE.with(entry("entry-1", 2, true));
        assertThat(withdrawn.with(entry("entry-1", 1, false))).isSameAs(withdrawn);
        assertThat(withdrawn.entries()).hasSize(1);
        assertThat(withdrawn.with(entry("entry-1", 3, false)).entries())
                .containsExactly(entry("entry-1", 3, false));
    }

    @Test
    void withoutTakesOneEntryOut() {
        WorkListing two = merged(List.of(entry("a", 1, false), entry("b", 1, false)));
        assertThat(two.without("a").entries()).containsExactly(entry("b", 1, false));
        assertThat(two.without("c")).isEqualTo(two);
    }
}
