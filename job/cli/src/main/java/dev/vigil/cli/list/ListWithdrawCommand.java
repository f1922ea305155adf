package dev.vigil.cli.list;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.list.Listing;
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
            Listing listing = listing(bus);
            List<ListEntry> withdrawn = new ArrayList<>();
            for (String entryId : entryIds) {
                ListEntry known = listing.get(entryId);
                if (known == null || known.withdrawnAt() != null) {
                    throw new IOException(
                            "list withdraw: expected an entry in force, got '"
                                    + entryId
                                    + "'; see vigil list show");
                }
                long now = System.currentTimeMillis();
                withdrawn.add(sign(keepOffences ? known.ended(now) : known.withdrawn(now)));
            }
            withdrawn.forEach(e -> say(e.entryId() + " version " + e.version() + ": withdrawn"));
            return publish(bus, withdrawn);
        }
    }
}
