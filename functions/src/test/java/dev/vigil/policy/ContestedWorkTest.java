package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.grantedBy;
import static dev.vigil.policy.TestingRights.policy;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.ContestedRight;
import dev.vigil.schema.rights.ExcludedSegment;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.GracedWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What owners wish where their claims contradict each other, end, or do not reach. */
class ContestedWorkTest {
    private static final SessionStarted LIVE = session(SessionKind.LIVE, "CN");
    private static final ContestedRight EVERYWHERE =
            new ContestedRight(RightType.LIVE_RELAY, List.of(), List.of("HK"), null, null);

    private static Evidence evidence() {
        return TestingRights.evidence("m", WORK, NOON_MS, 10_000, true);
    }

    private static RegisteredWork work(ContestedRight... contested) {
        return new RegisteredWork(
                        WORK,
                        1,
                        3_600_000L,
                        null,
                        null,
                        List.of(
                                new OwnerShare("a", List.of(), List.of()),
                                new OwnerShare("b", List.of(), List.of())))
                .withContested(List.of(contested));
    }

    private static Decision decide(
            RegisteredWork work,
            String territory,
            List<ListEntry> entries,
            List<Authorization> granted,
            MatchPolicy... policies) {
        return Precedence.decide(
                new Case(LIVE, evidence(), entries, granted, new Owners(work, List.of(policies))),
                territory);
    }

    private static Decision wished(RegisteredWork work, String territory, Action action) {
        return decide(
                work, territory, List.of(), List.of(), policy("a", 1, MatchRule.always(action)));
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void anOwnersWishIsReviewedAtMost(Action action) {
        Decision plain = wished(work(), "CN", action);
        Decision contested = wished(work(EVERYWHERE), "CN", action);
        if (plain.action().blocks()) {
            assertThat(contested.action()).isEqualTo(Action.REVIEW);
            assertThat(contested.reasonCode()).isEqualTo(Reason.OWNERSHIP_CONFLICT);
            assertThat(contested.step()).isEqualTo(7);
        } else {
            assertThat(contested).isEqualTo(plain);
        }
    }

    /** A room is not told of a time at which nothing happens. */
    @Test
    void aWishThatWaitsIsReviewedToo() {
        MatchRule waits = MatchRule.always(Action.BLOCK).withGraceMs(60_000L);
        Owners owners = new Owners(work(EVERYWHERE), List.of(policy("a", 1, waits)));
        GracedWork graced = GracedWork.from(WORK, evidence().captureEnd());
        Decision contested =
                Precedence.decide(
                        new Case(LIVE, evidence(), List.of(), List.of(), owners, null, graced),
                        "CN");
        assertThat(contested.action()).isEqualTo(Action.REVIEW);
        assertThat(contested.reasonCode()).isEqualTo(Reason.OWNERSHIP_CONFLICT);
        assertThat(contested.stopBy()).isNull();
    }

    @Test
    void whereOrWhenOrOfARightThatIsNotContestedTheWishCounts() {
        assertThat(wished(work(EVERYWHERE), "HK", Action.BLOCK).action().blocks()).isTrue();
        ContestedRight other =
                new ContestedRight(RightType.ON_DEMAND, List.of(), List.of(), null, null);
        assertThat(wished(work(other), "CN", Action.BLOCK).action().blocks()).isTrue();
        long nowMs = evidence().captureEnd();
        ContestedRight over =
                new ContestedRight(RightType.LIVE_RELAY, List.of(), List.of(), null, nowMs);
        assertThat(wished(work(over), "CN", Action.BLOCK).action().blocks()).isTrue();
        ContestedRight now =
                new ContestedRight(RightType.LIVE_RELAY, List.of(), List.of(), nowMs, nowMs + 1);
        assertThat(wished(work(now), "CN", Action.BLOCK).action()).isEqualTo(Action.REVIEW);
    }

    /**
     * A conflict alone never blocks, and takes nothing from law, lists, orders or permissions: over
     * random cases the decision is the same but for an owner's block, which becomes a review.
     */
    @Test
    void aConflictChangesNothingButAnOwnersBlock() {
        int reviewed = 0;
        int blocked = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<ListEntry> entries = new ArrayList<>();
            if (random.nextInt(3) == 0) {
                ListClass[] classes = ListClass.values();
                entries.add(entry(classes[random.nextInt(classes.length)]));
            }
            List<Authorization> granted =
                    random.nextInt(4) == 0
                            ? List.of(grantedBy("b", TestingRights.authorization("auth")))
                            : List.of();
            Action[] actions = Action.values();
            Action action = actions[random.nextInt(actions.length)];
            MatchPolicy wish = policy("a", 1, MatchRule.always(action));
            Decision plain = decide(work(), "CN", entries, granted, wish);
            Decision contested = decide(work(EVERYWHERE), "CN", entries, granted, wish);
            boolean isOwners = plain.step() == 7 && plain.action().blocks();
            if (isOwners) {
                assertThat(contested.action()).as("seed %s", seed).isEqualTo(Action.REVIEW);
                reviewed++;
            } else {
                assertThat(contested).as("seed %s", seed).isEqualTo(plain);
                blocked += plain.action().blocks() ? 1 : 0;
            }
        }
        assertThat(reviewed).isPositive();
        assertThat(blocked).as("by law or list").isPositive();
    }

