package dev.vigil.cli.account;

import dev.vigil.client.account.Accounts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An account's facts are to be forgotten. */
@Command(
        name = "erase",
        description = {
            "Erase what the ledger keeps of an account: offences, warnings, appeals, links, also"
                    + " those of",
            "the accounts that it was linked to."
        },
        footer = {
            "",
            "What remains, by pointer, on these topics:",
            "  up to 14 days  media.live, media.uploads, media.feeds, screened.progress, deadletters,",
            "                 deadletters.accounts",
            "  60 days        verdicts, reasons, screened, commands, session.confirmations,",
            "                 media.alerts, ledger.alerts",
            "  200 days       confirmations, account.commands, account.confirmations, user.reports",
            "  365 days       offers",
            "  1095 days      outcomes, warnings, receipts, appeals",
            "  3650 days      strikes, decisions, department, desk",
            "  for good       accounts (opened, linked, erased), standings (when its service was ended)",
            "",
            "Example:",
            "  vigil account erase account-7781 --basis request-2211"
        })
public final class AccountEraseCommand extends LedgerVerb {
    @Parameters(paramLabel = "ACCOUNT", description = "id of the account")
    private String accountId;

    @Option(names = "--basis", required = true, description = "the request or the rule")
    private String basis;

    @Override
    public Integer call() throws IOException {
        AccountErased erased = new AccountErased(accountId, basis, System.currentTimeMillis());
        try (Bus bus = bus()) {
            for (String other : Accounts.linked(bus, accountId)) {
                unlink(bus, other, erased.at());
            }
            return send(
                    bus,
                    EventType.ACCOUNT_ERASED,
                    accountId + "/erased",
                    accountId,
                    erased.at(),
                    erased);
        }
    }

    /** Before the erasure: once that is read, the other one no longer keeps the link. */
    private void unlink(Bus bus, String other, long now) throws IOException {
        List<String> left = new ArrayList<>(Accounts.linked(bus, other));
        if (left.remove(accountId)) {
            AccountLinked news = new AccountLinked(other, left, basis, connection().actor(), now);
            send(bus, EventType.ACCOUNT_LINKED, other + "/linked", other, now, news);
        }
    }
}
