package dev.vigil.cli.list;

import dev.vigil.client.act.ActFacts;
import dev.vigil.client.act.ListActs;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.list.ListEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Withdraws entries. */
@Command(
        name = "withdraw",
        description = "Withdraw entries; running streams are judged again at once.",
        footer = {
            "",
            "Example:",
            "  vigil list withdraw order-3                    (a mistake)",
            "  vigil list withdraw order-3 --keep-offences    (its time is over)"
        })
public final class ListWithdrawCommand extends PublishingVerb {
    @Parameters(paramLabel = "ENTRY", arity = "1..*", description = "ids of the entries")
    private List<String> entryIds;

    @Option(
            names = "--keep-offences",
            description = {
                "the entry was right and its time is over: offences that rest on it",
                "still count; without it they fall, as by a mistake"
            })
    private boolean keepOffences;

    @Override
    public Integer call() throws IOException {
        try (Bus bus = bus()) {
            ActFacts known = known(bus);
            List<ListEntry> withdrawn = new ArrayList<>();
            for (String entryId : entryIds) {
                long now = System.currentTimeMillis();
                withdrawn.add(sign(ListActs.withdraw(known, entryId, keepOffences, now)));
            }
            withdrawn.forEach(e -> say(e.entryId() + " version " + e.version() + ": withdrawn"));
            return publish(bus, withdrawn);
        }
    }
}
