package dev.vigil.cli.audit;

import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SignedNote;
import dev.vigil.client.audit.PublishedLog;
import dev.vigil.client.audit.Witness;
import dev.vigil.stream.options.ListKeysFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs a checkpoint as a second party. */
@Command(
        name = "witness",
        description = {
            "Sign a published checkpoint as a second party (C2SP tlog-cosignature), after checking that",
            "the log still contains all that was signed before. Needs no Kafka.",
            "Run it somewhere that the log's operator can't reach."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:signed", "1:not signed: what is published contradicts what was signed"},
        footer = {
            "",
            "--state keeps the last checkpoint that was signed, and is all that a witness remembers.",
            "",
            "Example:",
            "  vigil audit key witness.example.org --witness --out witness.pem > witness.vkey",
            "  vigil audit witness --log audit.vkey --from https://audit.example.com/ \\",
            "      --key witness.vkey --private-key witness.pem --state seen.txt --out signed.txt",
            "  vigil audit verify --key audit.vkey --seal signed.txt --witness witness.vkey"
        })
final class AuditWitnessCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--log",
            required = true,
            paramLabel = "KEY|FILE",
            description = "verifier key of the log, or a file with it")
    private String log;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DIR|URL",
            description = "where the log is published")
    private String from;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY|FILE",
            description = "verifier key of the witness, or a file with it")
    private String key;

    @Option(
            names = "--private-key",
            required = true,
            paramLabel = "FILE",
            description = "private key of the witness")
    private Path privateKey;

    @Option(
            names = "--state",
            required = true,
            paramLabel = "FILE",
            description = "the last checkpoint that it signed; made by the first run")
    private Path state;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where the signed checkpoint goes (default: the terminal)")
    private Path file;

    @Override
    public Integer call() throws IOException {
        NoteKey witness = KeyLines.read(key);
        if (!witness.isOfWitness()) {
            throw new IllegalArgumentException(
                    "--key: expected the key of a witness, got that of a log; make one with vigil audit"
                            + " key NAME --witness");
        }
        SignedNote signed =
                new Witness(KeyLines.read(log), witness, ListKeysFile.privateKey(privateKey), state)
                        .cosign(PublishedLog.at(from), System.currentTimeMillis() / 1_000);
        if (file == null) {
            spec.commandLine().getOut().print(signed);
            spec.commandLine().getOut().flush();
        } else {
            Files.writeString(file, signed.toString());
            spec.commandLine().getOut().println("Written: " + file);
        }
        return 0;
    }
}
