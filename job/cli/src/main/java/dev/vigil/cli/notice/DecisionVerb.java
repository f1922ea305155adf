package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.TriageOutcome;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A decision of a person on one notice. */
abstract class DecisionVerb extends SendingVerb {
    @Parameters(paramLabel = "NOTICE", description = "id of the notice")
    private String noticeId;

    @Option(names = "--by", required = true, description = "who decides")
    private String actor;

    @Option(
            names = "--at",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when it was decided (default: now)")
    private Instant at;

    /** What is decided, without its reason and its details. */
    NoticeTriagedBuilder decision(TriageOutcome outcome) {
        return NoticeTriagedBuilder.builder()
                .noticeId(noticeId)
                .outcome(outcome)
                .at(ms(at, System.currentTimeMillis()))
                .actor(actor);
    }

    int decide(NoticeTriaged decided) throws IOException {
        try (Bus bus = bus()) {
            return send(
                    bus,
                    NoticeActs.triage(new TopicFacts(bus), decided, System.currentTimeMillis()));
        }
    }
}
