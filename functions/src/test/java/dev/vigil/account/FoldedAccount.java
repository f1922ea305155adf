package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An account that is folded step by step, what it has read and what it has published. */
final class FoldedAccount {
    static final String FIRST = ACCOUNT + "/FIRST/session:0";
    static final long SETTLED_MS = 10_000;

    final Account account = new Account(ACCOUNT, null);
    private LedgerRules rules;
    private Fold fold;
    private final List<AccountFact> read = new ArrayList<>();
    private final List<AccountFact> own = new ArrayList<>();
    final List<AccountStanding> standings = new ArrayList<>();
    final List<StrikeChanged> strikes = new ArrayList<>();

    FoldedAccount() {
        this(LedgerRules.DEFAULTS);
    }

    FoldedAccount(LedgerRules rules) {
        this.rules = rules;
        fold = new Fold(rules);
    }

    /** The job is started again with other ones. */
    void rules(LedgerRules rules) {
        this.rules = rules;
        fold = new Fold(rules);
    }

    FoldOutput at(long t, AccountFact... facts) {
        for (AccountFact fact : facts) {
            FactIntake.take(account, fact, false);
            read.add(fact);
        }
        return folded(t);
    }

    private FoldOutput folded(long t) {
        FoldOutput output = fold.at(account, t, 1);
        output.offences().forEach(one -> back(Kind.OFFENCE_PUBLISHED, one.changedAt(), one));
        output.warnings().forEach(one -> back(Kind.WARNING_PUBLISHED, one.issuedAt(), one));
        output.commands().forEach(one -> back(Kind.COMMAND_PUBLISHED, one.issuedAt(), one));
        output.reports().forEach(one -> back(Kind.REPORT_PUBLISHED, one.at(), one));
        output.standings().forEach(one -> back(Kind.STANDING_PUBLISHED, one.at(), one));
        for (StrikeChanged one : output.strikes()) {
            strikes.add(one);
            back(Kind.STRIKE_PUBLISHED, one.at(), one);
            ReadBack.strike(account, one);
        }
        standings.addAll(output.standings());
        return output;
    }

    private void back(Kind kind, long time, Object record) {
        own.add(AccountFact.of(kind, ACCOUNT, time, record));
    }

    AccountStanding standing() {
        return standings.get(standings.size() - 1);
    }

    /** All that the topics still have comes again, to an account that nothing is known of. */
    FoldedAccount cold(Predicate<AccountFact> isForgotten) {
        FoldedAccount again = new FoldedAccount(rules);
        List<AccountFact> all = new ArrayList<>(read);
        all.addAll(own);
        all.removeIf(isForgotten);
        all.forEach(fact -> FactIntake.take(again.account, fact, true));
        return again;
    }

    /** Its topic is lost. */
    void forget(Kind kind) {
        own.removeIf(of(kind));
    }

    /** What its topics have is another. */
    void rewrite(UnaryOperator<AccountFact> change) {
        own.replaceAll(change);
    }

    /** What its topic has, in its order. */
    List<AccountFact> topic(Kind kind) {
        return Stream.concat(read.stream(), own.stream()).filter(of(kind)).toList();
    }

    static Predicate<AccountFact> of(Kind... kinds) {
        return fact -> List.of(kinds).contains(fact.kind());
    }

    // Stories -----------------------------------------------------------------------------------

    static long day(int day) {
        return T0_MS + day * 2 * DAY_MS;
    }

    /** A first offence whose warning was delivered an hour later. */
    void warned() {
        at(T0_MS + 60_000, offence("session:0", T0_MS));
        at(T0_MS + HOUR_MS, receipt(FIRST, ReceiptState.DELIVERED, T0_MS + HOUR_MS));
    }

    /** So many strikes, two days apart, each folded, settled and confirmed. */
    List<AccountCommand> strikes(int many) {
        warned();
        List<AccountCommand> commands = new ArrayList<>();
        for (int i = 1; i <= many; i++) {
            at(day(i) + 60_000, offence("session:" + i, day(i)));
            long then = day(i) + 60_000 + SETTLED_MS;
            for (AccountCommand one : at(then).commands()) {
                commands.add(one);
                at(then + 1_000, confirmed(one.commandId(), then + 1_000));
            }
        }
        return commands;
    }

    static AccountFact confirmed(String commandId, long at) {
        return AccountFact.of(
                Kind.CONFIRMED,
                ACCOUNT,
                at,
                ActionConfirmedBuilder.builder()
                        .confirmationId("c-" + at)
                        .itemId(ACCOUNT)
                        .measure(dev.vigil.schema.enforcement.Measure.LIVE_OFF)
                        .effectiveAt(at)
                        .commandId(commandId)
                        .build());
    }

    static String proposal(int strike) {
        return ACCOUNT + "/proposal/session:" + strike;
    }

    static List<String> ids(List<UserWarning> warnings) {
        return warnings.stream().map(UserWarning::warningId).toList();
    }
}
