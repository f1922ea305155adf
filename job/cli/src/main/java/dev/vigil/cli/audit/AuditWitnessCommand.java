package dev.vigil.cli.audit;

import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SignedNote;
import dev.vigil.client.audit.PublishedLog;
import dev.vigil.client.audit.RemoteWitness;
import dev.vigil.client.audit.SeenNotes;
import dev.vigil.client.audit.Witness;
import dev.vigil.stream.options.ListKeysFile;
import java.io.IOException;
import java.net.URI;
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
            "Sign a published checkpoint as a second party (C2SP tlog-cosignature), after checking"
                    + " that",
            "the log still contains all that was signed before. Needs no Kafka.",
            "Run it somewhere that the log's operator can't reach.",
            "With --to the log's operator asks a witness for its signature, over HTTP (C2SP",
            "tlog-witness)."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:signed", "1:not signed: what is published contradicts what was signed"},
        footer = {
            "",
            "--state keeps the last checkpoint that was signed, and is all that a witness"
                    + " remembers.",
            "With --to it is witnesses/ID beside a log that is published in a folder: vigil audit",
            "verify --from reads it there.",
            "",
            "Example:",
            "  vigil audit key witness.example.org --witness --out witness.pem > witness.vkey",
            "  vigil audit witness --log audit.vkey --from https://audit.example.com/ \\",
            "      --key witness.vkey --private-key witness.pem --state seen.txt --out signed.txt",
            "  vigil audit verify --key audit.vkey --seal signed.txt --witness witness.vkey",
            "  vigil audit witness --log audit.vkey --from /srv/audit \\",
            "      --key witness.vkey --to https://witness.example.org/",
            "  vigil audit verify --key audit.vkey --from /srv/audit --witness witness.vkey"
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
            paramLabel = "FILE",
            description = "private key of the witness; not with --to")
    private Path privateKey;

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "the witness that signs: its address for submission")
    private String address;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = {
                "the last checkpoint that it signed; made by the first run (default with --to and a"
                        + " folder:",
                "witnesses/ID in it)"
            })
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
                    "--key: expected the key of a witness, got that of a log; make one with vigil"
                            + " audit key NAME --witness");
        }
        if ((address == null) == (privateKey == null)) {
            throw new IllegalArgumentException(
                    "expected --private-key FILE or --to URL, got "
                            + (address == null ? "neither" : "both")
                            + "; sign as the witness, or ask it");
        }
        NoteKey of = KeyLines.read(log);
        SignedNote signed = address == null ? signed(of, witness) : asked(of, witness);
        if (file == null) {
            spec.commandLine().getOut().print(signed);
            spec.commandLine().getOut().flush();
        } else {
            Files.writeString(file, signed.toString());
            spec.commandLine().getOut().println("Written: " + file);
        }
        return 0;
    }

    private SignedNote signed(NoteKey of, NoteKey witness) throws IOException {
        return new Witness(of, witness, ListKeysFile.privateKey(privateKey), state(witness, false))
                .cosign(PublishedLog.at(from), System.currentTimeMillis() / 1_000);
    }

    private SignedNote asked(NoteKey of, NoteKey witness) throws IOException {
        Path seen = state(witness, !PublishedLog.isAddress(from));
        SignedNote signed =
                new RemoteWitness(URI.create(address), of, witness)
                        .cosign(PublishedLog.at(from), SeenNotes.size(seen, of));
        SeenNotes.keep(signed, seen);
        return signed;
    }

    private Path state(NoteKey witness, boolean isInFolder) {
        if (state == null && !isInFolder) {
            throw new IllegalArgumentException(
                    "--state: expected a file for the last checkpoint that was signed, got none");
        }
        return state == null ? Path.of(from).resolve(SeenNotes.path(witness)) : state;
    }
}
