package dev.vigil.register;

import static dev.vigil.register.TestingClaims.T0_MS;
import static dev.vigil.register.TestingClaims.claim;
import static dev.vigil.register.TestingClaims.desk;
import static dev.vigil.register.TestingClaims.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigil.register.RefusedEntry.Code;
import dev.vigil.schema.register.KeptClaim;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.WorkIds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the doors refuse by itself, and what a work has room for. */
class EntryCheckTest {
    private static Code code(WorkClaim claim) {
        RefusedEntry no = catchThrowableOfType(RefusedEntry.class, () -> EntryCheck.claim(claim));
        return no == null ? null : no.code();
    }

    @Test
    void aShareIsAPartOfTheWhole() {
        assertThat(code(claim("a", 1, share("a", 1, "CN"), share("a", 9_999)))).isNull();
        assertThat(code(claim("a", 1, share("a", 0)))).as("nothing").isEqualTo(Code.SHARE_RANGE);
        assertThat(code(claim("a", 1, share("a", -1)))).isEqualTo(Code.SHARE_RANGE);
        assertThat(code(claim("a", 1, share("a", 10_001)))).isEqualTo(Code.SHARE_RANGE);
        assertThatThrownBy(() -> EntryCheck.claim(claim("a", 1, share("a", 10_001))))
                .hasMessageContaining("shareBp: expected 1 to 10000 basis points, got 10001");
    }

    @Test
    void oneClaimDoesNotContradictItself() {
        assertThat(code(claim("a", 1, share("a", 6_000), share("a", 4_000, "CN")))).isNull();
        assertThatThrownBy(
                        () ->
                                EntryCheck.claim(
                                        claim("a", 1, share("a", 6_000), share("a", 4_001, "CN"))))
                .hasMessageContaining("LIVE_RELAY in CN at any time, got 1 more");
        OwnerShare before = share("a", null).withTo(T0_MS);
        OwnerShare after = share("a", null).withFrom(T0_MS);
        assertThat(code(claim("a", 1, before, after))).as("one after the other").isNull();
        assertThat(code(claim("a", 1, before, after.withFrom(T0_MS - 1))))
                .isEqualTo(Code.SHARE_RANGE);
        OwnerShare but = share("a", null).withExceptTerritories(List.of("CN"));
        assertThat(code(claim("a", 1, but, share("a", null, "CN")))).isNull();
        OwnerShare only = share("a", 100).withExclusive(true);
        assertThat(code(claim("a", 1, only, only))).as("exclusive, twice").isNull();
    }

    @Test
    void aShareEndsAfterItBegins() {
        OwnerShare share = share("a", 1).withFrom(T0_MS).withTo(T0_MS);
        assertThat(code(claim("a", 1, share))).isEqualTo(Code.SHARE_PERIOD);
        assertThat(code(claim("a", 1, share.withTo(T0_MS + 1)))).isNull();
    }

    @Test
    void eachPartyClaimsForItself() {
        assertThat(code(claim("a", 1, share("a", 1), share("b", 1))))
                .isEqualTo(Code.CLAIMANT_MISMATCH);
    }

    @Test
    void exceptionsAreNoneOfNamedTerritoriesAndNotTooMany() {
        OwnerShare share = share("a", 1, "CN").withExceptTerritories(List.of("HK"));
        assertThat(code(claim("a", 1, share))).isEqualTo(Code.SHARE_RANGE);
        List<String> many = new ArrayList<>(Collections.nCopies(100, "CN"));
        assertThat(code(claim("a", 1, share("a", 1).withExceptTerritories(many)))).isNull();
        many.add("HK");
        assertThat(code(claim("a", 1, share("a", 1).withExceptTerritories(many))))
                .isEqualTo(Code.SHARE_RANGE);
    }

    @Test
    void aWorkOfTheDeskHasIdentifiersAndSharesThatCanBeMeant() {
        WorkIds ids = new WorkIds(null, null, "T-034.524.680-1", List.of(), null, null);
        var work = desk(1, share("a", null)).withIds(ids);
        assertThatCode(() -> EntryCheck.work(work, Identifiers.DEFAULTS))
                .doesNotThrowAnyException();
        WorkIds wrong = new WorkIds(null, null, "T-034.524.680-2", List.of(), null, null);
        assertThatThrownBy(() -> EntryCheck.work(work.withIds(wrong), Identifiers.DEFAULTS))
                .isInstanceOf(UnreadableId.class);
        assertThatThrownBy(() -> EntryCheck.work(desk(1, share("a", 10_001)), Identifiers.DEFAULTS))
                .isInstanceOf(RefusedEntry.class);
    }

    // Room -----------------------------------------------------------------------------------

    private static WorkFacts facts(int parties, int sharesOfEach) {
        return new WorkFacts(
                TestingClaims.WORK,
                null,
                0,
                IntStream.range(0, parties)
                        .mapToObj(i -> claim("p" + i, 1, shares("p" + i, sharesOfEach)))
                        .map(one -> TestingClaims.kept(one, T0_MS))
                        .toList(),
                List.of());
    }

