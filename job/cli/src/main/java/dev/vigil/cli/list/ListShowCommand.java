package dev.vigil.cli.list;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.cli.text.AsCalled;
import dev.vigil.cli.text.Tables;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.list.ListWords;
import dev.vigil.client.list.Listing;
import dev.vigil.client.text.Times;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the list as it is, was or will be. */
@Command(
        name = "show",
        description = {
            "Show the entries, and whether they are in force: now, or at a time.",
            "A future time shows which windows will be open by what is published now. A time that"
                    + " is past",
            "shows what had been issued by then; of an entry that was changed since, the topic"
                    + " keeps older",
            "versions only until Kafka compacts it."
        },
        footer = {
            "",
            "Example:",
            "  vigil list show",
            "  vigil list show --at 2026-12-24T20:00:00+08:00 --in-force",
            "  vigil list show --batch 2026-7 --json > batch.json      to edit and import"
        })
public final class ListShowCommand extends ListVerb {
    @Mixin private Connection connection;

    @Option(
            names = "--at",
            paramLabel = "TIME|AGO",
            converter = TimeOption.Moment.class,
            description = "with its offset, or a span ago such as 12h5m (default: now)")
    private Instant at;

    @Option(names = "--in-force", description = "only entries that are in force then")
    private boolean inForce;

    @Option(names = "--work", description = "only entries of that work")
    private String workId;

    @Option(names = "--batch", description = "only entries of that batch")
    private String batchNo;

    @Option(names = "--json", description = "as the JSON list that import reads")
    private boolean json;

    @Override
    Connection connection() {
        return connection;
    }

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        long atMs = at == null ? now : at.toEpochMilli();
        List<ListEntry> entries;
        try (Bus bus = bus()) {
            // An entry with a time of issue that is slightly ahead of this machine is in it as
            // well.
            boolean past = at != null && atMs < now;
            Listing listing = past ? Listing.until(bus, atMs, authorities()) : listing(bus);
            entries = listing.all().stream().filter(entry -> wanted(entry, atMs)).toList();
        }
        if (json) {
            say(new JsonMapper().readTree(Json.bytes(entries)).toPrettyString());
        } else if (entries.isEmpty()) {
            say(AsCalled.of("No entry; add one with vigil list add or vigil list import."));
        } else {
            say(table(entries, atMs));
            long holding = entries.stream().filter(e -> holds(e, atMs)).count();
            say(holding + " of " + entries.size() + " in force at " + Times.date(atMs));
        }
        return 0;
    }

    private boolean wanted(ListEntry entry, long atMs) {
        return (workId == null || workId.equals(entry.workId()))
                && (batchNo == null || batchNo.equals(entry.batchNo()))
                && (!inForce || holds(entry, atMs));
    }

    private static boolean holds(ListEntry entry, long atMs) {
        return entry.appliedAt(atMs);
    }

    private static String table(List<ListEntry> entries, long atMs) {
        return Tables.of(
                entries,
                List.of(
                        Tables.left("entry").with(ListEntry::entryId),
                        Tables.right("version").with(e -> Long.toString(e.version())),
                        Tables.left("work").with(ListEntry::workId),
                        Tables.left("class").with(e -> e.listClass().name()),
                        Tables.left("windows").with(ListWords::windows),
                        Tables.left("territories").with(ListWords::territories),
                        Tables.left("providers").with(ListWords::providers),
                        Tables.left("batch").with(e -> e.batchNo() == null ? "" : e.batchNo()),
                        Tables.left("signed").with(e -> e.signature() == null ? "" : e.authority()),
                        Tables.left("then").with(e -> ListWords.at(e, atMs))));
    }
}
