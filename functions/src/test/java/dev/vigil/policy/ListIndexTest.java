package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListIndexTest {
    private static final int MANY = 100_000;

    @Test
    void aMatchIsConcernedByTheEntriesOfItsReferenceHoweverManyItsWorkHas() {
        ListIndex index = new ListIndex();
        for (int i = 0; i < MANY; i++) {
            index.put(on("entry-" + i, 1, WORK, null, "reference-" + i));
        }
        index.put(on("all", 1, WORK, null));
        assertThat(index.concerning(WORK, "reference-7"))
                .extracting(ListEntry::entryId)
                .containsExactly("all", "entry-7");
        assertThat(index.concerning(WORK, "other"))
                .extracting(ListEntry::entryId)
                .containsOnly("all");
        assertThat(index.concerning("work-2", "reference-7")).isEmpty();
        assertThat(index.of(WORK)).hasSize(MANY + 1);
    }

    /** What it finds is what a look at all of them would, in any order of arrival. */
    @Test
    void itFindsWhatALookAtAllWouldFindInAnyOrder() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            List<ListEntry> arrived = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                arrived.add(any(random));
            }
            List<ListEntry> last = last(arrived);
            arrived.addAll(arrived.subList(0, 5));
            Collections.shuffle(arrived, random);
            ListIndex index = ListIndex.of(arrived);
            String removed = random.nextBoolean() ? "entry-0" : "none";
            index.remove(removed);
            for (String work : List.of("work-0", "work-1")) {
                for (String reference : List.of("r-0", "r-1", "r-2")) {
                    assertThat(index.concerning(work, reference))
                            .as("seed %d", seed)
                            .containsExactlyElementsOf(
                                    last.stream()
                                            .filter(e -> !e.entryId().equals(removed))
                                            .filter(e -> e.workId().equals(work))
                                            .filter(e -> e.concerns(reference))
                                            .toList());
                }
            }
        }
    }

    private static List<ListEntry> last(List<ListEntry> arrived) {
        return arrived.stream()
                .filter(
                        entry ->
                                arrived.stream()
                                        .filter(o -> o.entryId().equals(entry.entryId()))
                                        .noneMatch(other -> other.supersedes(entry)))
                .distinct()
                .sorted(Comparator.comparing(ListEntry::entryId))
                .toList();
    }

    private static ListEntry any(Random random) {
        List<String> references = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            references.add("r-" + random.nextInt(3));
        }
        return on(
                "entry-" + random.nextInt(4),
                1 + random.nextInt(4),
                "work-" + random.nextInt(2),
                random.nextInt(4) == 0 ? NOON_MS : null,
                references.stream().distinct().toArray(String[]::new));
    }

    private static ListEntry on(
            String id, long version, String workId, Long withdrawnAt, String... references) {
        return ListEntryBuilder.builder()
                .entryId(id)
                .version(version)
                .listClass(ListClass.FORBIDDEN)
                .workId(workId)
                .issuedAt(NOON_MS)
                .withdrawnAt(withdrawnAt)
                .referenceIds(List.of(references))
                .build();
    }
}
