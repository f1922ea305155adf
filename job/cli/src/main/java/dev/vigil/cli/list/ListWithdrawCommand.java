package dev.vigil.cli.list;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.list.Listing;
import dev.vigil.schema.list.ListEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Withdraws entries. */
@Command(
        name = "withdraw",
        description = "Withdraw entries; running streams are judged again at once.",
        footer = {"", "Example:", "  vigil list withdraw order-3"})
public final class ListWithdrawCommand extends ListVerb {
    @Parameters(paramLabel = "ENTRY", arity = "1..*", description = "ids of the entries")
    private List<String> entryIds;

    @Option(names = "--no-wait", description = "return when Kafka has it, without the answers")
    private boolean noWait;

    @Mixin private Signing signing;

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
                withdrawn.add(signing.sign(known.withdrawn(System.currentTimeMillis())));
            }
            withdrawn.forEach(e -> say(e.entryId() + " version " + e.version() + ": withdrawn"));
            return publish(bus, withdrawn, !noWait);
        }
    }
}
