package dev.vigil.client.act;

import static dev.vigil.client.act.TestingFacts.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class RightsActsTest {
    private static final long DAY_MS = 86_400_000L;
    private static final List<OwnerShare> SHARES =
            List.of(new OwnerShare("harbour", List.of(), List.of()));
    private static final Authorization GRANTED =
            GoldenEvent.of(EventType.AUTHORIZATION_GRANTED, Authorization.class);
    private static final AuthorizationTerms NOTHING =
            new AuthorizationTerms(null, null, null, null, null, null, null, null, null);

    private final TestingFacts known = new TestingFacts();

    private static AuthorizationTerms terms(String grantee, String... works) {
        return new AuthorizationTerms(
                grantee, List.of(works), null, null, null, null, null, null, null);
    }

    /** What the act has no word for stays. */
    @Test
    void aWorkIsRegisteredAsTheNextVersion() throws Exception {
        RegisteredWork work = new RegisteredWork("w-1", 1, 60_000L, null, null, SHARES);
        Act first = RightsActs.register(known, work, NOW_MS);
        assertThat(first.topic()).isEqualTo(Topic.WORKS);
        assertThat(first.body()).isEqualTo(work);

        RegisteredWork before =
                GoldenEvent.of(EventType.WORK_REGISTERED, RegisteredWork.class)
                        .with()
                        .workId("w-1")
                        .version(7)
                        .build();
        known.knows("w-1", before);
        assertThat(RightsActs.register(known, work, NOW_MS).body())
                .isEqualTo(
                        before.with()
                                .version(8)
                                .durationMs(60_000L)
                                .excerptMs(null)
                                .excerptPct(null)
                                .owners(SHARES)
                                .build());
    }

    @Test
    void aClaimIsTheNextVersionOfWhatTheRegisterHasAnswered() throws Exception {
        WorkClaimBuilder claim =
                WorkClaimBuilder.builder()
                        .workId("w-1")
                        .claimant("harbour")
                        .shares(SHARES)
                        .at(NOW_MS);
        Act first = RightsActs.claim(known, claim);
        assertThat(first.key()).isEqualTo("w-1/harbour");
        assertThat(((WorkClaim) first.body()).version()).isEqualTo(1);

        known.knows(
                "w-1/harbour",
                GoldenEvent.of(EventType.REGISTRATION_RECEIPT, RegistrationReceipt.class)
                        .with()
                        .version(4L)
                        .build());
        Act next = RightsActs.claim(known, claim);
        assertThat(((WorkClaim) next.body()).version()).isEqualTo(5);
        WorkClaim signed = ((WorkClaim) next.body()).withSignature("AAAA");
        assertThat(next.having(signed).body()).isEqualTo(signed);
        assertThat(next.having(signed).key()).isEqualTo("w-1/harbour");
    }

    @Test
    void aDecisionIsOfTheWork() {
        ConflictDecided decided = GoldenEvent.of(EventType.CONFLICT_DECIDED, ConflictDecided.class);
        Act act = RightsActs.decideConflict(decided);
        assertThat(act.topic()).isEqualTo(Topic.REGISTER_DECISIONS);
        assertThat(act.key()).isEqualTo(decided.workId());
    }

    @Test
    void whatIsNotNamedIsGrantedInFull() throws Exception {
        Act act = RightsActs.grant(known, "deal-8", terms("channel-1", "w-1"), NOW_MS);
        Authorization granted = (Authorization) act.body();

        assertThat(act.type()).isEqualTo(EventType.AUTHORIZATION_GRANTED);
        assertThat(granted.version()).isEqualTo(1);
        assertThat(granted.rightTypes()).containsExactly(RightType.values());
        assertThat(granted.territories()).isEmpty();
        assertThat(granted.from()).isEqualTo(NOW_MS - DAY_MS);
        assertThat(granted.to()).isNull();
        assertThatThrownBy(() -> RightsActs.grant(known, "deal-8", NOTHING, NOW_MS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("authorization grant: expected --to and --work");
    }

    /** Nothing of the earlier one is left, its revocation neither. */
    @Test
    void oneThatExistsIsGrantedAnew() throws Exception {
        known.knows("auth-501", GRANTED.with().version(3).revokedAt(NOW_MS).build());
        Authorization again =
                (Authorization)
                        RightsActs.grant(known, "auth-501", terms("channel-1", "w-1"), NOW_MS)
                                .body();
        assertThat(again.version()).isEqualTo(4);
        assertThat(again.revokedAt()).isNull();
        assertThat(again.maxExcerptMs()).isNull();
    }

    @Test
    void anAmendmentLeavesWhatItDoesNotName() throws Exception {
        known.knows("auth-501", GRANTED);
        Authorization amended =
                (Authorization)
                        RightsActs.amend(known, "auth-501", terms(null, "w-1"), NOW_MS).body();
        assertThat(amended).isEqualTo(GRANTED.with().version(2).workIds(List.of("w-1")).build());
    }

    @Test
    void aRevocationEndsWhatWasGranted() throws Exception {
        known.knows("auth-501", GRANTED);
        Act act = RightsActs.revoke(known, "auth-501", NOW_MS + 5, "over", NOW_MS);
        assertThat(act.type()).isEqualTo(EventType.AUTHORIZATION_REVOKED);
        assertThat(act.timeMs()).isEqualTo(NOW_MS);
        assertThat(act.body())
                .isEqualTo(
                        GRANTED.with()
                                .version(2)
                                .revokedAt(NOW_MS + 5)
                                .revocationReason("over")
                                .build());
    }

    @Test
    void whatWasNotGrantedIsNeitherAmendedNorRevoked() {
        assertThatThrownBy(() -> RightsActs.amend(known, "deal-9", NOTHING, NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "authorization amend: expected a granted authorization, got 'deal-9'; see"
                                + " vigil authorization show");
        assertThatThrownBy(() -> RightsActs.revoke(known, "deal-9", NOW_MS, null, NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessageStartingWith("authorization revoke: expected a granted authorization");
    }

    @Test
    void aPolicyIsTheNextVersion() throws Exception {
        assertThat(RightsActs.policy(known, "harbour", null, false, NOW_MS).body())
                .isEqualTo(new MatchPolicy("harbour", 1, List.of(), null));
        known.knows("harbour", new MatchPolicy("harbour", 6, List.of(), null));
        Act tried = RightsActs.policy(known, "harbour", List.of(), true, NOW_MS);
        assertThat(tried.topic()).isEqualTo(Topic.POLICIES);
        assertThat(tried.body()).isEqualTo(new MatchPolicy("harbour", 7, List.of(), true));
    }
}
