package dev.vigil.cli.list;

import dev.vigil.cli.option.Connection;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.list.ListWords;
import dev.vigil.client.text.Times;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The outcome of what was published. */
@Command(
        name = "receipts",
        description = {
            "Show since when batches are effective everywhere, and how many sessions that"
                    + " concerned.",
            "An entry of no batch has a receipt of its own, under its id."
        },
        footer = {"", "Example:", "  vigil list receipts", "  vigil list receipts 2026-7"})
public final class ListReceiptsCommand extends ListVerb {
    @Mixin private Connection connection;

    @Parameters(paramLabel = "BATCH", arity = "0..1", description = "only those of that batch")
    private String batch;

    @Override
    Connection connection() {
        return connection;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, ListReceipt> last = new LinkedHashMap<>();
        try (Bus bus = bus()) {
            for (ListReceipt receipt : bus.all(Topic.LIST_RECEIPTS, ListReceipt.class)) {
                last.put(
                        receipt.batch() + "/" + receipt.reader() + "/" + receipt.publishedAt(),
                        receipt);
            }
        }
        List<ListReceipt> receipts =
                last.values().stream()
                        .filter(it -> batch == null || named(it.batch()))
                        .sorted(
                                Comparator.comparingLong(ListReceipt::publishedAt)
                                        .thenComparing(ListReceipt::reader))
                        .toList();
        if (receipts.isEmpty()) {
            say(
                    "No receipt"
                            + (batch == null ? "" : " of " + batch)
                            + "; publish something first.");
            return batch == null ? 0 : 1;
        }
        for (ListReceipt receipt : receipts) {
            say(
                    receipt.batch()
                            + ", published "
                            + Times.date(receipt.publishedAt())
                            + ", "
                            + ListWords.receipt(receipt));
        }
        return 0;
    }

    /** With the id of its list before it, or without. */
    private boolean named(String name) {
        return name.equals(batch) || name.endsWith("/" + batch);
    }
}
