package dev.vigil.register;

import static dev.vigil.register.TestingClaims.DAY_MS;
import static dev.vigil.register.TestingClaims.T0_MS;
import static dev.vigil.register.TestingClaims.WORK;
import static dev.vigil.register.TestingClaims.claim;
import static dev.vigil.register.TestingClaims.decided;
import static dev.vigil.register.TestingClaims.desk;
import static dev.vigil.register.TestingClaims.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.register.TestingClaims.Book;
import dev.vigil.register.TestingClaims.Facts;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.register.ClaimedShare;
import dev.vigil.schema.register.ConflictState;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the register answers, from a first claim to the end of a conflict. */
class WorkRegisterTest {
    private static final Set<String> BOTH = Set.of("LIVE_RELAY-REST", "ON_DEMAND-REST");

    private final Book book = new Book(RegisterRules.DEFAULTS);

    private static ConflictState state(RegisterOutput output, String conflictId) {
        return output.conflicts().stream()
                .filter(one -> one.conflictId().equals(conflictId))
                .map(OwnershipConflict::state)
                .findFirst()
                .orElse(null);
    }

    @Test
    void aClaimThatFitsIsAcceptedWithItsVersionAndMakesTheOwner() {
        book.desk(desk(3, share("harbour", null)), T0_MS);
        book.at(T0_MS);
        RegisterOutput output =
                book.claim(claim("harbour", 1, share("harbour", 6_000)), T0_MS + 5).at(T0_MS + 10);
        assertThat(output.conflicts()).isEmpty();
        assertThat(output.receipts())
                .containsExactly(
                        new RegistrationReceipt(
                                WORK,
                                "harbour",
                                RegistrationState.ACCEPTED,
                                1L,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                null,
                                null,
                                T0_MS + 5,
                                claim("harbour", 1, share("harbour", 6_000)),
                                null));
        assertThat(output.effective().owners()).containsExactly(share("harbour", 6_000));
        assertThat(output.effective().version()).isEqualTo(3);
        assertThat(output.effective().claimsRevision()).isEqualTo(1);
        assertThat(output.nextAt()).isNull();
    }

    @Test
    void bothSidesAreToldAndSeeEachOthersShareAndNothingElse() {
        book.claim(claim("a", 1, share("a", 6_000)).withEvidenceRef("contract 1"), T0_MS);
        book.at(T0_MS);
        RegisterOutput output =
                book.claim(claim("b", 1, share("b", 5_000, "CN")).withEvidenceRef("c 2"), T0_MS + 7)
                        .at(T0_MS + 10);
        assertThat(output.receipts())
                .extracting(RegistrationReceipt::claimant, RegistrationReceipt::conflicts)
                .containsExactlyInAnyOrder(
                        tuple("a", List.of("LIVE_RELAY-CN", "ON_DEMAND-CN")),
                        tuple("b", List.of("LIVE_RELAY-CN", "ON_DEMAND-CN")));
        assertThat(output.receipts())
                .allMatch(one -> one.state() == RegistrationState.ACCEPTED_WITH_WARNINGS);
        OwnershipConflict conflict = output.conflicts().get(0);
        assertThat(conflict.conflictId()).isEqualTo("LIVE_RELAY-CN");
        assertThat(conflict.since()).isEqualTo(T0_MS + 7);
        assertThat(conflict.until()).isEqualTo(T0_MS + 7 + 30 * DAY_MS);
        assertThat(conflict.parts()).hasSize(1);
        assertThat(conflict.parts().get(0).overBp()).isEqualTo(1_000);
        assertThat(conflict.parts().get(0).claims())
                .containsExactly(
                        new ClaimedShare("a", 6_000, null), new ClaimedShare("b", 5_000, null));
        assertThat(output.toString()).doesNotContain("contract").doesNotContain("c 2");
        assertThat(output.effective().isContested("CN", RightType.ON_DEMAND, T0_MS)).isTrue();
        assertThat(output.effective().isContested("US", RightType.ON_DEMAND, T0_MS)).isFalse();
    }

