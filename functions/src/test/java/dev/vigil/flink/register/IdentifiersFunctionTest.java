package dev.vigil.flink.register;

import static dev.vigil.flink.TestingOperators.out;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.IdentifierFact;
import dev.vigil.schema.rights.IdScheme;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Works of one identifier, from the second that has it to the last. */
class IdentifiersFunctionTest {
    private static final long T0_MS = 1_790_000_000_000L;
    private static final String ISWC = "T-034.524.680-1";

    private KeyedOneInputStreamOperatorTestHarness<String, IdentifierFact, IdentifierConflict> all;

    @BeforeEach
    void open() throws Exception {
        all =
                TestingOperators.keyed(
                        new IdentifiersFunction(), IdentifierFact::key, Types.STRING, null);
    }

    @AfterEach
    void close() throws Exception {
        all.close();
    }

    private void read(String workId, boolean has) throws Exception {
        all.processElement(
                new IdentifierFact(IdScheme.ISWC, ISWC, workId, has, List.of("a"), T0_MS, null), 0);
    }

    @Test
    void eachIsToldOnceWhileItIsSharedAndOnceWhenNot() throws Exception {
        read("w1", true);
        read("w2", true);
        assertThat(out(all)).as("while loading").isEmpty();
        all.processWatermark(T0_MS);
        assertThat(out(all))
                .extracting(IdentifierConflict::workId, IdentifierConflict::otherWorkIds)
                .containsExactly(tuple("w1", List.of("w2")), tuple("w2", List.of("w1")));
        read("w2", false);
        all.processWatermark(T0_MS + 1);
        assertThat(out(all)).hasSize(2).allMatch(one -> !one.open());
        assertThat(TestingOperators.stateEntries(all)).as("w2 is forgotten").isOne();
        read("w1", false);
        all.processWatermark(T0_MS + 2);
        assertThat(out(all)).isEmpty();
        assertThat(TestingOperators.stateEntries(all)).isZero();
        assertThat(all.numEventTimeTimers()).isZero();
    }

    @Test
    void whatWasToldBeforeAStartWithoutStateIsNotToldAgainAndEnds() throws Exception {
        IdentifierConflict told =
                new IdentifierConflict("w1", IdScheme.ISWC, ISWC, true, List.of("w2"), null, T0_MS);
        all.processElement(IdentifierFact.published(told), 0);
        read("w1", true);
        all.processWatermark(T0_MS);
        assertThat(out(all)).as("w2 is gone meanwhile").hasSize(1).allMatch(one -> !one.open());
    }

    @Test
    void anIdentifierHasAHundredWorksAtMost() throws Exception {
        for (int i = 0; i < 105; i++) {
            read("w" + i, true);
        }
        assertThat(TestingOperators.dead(all))
                .hasSize(5)
                .allMatch(letter -> letter.reason().equals("IDENTIFIER_FULL"));
        all.processWatermark(T0_MS);
        assertThat(out(all)).hasSize(100);
    }
}
