package dev.vigil.cli.list;

import dev.vigil.client.act.ActFacts;
import dev.vigil.client.act.ListActs;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.list.ListEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Keeps uploads down for another age. */
@Command(
        name = "renew",
        description = {
            "Renew entries that keep an upload down after a notice: they run out staydown.age from",
            "now, as after another notice that is upheld. Their authority is vigil: jobs with",
            "list.keys ask for its key."
        },
        footer = {"", "Example:", "  vigil list renew staydown.upload-7 --key vigil.pem"})
public final class ListRenewCommand extends PublishingVerb {
    @Parameters(
            paramLabel = "ENTRY",
            arity = "1..*",
            description = "ids of the entries, staydown.ITEM")
    private List<String> entryIds;

    @Override
    public Integer call() throws IOException {
        try (Bus bus = bus()) {
            ActFacts known = known(bus);
            List<ListEntry> renewed = new ArrayList<>();
            for (String entryId : entryIds) {
                renewed.add(sign(ListActs.renew(known, entryId, System.currentTimeMillis())));
            }
            renewed.forEach(e -> say(e.entryId() + " version " + e.version() + ": renewed"));
            return publish(bus, renewed);
        }
    }
}
