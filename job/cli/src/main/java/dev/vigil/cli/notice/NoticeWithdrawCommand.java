package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.notice.NoticeWithdrawn;
import java.io.IOException;
import java.time.Instant;
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
        long now = System.currentTimeMillis();
        NoticeWithdrawn withdrawn = new NoticeWithdrawn(noticeId, ms(at, now), reason);
        try (Bus bus = bus()) {
            return send(bus, NoticeActs.withdraw(new TopicFacts(bus), withdrawn, now));
        }
    }
}
