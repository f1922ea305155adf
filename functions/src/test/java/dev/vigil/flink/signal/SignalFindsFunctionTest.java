package dev.vigil.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.flink.PureFailure;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.signal.SignalName;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class SignalFindsFunctionTest {
    private static final long T0 = 1_795_514_400_000L;

    private static CaseFact verdict(List<Evidence> evidence) {
        return CaseFact.verdict(
                VerdictBuilder.builder()
                        .verdictId("s-1/1")
                        .sessionId("s-1")
                        .judgedAt(T0)
                        .evidence(evidence)
                        .build());
    }

    private static Evidence of(String referenceId) {
        return EvidenceBuilder.builder().referenceId(referenceId).build();
    }

    /** The job would fail, be started again and read the same record. */
    @Test
    void aVerdictWithoutItsMatchesIsADeadLetterAndTheNextIsRead() throws Exception {
        try (OneInputStreamOperatorTestHarness<CaseFact, SignalFact> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(new SignalFindsFunction())) {
            harness.processElement(new StreamRecord<>(verdict(null)));
            harness.processElement(new StreamRecord<>(verdict(List.of(of(null)))));
            harness.processElement(
                    new StreamRecord<>(
                            verdict(List.of(of("ref-1"), of(SignalName.here("peer/signal-1"))))));

            assertThat(harness.getSideOutput(PureFailure.DEAD))
                    .extracting(StreamRecord::getValue)
                    .extracting(DeadLetter::deadLetterId, DeadLetter::reason)
                    .containsExactly(
                            tuple("signals found/session:s-1/" + T0, "PURE_FAILURE"),
                            tuple("signals found/session:s-1/" + T0, "PURE_FAILURE"));
            assertThat(harness.extractOutputValues())
                    .extracting(SignalFact::signalId)
                    .containsExactly("peer/signal-1");
        }
    }
}
