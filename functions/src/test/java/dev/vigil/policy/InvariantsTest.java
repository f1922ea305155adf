package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.owners;
import static dev.vigil.policy.TestingRights.policy;
import static dev.vigil.policy.TestingRights.registered;
import static dev.vigil.policy.TestingRights.session;
import static dev.vigil.policy.TestingRights.window;
import static dev.vigil.policy.TestingRights.windowed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRuleBuilder;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * Invariants 5 to 8 of job/docs/domain.md, What must always hold over random cases. Each check is a
 * list of the seeds that break it: of the judge there are none, of a judge with a planted fault
 * there are some.
 */
class InvariantsTest {
    private static final int SEEDS = 5_000;
    private static final String PLACE = "CN";

    private interface Judge extends BiFunction<Case, String, Decision> {}

    private static final Judge REAL = Precedence::decide;

    /** What is said of a case, or null where it says nothing of it; true where it holds. */
    private interface Invariant {
        Boolean holds(Random random, Judge judge);
    }

    private static List<Long> broken(Invariant invariant, Judge judge) {
        List<Long> seeds = new ArrayList<>();
        int said = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Boolean holds = invariant.holds(random(seed), judge);
            said += holds == null ? 0 : 1;
            if (Boolean.FALSE.equals(holds)) {
                seeds.add(seed);
            }
        }
        assertThat(said).as("cases that the invariant speaks of").isGreaterThan(SEEDS / 20);
        return seeds;
    }

    /** Random's own first numbers hardly differ between seeds that stand side by side. */
    private static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    @Test
    void noBlockWhereAnAuthorizationFitsButByLawOrOrder() {
        Invariant fifth =
                (random, judge) -> {
                    Case judged = anyCase(random, anyOwners(random));
                    if (judged.authorizations().stream()
                            .noneMatch(a -> failure(a, judged, PLACE).isEmpty())) {
                        return null;
                    }
                    Decision decision = judge.apply(judged, PLACE);
                    return !decision.action().blocks() || decision.step() <= 2;
                };
        assertThat(broken(fifth, REAL)).as("seeds").isEmpty();
        Judge silent =
                (judged, place) ->
                        REAL.apply(
                                new Case(
                                        judged.context(),
                                        judged.evidence(),
                                        judged.entries(),
                                        List.of(),
                                        judged.owners()),
                                place);
        assertThat(broken(fifth, silent)).as("planted: authorizations are not read").isNotEmpty();
    }

    @Test
    void theForbiddenIsBlockedWithAndWithoutAuthorization() {
        Invariant sixth =
                (random, judge) -> {
                    Case judged =
                            with(
                                    anyCase(random, anyOwners(random)),
                                    TestingRights.of(entry(ListClass.FORBIDDEN), "z", WORK));
                    return judge.apply(judged, PLACE).action().blocks();
                };
        assertThat(broken(sixth, REAL)).as("seeds").isEmpty();
        Judge lenient =
                (judged, place) ->
                        judged.authorizations().stream()
                                        .anyMatch(a -> failure(a, judged, place).isEmpty())
                                ? Decision.plain(place, Action.ALLOW_WITH_USAGE, 3, "", "", WORK)
                                : REAL.apply(judged, place);
        assertThat(broken(sixth, lenient)).as("planted: permission beats the law").isNotEmpty();
    }

    @Test
    void aSegmentAtFromIsBlockedAndAtToIsNot() {
        Invariant seventh =
                (random, judge) -> {
                    long from = NOON_MS + random.nextInt(1_000);
                    long to = from + 1 + random.nextInt(1_000);
                    ListClass listClass = ListClass.values()[random.nextInt(7)];
                    ListEntry only = windowed(entry(listClass), window(from, to));
                    LongFunction<Boolean> blocks =
                            at ->
                                    judge.apply(at(at, random.nextBoolean(), only), PLACE)
                                            .action()
                                            .blocks();
                    return blocks.apply(from)
                            && blocks.apply(to - 1)
                            && !blocks.apply(from - 1)
                            && !blocks.apply(to);
                };
        assertThat(broken(seventh, REAL)).as("seeds").isEmpty();
        Judge closed = (judged, place) -> REAL.apply(earlier(judged), place);
        assertThat(broken(seventh, closed)).as("planted: a millisecond late").isNotEmpty();
    }

    @Test
    void aRevocationNeverTouchesWhatCameBeforeIt() {
        Invariant eighth =
                (random, judge) -> {
                    Authorization before = fitting(random, null);
                    long revokedAt = NOON_MS + random.nextInt(2_000) - 1_000;
                    Authorization revoked = revoked(before, revokedAt);
                    long at = revokedAt + random.nextInt(5) - 2;
                    ListEntry listed = entry(ListClass.values()[2 + random.nextInt(5)]);
                    boolean live = random.nextBoolean();
                    Decision then = judge.apply(permitted(at, live, listed, before), PLACE);
                    Decision now = judge.apply(permitted(at, live, listed, revoked), PLACE);
                    return at < revokedAt
                            ? now.action() == then.action() && now.step() == then.step()
                            : now.action().blocks()
                                    && now.failedTests().equals(List.of("a: REVOKED"));
                };
        assertThat(broken(eighth, REAL)).as("seeds").isEmpty();
        Judge atOnce =
                (judged, place) ->
                        REAL.apply(
                                new Case(
                                        judged.context(),
                                        judged.evidence(),
                                        judged.entries(),
                                        longAgo(judged.authorizations()),
                                        judged.owners()),
                                place);
        assertThat(broken(eighth, atOnce)).as("planted: revoked is revoked").isNotEmpty();
    }

    private static List<Authorization> longAgo(List<Authorization> authorizations) {
        long then = NOON_MS - 10 * HOUR_MS;
        return authorizations.stream()
                .map(a -> a.revokedAt() == null ? a : revoked(a, then))
                .toList();
    }

    private static Authorization revoked(Authorization known, Long revokedAt) {
        return authorization(
                known.authorizationId(),
                known.version() + 1,
                known.grantee(),
                known.workIds(),
                known.rightTypes(),
                known.territories(),
                known.from(),
                known.to(),
                known.maxExcerptMs(),
                revokedAt);
    }

    private static Authorization fitting(Random random, Long excerptMs) {
        return authorization(
                "a",
                1,
                List.of("account-1", "channel-1", "organisation-1").get(random.nextInt(3)),
                List.of(WORK, "work-2").subList(0, 1 + random.nextInt(2)),
                List.of(RightType.values()),
                random.nextBoolean() ? List.of() : List.of(PLACE, "HK"),
                NOON_MS - HOUR_MS,
                random.nextBoolean() ? null : NOON_MS + HOUR_MS,
                excerptMs,
                null);
    }

    private static Case at(long timeMs, boolean live, ListEntry entry) {
        return permitted(timeMs, live, entry);
    }

    private static Case permitted(
            long timeMs, boolean live, ListEntry entry, Authorization... authorizations) {
        return new Case(
                session(live ? SessionKind.LIVE : SessionKind.UPLOAD, PLACE),
                evidence("m", WORK, timeMs, 5_000, true),
                List.of(entry),
                List.of(authorizations),
                Owners.NONE);
    }

    private static Case earlier(Case judged) {
        Evidence known = judged.evidence();
        return new Case(
                judged.context(),
                evidence(
                        known.matchId(),
                        known.workId(),
                        known.captureEnd() - 1,
                        known.matchedMs(),
                        true),
                judged.entries(),
                judged.authorizations(),
                judged.owners());
    }

    private static Case with(Case known, ListEntry more) {
        List<ListEntry> entries = new ArrayList<>(known.entries());
        entries.add(more);
        return new Case(
                known.context(), known.evidence(), entries, known.authorizations(), known.owners());
    }

    private static Optional<String> failure(Authorization deal, Case judged, String place) {
        Rules rules =
                new Rules(
                        new Case(
                                judged.context(),
                                judged.evidence(),
                                List.of(),
                                List.of(deal),
                                judged.owners()));
        return Optional.ofNullable(rules.failure(rules.deals().get(0), place));
    }

    static Owners anyOwners(Random random) {
        if (random.nextInt(3) == 0) {
            return Owners.NONE;
        }
        MatchPolicy wish =
                policy(
                        "owner",
                        1 + random.nextInt(3),
                        MatchRuleBuilder.builder()
                                .territory(random.nextBoolean() ? null : PLACE)
                                .matchMs(random.nextBoolean() ? null : 4_000L)
                                .refPct(random.nextBoolean() ? null : 5.0)
                                .action(Action.values()[random.nextInt(Action.values().length)])
                                .build());
        Long excerptMs = random.nextBoolean() ? null : Long.valueOf(random.nextInt(10_000));
        return random.nextBoolean()
                ? owners(registered(1, excerptMs, "owner"), wish)
                : owners(registered(2, excerptMs, "owner", PLACE));
    }

    static ListEntry anyEntry(Random random, String id) {
        ListEntry any =
                TestingRights.entry(
                        id,
                        1 + random.nextInt(4),
                        ListClass.values()[
                                random.nextInt(6) == 0 ? random.nextInt(2) : 2 + random.nextInt(5)],
                        WORK,
                        random.nextInt(3) == 0 ? List.of(PLACE) : List.of(),
                        List.of(),
                        random.nextInt(6) == 0 ? NOON_MS : null);
        return any.tried(random.nextInt(8) == 0);
    }

    static Authorization anyAuthorization(Random random, String id) {
        Authorization fits = fitting(random, random.nextInt(3) == 0 ? 4_000L : null);
        Authorization any =
                authorization(
                        id,
                        1 + random.nextInt(4),
                        random.nextInt(4) == 0 ? "account-2" : fits.grantee(),
                        fits.workIds(),
                        random.nextInt(4) == 0
                                ? List.of(RightType.ON_DEMAND)
                                : List.of(RightType.values()),
                        fits.territories(),
                        NOON_MS + random.nextInt(2_000) - 1_500,
                        null,
                        fits.maxExcerptMs(),
                        random.nextInt(3) == 0 ? NOON_MS + random.nextInt(2_000) : null);
        return random.nextInt(4) == 0
                ? TestingRights.grantedBy("somebody", any)
                : TestingRights.grantedBy("owner", any);
    }

    private static Case anyCase(Random random, Owners owners) {
        List<ListEntry> entries = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            entries.add(anyEntry(random, "entry-" + i).tried(false));
        }
        List<Authorization> authorizations = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            authorizations.add(anyAuthorization(random, "authorization-" + i));
        }
        SessionStarted context =
                session(random.nextBoolean() ? SessionKind.LIVE : SessionKind.UPLOAD);
        return new Case(
                context,
                evidence("m", WORK, NOON_MS + random.nextInt(2_000), random.nextInt(9_000), true),
                entries,
                authorizations,
                owners);
    }
}
