package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.schema.match.EvidenceStanding.COUNTED;
import static dev.vigil.schema.match.EvidenceStanding.QUARANTINED;
import static dev.vigil.schema.match.EvidenceStanding.UNCOUNTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.reference.HealthReason;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.reference.ReferenceRecord;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import org.junit.jupiter.api.Test;

class ProbationTest {
    private static final Limits LIMITS = new Limits(1, 0, 3, 2);

    private ReferenceRecord record = ReferenceRecord.NEW;

    @Test
    void theLastThatMayBlockIsBlockedAndTheNextIsNot() {
        assertThat(blocks("s1")).isEqualTo(COUNTED);
        assertThat(blocks("s1")).as("the same session").isEqualTo(COUNTED);
        assertThat(blocks("s2")).isEqualTo(COUNTED);
        assertThat(record.state()).isEqualTo(HealthState.PROBATION);
        assertThat(blocks("s3")).isEqualTo(COUNTED);
        assertThat(record.state()).isEqualTo(HealthState.QUARANTINED);
        assertThat(record.reason()).isEqualTo(HealthReason.FLOOD);
        assertThat(blocks("s4")).isEqualTo(QUARANTINED);
        assertThat(blocks("s2")).as("blocked before").isEqualTo(COUNTED);
        assertThat(record.blocked()).containsExactly("s1", "s2", "s3");
    }

    @Test
    void whatBlocksNothingCountsForNothing() {
        for (int i = 0; i < 10; i++) {
            assertThat(standing("s" + i, false, LIMITS)).isEqualTo(UNCOUNTED);
        }
        assertThat(record).isEqualTo(ReferenceRecord.NEW);
    }

    @Test
    void aConfirmedReferenceBlocksWithoutLimitUntilItIsOverturnedTooOften() {
        for (int i = 0; i < 5; i++) {
            blocks("s" + i);
        }
        review(ReviewOutcome.CONFIRMED, null);
        assertThat(blocks("s4")).isEqualTo(COUNTED);
        for (int i = 0; i < 100; i++) {
            assertThat(blocks("t" + i)).isEqualTo(COUNTED);
        }
        review(ReviewOutcome.OVERTURNED, "t1");
        review(ReviewOutcome.OVERTURNED, "t1");
        assertThat(record.state()).as("said twice").isEqualTo(HealthState.CONFIRMED);
        assertThat(blocks("t1")).as("let go").isEqualTo(QUARANTINED);
        review(ReviewOutcome.OVERTURNED, "t2");
        assertThat(record.state()).isEqualTo(HealthState.QUARANTINED);
        assertThat(record.reason()).isEqualTo(HealthReason.OVERTURNED);
        assertThat(blocks("t5")).isEqualTo(QUARANTINED);
        review(ReviewOutcome.CONFIRMED, null);
        assertThat(blocks("t5")).isEqualTo(COUNTED);
        assertThat(record.overturned()).isEmpty();
    }

    @Test
    void whatAPersonStopsLetsEverybodyGoAndStaysStopped() {
        blocks("s1");
        review(ReviewOutcome.QUARANTINED, null);
        assertThat(blocks("s1")).isEqualTo(QUARANTINED);
        review(ReviewOutcome.OVERTURNED, "s1");
        review(ReviewOutcome.OVERTURNED, "s2");
        assertThat(record.reason()).isEqualTo(HealthReason.PERSON);
    }

    @Test
    void theNewestOverturnedSessionsAreKept() {
        review(ReviewOutcome.CONFIRMED, null);
        for (int i = 0; i < Probation.MOST_OVERTURNED + 1; i++) {
            review(ReviewOutcome.OVERTURNED, "t" + i);
        }
        assertThat(record.overturned())
                .hasSize(Probation.MOST_OVERTURNED)
                .doesNotContain("t0")
                .endsWith("t" + Probation.MOST_OVERTURNED);
    }

    @Test
    void zeroIsNoLimit() {
        Limits none = new Limits(1, 0, 0, 0);
        for (int i = 0; i < 100; i++) {
            assertThat(standing("s" + i, true, none)).isEqualTo(COUNTED);
        }
        record = Probation.reviewed(record, of(ReviewOutcome.OVERTURNED, "s1"), none);
        assertThat(record.state()).isEqualTo(HealthState.PROBATION);
        assertThat(standing("s1", true, none)).isEqualTo(QUARANTINED);
    }

    private EvidenceStanding blocks(String session) {
        return standing(session, true, LIMITS);
    }

    private EvidenceStanding standing(String session, boolean blocks, Limits limits) {
        Probation.Standing standing = Probation.of(record, session, () -> blocks, limits);
        record = standing.record();
        return standing.evidence();
    }

    private void review(ReviewOutcome outcome, String session) {
        record = Probation.reviewed(record, of(outcome, session), LIMITS);
    }

    private static ReferenceReview of(ReviewOutcome outcome, String session) {
        return new ReferenceReview(WORK, "reference-1", outcome, session, "reviewer-1", NOON_MS);
    }
}
