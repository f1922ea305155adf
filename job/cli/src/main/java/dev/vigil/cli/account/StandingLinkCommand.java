package dev.vigil.cli.account;

import dev.vigil.client.account.Accounts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person found that accounts are of one user. */
@Command(
        name = "link",
        description = {
            "Record that accounts are of one user, as a person found. Each account is linked to"
                    + " the",
            "others, and to those that it was linked to before; it is shown and counts nothing."
        },
        footer = {
            "",
            "Example:",
            "  vigil standing link account-7781 account-9002 --basis 'same payment account, case"
                    + " 44'"
        })
public final class StandingLinkCommand extends LedgerVerb {
    @Parameters(arity = "2..*", paramLabel = "ACCOUNT", description = "ids, two or more")
    private List<String> accountIds;

    @Option(names = "--basis", required = true, description = "what it is known by")
    private String basis;

    @Override
    public Integer call() throws IOException {
        Set<String> all = new LinkedHashSet<>(accountIds);
        if (all.size() < 2) {
            throw new IllegalArgumentException(
                    "ACCOUNT: expected two different accounts or more, got one; name the others");
        }
        long now = System.currentTimeMillis();
        try (Bus bus = bus()) {
            // All are made before the first is sent: a wrong one links none.
            Map<String, AccountLinked> links = new LinkedHashMap<>();
            for (String accountId : all) {
                List<String> others = Accounts.linked(bus, accountId, new ArrayList<>(all));
                links.put(
                        accountId,
                        new AccountLinked(accountId, others, basis, connection().actor(), now));
            }
            for (Map.Entry<String, AccountLinked> link : links.entrySet()) {
                send(
                        bus,
                        EventType.ACCOUNT_LINKED,
                        link.getKey() + "/linked",
                        link.getKey(),
                        now,
                        link.getValue());
            }
            return 0;
        }
    }
}
