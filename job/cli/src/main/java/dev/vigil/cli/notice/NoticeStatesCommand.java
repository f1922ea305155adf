package dev.vigil.cli.notice;

import dev.vigil.cli.picture.Png;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
            "Draw the states of a notice as a Mermaid diagram.",
            "It was made from the machine itself: every event is tried in every state that can be",
            "reached. --png does so again, which takes some seconds."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  vigil notice states --png states.png > states.mmd"})
public final class NoticeStatesCommand implements Callable<Integer> {
    private static final String PAGE = "notice-states.md";
    private static final String DIAGRAM = "```mermaid\n";

    @Spec private CommandSpec spec;

    @Option(names = "--png", paramLabel = "FILE", description = "draw a picture too")
    private Path png;

    @Override
    public Integer call() throws IOException {
        if (png != null) {
            Png.unlessWritable(png);
        }
        spec.commandLine().getOut().print(drawn());
        spec.commandLine().getOut().flush();
        if (png != null) {
            StateMap map = StateMap.explored();
            Png.write(png, () -> StatePicture.of(map));
        }
        return 0;
    }

    /** Of the page that the documentation has; a test fails where it differs from the code. */
    private static String drawn() throws IOException {
        try (InputStream in = NoticeStatesCommand.class.getResourceAsStream(PAGE)) {
            String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int begin = page.indexOf(DIAGRAM) + DIAGRAM.length();
            return page.substring(begin, page.indexOf("```", begin));
        }
    }
}
