package dev.vigil.local.command;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import dev.vigil.local.bus.Bus;
import dev.vigil.local.bus.Event;
import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.ListWindow;
import dev.vigil.schema.event.WindowType;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The prohibited-and-in-screening list. */
@Command(
        name = "list",
        description = "The prohibited-and-in-screening list: add, withdraw, show.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "add|withdraw|show",
        footer = {
            "",
            "Example:",
            "  vigil list add batch7-12 --work the-film --class IN_SCREENING \\",
            "      --from 2026-11-01T00:00:00 --to 2026-12-15T00:00:00 --zone Asia/Shanghai",
            "  vigil list withdraw batch7-12"
        })
final class ListCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "add",
            description = "Add an entry, or change one: the version counts up by itself.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  vigil list add order-3 --work banned-song --class FORBIDDEN --territory CN"
            })
    int add(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ENTRY", description = "id of the entry") String entryId,
            @Option(names = "--work", required = true, description = "id of the work")
                    String workId,
            @Option(
                            names = "--class",
                            required = true,
                            description = "one of ${COMPLETION-CANDIDATES}")
                    ListClass listClass,
            @Option(
                            names = "--from",
                            description = "window opens: local time, e.g. 2026-11-01T00:00:00")
                    String from,
            @Option(names = "--to", description = "window closes; none: open until withdrawn")
                    String to,
            @Option(
                            names = "--zone",
                            defaultValue = "Asia/Shanghai",
                            description = "zone of the window (default: ${DEFAULT-VALUE})")
                    String zone,
            @Option(
                            names = "--territory",
                            split = ",",
                            description = "only there, e.g. CN,HK (default: everywhere)")
                    List<String> territories,
            @Option(names = "--authority", description = "who lists it") String authority,
            @Option(names = "--batch", description = "number of the published batch")
                    String batchNo,
            @Option(names = "--title", description = "title of the work") String title,
            @Option(names = "--document", description = "where it was published")
                    String documentRef)
            throws IOException {
        if (from == null && to != null) {
            throw new IOException(
                    "list add: expected --from with --to, came only --to; say when the window"
                            + " opens");
        }
        List<ListWindow> windows =
                from == null ? List.of() : List.of(window(listClass, from, to, zone));
        try (Bus bus = connection.bus()) {
            ListEntry before = find(bus, entryId);
            ListEntry entry =
                    new ListEntry(
                            entryId,
                            before == null ? 1 : before.version() + 1,
                            null,
                            listClass,
                            authority,
                            batchNo,
                            workId,
                            title == null ? List.of() : List.of(title),
                            windows,
                            territories,
                            List.of(),
                            documentRef,
                            System.currentTimeMillis(),
                            null);
            bus.send(Topic.LIST, EventType.LIST_UPSERTED, entryId, entry.issuedAt(), entry);
            say(entryId + " version " + entry.version() + ": " + workId + " is " + listClass);
        }
        return 0;
    }

    private static ListWindow window(ListClass listClass, String from, String to, String zone) {
        WindowType type =
                listClass == ListClass.HOT_BROADCAST
                        ? WindowType.HOT_BROADCAST
                        : WindowType.THEATRICAL;
        return new ListWindow(type, from, to, zone);
    }

    @Command(
            name = "withdraw",
            description = "Withdraw an entry; running streams are judged again at once.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil list withdraw order-3"})
    int withdraw(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ENTRY", description = "id of the entry") String entryId)
            throws IOException {
        try (Bus bus = connection.bus()) {
            ListEntry known = find(bus, entryId);
            if (known == null || known.withdrawnAt() != null) {
                throw new IOException(
                        "list withdraw: expected an entry in force, came '"
                                + entryId
                                + "'; see vigil list show");
            }
            long now = System.currentTimeMillis();
            ListEntry withdrawn =
                    new ListEntry(
                            known.entryId(),
                            known.version() + 1,
                            known.listId(),
                            known.listClass(),
                            known.authority(),
                            known.batchNo(),
                            known.workId(),
                            known.titles(),
                            known.windows(),
                            known.territoryInclude(),
                            known.territoryExclude(),
                            known.documentRef(),
                            now,
                            now,
                            known.referenceIds());
            bus.send(Topic.LIST, EventType.LIST_WITHDRAWN, entryId, now, withdrawn);
            say(entryId + " version " + withdrawn.version() + ": withdrawn");
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Show the entries as they are published now.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil list show"})
    int show(@Mixin Connection connection) throws IOException {
        List<ListEntry> entries = new ArrayList<>();
        try (Bus bus = connection.bus()) {
            for (Event event : bus.latest(Topic.LIST).values()) {
                if (event.is(ListEntry.class)) {
                    entries.add(event.as(ListEntry.class));
                }
            }
        }
        if (entries.isEmpty()) {
            say("The list is empty; add an entry with vigil list add.");
            return 0;
        }
        long now = System.currentTimeMillis();
        say(
                AsciiTable.getTable(
                        entries,
                        List.of(
                                left("entry").with(ListEntry::entryId),
                                new Column()
                                        .header("version")
                                        .with(e -> Long.toString(e.version())),
                                left("work").with(ListEntry::workId),
                                left("class").with(e -> e.listClass().name()),
                                left("windows").with(ListCommand::windows),
                                left("territories")
                                        .with(e -> String.join(",", e.territoryInclude())),
                                left("now").with(e -> now(e, now)))));
        return 0;
    }

    private static String windows(ListEntry entry) {
        List<String> shown = new ArrayList<>();
        for (ListWindow window : entry.windows()) {
            String to = window.to() == null ? "..." : window.to();
            shown.add(window.from() + " to " + to + " " + window.zone());
        }
        return String.join("; ", shown);
    }

    private static String now(ListEntry entry, long nowMs) {
        if (entry.withdrawnAt() != null) {
            return "withdrawn";
        }
        boolean open =
                entry.windows().isEmpty()
                        || entry.windows().stream().anyMatch(w -> w.contains(nowMs));
        return open ? "in force" : "window closed";
    }

    private static ListEntry find(Bus bus, String entryId) throws IOException {
        Map<String, Event> latest = bus.latest(Topic.LIST);
        Event event = latest.get(entryId);
        return event == null ? null : event.as(ListEntry.class);
    }

    private static Column left(String header) {
        return new Column().header(header).dataAlign(HorizontalAlign.LEFT);
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
