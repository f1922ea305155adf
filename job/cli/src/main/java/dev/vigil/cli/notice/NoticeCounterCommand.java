package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.notice.NoticeWords;
import dev.vigil.notice.Completeness;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.Element;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The user declares that nothing was infringed. */
@Command(
        name = "counter",
        description = {
            "Record the user's counter-notice.",
            "What the law asks for and it lacks is printed; it counts once it is complete."
        },
        footer = {
            "",
            "Example:",
            "  vigil notice counter n-2 --why authorized --identity user/4711 \\",
            "      --contact user/4711/mail --address user/4711/post --evidence deal-8 --truth"
        })
public final class NoticeCounterCommand extends SendingVerb {
    @Parameters(paramLabel = "NOTICE", description = "id of the notice")
    private String noticeId;

    @Option(names = "--item", split = ",", description = "what it is about (default: all items)")
    private List<String> items = List.of();

    @Option(
            names = "--why",
            description = "owner, authorized, no_right, fair_use, removed, not_used or other")
    private String reasonCode;

    @Option(
            names = "--received",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "stamp of the intake (default: now)")
    private Instant received;

    @ArgGroup(exclusive = false, heading = "What the law asks for:%n")
    private ContentOptions content = new ContentOptions();

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        CounterNotice counter =
                new CounterNotice(
                        noticeId, ms(received, now), items, reasonCode, content.content());
        try (Bus bus = bus()) {
            Act act = NoticeActs.counter(new TopicFacts(bus), counter, now);
            List<Element> missing = Completeness.missing(counter.content());
            if (!missing.isEmpty()) {
                say("Missing by law; the counter-notice waits for it:");
                missing.forEach(element -> say("  " + element + "  " + NoticeWords.ask(element)));
            }
            return send(bus, act);
        }
    }
}
