package dev.vigil.cli.audit;

import dev.vigil.audit.NoteKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which log, and where it is read. */
final class AuditSource {
    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY|FILE",
            description = {
                "verifier key of the log, NAME+ID+KEY, or a file with it; it names the log. Repeat it"
                        + " for keys",
                "that signed before"
            })
    private List<String> keys;

    @Option(
            names = "--from",
            paramLabel = "DIR|URL",
            description = "read what vigil audit publish has published (default: the topics)")
    private String from;

    List<NoteKey> keys() throws IOException {
        List<NoteKey> read = new ArrayList<>();
        for (String key : keys) {
            read.add(KeyLines.read(key));
        }
        return read;
    }

    /** Null for the topics. */
    String from() {
        return from;
    }
}
