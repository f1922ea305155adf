package dev.vigil.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.register.NaiveRegister.Fault;
import dev.vigil.register.TestingClaims.Facts;
import dev.vigil.schema.register.KeptClaim;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RightType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Over random claims, decisions and registered owners: in no right, territory and moment is more
 * claimed than there is without a conflict that says so, and none says so where it fits.
 */
class OwnershipPropertyTest {
    private static final int SEEDS = Integer.getInteger("seeds", 2_000);

    /** Those that claims name, and one that none does. */
    private static final List<String> PLACES = List.of("CN", "HK", "US", "JP");

    private static boolean isConflict(
            Ownership ownership, RightType right, String territory, long atMs) {
        Ownership.Contest contest =
                ownership.contests().get(OwnershipConflict.id(right, territory));
        return contest != null
                && contest.over().spans().stream()
                        .anyMatch(span -> span.from() <= atMs && atMs < span.to());
    }

    /** Null where both say the same. */
    private static String difference(WorkFacts facts, Fault fault) {
        NaiveRegister naive = new NaiveRegister(facts, fault);
        Ownership ownership = Ownership.of(facts);
        for (RightType right : RightType.values()) {
            for (String place : PLACES) {
                String cell = TestingClaims.names(facts, right, place) ? place : "*";
                for (long atMs : NaiveRegister.moments(facts)) {
                    String where = right + " in " + place + " at " + atMs;
                    boolean over = naive.isOver(right, place, atMs);
                    if (over != isConflict(ownership, right, cell, atMs)) {
                        return where + ": conflict " + !over;
                    }
                    if (over != isContested(ownership, right, place, atMs)) {
                        return where + ": contested " + !over;
                    }
                    Set<String> owners = naive.owners(right, place, atMs);
                    if (!owners.equals(owners(ownership, right, place, atMs))) {
                        return where + ": owners not " + owners;
                    }
                    Map<String, Long> parts = naive.parts(right, place, atMs);
                    if (hasClaims(facts) && !parts.equals(parts(ownership, right, place, atMs))) {
                        return where + ": parts not " + parts;
                    }
                }
            }
        }
        return null;
    }

    private static boolean hasClaims(WorkFacts facts) {
        return facts.claims().stream().anyMatch(one -> !one.claim().isWithdrawn());
    }

    private static Map<String, Long> parts(
            Ownership ownership, RightType right, String territory, long atMs) {
        Map<String, Long> parts = new TreeMap<>();
        ownership.owners().stream()
                .filter(share -> share.covers(territory, right) && share.holdsAt(atMs))
                .forEach(
                        share ->
                                parts.merge(
                                        share.ownerId(),
                                        share.shareBp() == null ? 10_000L : share.shareBp(),
                                        Long::sum));
        return parts;
    }

    private static boolean isContested(
            Ownership ownership, RightType right, String territory, long atMs) {
        return ownership.contested().stream().anyMatch(o -> o.covers(territory, right, atMs));
    }

    private static Set<String> owners(
            Ownership ownership, RightType right, String territory, long atMs) {
        return ownership.owners().stream()
                .filter(share -> share.covers(territory, right) && share.holdsAt(atMs))
                .map(OwnerShare::ownerId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void itIsAsTheNaiveModelInEveryPlaceAndMoment() {
        int conflicts = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            WorkFacts facts = new Facts(seed).facts();
            assertThat(difference(facts, Fault.NONE)).as("seed %s", seed).isNull();
            conflicts += Ownership.of(facts).contests().isEmpty() ? 0 : 1;
        }
        assertThat(conflicts).as("with a conflict").isBetween(SEEDS / 5, SEEDS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedFaultIsFound(Fault fault) {
        boolean found = false;
        for (long seed = 0; seed < 1_000 && !found; seed++) {
            found = difference(new Facts(seed).facts(), fault) != null;
        }
        assertThat(found).isTrue();
    }

    @Test
    void neitherTheOrderOfClaimsNorWhoWasFirstMatters() {
        for (long seed = 0; seed < 1_000; seed++) {
            WorkFacts facts = new Facts(seed).facts();
            Ownership ownership = Ownership.of(facts);
            Random random = new Random(seed);
            List<KeptClaim> others = new ArrayList<>();
            for (KeptClaim one : facts.claims()) {
                others.add(new KeptClaim(one.claim(), random.nextInt(1_000)));
            }
            Collections.shuffle(others, random);
            Ownership again =
                    Ownership.of(
                            new WorkFacts(
                                    facts.workId(),
                                    facts.desk(),
                                    facts.deskAt(),
                                    others,
                                    facts.decisions()));
            assertThat(again.owners()).as("seed %s", seed).isEqualTo(ownership.owners());
            assertThat(again.contested()).isEqualTo(ownership.contested());
            assertThat(again.contests().keySet()).isEqualTo(ownership.contests().keySet());
        }
    }

    @Test
    void withoutClaimsTheDeskIsAsBefore() {
        for (long seed = 0; seed < 200; seed++) {
            WorkFacts facts =
                    new WorkFacts(
                            TestingClaims.WORK,
                            new Facts(seed).desk(1),
                            TestingClaims.T0_MS,
                            List.of(),
                            List.of());
            Ownership ownership = Ownership.of(facts);
            assertThat(ownership.owners()).isEqualTo(facts.desk().owners());
            assertThat(ownership.contests()).isEmpty();
            assertThat(ownership.contested()).isEmpty();
        }
    }
}
