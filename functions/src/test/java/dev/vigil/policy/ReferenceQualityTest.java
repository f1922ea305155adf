package dev.vigil.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.reference.HealthReason;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferenceMeasure;
import dev.vigil.schema.reference.ReferenceRecord;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What makes a reference poor, to the last peak and millisecond; and what it may do then. */
class ReferenceQualityTest {
    private static final long NOW_MS = 1_790_000_000_000L;
    private static final ReferenceMeasure GOOD =
            new ReferenceMeasure(1, 100_000, 500, 49_999L, true);

    private static RegisteredWork work(Long durationMs) {
        return new RegisteredWork(
                "w", 1, durationMs, null, null, List.of(new OwnerShare("a", List.of(), List.of())));
    }

    private static HealthReason fault(long peaks, Long silentMs, Long workMs) {
        return ReferenceQuality.fault(
                new ReferenceMeasure(1, 100_000, peaks, silentMs, true), work(workMs));
    }

    @Test
    void eachLimitIsThatOfItsOption() {
        assertThat(fault(500, 49_999L, 100_000L)).isNull();
        assertThat(fault(499, 49_999L, 100_000L)).isEqualTo(HealthReason.FEW_PEAKS);
        assertThat(fault(500, 50_000L, 100_000L)).isEqualTo(HealthReason.SILENCE);
        assertThat(fault(500, null, null)).isNull();
        assertThat(fault(500, 0L, 95_239L)).isNull();
        assertThat(fault(500, 0L, 95_238L)).isEqualTo(HealthReason.LENGTH);
        assertThat(fault(500, 0L, 105_263L)).isNull();
        assertThat(fault(500, 0L, 105_264L)).isEqualTo(HealthReason.LENGTH);
        assertThat(ReferenceQuality.fault(GOOD, null)).isNull();
        assertThat(ReferenceQuality.fault(null, work(1L))).isNull();
    }

    @Test
    void aProfileThatNoIndexHasIsNamed() {
        ReferenceManifest manifest =
                new ReferenceManifest(
                        "w", "r", 1, null, "video/9", 1, 5_000, 100_000, "0".repeat(64));
        assertThat(ReferenceQuality.fault(ReferenceQuality.measure(manifest), null))
                .isEqualTo(HealthReason.PROFILE);
    }

    private static EvidenceStanding standing(ReferenceRecord record) {
        return Probation.of(record, "s", () -> true, Limits.DEFAULT).evidence();
    }

    @Test
    void aThinOneMatchesAndDoesNotBlockUntilAPersonConfirms() {
        ReferenceRecord thin = Probation.looked(ReferenceRecord.NEW, HealthReason.SILENCE);
        assertThat(thin.state()).isEqualTo(HealthState.THIN);
        assertThat(thin.reason()).isEqualTo(HealthReason.SILENCE);
        assertThat(standing(thin)).isEqualTo(EvidenceStanding.QUARANTINED);
        ReferenceRecord confirmed = Probation.reviewed(thin, review(), Limits.DEFAULT);
        assertThat(standing(confirmed)).isEqualTo(EvidenceStanding.COUNTED);
        assertThat(Probation.looked(confirmed, HealthReason.SILENCE))
                .as("a person's word remains")
                .isEqualTo(confirmed);
    }

    private static ReferenceReview review() {
        return new ReferenceReview("w", "r", ReviewOutcome.CONFIRMED, null, "reviewer", NOW_MS);
    }

    @Test
    void oneThatIsPoorNoMoreIsOnProbation() {
        ReferenceRecord thin = Probation.looked(ReferenceRecord.NEW, HealthReason.LENGTH);
        assertThat(Probation.looked(thin, HealthReason.LENGTH)).isSameAs(thin);
        ReferenceRecord other = Probation.looked(thin, HealthReason.SILENCE);
        assertThat(other.reason()).isEqualTo(HealthReason.SILENCE);
        assertThat(Probation.looked(other, null)).isEqualTo(ReferenceRecord.NEW);
        assertThat(Probation.looked(ReferenceRecord.NEW, null)).isSameAs(ReferenceRecord.NEW);
    }

    /** A repeat of an older version changes nothing. */
    @Test
    void theLatestVersionIsMeasured() {
        ReferenceRecord second =
                ReferenceRecord.NEW.measured(new ReferenceMeasure(2, 1, 1, null, true));
        assertThat(second.measured(GOOD)).isSameAs(second);
        assertThat(second.measured(new ReferenceMeasure(3, 1, 1, null, true)).measure().version())
                .isEqualTo(3);
    }
}
