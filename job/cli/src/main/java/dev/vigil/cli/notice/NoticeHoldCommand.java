package dev.vigil.cli.notice;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A document pauses the clock, where the rules allow it. */
@Command(
        name = "hold",
        description = {
            "Pause the clock by a document, where the rules allow it.",
            "A court's or an authority's document; the notifier's own written request for 72 h at most."
        },
        footer = {"", "Example:", "  vigil notice hold n-2 --document order-118"})
public final class NoticeHoldCommand extends HoldingVerb {
    @Option(names = "--by-notifier", description = "the notifier's own request")
    private Boolean byNotifier;

    @Override
    public Integer call() throws IOException {
        return hold(false, byNotifier);
    }
}
