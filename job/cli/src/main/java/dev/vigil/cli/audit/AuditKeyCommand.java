package dev.vigil.cli.audit;

import dev.vigil.audit.LogName;
import dev.vigil.audit.NoteKey;
import dev.vigil.cli.list.PrivateKeyFile;
import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the key pair of a log or of a witness. */
@Command(
        name = "key",
        description = {
            "Make the key pair (Ed25519) of a log or of a witness.",
            "Writes the private key, which only its owner may read, and prints the verifier key: the",
            "job gets it as audit.log, and everybody who checks the log needs it. Needs no Kafka."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil audit key example.com/audit/1 --out audit.pem > audit.vkey",
            "  vigil audit key witness.example.org --witness --out witness.pem > witness.vkey"
        })
final class AuditKeyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "of a log SITE/audit/NUMBER; of a witness any")
    private String name;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "where the private key goes; never written over")
    private Path file;

    @Option(names = "--witness", description = "the key of a witness")
    private boolean isOfWitness;

    @Override
    public Integer call() throws IOException {
        KeyPair pair = ListKeys.create();
        NoteKey key;
        if (isOfWitness) {
            key = NoteKey.ofWitness(name, pair.getPublic());
        } else {
            LogName.number(name);
            key = NoteKey.of(name, pair.getPublic());
        }
        PrivateKeyFile.write(file, pair.getPrivate());
        spec.commandLine().getOut().println(key.line());
        return 0;
    }
}
