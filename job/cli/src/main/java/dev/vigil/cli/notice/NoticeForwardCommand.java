package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.notice.ForwardDelivered;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The notice reached the user, or the counter-notice the notifier. */
@Command(
        name = "forward",
        description = {
            "Record that the notice reached the user, or the counter-notice the notifier.",
            "With --counter the notifier's time to complain or sue runs from --delivered."
        },
        footer = {
            "",
            "Example:",
            "  vigil notice forward n-2 --to user/4711 --channel mail",
            "  vigil notice forward n-2 --counter --to studio"
        })
public final class NoticeForwardCommand extends SendingVerb {
    @Parameters(paramLabel = "NOTICE", description = "id of the notice")
    private String noticeId;

    @Option(names = "--counter", description = "the counter-notice, to the notifier")
    private boolean counter;

    @Option(names = "--publicly", description = "published, as the user could not be reached")
    private Boolean publicly;

    @Option(names = "--to", description = "who got it (a pointer)")
    private String recipient;

    @Option(names = "--channel", description = "mail, message, post")
    private String channel;

    @Option(
            names = "--delivered",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when (default: now)")
    private Instant delivered;

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        ForwardDelivered told =
                new ForwardDelivered(
                        noticeId, counter, recipient, channel, ms(delivered, now), publicly);
        try (Bus bus = bus()) {
            return send(bus, NoticeActs.forward(new TopicFacts(bus), told, now));
        }
    }
}
