package dev.vigil.cli.notice;

import dev.vigil.cli.option.ApproverOption;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.notice.NoticeHeld;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The clock is paused or goes on, by a document. */
abstract class HoldingVerb extends SendingVerb {
    @Parameters(paramLabel = "NOTICE", description = "id of the notice")
    private String noticeId;

    @Option(names = "--document", required = true, description = "reference to the document")
    private String document;

    @Option(
            names = "--at",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "from when (default: now)")
    private Instant at;

    @Mixin private ApproverOption approver;

    @Override
    Bus bus() throws IOException {
        return connection().bus(approver);
    }

    int hold(boolean resumes, Boolean byNotifier) throws IOException {
        long now = System.currentTimeMillis();
        NoticeHeld held = new NoticeHeld(noticeId, ms(at, now), resumes, document, byNotifier);
        try (Bus bus = bus()) {
            return send(bus, NoticeActs.hold(new TopicFacts(bus), held, now));
        }
    }
}
