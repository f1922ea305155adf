package dev.vigil.cli.notice;

import dev.vigil.cli.picture.Png;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the states of a notice from the code that keeps them. */
@Command(
        name = "states",
        description = {
            "Draw the states of a notice, from the machine itself.",
            "Every event is tried in every state that can be reached; printed as a Mermaid diagram."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vigil notice states --png states.png > states.mmd"})
public final class NoticeStatesCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--png", paramLabel = "FILE", description = "draw a picture too")
    private Path png;

    @Override
    public Integer call() throws IOException {
        if (png != null) {
            Png.unlessWritable(png);
        }
        StateMap map = StateMap.explore();
        spec.commandLine().getOut().print(map.mermaid());
        spec.commandLine().getOut().flush();
        if (png != null) {
            Png.write(png, () -> StatePicture.of(map));
        }
        return 0;
    }
}
