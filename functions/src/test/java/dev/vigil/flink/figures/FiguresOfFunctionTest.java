package dev.vigil.flink.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.figures.FigureFacts;
import dev.vigil.flink.PureFailure;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.input.DeadLetter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class FiguresOfFunctionTest {
    private static CaseFact command(String reasonCode) {
        EnforcementCommand command =
                EnforcementCommandBuilder.builder()
                        .commandId("s-1/command/1")
                        .sessionId("s-1")
                        .measure(Measure.BLOCK)
                        .reasonCode(reasonCode)
                        .issuedAt(1_795_514_400_000L)
                        .build();
        return CaseFact.command(command);
    }

    @Test
    void whatCannotBeCountedIsADeadLetterAndTheNextIsCounted() throws Exception {
        FiguresOfFunction<CaseFact> figures =
                new FiguresOfFunction<>(
                        "figures of cases",
                        CaseFact::caseId,
                        fact -> FigureFacts.of(fact.command()));
        try (OneInputStreamOperatorTestHarness<CaseFact, FigureFact> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(figures)) {
            harness.processElement(new StreamRecord<>(command(null), 17));
            harness.processElement(new StreamRecord<>(command("OVERRIDE"), 18));

            assertThat(harness.getSideOutput(PureFailure.DEAD))
                    .extracting(StreamRecord::getValue)
                    .extracting(DeadLetter::deadLetterId, DeadLetter::reason)
                    .containsExactly(tuple("figures of cases/session:s-1/17", "PURE_FAILURE"));
            assertThat(harness.extractOutputValues())
                    .extracting(FigureFact::what)
                    .containsExactly(FigureKind.MEASURES, FigureKind.OVERTURNED_BY_GROUND);
        }
    }
}
