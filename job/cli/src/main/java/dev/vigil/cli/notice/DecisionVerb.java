package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A decision of a person on one notice. */
abstract class DecisionVerb extends SendingVerb {
    @Parameters(paramLabel = "NOTICE", description = "id of the notice")
    String noticeId;

    @Option(names = "--by", required = true, description = "who decides")
    String actor;

    @Option(
            names = "--at",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when it was decided (default: now)")
    private Instant at;

    long at() {
        return past("--at", at);
    }

    int decide(Bus bus, NoticeTriaged decision) throws IOException {
        return send(
                bus,
                EventType.NOTICE_TRIAGED,
                noticeId,
                decision.at(),
                decision,
                List.of(noticeId));
    }
}
