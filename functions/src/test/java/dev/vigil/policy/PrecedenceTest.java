package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.ACCOUNT;
import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.in;
import static dev.vigil.policy.TestingRights.session;
import static dev.vigil.policy.TestingRights.window;
import static dev.vigil.policy.TestingRights.windowed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListMeasure;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.Decision;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrecedenceTest {
    private static final SessionStarted LIVE = session(SessionKind.LIVE, "CN");

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, 1, BLOCK, 1, BLOCK",
        "ORDER, 2, BLOCK, 2, BLOCK",
        "PERMISSION_REQUIRED, 4, BLOCK, 3, ALLOW_WITH_USAGE",
        "RIGHTS_DECLARED, 4, BLOCK, 3, ALLOW_WITH_USAGE",
        "STAYDOWN, 4, BLOCK, 3, ALLOW_WITH_USAGE",
        "IN_SCREENING, 5, BLOCK, 3, ALLOW_WITH_USAGE",
        "HOT_BROADCAST, 5, BLOCK, 3, ALLOW_WITH_USAGE"
    })
    void everyClassAloneAndWithAnAuthorization(
            ListClass listClass, int step, Action action, int stepWith, Action actionWith) {
        Decision alone = decide(entry(listClass));
        Decision with = decide(LIVE, NOON_MS, List.of(entry(listClass)), authorization("a"));

        assertThat(alone.step()).isEqualTo(step);
        assertThat(alone.action()).isEqualTo(action);
        assertThat(alone.reasonCode()).isEqualTo("LISTED_" + listClass);
        assertThat(alone.listEntryId()).isEqualTo("entry-1");
        assertThat(with.step()).isEqualTo(stepWith);
        assertThat(with.action()).isEqualTo(actionWith);
    }

    @ParameterizedTest
    @CsvSource({
        "ORDER, MUTE, MUTE",
        "ORDER, BLOCK, BLOCK",
        "ORDER, , BLOCK",
        "FORBIDDEN, MUTE, BLOCK",
        "STAYDOWN, MUTE, BLOCK"
    })
    void anOrderIsFollowedAsItStands(ListClass listClass, ListMeasure measure, Action action) {
        assertThat(decide(TestingRights.scoped(entry(listClass), List.of(), measure)).action())
                .isEqualTo(action);
    }

    @Test
    void nothingListedIsOnlyObservedAndAnAuthorizationIsReported() {
        assertThat(decide().step()).isEqualTo(8);
        assertThat(decide().action()).isEqualTo(Action.OBSERVE);
        Decision authorized = decide(LIVE, NOON_MS, List.of(), authorization("a"));
        assertThat(authorized.authorizationId()).isEqualTo("a");
        assertThat(authorized.authorizationVersion()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(ListClass.class)
    void aWindowIsHalfOpenForEveryClass(ListClass listClass) {
        ListEntry entry = windowed(entry(listClass), window(NOON_MS - HOUR_MS, NOON_MS + HOUR_MS));
        assertThat(blocksAt(entry, NOON_MS - HOUR_MS - 1)).isFalse();
        assertThat(blocksAt(entry, NOON_MS - HOUR_MS)).isTrue();
        assertThat(blocksAt(entry, NOON_MS + HOUR_MS - 1)).isTrue();
        assertThat(blocksAt(entry, NOON_MS + HOUR_MS)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ListClass.class)
    void aWindowWithoutEndIsOpenUntilWithdrawn(ListClass listClass) {
        ListEntry entry = windowed(entry(listClass), window(NOON_MS, null));
        assertThat(blocksAt(entry, NOON_MS - 1)).isFalse();
        assertThat(blocksAt(entry, NOON_MS + 10_000 * HOUR_MS)).isTrue();
        assertThat(blocksAt(TestingRights.withdrawn(entry), NOON_MS)).isFalse();
    }

    /** One that was right ends as a window does. */
    @ParameterizedTest
    @EnumSource(ListClass.class)
    void anEntryWhoseTimeIsOverAppliesToWhatWasBefore(ListClass listClass) {
        ListEntry entry = windowed(entry(listClass), window(NOON_MS - HOUR_MS, null));
        ListEntry ended = entry.ended(NOON_MS);
        assertThat(blocksAt(ended, NOON_MS - HOUR_MS - 1)).isFalse();
        assertThat(blocksAt(ended, NOON_MS - HOUR_MS)).isTrue();
        assertThat(blocksAt(ended, NOON_MS - 1)).isTrue();
        assertThat(blocksAt(ended, NOON_MS)).isFalse();
        assertThat(ended.isOpen(NOON_MS - HOUR_MS, NOON_MS + HOUR_MS)).isTrue();
        assertThat(entry.withdrawn(NOON_MS).isOpen(NOON_MS - HOUR_MS, NOON_MS)).isFalse();
        ListEntry later =
                windowed(entry(listClass), window(NOON_MS, NOON_MS + HOUR_MS)).ended(NOON_MS);
        assertThat(later.isOpen(NOON_MS - HOUR_MS, NOON_MS + HOUR_MS))
                .as("it had not opened yet")
                .isFalse();
    }

    private static boolean blocksAt(ListEntry entry, long timeMs) {
        return decide(LIVE, timeMs, List.of(entry)).action().blocks();
    }

    @ParameterizedTest
    @EnumSource(ListClass.class)
    void territoriesAreIncludedAndExcluded(ListClass listClass) {
        ListEntry china = in(entry(listClass), List.of("CN"), List.of());
        ListEntry abroad = in(entry(listClass), List.of("*"), List.of("CN"));

        assertThat(decide(china, "CN").action()).isEqualTo(Action.GEO_BLOCK);
        assertThat(decide(china, "HK").action()).isEqualTo(Action.OBSERVE);
        assertThat(decide(china, "*").action()).isEqualTo(Action.OBSERVE);
        assertThat(decide(abroad, "CN").action()).isEqualTo(Action.OBSERVE);
        assertThat(decide(abroad, "HK").action()).isEqualTo(Action.GEO_BLOCK);
        assertThat(decide(abroad, "*").action()).isEqualTo(Action.GEO_BLOCK);
    }

    @Test
    void theFirstStepWinsWhateverTheOrderOfEntries() {
        ListEntry window = TestingRights.of(entry(ListClass.IN_SCREENING), "a", WORK);
        ListEntry required = TestingRights.of(entry(ListClass.PERMISSION_REQUIRED), "b", WORK);
        ListEntry order = TestingRights.of(entry(ListClass.ORDER), "c", WORK);
        ListEntry forbidden = TestingRights.of(entry(ListClass.FORBIDDEN), "d", WORK);

        assertThat(decide(window, required).listEntryId()).isEqualTo("b");
        assertThat(decide(window, required, order).listEntryId()).isEqualTo("c");
        assertThat(decide(window, required, order, forbidden).listEntryId()).isEqualTo("d");
    }

    static Stream<Arguments> misfits() {
        long from = NOON_MS - HOUR_MS;
        List<String> works = List.of(WORK);
        List<RightType> live = List.of(RightType.LIVE_RELAY);
        List<String> all = List.of();
        return Stream.of(
                misfit("WORK", ACCOUNT, List.of("work-2"), live, all, from, null, null, null),
                misfit("GRANTEE", "account-2", works, live, all, from, null, null, null),
                misfit(
                        "RIGHT_TYPE",
                        ACCOUNT,
                        works,
                        List.of(RightType.ON_DEMAND),
                        all,
                        from,
                        null,
                        null,
                        null),
                misfit("TERRITORY", ACCOUNT, works, live, List.of("HK"), from, null, null, null),
                misfit("NOT_YET", ACCOUNT, works, live, all, NOON_MS + 1, null, null, null),
                misfit("EXPIRED", ACCOUNT, works, live, all, from, NOON_MS, null, null),
                misfit("REVOKED", ACCOUNT, works, live, all, from, null, null, NOON_MS),
                misfit("EXCERPT", ACCOUNT, works, live, all, from, null, 9_999L, null));
    }

    private static Arguments misfit(
            String failure,
            String grantee,
            List<String> works,
            List<RightType> rights,
            List<String> territories,
            long from,
            Long to,
            Long excerptMs,
            Long revokedAt) {
        return Arguments.of(
                failure,
                authorization(
                        "a",
                        1,
                        grantee,
                        works,
                        rights,
                        territories,
                        from,
                        to,
                        excerptMs,
                        revokedAt));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misfits")
    void anAuthorizationThatFailsATestIsNoneAndTheVerdictSaysWhich(
            String failure, Authorization authorization) {
        Decision decision =
                decide(LIVE, NOON_MS, List.of(entry(ListClass.STAYDOWN)), authorization);
        assertThat(decision.action()).isEqualTo(Action.BLOCK);
        assertThat(decision.failedTests()).containsExactly("a: " + failure);
    }

    static Stream<Authorization> justFits() {
        long from = NOON_MS - HOUR_MS;
        List<String> works = List.of("work-2", WORK);
        List<RightType> live = List.of(RightType.LIVE_RELAY);
        return Stream.of(
                authorization("a", 1, ACCOUNT, works, live, List.of(), NOON_MS, null, null, null),
                authorization(
                        "a", 1, ACCOUNT, works, live, List.of(), from, NOON_MS + 1, null, null),
                authorization(
                        "a", 1, ACCOUNT, works, live, List.of(), from, null, null, NOON_MS + 1),
                authorization("a", 1, ACCOUNT, works, live, List.of(), from, null, 10_000L, null),
                authorization(
                        "a", 1, "channel-1", works, live, List.of("CN"), from, null, null, null),
                authorization(
                        "a",
                        1,
                        "organisation-1",
                        works,
                        live,
                        List.of("*"),
                        from,
                        null,
                        null,
                        null));
    }

    @ParameterizedTest
    @MethodSource("justFits")
    void theOtherSideOfEachBoundaryFits(Authorization authorization) {
        Decision decision =
                decide(LIVE, NOON_MS, List.of(entry(ListClass.STAYDOWN)), authorization);
        assertThat(decision.action()).isEqualTo(Action.ALLOW_WITH_USAGE);
        assertThat(decision.failedTests()).isEmpty();
    }

    @Test
    void anUploadNeedsTheOnDemandRight() {
        SessionStarted upload = session(SessionKind.UPLOAD, "CN");
        List<ListEntry> listed = List.of(entry(ListClass.STAYDOWN));
        Authorization relay = rights(RightType.LIVE_RELAY);
        Authorization onDemand = rights(RightType.ON_DEMAND);
        assertThat(decide(upload, NOON_MS, listed, relay).action()).isEqualTo(Action.BLOCK);
        assertThat(decide(upload, NOON_MS, listed, onDemand).action())
                .isEqualTo(Action.ALLOW_WITH_USAGE);
    }

    private static Authorization rights(RightType right) {
        return authorization(
                "a",
                1,
                ACCOUNT,
                List.of(WORK),
                List.of(right),
                List.of(),
                NOON_MS - HOUR_MS,
                null,
                null,
                null);
    }

    @ParameterizedTest
    @EnumSource(ListClass.class)
    void withoutContextReviewIsTheMostExceptByLawOrOrder(ListClass listClass) {
        Decision decision = decide(null, NOON_MS, List.of(entry(listClass)), authorization("a"));
        boolean law = listClass == ListClass.FORBIDDEN || listClass == ListClass.ORDER;
        assertThat(decision.action()).isEqualTo(law ? Action.BLOCK : Action.REVIEW);
        assertThat(decision.authorizationId()).isNull();
    }

    private static Decision decide(ListEntry... entries) {
        return decide(LIVE, NOON_MS, List.of(entries));
    }

    private static Decision decide(ListEntry entry, String territory) {
        return Precedence.decide(
                new Case(
                        LIVE,
                        evidence("m", WORK, NOON_MS, 10_000, true),
                        List.of(entry),
                        List.of(),
                        Owners.NONE),
                territory);
    }

    private static Decision decide(
            SessionStarted context,
            long timeMs,
            List<ListEntry> entries,
            Authorization... authorizations) {
        return Precedence.decide(
                new Case(
                        context,
                        evidence("m", WORK, timeMs, 10_000, true),
                        entries,
                        List.of(authorizations),
                        Owners.NONE),
                "CN");
    }
}
