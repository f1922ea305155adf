package dev.vigil.cli.account;

import dev.vigil.account.Account;
import dev.vigil.account.FactIntake;
import dev.vigil.account.Fold;
import dev.vigil.account.FoldOutput;
import dev.vigil.account.LedgerRules;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.enforcement.Measure;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a ladder would make of accounts: each is folded as the job would after a start without
 * state, and compared with its standing as published. Nothing is sent.
 */
final class LadderPreview {
    /** Accounts that are named of a kind; all are counted. */
    static final int MOST = 200;

    private static final Comparator<Changed> HIGHEST_FIRST =
            Comparator.comparing((Changed it) -> it.after().step())
                    .reversed()
                    .thenComparing(Changed::accountId);

    private final Fold fold;
    private final long nowMs;
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, AccountStanding> published = new HashMap<>();
    private final Map<String, Integer> moves = new TreeMap<>();
    private final Map<Measure, Integer> begins = new EnumMap<>(Measure.class);
    private final Map<Measure, Integer> ends = new EnumMap<>(Measure.class);
    private final Map<WarningKind, Integer> letters = new EnumMap<>(WarningKind.class);
    private final PriorityQueue<Changed> changed = new PriorityQueue<>(HIGHEST_FIRST.reversed());
    private final PriorityQueue<Changed> proposed = new PriorityQueue<>(HIGHEST_FIRST.reversed());
    private int judged;
    private int up;
    private int down;
    private int proposals;
    private int withdrawn;
    private int failed;
    private String failure;

    /** An account as it is published, and as it would be. */
    record Changed(AccountStanding before, AccountStanding after) {
        String accountId() {
            return after.accountId();
        }
    }

    LadderPreview(LedgerRules rules, long nowMs) {
        this.fold = new Fold(rules);
        this.nowMs = nowMs;
    }

    void take(AccountFact fact) {
        Account account = accounts.computeIfAbsent(fact.accountId(), id -> new Account(id, null));
        FactIntake.take(account, fact, true);
        if (fact.standingPublished() != null) {
            published.put(fact.accountId(), fact.standingPublished());
        }
    }

    /** Folds the accounts that were taken, and forgets them. */
    void judge() {
        for (Account account : accounts.values()) {
            if (account.offences().size() > 0) {
                judge(account);
            }
        }
        accounts.clear();
        published.clear();
    }

    private void judge(Account account) {
        judged++;
        AccountStanding before = published.get(account.accountId());
        FoldOutput output;
        try {
            output = fold.at(account, nowMs, 0);
        } catch (RuntimeException e) {
            failed++;
            failure = failure == null ? account.accountId() + ": " + e.getMessage() : failure;
            return;
        }
        output.warnings().stream()
                .map(UserWarning::kind)
                .filter(kind -> kind != WarningKind.REMINDER)
                .forEach(kind -> letters.merge(kind, 1, Integer::sum));
        output.standings().stream()
                .reduce((first, last) -> last)
                .ifPresent(after -> compare(before, after));
    }

    private void compare(AccountStanding before, AccountStanding after) {
        Changed one = new Changed(before, after);
        LadderStep was = before == null ? LadderStep.S0 : before.step();
        int direction = after.step().compareTo(was);
        if (direction != 0) {
            moves.merge(was + " to " + after.step(), 1, Integer::sum);
            up += direction > 0 ? 1 : 0;
            down += direction < 0 ? 1 : 0;
            keep(changed, one);
        }
        measures(before, after, begins);
        measures(after, before, ends);
        boolean wasOpen = before != null && isOpen(before.proposal());
        boolean isOpen = isOpen(after.proposal());
        if (isOpen && !wasOpen) {
            proposals++;
            keep(proposed, one);
        }
        withdrawn += wasOpen && !isOpen ? 1 : 0;
    }

    private static void measures(
            AccountStanding from, AccountStanding to, Map<Measure, Integer> counted) {
        Set<Measure> known = measures(from);
        measures(to).stream()
                .filter(measure -> !known.contains(measure))
                .forEach(measure -> counted.merge(measure, 1, Integer::sum));
    }

    private static Set<Measure> measures(AccountStanding standing) {
        return standing == null
                ? Set.of()
                : standing.restrictions().stream()
                        .map(Restriction::measure)
                        .collect(Collectors.toSet());
    }

    static boolean isOpen(Proposal proposal) {
        return proposal != null
                && (proposal.state() == ProposalState.OPEN
                        || proposal.state() == ProposalState.DEFERRED);
    }

    private static void keep(PriorityQueue<Changed> most, Changed one) {
        most.add(one);
        if (most.size() > MOST) {
            most.poll();
        }
    }

    /** Accounts with an offence. */
    int judged() {
        return judged;
    }

    int up() {
        return up;
    }

    int down() {
        return down;
    }

    /** How many go from which step to which. */
    Map<String, Integer> moves() {
        return moves;
    }

    Map<Measure, Integer> begins() {
        return begins;
    }

    Map<Measure, Integer> ends() {
        return ends;
    }

    /** Letters that would go out at once; reminders are of no ladder. */
    Map<WarningKind, Integer> letters() {
        return letters;
    }

    /** Accounts whose step changes, the highest first. */
    List<Changed> changed() {
        return changed.stream().sorted(HIGHEST_FIRST).toList();
    }

    /** Accounts whose end would be proposed and is not now. */
    List<Changed> proposed() {
        return proposed.stream().sorted(HIGHEST_FIRST).toList();
    }

    int proposals() {
        return proposals;
    }

    /** Accounts whose end is proposed now and would not be. */
    int withdrawn() {
        return withdrawn;
    }

    /** Accounts that could not be folded. */
    int failed() {
        return failed;
    }

    /** Of the first of them; null for none. */
    String failure() {
        return failure;
    }
}
