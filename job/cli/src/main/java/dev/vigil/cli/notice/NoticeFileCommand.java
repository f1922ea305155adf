package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.notice.NoticeWords;
import dev.vigil.notice.Completeness;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.Regime;
import dev.vigil.schema.rights.RightType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files one notice; its clock runs from its receipt, whatever it lacks. */
@Command(
        name = "file",
        description = {
            "File a notice; its clock runs from --received.",
            "What the law asks for and the notice lacks is printed; the clock runs all the same. A complete",
            "notice needs no triage."
        },
        footer = {
            "",
            "Example:",
            "  vigil notice file n-2 --notifier studio --item clip-5=https://example.org/clip-5 \\",
            "      --work 'The Film=the-film' --right ON_DEMAND --identity reg/811 \\",
            "      --contact reg/811/mail --address reg/811/post --evidence shot-17 --truth",
            "  vigil notice file d-7 --notifier ncac --directive INFORM --document 2026-77 \\",
            "      --deliverable 'who uploaded clip-5' --due 2026-12-01T12:00:00Z"
        })
public final class NoticeFileCommand extends SendingVerb {
    @Parameters(paramLabel = "NOTICE", description = "id of the notice")
    private String noticeId;

    @Option(names = "--notifier", required = true, description = "who notifies (a pointer)")
    private String notifier;

    @Option(
            names = "--item",
            split = ",",
            paramLabel = "ID[=URL]",
            description = "what is to be removed, and its network address")
    private List<String> items = List.of();

    @Option(names = "--work", paramLabel = "NAME[=ID]", description = "what is infringed")
    private List<String> works = List.of();

    @Option(
            names = "--right",
            description = "which right in the works: ${COMPLETION-CANDIDATES}; chooses the regime")
    private RightType right;

    @Option(names = "--ownership", description = "reference to the proof of title")
    private String ownership;

    @Option(
            names = "--received",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "stamp of the intake (default: now)")
    private Instant received;

    @Option(names = "--live", description = "an item is a running live session: 30 min")
    private Boolean live;

    @Option(
            names = "--regime",
            description = "for counter-notices: ${COMPLETION-CANDIDATES} (default: by right)")
    private Regime regime;

    @Option(names = "--measure", description = "what the notifier asks for")
    private String measure;

    @Option(names = "--channel", defaultValue = "command", description = "how it was received")
    private String channel;

    @Option(names = "--statement", description = "the notifier's statement")
    private String statement;

    @ArgGroup(exclusive = false, heading = "What the law asks for:%n")
    private ContentOptions content = new ContentOptions();

    @ArgGroup(exclusive = false, heading = "Where it is an authority's order:%n")
    private DirectiveOptions directive;

    @Override
    public Integer call() throws IOException {
        if (items.isEmpty() && (directive == null || directive.isOfContentAlone())) {
            throw new IllegalArgumentException(
                    "--item: expected what is to be removed, or --directive with a --deliverable,"
                            + " got neither; name one");
        }
        long now = System.currentTimeMillis();
        NoticeReceived notice = notice(ms(received, now));
        try (Bus bus = bus()) {
            Act act = NoticeActs.file(new TopicFacts(bus), notice, now);
            tellMissing(Completeness.missing(notice));
            return send(bus, act);
        }
    }

    private NoticeReceived notice(long receivedAt) {
        NoticeContent given = content.content();
        return NoticeReceivedBuilder.builder()
                .noticeId(noticeId)
                .channel(channel)
                .receivedAt(receivedAt)
                .notifier(notifier)
                .works(
                        works.stream()
                                .map(
                                        work ->
                                                new NoticeWork(
                                                        name(work), value(work), right, ownership))
                                .toList())
                .items(items.stream().map(item -> new NoticeItem(name(item), value(item))).toList())
                .statement(statement)
                .content(given)
                .requestedMeasure(measure)
                .live(live)
                .dueAt(directive == null ? null : directive.dueMs())
                .regime(regime)
                .directive(directive == null ? null : directive.directive(notifier))
                .build();
    }

    private void tellMissing(List<Element> missing) {
        if (!missing.isEmpty()) {
            say("Missing by law, to be asked for; the clock runs all the same:");
            missing.forEach(element -> say("  " + element + "  " + NoticeWords.ask(element)));
        }
    }
}
