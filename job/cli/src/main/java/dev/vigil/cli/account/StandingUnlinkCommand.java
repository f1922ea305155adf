package dev.vigil.cli.account;

import dev.vigil.client.account.Accounts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person found that a link of accounts was wrong. */
@Command(
        name = "unlink",
        description = {
            "Take a link back: the accounts are not of one user. Each is linked no longer to the",
            "others; its links to accounts that are not named remain."
        },
        footer = {
            "",
            "Example:",
            "  vigil standing unlink account-7781 account-9002 --basis 'a shared office, case 44'"
        })
public final class StandingUnlinkCommand extends LedgerVerb {
    @Parameters(arity = "2..*", paramLabel = "ACCOUNT", description = "ids, two or more")
    private List<String> accountIds;

    @Option(names = "--basis", required = true, description = "what it is known by")
    private String basis;

    @Override
    public Integer call() throws IOException {
        Set<String> all = new LinkedHashSet<>(accountIds);
        long now = System.currentTimeMillis();
        try (Bus bus = bus()) {
            List<AccountLinked> left = new ArrayList<>();
            for (String accountId : all) {
                List<String> others = new ArrayList<>(Accounts.linked(bus, accountId));
                if (others.removeAll(all)) {
                    left.add(
                            new AccountLinked(accountId, others, basis, connection().actor(), now));
                }
            }
            if (left.isEmpty()) {
                throw new IllegalArgumentException(
                        "ACCOUNT: expected accounts that are linked to each other, got "
                                + String.join(", ", all)
                                + "; see vigil account show");
            }
            for (AccountLinked one : left) {
                send(
                        bus,
                        EventType.ACCOUNT_LINKED,
                        one.accountId() + "/linked",
                        one.accountId(),
                        now,
                        one);
            }
            return 0;
        }
    }
}
