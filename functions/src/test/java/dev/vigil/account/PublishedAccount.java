package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;

import dev.vigil.account.NaiveStanding.Result;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.Strike;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was published of an account, in the words of the naive model. */
public final class PublishedAccount {
    private static final Set<ProposalState> ALIVE =
            Set.of(ProposalState.OPEN, ProposalState.DEFERRED, ProposalState.CARRIED_OUT);

    private PublishedAccount() {}

    /**
     * @param offences by id
     * @param standing null where none was published
     */
    public static Result result(
            String account,
            Map<String, OffenceChanged> offences,
            AccountStanding standing,
            long t) {
        Map<String, String> states = new TreeMap<>();
        offences.forEach((id, one) -> states.put(id, one.state().name()));
        if (standing == null) {
            return new Result(List.of(), 0, 0, 0, states, "S0", Set.of(), "");
        }
        List<Long> strikes =
                standing.strikes().stream()
                        .map(one -> offences.get(one.offences().get(0)).offence().occurredAt() - t)
                        .sorted()
                        .toList();
        return new Result(
                strikes,
                standing.pending(),
                standing.offences(),
                standing.warnings(),
                states,
                standing.step().name(),
                measures(account, standing, t),
                proposal(account, standing.proposal()));
    }

    private static Set<String> measures(String account, AccountStanding standing, long t) {
        Set<String> all = new TreeSet<>();
        for (Restriction one : standing.restrictions()) {
            Long until = one.until() == null ? null : Long.valueOf(one.until() - t);
            all.add(named(account, standing, one) + " " + (one.from() - t) + " " + until);
        }
        return all;
    }

    /**
     * By the earliest offence of its strike: it keeps the name that it was commanded by, whatever
     * is read later.
     */
    private static String named(String account, AccountStanding standing, Restriction one) {
        String id = one.commandId().substring(account.length() + 1).replaceFirst("/[0-9]+$", "");
        for (Strike strike : id.startsWith("S") ? standing.strikes() : List.<Strike>of()) {
            for (String offence : strike.offences()) {
                if (id.contains("/" + offence + "/")) {
                    return id.replace("/" + offence + "/", "/" + strike.offences().get(0) + "/");
                }
            }
        }
        return id;
    }

    private static String proposal(String account, Proposal proposal) {
        return proposal == null || !ALIVE.contains(proposal.state())
                ? ""
                : proposal.state()
                        + " "
                        + proposal.proposalId().substring((account + "/proposal/").length());
    }

    /**
     * Without how an account came to be where it is: its numbers and times, names of measures, and
     * proposals that are over.
     */
    public static String plain(String account, AccountStanding standing) {
        Proposal proposal = standing.proposal();
        return standing.with()
                .seq(0)
                .at(TestingAccounts.T0_MS)
                .proposal(proposal != null && ALIVE.contains(proposal.state()) ? proposal : null)
                .restrictions(
                        standing.restrictions().stream()
                                .map(one -> one.withCommandId(named(account, standing, one)))
                                .sorted(Comparator.comparing(Restriction::commandId))
                                .toList())
                .build()
                .toString()
                .replace(account, ACCOUNT);
    }
}
