package dev.vigil.flink.rights;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.of;
import static dev.vigil.policy.TestingRights.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.rights.RightsInput;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;

class RelistingsTest {
    @Test
    void aNewVersionGoesToItsWorkAndToTheOneThatItHasLeft() throws Exception {
        try (var relistings =
                TestingOperators.keyed(
                        new ListEntryChangesFunction(),
                        ListEntryChangesFunction::key,
                        Types.STRING,
                        null)) {
            assertThat(told(relistings, version(1, "w-1"))).containsExactly("w-1");
            assertThat(told(relistings, version(1, "w-1"))).as("a repeat").isEmpty();
            assertThat(told(relistings, version(3, "w-2"))).containsExactly("w-2", "w-1");
            assertThat(told(relistings, version(2, "w-3"))).as("overtaken").isEmpty();
            assertThat(told(relistings, version(4, "w-2").withdrawn(version(4, "w-2").issuedAt())))
                    .containsExactly("w-2");
            assertThat(stateEntries(relistings)).isEqualTo(1);
        }
    }

    @Test
    void aLowerVersionThanIsKnownIsCountedAndARepeatIsNot() throws Exception {
        ListEntryChangesFunction function = new ListEntryChangesFunction();
        try (var relistings =
                TestingOperators.keyed(
                        function, ListEntryChangesFunction::key, Types.STRING, null)) {
            told(relistings, version(1, "w-1"));
            told(relistings, version(3, "w-1"));
            told(relistings, version(3, "w-1"));
            assertThat(function.turnedBack()).isZero();
            assertThat(told(relistings, version(1, "w-1"))).isEmpty();
            assertThat(function.turnedBack()).isOne();
            assertThat(told(relistings, version(4, "w-1"))).containsExactly("w-1");
            assertThat(function.turnedBack()).isOne();
        }
    }

    /** The planted fault: a tombstone of a signal's entry in force leaves no trace. */
    @Test
    void aTombstoneIsCountedWhereItsEntryIsInForce() throws Exception {
        ListEntryChangesFunction function = new ListEntryChangesFunction();
        try (var relistings =
                TestingOperators.keyed(
                        function, ListEntryChangesFunction::key, Types.STRING, null)) {
            ListEntry signal = of(entry(ListClass.STAYDOWN), "signal.west.example:film-18", "w-1");
            RightsInput gone = RightsInput.gone(signal.entryId());
            relistings.processElement(gone, 0);
            assertThat(function.turnedBack()).as("of one that is not known").isZero();
            told(relistings, signal);
            relistings.processElement(gone, 0);
            assertThat(out(relistings)).as("it stays in force").isEmpty();
            assertThat(function.turnedBack()).isOne();
            told(relistings, withdrawn(signal));
            relistings.processElement(gone, 0);
            assertThat(function.turnedBack()).as("of one that is over").isOne();
        }
    }

    private static List<String> told(
            org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness<
                            String, RightsInput, RightsInput>
                    relistings,
            ListEntry entry)
            throws Exception {
        relistings.processElement(RightsInput.list(entry.workId(), entry), 0);
        List<RightsInput> told = out(relistings);
        assertThat(told).allMatch(input -> input.entry().equals(entry));
        return told.stream().map(RightsInput::workId).toList();
    }

    private static ListEntry version(long version, String workId) {
        return entry("entry-1", version, ListClass.ORDER, workId, List.of(), List.of(), null);
    }
}