    private static OwnerShare[] shares(String party, int count) {
        return Collections.nCopies(count, share(party, 1)).toArray(OwnerShare[]::new);
    }

    private static boolean hasRoom(WorkFacts facts, WorkClaim claim) {
        RefusedEntry no =
                catchThrowableOfType(
                        RefusedEntry.class, () -> RegisterIntake.requireRoom(facts, claim));
        assertThat(no == null || no.code() == Code.WORK_FULL).isTrue();
        return no == null;
    }

    @Test
    void aWorkHasRoomForSoManyPartiesSharesAndBytes() {
        WorkClaim one = claim("new", 1, share("new", 1));
        assertThat(hasRoom(facts(99, 1), one)).isTrue();
        assertThat(hasRoom(facts(100, 1), one)).isFalse();
        assertThat(hasRoom(facts(100, 1), claim("p7", 2, share("p7", 2)))).as("known").isTrue();
        assertThat(hasRoom(facts(5, 99), claim("new", 1, shares("new", 5)))).isTrue();
        assertThat(hasRoom(facts(5, 99), claim("new", 1, shares("new", 6)))).isFalse();
        assertThat(hasRoom(facts(0, 1), claim("new", 1, shares("new", 100)))).isTrue();
        OwnerShare long1 = share("new", 1).withTerritories(Collections.nCopies(300, "CN"));
        assertThat(
                        hasRoom(
                                facts(0, 1),
                                claim(
                                        "new",
                                        1,
                                        Collections.nCopies(23, long1).toArray(OwnerShare[]::new))))
                .isTrue();
        assertThat(
                        hasRoom(
                                facts(0, 1),
                                claim(
                                        "new",
                                        1,
                                        Collections.nCopies(24, long1).toArray(OwnerShare[]::new))))
                .as("of one party")
                .isFalse();

        List<String> everywhere = Collections.nCopies(300, "CN");
        OwnerShare large = share("x", 1).withTerritories(everywhere);
        WorkFacts many =
                new WorkFacts(
                        TestingClaims.WORK,
                        desk(1, Collections.nCopies(117, large).toArray(OwnerShare[]::new)),
                        0,
                        List.of(),
                        List.of());
        assertThat(hasRoom(many, one)).isTrue();
        assertThat(hasRoom(many, claim("new", 1, large.withOwnerId("new")))).isFalse();
    }

    private static Code refused(WorkFacts facts, WorkClaim claim) {
        RefusedEntry no = RegisterIntake.claim(facts, claim).refused();
        return no == null ? null : no.code();
    }

    /** The desk may register more owners than a work with claims would have room for. */
    @Test
    void whoClaimsLessOrWithdrawsNeedsNoRoom() {
        WorkFacts full =
                new WorkFacts(
                        TestingClaims.WORK,
                        desk(1, shares("owner", 600)),
                        0,
                        facts(2, 2).claims(),
                        List.of());
        assertThat(refused(full, claim("p0", 2, shares("p0", 1)))).isNull();
        assertThat(refused(full, claim("p0", 2, shares("p0", 2)))).as("as much").isNull();
        assertThat(refused(full, claim("p0", 2, shares("p0", 3)))).isEqualTo(Code.WORK_FULL);
        assertThat(refused(full, claim("p0", 2, shares("p0", 3)).withWithdrawnAt(T0_MS))).isNull();
        assertThat(refused(full, claim("new", 1, shares("new", 1)))).isEqualTo(Code.WORK_FULL);
    }

    @Test
    void partiesThatWithdrewTakeNoRoom() {
        List<KeptClaim> withdrawn =
                facts(1_000, 1).claims().stream()
                        .map(one -> one.claim().withWithdrawnAt(T0_MS).counted())
                        .map(one -> TestingClaims.kept(one, T0_MS))
                        .toList();
        WorkFacts some =
                new WorkFacts(TestingClaims.WORK, null, 0, withdrawn.subList(1, 1_000), List.of());
        assertThat(refused(some, claim("new", 1, share("new", 1)))).isNull();
        WorkFacts all = new WorkFacts(TestingClaims.WORK, null, 0, withdrawn, List.of());
        assertThat(refused(all, claim("new", 1, share("new", 1)))).isEqualTo(Code.WORK_FULL);
        assertThat(refused(all, claim("p7", 2, share("p7", 1)))).as("known").isNull();
    }

    @Test
    void onlyALaterVersionIsNews() {
        WorkClaim known = claim("a", 3, share("a", 1));
        assertThat(RegisterIntake.isNews(known, null)).isTrue();
        assertThat(RegisterIntake.isNews(known.withVersion(4), known)).isTrue();
        assertThat(RegisterIntake.isNews(known, known)).as("a repeat").isFalse();
        for (WorkClaim stale :
                List.of(known.withVersion(2), known.withShares(List.of(share("a", 2))))) {
            assertThatThrownBy(() -> RegisterIntake.isNews(stale, known))
                    .isInstanceOfSatisfying(
                            RefusedEntry.class,
                            no -> assertThat(no.code()).isEqualTo(Code.STALE_VERSION))
                    .hasMessageContaining("expected more than 3");
        }
    }
}
