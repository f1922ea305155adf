package dev.vigil.cli.notice;

import java.io.IOException;
import picocli.CommandLine.Command;

/** A paused clock goes on; its due time moves by the length of the pause. */
@Command(
        name = "resume",
        description = "Resume a paused clock; its due time moves by the length of the pause.",
        footer = {"", "Example:", "  vigil notice resume n-2 --document order-121"})
public final class NoticeResumeCommand extends HoldingVerb {
    @Override
    public Integer call() throws IOException {
        return hold(true, null);
    }
}
