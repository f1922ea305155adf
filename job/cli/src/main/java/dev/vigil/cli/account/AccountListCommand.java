package dev.vigil.cli.account;

import dev.vigil.cli.text.Tables;
import dev.vigil.client.account.AccountWords;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.text.Times;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Accounts that something counts against. */
@Command(
        name = "list",
        description = "List accounts by their standing, the highest step first.",
        footer = {
            "",
            "Example:",
            "  vigil account list --step S2",
            "  vigil account list --proposed"
        })
public final class AccountListCommand extends ReadingVerb {
    /** Rows; the rest is counted. */
    private static final int MOST = 200;

    private static final Comparator<AccountStanding> HIGHEST_FIRST =
            Comparator.comparing(AccountStanding::step)
                    .thenComparing(AccountStanding::at)
                    .reversed()
                    .thenComparing(AccountStanding::accountId);

    @Option(names = "--step", description = "only this step or a higher one: S0, S1, S2, S3")
    private LadderStep step;

    @Option(names = "--proposed", description = "only those whose end a person is to decide")
    private boolean proposed;

    @Override
    public Integer call() throws IOException {
        Map<String, AccountStanding> standings = new LinkedHashMap<>();
        try (Bus bus = bus()) {
            bus.each(
                    Topic.ACCOUNT_STANDINGS,
                    event ->
                            event.readable(AccountStanding.class)
                                    .ifPresent(it -> learn(standings, it)));
        }
        List<AccountStanding> shown = new ArrayList<>(standings.values());
        if (shown.isEmpty()) {
            say("No such account.");
            return 0;
        }
        shown.sort(HIGHEST_FIRST);
        say(table(shown.subList(0, Math.min(MOST, shown.size()))));
        if (shown.size() > MOST) {
            say("... and " + (shown.size() - MOST) + " more");
        }
        return 0;
    }

    private void learn(Map<String, AccountStanding> standings, AccountStanding standing) {
        if (isWanted(standing)) {
            standings.put(standing.accountId(), standing);
        } else {
            standings.remove(standing.accountId());
        }
    }

    private boolean isWanted(AccountStanding standing) {
        boolean isOpen =
                standing.proposal() != null
                        && (standing.proposal().state() == ProposalState.OPEN
                                || standing.proposal().state() == ProposalState.DEFERRED);
        return (step == null || standing.step().compareTo(step) >= 0) && (!proposed || isOpen);
    }

    private static String table(List<AccountStanding> shown) {
        return Tables.of(
                shown,
                List.of(
                        Tables.left("account").with(AccountStanding::accountId),
                        Tables.left("step").with(it -> it.step().name()),
                        Tables.right("strikes").with(it -> count(it.strikes().size())),
                        Tables.right("if disputes are lost").with(AccountListCommand::pending),
                        Tables.right("offences").with(it -> count(it.offences())),
                        Tables.left("measures").with(AccountListCommand::measures),
                        Tables.left("proposal")
                                .with(
                                        it ->
                                                it.proposal() == null
                                                        ? ""
                                                        : it.proposal().state().name()),
                        Tables.left("changed").with(it -> Times.clock(it.at()))));
    }

    /** Where nothing is disputed they are the same strikes. */
    private static String pending(AccountStanding standing) {
        return standing.pending() == standing.strikes().size() ? "" : count(standing.pending());
    }

    private static String measures(AccountStanding standing) {
        return standing.restrictions().stream()
                .map(AccountWords::restriction)
                .collect(Collectors.joining(", "));
    }

    private static String count(int number) {
        return Integer.toString(number);
    }
}
