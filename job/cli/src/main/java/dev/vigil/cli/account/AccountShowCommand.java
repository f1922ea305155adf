package dev.vigil.cli.account;

import dev.vigil.cli.option.PageOptions;
import dev.vigil.cli.text.AsCalled;
import dev.vigil.client.account.AccountHistory;
import dev.vigil.client.account.AccountWords;
import dev.vigil.client.account.Accounts;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.page.AccountPage;
import dev.vigil.client.text.Times;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.enforcement.EnforcementCommand;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything about one account. */
@Command(
        name = "show",
        description = {
            "Show everything about one account: its standing, strikes and measures, and what has",
            "happened so far, with who caused it in brackets."
        },
        footer = {
            "",
            "Example:",
            "  vigil account show account-7781",
            "  vigil account show account-7781 --unconfirmed",
            "  vigil account show account-7781 --lang zh --html account.html"
        })
public final class AccountShowCommand extends ReadingVerb {
    /** Orders that are not confirmed: the topic has the others. */
    private static final int MOST_UNCONFIRMED = 20;

    @Parameters(paramLabel = "ACCOUNT", description = "id of the account")
    private String accountId;

    @Option(
            names = "--unconfirmed",
            description = {
                "also show the orders to stop sessions that the platform has not confirmed:",
                "reads the whole topic commands, which takes long at a large site"
            })
    private boolean isWithUnconfirmed;

    @Mixin private PageOptions page;

    @Override
    public Integer call() throws IOException {
        try (Bus bus = bus()) {
            Optional<AccountStanding> standing = Accounts.standing(bus, accountId);
            AccountHistory history = AccountHistory.read(bus, accountId);
            List<EnforcementCommand> unconfirmed =
                    isWithUnconfirmed ? Accounts.unconfirmed(bus, accountId) : List.of();
            if (standing.isEmpty() && history.lines().isEmpty() && unconfirmed.isEmpty()) {
                throw unknown();
            }
            if (page.file() != null) {
                page.write(
                        new AccountPage(
                                        AccountHistory.records(bus, accountId),
                                        page.language(),
                                        ZoneId.systemDefault())
                                .html());
            }
            say(
                    standing.map(AccountWords::standing)
                            .orElse(accountId + ": nothing counts against it"));
            standing.ifPresent(this::show);
            showUnconfirmed(unconfirmed);
            say("");
            say("History");
            if (history.leftOut() > 0) {
                say("  ... " + history.leftOut() + " earlier lines are left out");
            }
            history.lines().forEach(line -> say("  " + line));
        }
        return 0;
    }

    private IOException unknown() {
        return new IOException(
                "ACCOUNT: expected one that something is known of, got '"
                        + accountId
                        + "'; see vigil account list"
                        + (isWithUnconfirmed
                                ? ""
                                : ", and --unconfirmed for orders that are not confirmed"));
    }

    private void showUnconfirmed(List<EnforcementCommand> commands) {
        commands.stream()
                .limit(MOST_UNCONFIRMED)
                .forEach(it -> say("  waits    " + AccountWords.unconfirmed(it)));
        if (commands.size() > MOST_UNCONFIRMED) {
            say("  ... " + (commands.size() - MOST_UNCONFIRMED) + " more wait");
        }
        if (!commands.isEmpty()) {
            say(
                    AsCalled.of(
                            "  The platform has not confirmed what waits, and it counts only once"
                                    + " it has: vigil confirm SESSION"));
        }
    }

    private void show(AccountStanding standing) {
        standing.strikes().forEach(it -> say("  strike   " + AccountWords.strike(it)));
        standing.restrictions().forEach(it -> say("  measure  " + AccountWords.restriction(it)));
        standing.linked().forEach(it -> say("  linked   " + it));
        if (standing.nextChangeAt() != null) {
            say("  next change by itself at " + Times.clock(standing.nextChangeAt()));
        }
        if (standing.leftOut() != null) {
            say("  " + standing.leftOut() + " offences are no longer kept, there were too many");
        }
        say("  ladder   " + standing.ladderVersion());
    }
}
