package dev.vigil.local.demo;

import dev.vigil.cli.picture.CompareCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** Pictures of why something was recognised, as {@code vigil compare} draws them. */
final class Drawings {
    private final Repertoire repertoire;
    private final Path folder;
    private final Map<String, Drawing> bySession = new LinkedHashMap<>();

    /**
     * A picture.
     *
     * @param png its file
     * @param words what the command reports of it
     */
    record Drawing(Path png, String words) {}

    Drawings(Repertoire repertoire, Path folder) {
        this.repertoire = repertoire;
        this.folder = folder;
    }

    /** Lays a session beside the work that it should be, also where it is not. */
    void compare(String session, Path sent, Role work) throws IOException {
        Path png = folder.resolve(session + ".png");
        StringWriter words = new StringWriter();
        int exitCode =
                new CommandLine(new CompareCommand())
                        .setOut(new PrintWriter(words))
                        .setErr(new PrintWriter(words))
                        .execute(
                                sent.toString(),
                                repertoire.file(work).toString(),
                                "--picture",
                                png.toString());
        if (exitCode != CommandLine.ExitCode.OK && exitCode != CompareCommand.NO_MATCH) {
            throw new IOException(
                    "vigil compare: expected a picture of "
                            + session
                            + ", got exit code "
                            + exitCode
                            + ": "
                            + words);
        }
        // Where the command drew it: the file is gone once the page is read.
        String read = words.toString().replace("Drawn in " + png + "\n", "");
        bySession.put(session, new Drawing(png, read.strip()));
    }

    Map<String, Drawing> bySession() {
        return bySession;
    }
}
