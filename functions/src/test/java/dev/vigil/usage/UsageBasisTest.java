package dev.vigil.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.policy.Reason;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By an owner's policy is what the policy lets be. */
class UsageBasisTest {
    private static final long NOON = UsageWorld.MIDNIGHT - 43_200_000;

    @ParameterizedTest
    @CsvSource({
        "ALLOW, , POLICY:owner-1",
        "ALLOW_WITH_USAGE, , POLICY:owner-1",
        "OBSERVE, , POLICY:owner-1",
        "WARN, , POLICY:owner-1",
        "WARN, 1, NONE",
        "REVIEW, , NONE",
        "GEO_BLOCK, , NONE",
        "BLOCK, , NONE"
    })
    void aPolicyPermitsWhatItDoesNotStop(Action action, Long stopInMs, String basis) {
        MeterInput fact =
                MeterInput.verdict(
                        VerdictBuilder.builder()
                                .sessionId("s")
                                .sessionKind(SessionKind.LIVE)
                                .evidence(
                                        List.of(
                                                EvidenceBuilder.builder()
                                                        .matchId("m1")
                                                        .workId("work-1")
                                                        .queryEndMs(5_000)
                                                        .captureStart(NOON)
                                                        .captureEnd(NOON + 5_000)
                                                        .build()))
                                .rulings(
                                        List.of(
                                                WorkRulingBuilder.builder()
                                                        .workId("work-1")
                                                        .matchIds(List.of("m1"))
                                                        .territories(List.of("*"))
                                                        .action(action)
                                                        .step(7)
                                                        .reasonCode(Reason.OWNER_POLICY)
                                                        .policyOwnerId("owner-1")
                                                        .policyVersion(1L)
                                                        .stopBy(
                                                                stopInMs == null
                                                                        ? null
                                                                        : Long.valueOf(
                                                                                NOON + stopInMs))
                                                        .build()))
                                .judgedAt(NOON + 6_000)
                                .build());
        List<UsageInput> changes =
                new Meter(new UsageDays(ZoneId.of("Asia/Shanghai"))).on(null, fact).changes();
        assertThat(changes)
                .extracting(change -> UsageKey.of(change.rowId()).basis())
                .containsExactly(basis);
    }
}
