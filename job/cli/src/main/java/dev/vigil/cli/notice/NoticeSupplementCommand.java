package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeSupplemented;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The notifier brings what was missing, or further items. */
@Command(
        name = "supplement",
        description = {
            "Record what the notifier supplies later.",
            "Once nothing is missing, the clock of an incomplete notice runs from --received; further items",
            "have clocks of their own."
        },
        footer = {
            "",
            "Example:",
            "  vigil notice supplement n-2 --brings ADDRESS,EVIDENCE --document mail-992"
        })
public final class NoticeSupplementCommand extends SendingVerb {
    @Parameters(paramLabel = "NOTICE", description = "id of the notice")
    private String noticeId;

    @Option(
            names = "--brings",
            split = ",",
            paramLabel = "ELEMENT",
            description = "of ${COMPLETION-CANDIDATES}")
    private List<Element> elements = List.of();

    @Option(names = "--item", split = ",", paramLabel = "ID[=URL]", description = "further items")
    private List<String> items = List.of();

    @Option(names = "--document", description = "reference to the letter")
    private String document;

    @Option(
            names = "--received",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "stamp of the intake (default: now)")
    private Instant received;

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        NoticeSupplemented brought =
                new NoticeSupplemented(
                        noticeId,
                        ms(received, now),
                        elements,
                        items.stream()
                                .map(item -> new NoticeItem(name(item), value(item)))
                                .toList(),
                        document);
        try (Bus bus = bus()) {
            return send(bus, NoticeActs.supplement(new TopicFacts(bus), brought, now));
        }
    }
}
