package dev.vigil.cli.list;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.cli.text.Tables;
import dev.vigil.client.act.ListActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.list.Change;
import dev.vigil.client.list.EntryFile;
import dev.vigil.client.list.ListPreview;
import dev.vigil.client.list.PreviewedSession;
import dev.vigil.client.text.Times;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a list on what was matched lately, before anybody is blocked by it. */
@Command(
        name = "preview",
        description = {
            "Judge recent matches by a proposed list and name the sessions that it would block.",
            "Takes the file that import takes, as if it were published now beside all current"
                    + " entries, with the",
            "authorizations of now. A match is judged at the time of its capture. Nothing is"
                    + " published."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the file is good", "1:the file is wrong"},
        footer = {"", "Example:", "  vigil list preview batch.csv --since 24h"})
public final class ListPreviewCommand extends ListVerb {
    @Mixin private Connection connection;

    @Parameters(paramLabel = "FILE", description = "UTF-8; .csv with a header row, or JSON")
    private Path file;

    @Option(
            names = "--since",
            paramLabel = "SPAN",
            defaultValue = "72h",
            converter = TimeOption.Span.class,
            description = "how far back matches are taken (default: ${DEFAULT-VALUE})")
    private Duration since;

    @Override
    Connection connection() {
        return connection;
    }

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        EntryFile read = EntryFile.read(file, now);
        List<String> errors = new ArrayList<>(read.errors());
        try (Bus bus = bus()) {
            TopicFacts known = known(bus);
            List<ListEntry> proposed =
                    ListActs.changes(known, read.drafts(), it -> errors.add(it.toString())).stream()
                            .map(Change::entry)
                            .toList();
            if (!errors.isEmpty()) {
                sayMany(errors);
                say(
                        errors.size()
                                + (errors.size() == 1 ? " error" : " errors")
                                + "; nothing was judged: correct the file.");
                return 1;
            }
            Collection<Verdict> verdicts = ListPreview.verdicts(bus, now - since.toMillis());
            ListPreview preview = ListPreview.on(bus, known.listing(), proposed);
            List<PreviewedSession> changed = preview.judge(verdicts.stream()).toList();
            tell(changed, verdicts.size());
            if (preview.notJudged() > 0) {
                say(
                        preview.notJudged()
                                + " of these could not be judged, as an id of the session is wrong.");
            }
            warnOfUnknown(bus, proposed);
        }
        return 0;
    }

    private void tell(List<PreviewedSession> changed, int judged) {
        if (!changed.isEmpty()) {
            say(
                    Tables.of(
                            changed,
                            List.of(
                                    Tables.left("session").with(s -> s.verdict().sessionId()),
                                    Tables.left("kind")
                                            .with(s -> String.valueOf(s.verdict().sessionKind())),
                                    Tables.left("account").with(s -> text(s.verdict().accountId())),
                                    Tables.left("title").with(s -> text(s.verdict().title())),
                                    Tables.left("is").with(s -> s.verdict().action().name()),
                                    Tables.left("would be").with(ListPreviewCommand::wouldBe),
                                    Tables.left("by").with(PreviewedSession::by))));
        }
        List<PreviewedSession> blocked =
                changed.stream().filter(s -> !s.blocked().isEmpty()).toList();
        long over = blocked.stream().filter(s -> !s.isJudgedAgain()).count();
        long freed = changed.stream().filter(s -> !s.freed().isEmpty()).count();
        say(
                "Of "
                        + judged
                        + " sessions with a match since "
                        + Times.date(System.currentTimeMillis() - since.toMillis())
                        + ", "
                        + blocked.size()
                        + " would be blocked that are not"
                        + (over == 0 ? "" : " (" + over + " by a match that is over, so it stays)")
                        + ", "
                        + freed
                        + " let go that are.");
    }

    private static String wouldBe(PreviewedSession session) {
        String blocked = "blocked in " + String.join(",", session.blocked());
        String freed = "let go in " + String.join(",", session.freed());
        String change =
                session.blocked().isEmpty()
                        ? freed
                        : session.freed().isEmpty() ? blocked : blocked + ", " + freed;
        return session.isJudgedAgain() ? change : change + ", but the match is over";
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
