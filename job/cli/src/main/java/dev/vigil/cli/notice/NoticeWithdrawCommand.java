package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.notice.Register;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The notifier takes a notice back. */
@Command(
        name = "withdraw",
        description = "Withdraw a notice for its notifier: its clock stops.",
        footer = {"", "Example:", "  vigil notice withdraw n-2 --reason 'sent in error'"})
public final class NoticeWithdrawCommand extends SendingVerb {
    @Parameters(paramLabel = "NOTICE", description = "id of the notice")
    private String noticeId;

    @Option(names = "--reason", description = "why")
    private String reason;

    @Option(
            names = "--at",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when (default: now)")
    private Instant at;

    @Override
    public Integer call() throws IOException {
        NoticeWithdrawn withdrawn = new NoticeWithdrawn(noticeId, past("--at", at), reason);
        try (Bus bus = bus()) {
            Register.read(bus).require(noticeId);
            return send(
                    bus,
                    EventType.NOTICE_WITHDRAWN,
                    noticeId,
                    withdrawn.at(),
                    withdrawn,
                    List.of(noticeId));
        }
    }
}