    @Test
    void aPartyThatAmendsEndsTheConflictByAgreement() {
        book.claim(claim("a", 1, share("a", 6_000)), T0_MS)
                .claim(claim("b", 1, share("b", 6_000)), T0_MS)
                .at(T0_MS);
        assertThat(book.open().keySet()).isEqualTo(BOTH);
        RegisterOutput output =
                book.claim(claim("b", 2, share("b", 4_000)), T0_MS + DAY_MS).at(T0_MS + DAY_MS);
        assertThat(output.conflicts())
                .hasSize(2)
                .allMatch(one -> one.state() == ConflictState.AGREED);
        assertThat(book.open()).isEmpty();
        assertThat(book.receipts().get("a").state()).isEqualTo(RegistrationState.ACCEPTED);
        assertThat(book.effective().contested()).isEmpty();
    }

    /** A change that leaves it in conflict does not win time. */
    @Test
    void anAmendmentThatDoesNotFitLeavesTheClockOfTheConflict() {
        book.claim(claim("a", 1, share("a", 6_000)), T0_MS)
                .claim(claim("b", 1, share("b", 6_000)), T0_MS)
                .at(T0_MS);
        RegisterOutput output =
                book.claim(claim("b", 2, share("b", 5_000)), T0_MS + DAY_MS)
                        .claim(claim("c", 1, share("c", 1)), T0_MS + 2 * DAY_MS)
                        .at(T0_MS + 2 * DAY_MS);
        assertThat(output.conflicts())
                .hasSize(2)
                .allMatch(one -> one.since() == T0_MS && one.parts().get(0).overBp() == 1_001);
        assertThat(output.nextAt()).isEqualTo(T0_MS + 30 * DAY_MS);
    }

    @Test
    void aPersonDecidesWithADocumentAndTheOtherCountsNoMoreThere() {
        book.claim(claim("a", 1, share("a", null)), T0_MS)
                .claim(claim("b", 1, share("b", null)), T0_MS)
                .at(T0_MS);
        RegisterOutput output =
                book.decide(decided(RightType.ON_DEMAND, "*", T0_MS, "b")).at(T0_MS + DAY_MS);
        OwnershipConflict over = output.conflicts().get(0);
        assertThat(over.conflictId()).isEqualTo("ON_DEMAND-REST");
        assertThat(over.state()).isEqualTo(ConflictState.DECIDED);
        assertThat(over.decidedBy()).isEqualTo("oidc:mei");
        assertThat(over.documentRef()).isEqualTo("judgment 7");
        assertThat(book.open()).containsOnlyKeys("LIVE_RELAY-REST");
        assertThat(book.receipts().get("b").warnings())
                .containsExactly(
                        "ON_DEMAND-REST: set aside by a decision of oidc:mei (judgment 7)");
        RegisteredWork work = book.effective();
        assertThat(work.owners("CN", RightType.ON_DEMAND).map(OwnerShare::ownerId))
                .containsExactly("a");
        assertThat(work.owners("CN", RightType.LIVE_RELAY).map(OwnerShare::ownerId))
                .containsExactly("a", "b");

        // Whatever it claims later; another decision takes it back.
        output = book.claim(claim("b", 2, share("b", 9_000)), T0_MS).at(T0_MS + 2 * DAY_MS);
        assertThat(state(output, "ON_DEMAND-REST")).isNull();
        output = book.decide(decided(RightType.ON_DEMAND, "*", T0_MS + 1)).at(T0_MS + 3 * DAY_MS);
        assertThat(state(output, "ON_DEMAND-REST")).isEqualTo(ConflictState.OPEN);
    }

