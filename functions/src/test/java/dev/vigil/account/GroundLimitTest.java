package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.fact;
import static dev.vigil.account.TestingAccounts.listed;
import static dev.vigil.account.TestingAccounts.offence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.OffenceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More grounds have fallen than an account has room for: what they have cleared remains so. */
class GroundLimitTest {
    private static final int OFFENCES = 63;
    private static final int EACH = 16;

    private final FoldedAccount account = new FoldedAccount();

    private static String reference(int offence, int i) {
        return "film/r-" + offence + "-" + i;
    }

    private static List<AccountFact> offences() {
        List<AccountFact> all = new ArrayList<>();
        for (int n = 0; n < OFFENCES; n++) {
            int offence = n;
            String[] references =
                    IntStream.range(0, EACH)
                            .mapToObj(i -> reference(offence, i))
                            .toArray(String[]::new);
            long at = T0_MS + n * DAY_MS;
            all.add(fact(offence("session:" + n, at, at + 1, listed("entry-1", references))));
        }
        return all;
    }

    private static List<AccountFact> reviews(boolean stands, long at, String offenceSuffix) {
        List<AccountFact> all = new ArrayList<>();
        for (int n = 0; n < OFFENCES; n++) {
            for (int i = 0; i < EACH; i++) {
                String offence = offenceSuffix == null ? null : "session:" + n;
                GroundState state =
                        new GroundState("reference/" + reference(n, i), offence, stands, at, at);
                all.add(AccountFact.of(Kind.GROUND, ACCOUNT, at, state));
            }
        }
        return all;
    }

    private FoldOutput at(long t, List<AccountFact> facts) {
        return account.at(t, facts.toArray(new AccountFact[0]));
    }

    private static Map<OffenceState, Long> states(FoldedAccount account, long t) {
        return Offences.at(StrikeLadder.DEFAULTS, account.account, t).values().stream()
                .collect(Collectors.groupingBy(JudgedOffence::state, Collectors.counting()));
    }

    @Test
    void whatHasFallenRemainsFallenBeyondTheLimit() {
        at(T0_MS + 64 * DAY_MS, offences());
        long fell = T0_MS + 65 * DAY_MS;
        at(fell, reviews(false, fell, null));
        for (int i = 1; i <= 3; i++) {
            FoldOutput again = account.at(fell + i * HOUR_MS);
            assertThat(again.offences()).isEmpty();
            assertThat(again.warnings()).isEmpty();
        }
        assertThat(account.account.grounds().size()).isEqualTo(AccountLimits.GROUNDS);
        assertThat(states(account, fell)).containsOnlyKeys(OffenceState.FALLEN);
        FoldedAccount cold = account.cold(none -> false);
        FoldOutput output = cold.at(fell + DAY_MS);
        assertThat(output.offences()).isEmpty();
        assertThat(states(cold, fell + DAY_MS)).containsOnlyKeys(OffenceState.FALLEN);
        assertThat(cold.at(fell + 2 * DAY_MS).offences()).isEmpty();
    }

    /** A case that goes on to report names its references anew. */
    @Test
    void whatIsReportedAgainIsNoNewOffence() {
        at(T0_MS + 64 * DAY_MS, offences());
        long fell = T0_MS + 65 * DAY_MS;
        at(fell, reviews(false, fell, null));
        at(fell + 1, offences());
        assertThat(states(account, fell + 1)).containsOnlyKeys(OffenceState.FALLEN);
    }

    @Test
    void whatStandsAgainAccusesAgain() {
        at(T0_MS + 64 * DAY_MS, offences());
        long fell = T0_MS + 65 * DAY_MS;
        at(fell, reviews(false, fell, null));
        at(fell + HOUR_MS, reviews(true, fell + HOUR_MS, null));
        account.at(fell + 2 * HOUR_MS);
        assertThat(states(account, fell + 2 * HOUR_MS)).containsOnlyKeys(OffenceState.STANDING);
    }

    /** What a person overturned in one session is not outweighed by what is said of all. */
    @Test
    void whatFellAloneRemainsFallenThoughTheReferenceIsRight() {
        at(T0_MS + 64 * DAY_MS, offences());
        long fell = T0_MS + 65 * DAY_MS;
        at(fell, reviews(false, fell, "own"));
        at(fell + HOUR_MS, reviews(true, fell + HOUR_MS, null));
        for (int i = 2; i <= 4; i++) {
            account.at(fell + i * HOUR_MS);
            assertThat(states(account, fell + i * HOUR_MS)).containsOnlyKeys(OffenceState.FALLEN);
        }
    }
}
