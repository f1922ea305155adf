package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.NaiveStanding.Fault;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ReceiptState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What must always hold of accounts (job/docs/domain.md) over random histories. Each check is a
 * list of the seeds that break it: of the fold there are none, of a subject with a planted fault
 * there are some.
 */
class AccountPropertiesTest {
    private static final int SEEDS = Integer.getInteger("seeds", 20_000);

    /**
     * What of an account is compared: what it comes to, its offences, its standing as published.
     */
    private record Seen(NaiveStanding.Result result, AccountStanding standing) {
        int strikes() {
            return result.strikes();
        }
    }

    private interface Subject extends Function<AccountHistory, Seen> {}

    private static final Subject REAL = history -> seen(fold(history), history.t());

    private static Subject faulty(Fault fault) {
        return history ->
                new Seen(new NaiveStanding(history.facts(), history.t(), fault).result(), null);
    }

    private interface Property {
        /** Null where it says nothing of the history. */
        Boolean holds(AccountHistory history, Subject subject, Random random);
    }

    private static List<Long> broken(Property property, Subject subject) {
        List<Long> seeds = new ArrayList<>();
        int said = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Boolean holds = property.holds(AccountHistory.of(seed), subject, new Random(seed * 31));
            said += holds == null ? 0 : 1;
            if (Boolean.FALSE.equals(holds)) {
                seeds.add(seed);
            }
        }
        assertThat(said).as("histories that it speaks of").isGreaterThan(SEEDS / 50);
        return seeds;
    }

    private static void holdsOnlyWithout(Property property, Subject planted) {
        assertThat(broken(property, REAL)).as("seeds").isEmpty();
        assertThat(broken(property, planted)).as("planted").isNotEmpty();
    }

    // The fold as a subject -----------------------------------------------------------------

    private static Account fold(AccountHistory history) {
        Account account = new Account(ACCOUNT, null);
        history.facts().forEach(fact -> FactIntake.take(account, fact, true));
        return account;
    }

    private static Seen seen(Account account, long t) {
        Map<String, String> states = new TreeMap<>();
        Offences.at(StrikeLadder.DEFAULTS, account, t)
                .forEach((id, one) -> states.put(id, one.state().name()));
        Derived derived = Derived.of(StrikeLadder.DEFAULTS, account, t);
        FoldOutput output = new Fold(LedgerRules.DEFAULTS).at(account, t, 1);
        return new Seen(
                new NaiveStanding.Result(
                        derived.strikes().size(),
                        derived.counts().pending(),
                        (int) states.values().stream().filter("STANDING"::equals).count(),
                        derived.warnings(),
                        states),
                output.standings().isEmpty() ? null : plain(output.standings().get(0)));
    }

    /**
     * How an account came to be where it is: its numbers and times, and proposals that are over.
     */
    private static AccountStanding plain(AccountStanding standing) {
        boolean isOpen = standing.proposal() != null && standing.proposal().decideBy() != null;
        return standing.with()
                .seq(0)
                .at(TestingAccounts.T0_MS)
                .proposal(isOpen ? standing.proposal() : null)
                .build();
    }

    // The model -------------------------------------------------------------------------------

    @Test
    void theFoldIsAsTheNaiveModel() {
        Property same =
                (history, subject, random) -> {
                    List<AccountFact> shuffled = new ArrayList<>(history.facts());
                    Collections.shuffle(shuffled, random);
                    return subject.apply(history.with(shuffled))
                            .result()
                            .equals(NaiveStanding.of(history.facts(), history.t()));
                };
        assertThat(broken(same, REAL)).as("seeds").isEmpty();
        for (Fault fault : Fault.values()) {
            if (fault != Fault.NONE) {
                assertThat(broken(same, faulty(fault))).as("planted: " + fault).isNotEmpty();
            }
        }
    }

    // P1
    @Test
    void anyOrderAndAnyRepetitionComeToTheSame() {
        Property p1 =
                (history, subject, random) -> {
                    List<AccountFact> others = new ArrayList<>(history.facts());
                    for (int i = random.nextInt(4); i > 0; i--) {
                        others.add(others.get(random.nextInt(others.size())));
                    }
                    Collections.shuffle(others, random);
                    return subject.apply(history).equals(subject.apply(history.with(others)));
                };
        holdsOnlyWithout(p1, faulty(Fault.INCIDENT_OPENED_ON_ARRIVAL));
    }

    /** Folds between the facts leave nothing behind: warnings that nobody received don't count. */
    @Test
    void whatWasDerivedMeanwhileChangesNothing() {
        Property p1 =
                (history, subject, random) -> {
                    List<AccountFact> warned = new ArrayList<>(history.facts());
                    warned.removeIf(f -> f.kind() != Kind.WARNING_PUBLISHED);
                    List<AccountFact> others = new ArrayList<>(history.facts());
                    others.removeAll(warned);
                    Collections.shuffle(others, random);
                    // What people say waits a day for what it is about, and these are years.
                    others.sort(Comparator.comparingInt(AccountPropertiesTest::turn));
                    Account account = new Account(ACCOUNT, null);
                    warned.forEach(fact -> FactIntake.take(account, fact, true));
                    AccountStanding last = null;
                    for (AccountFact fact : others) {
                        FactIntake.take(account, fact, false);
                        last = random.nextBoolean() ? lastOf(account, history.t(), last) : last;
                    }
                    last = lastOf(account, history.t(), last);
                    if (warned.stream().anyMatch(f -> isRevised(account, f))) {
                        return null;
                    }
                    AccountStanding once = seen(fold(history), history.t()).standing();
                    return once == null || once.equals(last);
                };
        assertThat(broken(p1, REAL)).as("seeds").isEmpty();
    }

    private static int turn(AccountFact fact) {
        return switch (fact.kind()) {
            case WAIVED, APPEAL_FILED -> 1;
            case APPEAL_DECIDED -> 2;
            default -> 0;
        };
    }

    /** An offence has joined it: it admonishes by that one too. */
    private static boolean isRevised(Account account, AccountFact warned) {
        return account.warnings().get(warned.warningPublished().warningId()).revision() > 1;
    }

    private static AccountStanding lastOf(Account account, long t, AccountStanding before) {
        List<AccountStanding> published =
                new Fold(LedgerRules.DEFAULTS).at(account, t, 1).standings();
        return published.isEmpty() ? before : plain(published.get(published.size() - 1));
    }

    // P2
    @Test
    void noTwoStrikesWithinADay() {
        Property p2 =
                (history, subject, random) -> {
                    int strikes = subject.apply(history).strikes();
                    List<Long> times =
                            history.facts().stream()
                                    .filter(f -> f.kind() == Kind.OFFENCE)
                                    .map(f -> f.offence().occurredAt())
                                    .filter(Objects::nonNull)
                                    .sorted()
                                    .toList();
                    long span = times.isEmpty() ? 0 : times.get(times.size() - 1) - times.get(0);
                    return strikes < 1 ? null : strikes <= 1 + span / TestingAccounts.DAY_MS;
                };
        holdsOnlyWithout(
                p2,
                history -> {
                    Seen seen = REAL.apply(history);
                    // A strike for each offence, as one for each verdict would be.
                    Derived derived = Derived.of(StrikeLadder.DEFAULTS, fold(history), history.t());
                    return new Seen(
                            new NaiveStanding.Result(
                                    derived.counts().offences(), 0, 0, 0, Map.of()),
                            seen.standing());
                });
    }

    // P3
    @Test
    void noStrikeWithoutADeliveredWarning() {
        Property p3 =
                (history, subject, random) -> {
                    List<AccountFact> without =
                            history.facts().stream()
                                    .filter(
                                            f ->
                                                    f.kind() != Kind.RECEIPT
                                                            || f.receipt().state()
                                                                    == ReceiptState.SENT)
                                    .toList();
                    return subject.apply(history.with(without)).strikes() == 0;
                };
        holdsOnlyWithout(p3, faulty(Fault.ADMONISHED_BY_ISSUE));
    }

    // P4
    @Test
    void afterAReversalItIsAsIfTheOffenceHadNeverBeen() {
        Property p4 =
                (history, subject, random) -> {
                    AccountFact one = anyOffence(history, random);
                    String id = one.offence().offenceId();
                    Seen reversed = subject.apply(with(history, reversal(random, id, history.t())));
                    Seen never = subject.apply(without(history, id));
                    Map<String, String> left = new TreeMap<>(reversed.result().states());
                    left.remove(id);
                    return reversed.strikes() == never.strikes()
                            && reversed.result().pending() == never.result().pending()
                            && reversed.result().warnings() == never.result().warnings()
                            && left.equals(never.result().states());
                };
        holdsOnlyWithout(p4, faulty(Fault.A_REVERSAL_TAKES_ONE_OFF));
    }

    private static AccountFact anyOffence(AccountHistory history, Random random) {
        List<AccountFact> all =
                history.facts().stream().filter(f -> f.kind() == Kind.OFFENCE).toList();
        return all.get(random.nextInt(all.size()));
    }

    private static List<AccountFact> reversal(Random random, String id, long at) {
        return random.nextBoolean()
                ? List.of(TestingAccounts.waived(id, at))
                : List.of(
                        TestingAccounts.filed("late", id, at),
                        TestingAccounts.decided("late", AppealOutcome.OVERTURN, at));
    }

    private static AccountHistory with(AccountHistory history, List<AccountFact> more) {
        List<AccountFact> all = new ArrayList<>(history.facts());
        all.addAll(more);
        return history.with(all);
    }

    /** Without the offence and all that is said of it. */
    private static AccountHistory without(AccountHistory history, String id) {
        return history.with(
                history.facts().stream()
                        .filter(
                                f ->
                                        !(f.kind() == Kind.OFFENCE
                                                && f.offence().offenceId().equals(id)))
                        .toList());
    }

    // P5
    @Test
    void takingSomethingAwayNeverRaisesStrikes() {
        Property p5 =
                (history, subject, random) -> {
                    List<AccountFact> left = new ArrayList<>(history.facts());
                    AccountFact gone = left.remove(random.nextInt(left.size()));
                    boolean isFor =
                            gone.kind() == Kind.OFFENCE
                                    || gone.kind() == Kind.RECEIPT
                                    || gone.kind() == Kind.WARNING_PUBLISHED;
                    if (!isFor) {
                        return null;
                    }
                    Seen before = subject.apply(history);
                    Seen after = subject.apply(history.with(left));
                    return after.strikes() <= before.strikes()
                            && after.result().pending() <= before.result().pending();
                };
        holdsOnlyWithout(p5, faulty(Fault.EXPIRY_FROM_THE_ANCHOR));
    }

    // P6
    @Test
    void whatIsSuspendedCountsNowhereAndWhatIsUpheldCountsAsBefore() {
        Property p6 =
                (history, subject, random) -> {
                    String id = anyOffence(history, random).offence().offenceId();
                    Seen before = subject.apply(history);
                    if (!"STANDING".equals(before.result().states().get(id))
                            || history.facts().stream().anyMatch(f -> isAppealOf(f, id))) {
                        return null;
                    }
                    AccountHistory open =
                            with(history, List.of(TestingAccounts.filed("a", id, history.t())));
                    AccountHistory upheld =
                            with(
                                    open,
                                    List.of(
                                            TestingAccounts.decided(
                                                    "a", AppealOutcome.UPHOLD, history.t() + 1)));
                    Seen suspended = subject.apply(open);
                    Seen never = subject.apply(without(history, id));
                    return suspended.strikes() == never.strikes()
                            && suspended.result().pending() == before.result().pending()
                            && subject.apply(upheld).result().equals(before.result())
                            && subject.apply(upheld.at(history.t() + 89 * TestingAccounts.DAY_MS))
                                    .result()
                                    .equals(
                                            subject.apply(
                                                            history.at(
                                                                    history.t()
                                                                            + 89
                                                                                    * TestingAccounts
                                                                                            .DAY_MS))
                                                    .result());
                };
        holdsOnlyWithout(p6, faulty(Fault.UPHELD_IS_DATED_ANEW));
        assertThat(broken(p6, faulty(Fault.SUSPENDED_COUNTS))).as("planted").isNotEmpty();
    }

    private static boolean isAppealOf(AccountFact fact, String id) {
        return fact.kind() == Kind.APPEAL_FILED && id.equals(fact.appeal().offenceId());
    }

    // P7
    @Test
    void anOffenceExpiresAtItsNinetiethDayToTheMillisecond() {
        Property p7 =
                (history, subject, random) -> {
                    AccountFact one = anyOffence(history, random);
                    Long since = one.offence().establishedAt();
                    String id = one.offence().offenceId();
                    if (since == null) {
                        return null;
                    }
                    long end = since + 90 * TestingAccounts.DAY_MS;
                    String at = subject.apply(history.at(end)).result().states().get(id);
                    String before = subject.apply(history.at(end - 1)).result().states().get(id);
                    return at.equals("FALLEN")
                            ? null
                            : at.equals("EXPIRED") && !before.equals("EXPIRED");
                };
        holdsOnlyWithout(p7, faulty(Fault.EXPIRES_A_MILLISECOND_LATE));
    }

    // P9
    @Test
    void whatWasNotCarriedOutOrOnlyAnOwnersWishCountsNowhere() {
        Property p9 =
                (history, subject, random) -> {
                    List<AccountFact> others =
                            history.facts().stream()
                                    .map(f -> random.nextBoolean() ? unconfirmed(f) : wished(f))
                                    .toList();
                    NaiveStanding.Result result = subject.apply(history.with(others)).result();
                    return result.strikes() == 0 && result.pending() == 0;
                };
        holdsOnlyWithout(p9, faulty(Fault.SEEN_COUNTS));
        assertThat(broken(p9, faulty(Fault.OWNERS_WISH_COUNTS))).as("planted").isNotEmpty();
    }

    private static AccountFact unconfirmed(AccountFact fact) {
        return fact.kind() == Kind.OFFENCE
                ? fact.withOffence(fact.offence().withEstablishedAt(null))
                : fact;
    }

    private static AccountFact wished(AccountFact fact) {
        return fact.kind() == Kind.OFFENCE
                ? fact.withOffence(
                        fact.offence()
                                .withReasons(
                                        fact.offence().reasons().stream()
                                                .map(
                                                        r ->
                                                                r.withKind(
                                                                        dev.vigil.schema.account
                                                                                .GroundKind
                                                                                .OWNER_POLICY))
                                                .toList()))
                : fact;
    }

    // P10
    @Test
    void aGroundThatFallsFellsWhatRestsOnItAloneAndNothingElse() {
        Property p10 =
                (history, subject, random) -> {
                    String ground = "list/entry-" + random.nextInt(3);
                    Seen before = subject.apply(history);
                    Seen after =
                            subject.apply(
                                    with(
                                            history,
                                            List.of(
                                                    TestingAccounts.ground(
                                                            ground, false, 9, history.t()))));
                    boolean isAny = false;
                    for (AccountFact fact : history.facts()) {
                        if (fact.kind() != Kind.OFFENCE) {
                            continue;
                        }
                        String id = fact.offence().offenceId();
                        boolean restsOnlyOnIt =
                                fact.offence().reasons().stream()
                                        .filter(r -> r.stands())
                                        .allMatch(r -> r.ground().equals(ground));
                        boolean restsOnIt =
                                fact.offence().reasons().stream()
                                        .anyMatch(r -> r.ground().equals(ground));
                        String now = after.result().states().get(id);
                        isAny |= restsOnIt;
                        if (restsOnlyOnIt && !now.equals(OffenceState.FALLEN.name())
                                || !restsOnIt && !now.equals(before.result().states().get(id))) {
                            return false;
                        }
                    }
                    return isAny ? true : null;
                };
        holdsOnlyWithout(p10, faulty(Fault.FALLEN_BY_ACCOUNT));
    }
}