    @Test
    void afterThirtyDaysAPersonIsAskedAndNobodyHasWon() {
        book.claim(claim("a", 1, share("a", null)), T0_MS)
                .claim(claim("b", 1, share("b", null)), T0_MS)
                .at(T0_MS);
        List<OwnerShare> owners = book.effective().owners();
        long until = T0_MS + 30 * DAY_MS;
        assertThat(book.at(until - 1).conflicts()).isEmpty();
        RegisterOutput output = book.at(until);
        assertThat(output.conflicts())
                .hasSize(2)
                .allMatch(one -> one.state() == ConflictState.EXPIRED && one.state().isOpen());
        assertThat(output.alerts())
                .extracting(LedgerAlert::alertKey)
                .containsExactly(
                        "the-film/LIVE_RELAY-REST/CONFLICT", "the-film/ON_DEMAND-REST/CONFLICT");
        assertThat(output.alerts()).allMatch(one -> one.resolvedAt() == null);
        assertThat(output.nextAt()).as("each day").isEqualTo(until + DAY_MS);
        assertThat(book.at(until + DAY_MS - 1).alerts()).isEmpty();
        assertThat(book.at(until + DAY_MS).alerts()).hasSize(2);
        assertThat(book.at(until + DAY_MS + 1).alerts()).isEmpty();
        assertThat(book.effective().owners()).isEqualTo(owners).hasSize(2);
        assertThat(book.effective().isContested("CN", RightType.ON_DEMAND, until)).isTrue();

        output =
                book.claim(claim("b", 2, share("b", 1, "JP")).withWithdrawnAt(until), until + 1)
                        .at(until + 2 * DAY_MS - 1);
        assertThat(output.conflicts()).allMatch(one -> one.state() == ConflictState.AGREED);
        assertThat(output.alerts()).hasSize(2).allMatch(one -> one.resolvedAt() != null);
    }

    @Test
    void oneThatIsExclusiveLeavesNoRoomForAnotherHoweverLittleTheyClaim() {
        book.claim(claim("a", 1, share("a", 6_000).withExclusive(true)), T0_MS);
        assertThat(book.at(T0_MS).conflicts()).isEmpty();
        book.claim(claim("b", 1, share("b", 4_000)), T0_MS);
        RegisterOutput output = book.at(T0_MS);
        assertThat(output.conflicts()).hasSize(2).allMatch(one -> one.parts().get(0).overBp() == 0);
        assertThat(output.conflicts()).allMatch(one -> one.state() == ConflictState.OPEN);
    }

    /** Else a party is never asked to agree: it withdraws a day before and claims again. */
    @Test
    void toWithdrawAndClaimAgainWinsNoTime() {
        book.claim(claim("a", 1, share("a", null)), T0_MS)
                .claim(claim("r", 1, share("r", null)), T0_MS)
                .at(T0_MS);
        long nowMs = T0_MS + 29 * DAY_MS;
        book.claim(claim("r", 2, share("r", null)).withWithdrawnAt(nowMs), nowMs).at(nowMs);
        assertThat(book.open()).isEmpty();
        nowMs += 1_000;
        book.claim(claim("r", 3, share("r", 5_000)), nowMs).at(nowMs);
        assertThat(book.open().values()).hasSize(2).allMatch(one -> one.since() == T0_MS);
        RegisterOutput output = book.at(T0_MS + 30 * DAY_MS);
        assertThat(output.alerts()).hasSize(2);
        assertThat(book.open().values()).allMatch(one -> one.state() == ConflictState.EXPIRED);

        // Another party's has its own time; and what is long over is forgotten.
        book.claim(claim("r", 4, share("r", null)).withWithdrawnAt(nowMs), nowMs)
                .at(T0_MS + 31 * DAY_MS);
        book.claim(claim("s", 1, share("s", null)), T0_MS + 32 * DAY_MS).at(T0_MS + 32 * DAY_MS);
        assertThat(book.open().values())
                .hasSize(2)
                .allMatch(one -> one.since() == T0_MS + 32 * DAY_MS);
        nowMs = T0_MS + 33 * DAY_MS;
        output = book.claim(claim("s", 2, share("s", 1)).withWithdrawnAt(nowMs), nowMs).at(nowMs);
        assertThat(output.nextAt()).isEqualTo(nowMs + 30 * DAY_MS);
        assertThat(book.at(nowMs + 30 * DAY_MS - 1).forgotten()).isEmpty();
        output = book.at(nowMs + 30 * DAY_MS);
        assertThat(output.nextAt()).isNull();
        assertThat(book.conflicts()).isEmpty();
    }

