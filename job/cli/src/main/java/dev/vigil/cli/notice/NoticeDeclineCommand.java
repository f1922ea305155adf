package dev.vigil.cli.notice;

import dev.vigil.schema.notice.TriageOutcome;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A reviewer declines to act on some or all items. */
@Command(
        name = "decline",
        description = "Decline to act on some or all items of a notice, with a reason.",
        footer = {
            "",
            "Example:",
            "  vigil notice decline n-2 --item clip-6 --by chen --reason 'authorized by deal-8'"
        })
public final class NoticeDeclineCommand extends DecisionVerb {
    @Option(names = "--reason", required = true, description = "why")
    private String reason;

    @Option(names = "--item", split = ",", description = "which items (default: all open ones)")
    private List<String> items = List.of();

    @Override
    public Integer call() throws IOException {
        return decide(decision(TriageOutcome.DECLINED).reason(reason).itemIds(items).build());
    }
}
