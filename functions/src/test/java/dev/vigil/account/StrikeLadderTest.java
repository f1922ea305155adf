package dev.vigil.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.enforcement.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrikeLadderTest {
    private static StrikeLadder wrong() {
        return new StrikeLadder(
                " ",
                List.of(GroundKind.NOTICE, GroundKind.OWNER_POLICY),
                null,
                0,
                -1,
                365,
                ReceiptState.SENT,
                false,
                List.of(
                        new StrikeLadder.Rung(
                                LadderStep.S1,
                                2,
                                List.of(
                                        new StrikeLadder.Restraint(
                                                Measure.SERVICE_ENDED, 7, false)),
                                false),
                        new StrikeLadder.Rung(
                                LadderStep.S1,
                                2,
                                List.of(new StrikeLadder.Restraint(Measure.MUTE, 0, true)),
                                false)),
                7,
                30,
                10_000,
                0,
                List.of(),
                false);
    }

    @Test
    void allThatIsWrongIsReportedAtOnce() {
        assertThat(StrikeLadder.DEFAULTS.errors()).isEmpty();
        String errors = String.join("\n", wrong().errors());
        assertThat(errors)
                .contains(
                        "version: expected",
                        "OWNER_POLICY",
                        "establish: expected CONFIRMED or VERDICT, got null",
                        "incidentHours: expected 1 to 744, got 0",
                        "strikeDays: expected 1 to 3650, got -1",
                        "admonition: expected DELIVERED, READ or ACKNOWLEDGED, got SENT",
                        "SERVICE_ENDED, which only a person may decide",
                        "rungs.S1: expected S1, S2 and S3 in this order, each once, got S1",
                        "rungs.S1.strikes: expected 3 to 50, got 2",
                        "got MUTE",
                        "rungs.S1.days: expected 1 to 3650, got 0",
                        "no measure until a decision where nothing is proposed",
                        "territories: expected");
        assertThatThrownBy(
                        () ->
                                new LedgerRules(
                                        wrong(),
                                        LedgerRules.DEFAULTS.texts(),
                                        1L << 50,
                                        "there",
                                        null,
                                        true))
                .hasMessageContaining("incidentHours")
                .hasMessageContaining("territories");
    }
}