    /** What the desk has registered without a share is a part, and written as one beside claims. */
    @Test
    void equalPartsAreWrittenDownBesideClaims() {
        book.desk(
                        desk(
                                1,
                                share("a", null),
                                share("b", null, "CN"),
                                share("c", null).withFrom(T0_MS + DAY_MS)),
                        T0_MS)
                .at(T0_MS);
        assertThat(book.effective().owners())
                .as("without claims")
                .isEqualTo(book.facts().desk().owners());
        book.claim(claim("b", 1, share("b", 5_000, "CN")), T0_MS).at(T0_MS);
        assertThat(parts("CN", T0_MS)).containsExactly("a 5000", "b 5000");
        assertThat(parts("CN", T0_MS + DAY_MS)).containsExactly("a 3333", "b 5000", "c 3333");
        assertThat(parts("JP", T0_MS)).containsExactly("a 10000");
        assertThat(parts("JP", T0_MS + DAY_MS)).containsExactly("a 5000", "c 5000");
        book.decide(decided(RightType.ON_DEMAND, "CN", T0_MS, "b")).at(T0_MS);
        assertThat(parts("CN", T0_MS)).as("there are fewer").containsExactly("a 10000");
        assertThat(parts("JP", T0_MS)).containsExactly("a 10000");
    }

    private List<String> parts(String territory, long atMs) {
        return book.effective()
                .owners(territory, RightType.ON_DEMAND)
                .filter(share -> share.holdsAt(atMs))
                .map(share -> share.ownerId() + " " + share.shareBp())
                .sorted()
                .toList();
    }

    /**
     * Without it a judgment on the rest of the world would take a country that is not contested.
     */
    @Test
    void aDecisionOnTheRestOfTheWorldLeavesWhatAPartyClaimsByName() {
        book.claim(
                        claim(
                                "a",
                                1,
                                share("a", null, "CN"),
                                share("a", 6_000).withExceptTerritories(List.of("CN"))),
                        T0_MS)
                .claim(claim("b", 1, share("b", null).withExceptTerritories(List.of("CN"))), T0_MS)
                .at(T0_MS);
        assertThat(book.open().keySet()).isEqualTo(BOTH);
        book.decide(decided(RightType.ON_DEMAND, "*", T0_MS, "a")).at(T0_MS);
        assertThat(book.open()).containsOnlyKeys("LIVE_RELAY-REST");
        assertThat(parts("CN", T0_MS)).containsExactly("a 10000");
        assertThat(parts("JP", T0_MS)).containsExactly("b 10000");
        book.decide(decided(RightType.ON_DEMAND, "CN", T0_MS, "a")).at(T0_MS);
        assertThat(parts("CN", T0_MS)).as("decided by name").isEmpty();
    }

    @Test
    void ownersOfTheDeskAreNotGoneBecauseAnotherClaims() {
        book.desk(desk(1, share("harbour", null), share("pacific", null)), T0_MS).at(T0_MS);
        RegisterOutput output =
                book.claim(claim("harbour", 1, share("harbour", 5_000)), T0_MS).at(T0_MS);
        assertThat(output.conflicts()).as("half each").isEmpty();
        output = book.claim(claim("stranger", 1, share("stranger", null)), T0_MS).at(T0_MS);
        assertThat(output.conflicts()).hasSize(2);
        assertThat(output.conflicts().get(0).parts().get(0).claims())
                .containsExactly(
                        new ClaimedShare("harbour", 5_000, null),
                        new ClaimedShare("pacific", 5_000, null),
                        new ClaimedShare("stranger", 10_000, null));
        assertThat(book.effective().owners())
                .extracting(OwnerShare::ownerId)
                .containsExactlyInAnyOrder("harbour", "pacific", "stranger");
    }

    @Test
    void aClaimThatWasTakenBackIsAsIfItHadNeverBeen() {
        book.claim(claim("a", 1, share("a", null)), T0_MS)
                .claim(claim("b", 1, share("b", null)), T0_MS)
                .at(T0_MS);
        book.claim(claim("b", 2, share("b", null)).withWithdrawnAt(T0_MS), T0_MS).at(T0_MS);
        assertThat(book.open()).isEmpty();
        assertThat(book.effective().owners()).containsExactly(share("a", 10_000));
        book.claim(claim("a", 2, share("a", null)).withWithdrawnAt(T0_MS), T0_MS).at(T0_MS);
        assertThat(book.effective().owners()).noneMatch(one -> one.holdsAt(T0_MS + 1));
    }