    /** Nor has it a wish: a claim of no part makes its party no owner. */
    @Test
    void aShareOfNothingPermitsNothing() {
        RegisteredWork work =
                work().withOwners(
                                List.of(
                                        new OwnerShare("a", List.of(), List.of()),
                                        new OwnerShare("r", List.of(), List.of()).withShareBp(0)));
        List<Authorization> granted = List.of(grantedBy("r", TestingRights.authorization("auth")));
        assertThat(decide(work, "CN", List.of(), granted).action()).isEqualTo(Action.REVIEW);
        MatchPolicy wish = policy("r", 1, MatchRule.always(Action.BLOCK));
        assertThat(decide(work, "CN", List.of(), List.of(), wish).action().blocks()).isFalse();
    }

    @Test
    void aShareThatIsOverOrDoesNotReachWishesNothing() {
        OwnerShare always = new OwnerShare("a", List.of(), List.of());
        long nowMs = evidence().captureEnd();
        assertThat(action(always.withTo(nowMs))).isEqualTo(Action.OBSERVE);
        assertThat(action(always.withTo(nowMs + 1))).isEqualTo(Action.BLOCK);
        assertThat(action(always.withFrom(nowMs + 1))).isEqualTo(Action.OBSERVE);
        assertThat(action(always.withExceptTerritories(List.of("CN")))).isEqualTo(Action.OBSERVE);
        assertThat(action(always.withExceptTerritories(List.of("HK"))))
                .as("not everywhere")
                .isEqualTo(Action.GEO_BLOCK);
    }

    private static Action action(OwnerShare share) {
        return wished(work().withOwners(List.of(share)), "CN", Action.BLOCK).action();
    }

    @Test
    void aPermissionOfAnOwnerThatIsExceptedThereIsReviewed() {
        RegisteredWork work =
                work().withOwners(
                                List.of(
                                        new OwnerShare("a", List.of(), List.of())
                                                .withExceptTerritories(List.of("CN")),
                                        new OwnerShare("b", List.of("CN"), List.of())));
        List<Authorization> ofA = List.of(grantedBy("a", TestingRights.authorization("auth")));
        assertThat(decide(work, "CN", List.of(), ofA).reasonCode())
                .isEqualTo(Reason.OWNERSHIP_CONFLICT);
        List<Authorization> ofB = List.of(grantedBy("b", TestingRights.authorization("auth")));
        assertThat(decide(work, "CN", List.of(), ofB).action()).isEqualTo(Action.ALLOW_WITH_USAGE);
    }

    @Test
    void noPolicyAppliesToAPartThatIsNotItsOwnersAlone() {
        long from = evidence().refStartMs();
        long to = evidence().refEndMs();
        RegisteredWork whole = work().withExcludedSegments(List.of(new ExcludedSegment(from, to)));
        assertThat(wished(whole, "CN", Action.BLOCK).action()).isEqualTo(Action.OBSERVE);
        RegisteredWork part =
                work().withExcludedSegments(List.of(new ExcludedSegment(from, to - 1)));
        assertThat(wished(part, "CN", Action.BLOCK).action()).isEqualTo(Action.BLOCK);
        assertThat(decide(whole, "CN", List.of(entry(ListClass.FORBIDDEN)), List.of()).action())
                .as("the law does")
                .isEqualTo(Action.BLOCK);
    }
}
