package dev.vigil.client.act;

import static dev.vigil.client.act.TestingFacts.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.client.list.Change;
import dev.vigil.client.list.Draft;
import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListActsTest {
    private static final ListEntry ENTRY =
            GoldenEvent.of(EventType.LIST_UPSERTED, ListEntry.class)
                    .with()
                    .entryId("e-1")
                    .version(3)
                    .signature(null)
                    .build();
    private static final ListEntry KEPT_DOWN =
            StayDownWork.entry(new StayDown("upload-9", "n-1", true, NOW_MS - 1_000, "w-1"), "w-1");

    private final TestingFacts known =
            new TestingFacts().knows("e-1", ENTRY).knows(KEPT_DOWN.entryId(), KEPT_DOWN);

    @Test
    void draftsAreComparedWithTheListAsItIs() throws Exception {
        List<String> errors = new ArrayList<>();
        ListEntry other = ENTRY.with().workId("w-2").build();
        List<Change> changes =
                ListActs.changes(
                        known,
                        List.of(
                                new Draft(2, ENTRY.with().entryId("e-2").build(), false, true),
                                new Draft(3, ENTRY, false, true),
                                new Draft(4, other, false, true),
                                new Draft(5, other, true, true)),
                        fault -> errors.add(fault.toString()));

        assertThat(changes)
                .extracting(Change::kind)
                .containsExactly(Change.Kind.NEW, Change.Kind.SAME, Change.Kind.CHANGED);
        assertThat(errors)
                .singleElement()
                .asString()
                .startsWith("line 5: version: expected one above 3");
    }

    @Test
    void anEntryIsReplacedByItsNextVersion() throws Exception {
        ListEntry entry = ENTRY.with().version(1).workId("w-2").build();
        assertThat(ListActs.replace(known, entry)).isEqualTo(entry.with().version(4).build());
        ListEntry first = entry.with().entryId("e-2").build();
        assertThat(ListActs.replace(known, first)).isEqualTo(first);
    }

    @Test
    void anEntryIsWithdrawnAsAMistakeOrBecauseItsTimeIsOver() throws Exception {
        ListEntry mistake = ListActs.withdraw(known, "e-1", false, NOW_MS);
        assertThat(mistake.version()).isEqualTo(4);
        assertThat(mistake.wasMistaken()).isTrue();
        assertThat(ListActs.withdraw(known, "e-1", true, NOW_MS).wasMistaken()).isFalse();

        known.knows("e-1", mistake);
        for (String none : List.of("e-1", "e-9")) {
            assertThatThrownBy(() -> ListActs.withdraw(known, none, false, NOW_MS))
                    .isInstanceOf(ActRefused.class)
                    .hasMessage(
                            "list withdraw: expected an entry in force, got '"
                                    + none
                                    + "'; see vigil list show");
        }
    }

    @Test
    void onlyWhatKeepsAnUploadDownIsRenewed() throws Exception {
        assertThat(ListActs.renew(known, KEPT_DOWN.entryId(), NOW_MS))
                .isEqualTo(StayDownWork.renewed(KEPT_DOWN, NOW_MS));
        known.knows("gone", KEPT_DOWN.withdrawn(NOW_MS));
        for (String none : List.of("e-1", "gone", "e-9")) {
            assertThatThrownBy(() -> ListActs.renew(known, none, NOW_MS))
                    .isInstanceOf(ActRefused.class)
                    .hasMessageStartingWith(
                            "list renew: expected the entry of an upload that stays down, in force,"
                                    + " got '"
                                    + none
                                    + "'");
        }
    }

    @Test
    void theRecordSaysWhetherItIsWithdrawn() {
        Act act = ListActs.publish(ENTRY, NOW_MS);
        assertThat(act.topic()).isEqualTo(Topic.LIST);
        assertThat(act.key()).isEqualTo("e-1");
        assertThat(act.type()).isEqualTo(EventType.LIST_UPSERTED);
        assertThat(ListActs.publish(ENTRY.withdrawn(NOW_MS), NOW_MS).type())
                .isEqualTo(EventType.LIST_WITHDRAWN);
    }
}
