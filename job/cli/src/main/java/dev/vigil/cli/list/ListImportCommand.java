package dev.vigil.cli.list;

import dev.vigil.cli.text.Tables;
import dev.vigil.client.act.ListActs;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.list.Change;
import dev.vigil.client.list.EntryFile;
import dev.vigil.client.list.ListWords;
import dev.vigil.schema.list.ListEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a file of entries with the list, and publishes the differences. */
@Command(
        name = "import",
        description = {
            "Compare a file of entries with the current list; --apply publishes the differences.",
            "The whole file is checked first: where one line is wrong, nothing is published."
                    + " Entries that are",
            "not in the file stay as they are.",
            "CSV has one row per window; rows of one entry share its id. Columns: entry, work,"
                    + " class (needed),",
            "from, to, zone (Asia/Shanghai), window, territories, except, providers, authority,"
                    + " list, batch,",
            "title, document, references, measure, version, issued, withdrawn, signature; ; between"
                    + " several.",
            "JSON is a list of entries as on the topic; version and issuedAt are filled in where"
                    + " missing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the file is good, and with --apply published",
            "1:the file is wrong, or the jobs refused some of it"
        },
        footer = {
            "",
            "Example:",
            "  vigil list import batch.csv             what would change",
            "  vigil list preview batch.csv            whom it would block",
            "  vigil list import batch.csv --apply",
            "",
            "  entry,work,class,from,to,batch,authority",
            "  ncac.7-1,the-film,IN_SCREENING,2026-11-01T00:00:00,2026-12-15T00:00:00,2026-7,ncac",
            "  ncac.7-2,the-series,PERMISSION_REQUIRED,,,2026-7,ncac"
        })
public final class ListImportCommand extends PublishingVerb {
    private static final int MOST_SHOWN = 50;

    @Parameters(paramLabel = "FILE", description = "UTF-8; .csv with a header row, or JSON")
    private Path file;

    @Option(names = "--apply", description = "publish what differs")
    private boolean apply;

    @Override
    public Integer call() throws IOException {
        EntryFile read = EntryFile.read(file, System.currentTimeMillis());
        try (Bus bus = bus()) {
            List<String> errors = new ArrayList<>(read.errors());
            List<Change> changes =
                    ListActs.changes(known(bus), read.drafts(), it -> errors.add(it.toString()));
            List<Change> sent = changes.stream().filter(c -> c.kind() != Change.Kind.SAME).toList();
            if (!sent.isEmpty()) {
                say(table(sent));
            }
            sayMany(errors);
            say(
                    sum(changes)
                            + ", "
                            + errors.size()
                            + (errors.size() == 1 ? " error" : " errors")
                            + ".");
            if (!errors.isEmpty()) {
                say("Nothing was published: correct the file.");
                return 1;
            }
            return sent.isEmpty() ? 0 : apply(bus, sent);
        }
    }

    private int apply(Bus bus, List<Change> changes) throws IOException {
        // Also where nothing is published yet: the plan reports what can't be signed.
        List<ListEntry> entries = changes.stream().map(change -> sign(change.entry())).toList();
        if (!apply) {
            say("Nothing was published; --apply does it.");
            warnOfUnknown(bus, entries);
            return 0;
        }
        return publish(bus, entries);
    }

    private static String sum(List<Change> changes) {
        Map<Change.Kind, Integer> counts = new EnumMap<>(Change.Kind.class);
        for (Change.Kind kind : Change.Kind.values()) {
            counts.put(kind, 0);
        }
        changes.forEach(change -> counts.merge(change.kind(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String table(List<Change> changes) {
        String table =
                Tables.of(
                        changes.subList(0, Math.min(MOST_SHOWN, changes.size())),
                        List.of(
                                Tables.right("line").with(c -> Integer.toString(c.draft().line())),
                                Tables.left("").with(c -> c.kind().name()),
                                Tables.left("entry").with(c -> c.entry().entryId()),
                                Tables.right("version")
                                        .with(c -> Long.toString(c.entry().version())),
                                Tables.left("work").with(c -> c.entry().workId()),
                                Tables.left("class").with(c -> c.entry().listClass().name()),
                                Tables.left("windows").with(c -> ListWords.windows(c.entry())),
                                Tables.left("differs in")
                                        .with(c -> String.join(", ", c.fields()))));
        int more = changes.size() - MOST_SHOWN;
        return more > 0 ? table + "\n... and " + more + " more" : table;
    }
}
