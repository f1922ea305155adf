package dev.vigil.cli.list;

import dev.vigil.client.act.ListActs;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.list.EntryRows;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListMeasure;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.ProviderScope;
import dev.vigil.schema.list.WindowType;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds or changes one entry. */
@Command(
        name = "add",
        description = "Add an entry, or change one: the version counts up by itself.",
        footer = {
            "",
            "Example:",
            "  vigil list add order-3 --work banned-song --class FORBIDDEN --territory CN",
            "  vigil list add batch7-12 --work the-film --class IN_SCREENING \\",
            "      --from 2026-11-01T00:00:00 --to 2026-12-15T00:00:00 --zone Asia/Shanghai"
        })
public final class ListAddCommand extends PublishingVerb {
    @Parameters(
            paramLabel = "ENTRY",
            description = "id of the entry; of one with a signature: its authority, a dot, ...")
    private String entryId;

    @Option(names = "--work", required = true, description = "id of the work")
    private String workId;

    @Option(names = "--class", required = true, description = "one of ${COMPLETION-CANDIDATES}")
    private ListClass listClass;

    @Option(names = "--from", description = "window opens: local time, e.g. 2026-11-01T00:00:00")
    private String from;

    @Option(names = "--to", description = "window closes; none: open until withdrawn")
    private String to;

    @Option(
            names = "--zone",
            defaultValue = "Asia/Shanghai",
            description = "zone of the window (default: ${DEFAULT-VALUE})")
    private String zone;

    @Option(
            names = "--window",
            description =
                    "why it is open: ${COMPLETION-CANDIDATES} (default: by the class); several"
                            + " windows: vigil list import")
    private WindowType window;

    @Option(
            names = "--territory",
            split = ",",
            description = "only there, e.g. CN,HK (default: everywhere)")
    private List<String> territories;

    @Option(names = "--except", split = ",", description = "not there")
    private List<String> except;

    @Option(
            names = "--provider",
            split = ",",
            description = "binds those alone: ${COMPLETION-CANDIDATES} (default: all)")
    private List<ProviderScope> providers;

    @Option(names = "--reference", split = ",", description = "only what matches one of these")
    private List<String> references;

    @Option(
            names = "--measure",
            description = "of an ORDER: ${COMPLETION-CANDIDATES} (default: BLOCK)")
    private ListMeasure measure;

    @Option(names = "--shadow", description = "only try it: verdicts report it, nothing is done")
    private boolean shadow;

    @Option(names = "--authority", description = "who lists it")
    private String authority;

    @Option(names = "--list", description = "id of the list that it is of")
    private String listId;

    @Option(names = "--batch", description = "number of the published batch")
    private String batchNo;

    @Option(names = "--title", description = "title of the work; may be repeated")
    private List<String> titles;

    @Option(names = "--document", description = "where it was published")
    private String documentRef;

    @Override
    public Integer call() throws IOException {
        if (from == null && to != null) {
            throw new IllegalArgumentException(
                    "--from: expected with --to, got only --to; say when the window opens");
        }
        try (Bus bus = bus()) {
            ListEntry entry = sign(ListActs.replace(known(bus), entry()));
            say(
                    entryId
                            + " version "
                            + entry.version()
                            + ": "
                            + workId
                            + " is "
                            + listClass
                            + (entry.tried() ? " (only tried)" : ""));
            return publish(bus, List.of(entry));
        }
    }

    private ListEntry entry() {
        WindowType type = window == null ? EntryRows.type(listClass) : window;
        return ListEntryBuilder.builder()
                .entryId(entryId)
                .version(1)
                .listId(listId)
                .listClass(listClass)
                .authority(authority)
                .batchNo(batchNo)
                .workId(workId)
                .titles(titles)
                .windows(from == null ? List.of() : List.of(new ListWindow(type, from, to, zone)))
                .territoryInclude(territories)
                .territoryExclude(except)
                .documentRef(documentRef)
                .issuedAt(System.currentTimeMillis())
                .referenceIds(references)
                .providerScope(providers)
                .measure(measure)
                .shadow(shadow ? Boolean.TRUE : null)
                .build();
    }
}