    @Test
    void aNewVersionOfTheDeskKeepsTheOwnersThatClaimsMake() {
        book.desk(desk(1, share("a", null)), T0_MS)
                .claim(claim("b", 1, share("b", 5_000)), T0_MS)
                .at(T0_MS);
        RegisterOutput output =
                book.desk(desk(2, share("a", 5_000)).withDurationMs(60_000L), T0_MS).at(T0_MS);
        assertThat(output.effective().version()).isEqualTo(2);
        assertThat(output.effective().durationMs()).isEqualTo(60_000L);
        assertThat(output.effective().claimsRevision()).isEqualTo(2);
        assertThat(output.effective().supersedes(desk(2, share("a", 5_000)))).isTrue();
        assertThat(output.effective().owners()).hasSize(2);
        assertThat(output.conflicts()).allMatch(one -> one.state() == ConflictState.AGREED);
    }

    /**
     * Random lives. After each step: what is open is what the naive model finds, with the moment at
     * which it began; a person is asked of those whose time is over; and nothing is said twice.
     */
    @Test
    void overWholeLivesAConflictIsOpenExactlyWhileItDoesNotFit() {
        int ended = 0;
        int expired = 0;
        for (long seed = 0; seed < 600; seed++) {
            Facts random = new Facts(seed);
            Book life = new Book(new RegisterRules(Identifiers.DEFAULTS, 3 * DAY_MS));
            Map<String, Long> since = new HashMap<>();
            Set<String> asked = new TreeSet<>();
            long nowMs = T0_MS;
            for (int step = 1; step <= 12; step++) {
                nowMs += random.upTo(2) * DAY_MS + 1;
                step(life, random, step, nowMs);
                RegisterOutput output = life.at(nowMs);
                ended += (int) output.conflicts().stream().filter(o -> !o.state().isOpen()).count();
                assertThat(life.open().keySet())
                        .as("seed %s step %s", seed, step)
                        .isEqualTo(naive(life.facts()));
                for (LedgerAlert alert : output.alerts()) {
                    if (alert.resolvedAt() == null) {
                        asked.add(alert.alertKey());
                    } else {
                        asked.remove(alert.alertKey());
                    }
                }
                since.keySet().retainAll(life.open().keySet());
                for (OwnershipConflict one : life.open().values()) {
                    since.putIfAbsent(one.conflictId(), one.since());
                    assertThat(one.since()).isEqualTo(since.get(one.conflictId()));
                    boolean isOver = nowMs >= one.since() + 3 * DAY_MS;
                    assertThat(one.state())
                            .isEqualTo(isOver ? ConflictState.EXPIRED : ConflictState.OPEN);
                    assertThat(asked.contains(WORK + "/" + one.conflictId() + "/CONFLICT"))
                            .isEqualTo(isOver);
                    expired += isOver ? 1 : 0;
                }
                RegisterOutput again = life.at(nowMs);
                assertThat(again.effective()).isNull();
                assertThat(again.receipts()).isEmpty();
                assertThat(again.conflicts()).isEmpty();
                assertThat(again.alerts()).isEmpty();
            }
        }
        assertThat(ended).isGreaterThan(100);
        assertThat(expired).isGreaterThan(100);
    }

    private static void step(Book life, Facts random, int version, long nowMs) {
        switch (random.upTo(5)) {
            case 0 -> life.desk(random.desk(version), nowMs);
            case 1 -> life.decide(random.decision(nowMs));
            default -> life.claim(random.claim(random.one(Facts.PARTIES), version), nowMs);
        }
    }

    private static Set<String> naive(WorkFacts facts) {
        NaiveRegister naive = new NaiveRegister(facts, NaiveRegister.Fault.NONE);
        Set<String> over = new TreeSet<>();
        List<String> places = new ArrayList<>(Facts.TERRITORIES);
        places.add("*");
        for (RightType right : RightType.values()) {
            for (String place : places) {
                boolean isCell = place.equals("*") || TestingClaims.names(facts, right, place);
                for (long atMs : NaiveRegister.moments(facts)) {
                    if (isCell && naive.isOver(right, place, atMs)) {
                        over.add(OwnershipConflict.id(right, place));
                    }
                }
            }
        }
        return over;
    }
}
