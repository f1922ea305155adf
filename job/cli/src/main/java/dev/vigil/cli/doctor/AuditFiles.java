package dev.vigil.cli.doctor;

import dev.vigil.audit.NoteKey;
import dev.vigil.cli.audit.KeyLines;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The audit log that the ledger job keeps. */
final class AuditFiles {
    @Option(
            names = "--audit-log",
            required = true,
            paramLabel = "KEY|FILE",
            description = "audit.log of the ledger job: look at its newest seal")
    private String log;

    @Option(
            names = "--audit-key",
            paramLabel = "FILE",
            description = "with --audit-log: its private key, audit.key of the ledger job")
    private Path privateKey;

    NoteKey log() throws IOException {
        return KeyLines.read(log);
    }

    /** Null where it is not on this machine. */
    Path privateKey() {
        return privateKey;
    }
}
