package dev.vigil.cli.notice;

import dev.vigil.schema.notice.TriageOutcome;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Refuses a notice with a reason: its clock does not count. */
@Command(
        name = "reject",
        description = "Reject a notice, with a reason: its clock does not count.",
        footer = {
            "",
            "Example:",
            "  vigil notice reject n-3 --by li --reason 'not the owner of the work' --unfounded"
        })
public final class NoticeRejectCommand extends DecisionVerb {
    @Option(names = "--reason", required = true, description = "why; a refusal is reasoned")
    private String reason;

    @Option(names = "--unfounded", description = "manifestly: counts against the notifier")
    private Boolean unfounded;

    @Option(names = "--forged", description = "forged evidence: restricts the notifier at once")
    private Boolean forged;

    @Override
    public Integer call() throws IOException {
        return decide(
                decision(TriageOutcome.REJECTED)
                        .reason(reason)
                        .manifestlyUnfounded(unfounded)
                        .forged(forged)
                        .build());
    }
}
