package dev.vigil.flink.signal;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.signal.TestingSignals.IDENTIFIER;
import static dev.vigil.signal.TestingSignals.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.signal.IdentifiedSignal;
import dev.vigil.schema.signal.SignalFact;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which works here a signal means, whichever of them is there first. */
class SignalWorksFunctionTest {
    private KeyedOneInputStreamOperatorTestHarness<String, IdentifiedSignal, SignalFact> works;

    @BeforeEach
    void open() throws Exception {
        works =
                TestingOperators.keyed(
                        new SignalWorksFunction(), IdentifiedSignal::key, Types.STRING, null);
    }

    @AfterEach
    void close() throws Exception {
        works.close();
    }

    private void asks(String signalId, long untilMs) throws Exception {
        works.processElement(new IdentifiedSignal(IDENTIFIER, signalId, null, true, untilMs), 0);
    }

    private void work(String workId, boolean has) throws Exception {
        works.processElement(new IdentifiedSignal(IDENTIFIER, null, workId, has, T0_MS), 0);
    }

    private List<List<String>> told() {
        return out(works).stream().map(SignalFact::works).toList();
    }

    @Test
    void eitherMayBeThereFirst() throws Exception {
        asks("a:1", T0_MS);
        assertThat(told()).containsExactly(List.of());
        work("w1", true);
        assertThat(told()).containsExactly(List.of("w1"));
        asks("b:1", T0_MS);
        assertThat(told()).containsExactly(List.of("w1"));
        work("w1", true);
        assertThat(told()).as("nothing new").isEmpty();
        work("w1", false);
        assertThat(told()).containsExactly(List.of(), List.of());
    }

    /** Two are as ambiguous as more. */
    @Test
    void ofManyItIsToldTwo() throws Exception {
        for (int number = 0; number < SignalWorksFunction.MOST + 20; number++) {
            work("w" + (1_000 + number), true);
        }
        asks("a:1", T0_MS);
        assertThat(told()).containsExactly(List.of("w1000", "w1001"));
    }

    @Test
    void ofMoreSignalsThanAreKeptTheFirstToEndIsLeftOut() throws Exception {
        for (int number = 0; number <= SignalWorksFunction.MOST; number++) {
            asks("a:" + number, T0_MS + number);
        }
        told();
        work("w1", true);
        assertThat(out(works))
                .hasSize(SignalWorksFunction.MOST)
                .extracting(SignalFact::signalId)
                .doesNotContain("a:0")
                .contains("a:" + SignalWorksFunction.MOST);
    }
}
