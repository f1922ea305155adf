package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.AccountProperty.Seen;
import dev.vigil.account.AccountProperty.Subject;
import dev.vigil.account.NaiveStanding.Fault;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.UserWarning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P1 to P7 and P9 to P11 of the fold, over random histories. */
class AccountPropertiesTest {
    private static final int SEEDS = Integer.getInteger("seeds", 400);

    /** At most, until a planted fault is seen. */
    private static final int TRIES = 1_000;

    private static final Subject FOLD =
            histories -> histories.stream().map(AccountPropertiesTest::folded).toList();

    private static Seen folded(AccountHistory history) {
        Account account = new Account(ACCOUNT, null);
        history.facts().forEach(fact -> FactIntake.take(account, fact, true));
        FoldOutput output = new Fold(history.rules()).at(account, history.t(), 1);
        AccountStanding standing = output.standings().stream().findFirst().orElse(null);
        return Seen.of(ACCOUNT, output.offences(), standing, history.t());
    }

    @ParameterizedTest
    @EnumSource
    void holdsOfTheFold(AccountProperty property) {
        assertThat(property.broken(FOLD, SEEDS, 5)).as("seeds").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void itsPlantedFaultsAreCaught(AccountProperty property) {
        for (Fault fault : property.faults()) {
            Subject planted =
                    histories ->
                            histories.stream()
                                    .map(one -> Seen.naive(one, one.facts(), fault))
                                    .toList();
            assertThat(property.isBrokenBy(planted, TRIES)).as("planted: " + fault).isTrue();
        }
    }

    /**
     * P1: warnings that no user received don't count, so what was derived meanwhile leaves nothing.
     */
    @Test
    void whatWasDerivedMeanwhileChangesNothing() {
        List<Long> broken = new ArrayList<>();
        boolean isCaught = false;
        for (long seed = 1; seed <= SEEDS; seed++) {
            AccountHistory history =
                    AccountHistory.of(seed)
                            .without(f -> f.kind() == Kind.DECIDED || f.kind() == Kind.ERASED)
                            .received();
            if (Boolean.FALSE.equals(isAsAtOnce(history, new Random(seed * 31), false))) {
                broken.add(seed);
            }
            isCaught =
                    isCaught
                            || Boolean.FALSE.equals(
                                    isAsAtOnce(history, new Random(seed * 31), true));
        }
        assertThat(broken).as("seeds").isEmpty();
        assertThat(isCaught).as("planted: a warning counts from its issue").isTrue();
    }

    /**
     * @param fromIssue a planted fault: what was issued meanwhile was delivered then
     * @return null where it says nothing
     */
    private static Boolean isAsAtOnce(AccountHistory history, Random random, boolean fromIssue) {
        List<AccountFact> warned = new ArrayList<>(history.facts());
        warned.removeIf(f -> f.kind() != Kind.WARNING_PUBLISHED);
        List<AccountFact> others = new ArrayList<>(history.facts());
        others.removeAll(warned);
        Collections.shuffle(others, random);
        // What people say waits a day for what it is about, and these are years.
        others.sort(Comparator.comparingInt(AccountPropertiesTest::turn));
        Account account = new Account(ACCOUNT, null);
        warned.forEach(fact -> FactIntake.take(account, fact, true));
        Fold fold = new Fold(history.rules());
        String last = "";
        for (AccountFact fact : others) {
            FactIntake.take(account, fact, false);
            if (random.nextBoolean()) {
                FoldOutput output = fold.at(account, history.t(), 1);
                last = lastOf(output, last);
                if (fromIssue) {
                    output.warnings().forEach(one -> deliver(account, one));
                }
            }
        }
        last = lastOf(fold.at(account, history.t(), 1), last);
        String once = folded(history).standing();
        return once.isEmpty() || once.equals(last);
    }

    /** When what it names took effect. */
    private static void deliver(Account account, UserWarning one) {
        for (String id : one.offences()) {
            KeptOffence named = account.offences().get(id);
            Long at = named == null ? null : named.establishedAt();
            if (at != null) {
                AccountFact delivery = receipt(one.warningId(), ReceiptState.READ, at);
                FactIntake.take(account, delivery, false);
            }
        }
    }

    private static int turn(AccountFact fact) {
        return switch (fact.kind()) {
            case WAIVED, APPEAL_FILED -> 1;
            case APPEAL_DECIDED -> 2;
            default -> 0;
        };
    }

    private static String lastOf(FoldOutput output, String before) {
        return output.standings().isEmpty()
                ? before
                : PublishedAccount.plain(
                        ACCOUNT, output.standings().get(output.standings().size() - 1));
    }
}
