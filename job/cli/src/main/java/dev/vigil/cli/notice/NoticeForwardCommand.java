package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.notice.Register;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
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
        long at = past("--delivered", delivered);
        ForwardDelivered told =
                new ForwardDelivered(noticeId, counter, recipient, channel, at, publicly);
        try (Bus bus = bus()) {
            Register.read(bus).require(noticeId);
            NoticeStatus status = Register.status(bus, noticeId);
            if (!counter && status != null && status.forward() != ForwardState.PENDING) {
                throw new IOException(
                        "NOTICE: expected one that the user does not have yet, got '"
                                + noticeId
                                + "', which is "
                                + status.forward()
                                + "; for a counter-notice add --counter");
            }
            return send(bus, EventType.FORWARD_DELIVERED, noticeId, at, told, List.of(noticeId));
        }
    }
}
