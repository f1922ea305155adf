package dev.vigil.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.usage.KeptOffers;
import dev.vigil.schema.usage.LicenseOffered;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageOffer;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an owner's offer goes out, and when it does not. */
class OffersTest {
    private static final long NOON = UsageWorld.MIDNIGHT - 12 * 3_600_000L;
    private static final long DAY_MS = 24L * 3_600_000;
    private static final String KEY = "account-1/work-1";

    private KeptOffers kept;
    private Long nextAt;

    @Test
    void anAccountIsOfferedOnceInThirtyDays() {
        show(NOON, 5_000);
        LicenseOffered first = at(NOON + 1).get(0);
        assertThat(first.offerId()).isEqualTo(KEY + "/owner-1/4/" + NOON);
        assertThat(first.accountId()).isEqualTo("account-1");
        assertThat(first.workId()).isEqualTo("work-1");
        assertThat(first.offerRef()).isEqualTo("offer-9");
        assertThat(first.weekUsedMs()).isEqualTo(5_000);
        assertThat(first.expiresAt()).isEqualTo(NOON + 30 * DAY_MS);
        show(NOON + 30 * DAY_MS - 1, 1_000);
        assertThat(at(NOON + 30 * DAY_MS)).isEmpty();
        show(NOON + 30 * DAY_MS, 2_000);
        assertThat(at(NOON + 30 * DAY_MS + 1))
                .singleElement()
                .extracting(LicenseOffered::weekUsedMs)
                .isEqualTo(3_000L);
    }

    @Test
    void anOfferThatWasMadeIsReadBackByAStartWithoutState() {
        show(NOON, 5_000);
        LicenseOffered made = at(NOON + 1).get(0);
        kept = null;
        show(NOON, 5_000);
        kept = Offers.take(kept, UsageInput.published(made));
        assertThat(at(NOON + 2)).isEmpty();
        kept = null;
        show(NOON - 3 * DAY_MS, 5_000);
        assertThat(at(NOON)).as("an occasion long ago").isEmpty();
    }

    @Test
    void nothingIsKeptOnceItIsOver() {
        show(NOON, 5_000);
        at(NOON + 1);
        while (kept != null) {
            long next = nextAt;
            at(next);
            assertThat(next).isLessThanOrEqualTo(NOON + 31 * DAY_MS);
        }
    }

    @Test
    void whatIsKeptHasALimit() {
        for (int i = 0; i < 100; i++) {
            kept =
                    Offers.take(
                            kept,
                            UsageInput.offer(
                                    "work-1",
                                    NOON + i * DAY_MS,
                                    new UsageOffer("account-1", "owner-" + i, 1, "offer", 1)));
        }
        assertThat(kept.days()).hasSize(8);
        assertThat(kept.waiting()).hasSize(Offers.MOST_OWNERS);
    }

    @Test
    void onlyAnOwnersPolicyOffers() {
        assertThat(offered(ruling(Action.OBSERVE, "OWNER_POLICY"))).isEqualTo(1);
        assertThat(offered(ruling(Action.WARN, "OWNER_POLICY"))).isEqualTo(1);
        assertThat(offered(ruling(Action.REVIEW, "OWNER_POLICY"))).isEqualTo(1);
        assertThat(offered(ruling(Action.BLOCK, "OWNER_POLICY"))).isEqualTo(1);
        assertThat(offered(ruling(Action.ALLOW_WITH_USAGE, "OWNER_POLICY"))).isZero();
        assertThat(offered(ruling(Action.REVIEW, "EVIDENCE_UNCOUNTED"))).isZero();
        assertThat(offered(ruling(Action.OBSERVE, "EXCERPT"))).isZero();
        assertThat(offered(ruling(Action.OBSERVE, "OWNER_POLICY").with().offerRef(null).build()))
                .isZero();
    }

    @Test
    void neverWhereTheListOrAConflictHasAPart() {
        WorkRuling policy = ruling(Action.OBSERVE, "OWNER_POLICY");
        WorkRuling listed =
                ruling(Action.GEO_BLOCK, "LISTED_IN_SCREENING")
                        .with()
                        .territories(List.of("CN"))
                        .listEntryId("entry-1")
                        .listEntryVersion(1L)
                        .build();
        assertThat(offered(listed, policy)).isZero();
        WorkRuling conflict =
                ruling(Action.REVIEW, "OWNERSHIP_CONFLICT")
                        .with()
                        .territories(List.of("CN"))
                        .build();
        assertThat(offered(conflict, policy)).isZero();
    }

    private static long offered(WorkRuling... rulings) {
        Evidence match =
                EvidenceBuilder.builder()
                        .matchId("m1")
                        .workId("work-1")
                        .queryEndMs(5_000)
                        .captureStart(NOON)
                        .captureEnd(NOON + 5_000)
                        .open(true)
                        .build();
        MeterInput fact =
                MeterInput.verdict(
                        VerdictBuilder.builder()
                                .sessionId("session-1")
                                .accountId("account-1")
                                .sessionKind(SessionKind.LIVE)
                                .evidence(List.of(match))
                                .rulings(List.of(rulings))
                                .judgedAt(NOON + 5_000)
                                .build());
        return new Meter(new UsageDays(ZoneId.of("Asia/Shanghai")))
                .on(null, fact).changes().stream()
                        .filter(change -> change.kind() == UsageInput.Kind.OFFER)
                        .count();
    }

    private static WorkRuling ruling(Action action, String reason) {
        return WorkRulingBuilder.builder()
                .workId("work-1")
                .matchIds(List.of("m1"))
                .territories(List.of("*"))
                .action(action)
                .step(7)
                .reasonCode(reason)
                .policyOwnerId("owner-1")
                .policyVersion(4L)
                .offerRef("offer-9")
                .build();
    }

    private void show(long at, long usedMs) {
        kept =
                Offers.take(
                        kept,
                        UsageInput.offer(
                                "work-1",
                                at,
                                new UsageOffer("account-1", "owner-1", 4, "offer-9", usedMs)));
    }

    private List<LicenseOffered> at(long nowMs) {
        Offers.Step step = Offers.at(KEY, kept, nowMs);
        kept = step.next();
        nextAt = step.nextAt();
        return new ArrayList<>(step.offered());
    }
}
