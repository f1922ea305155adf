package dev.vigil.cli.notice;

import dev.vigil.schema.notice.ClockState;
import java.io.IOException;
import picocli.CommandLine.Command;

/** A clock that stands goes on; its due time moves by as long as it stood. */
@Command(
        name = "resume",
        description = "Let a clock that stands go on; its due time moves by as long as it stood.",
        footer = {"", "Example:", "  vigil notice resume n-2 --document order-121"})
public final class NoticeResumeCommand extends HoldingVerb {
    @Override
    public Integer call() throws IOException {
        return hold(true, ClockState.PAUSED, null);
    }
}
