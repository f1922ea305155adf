package dev.vigil.cli.list;

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

/** Makes the key pair of an authority. */
@Command(
        name = "key",
        description = {
            "Make a key pair (Ed25519) for an authority.",
            "Writes the private key, which only its owner may read, and prints the line of the public one",
            "for the file that the jobs get as list.keys. Needs no Kafka.",
            "Ids of an authority's entries begin with its name and a dot, so its name has no dot."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil list key ncac --out ncac.pem >> list.keys",
            "  vigil list key vigil --out vigil.pem >> list.keys     for the jobs' own entries",
            "",
            "A key of openssl does as well: openssl genpkey -algorithm ed25519 -out ncac.pem"
        })
public final class ListKeyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "AUTHORITY", description = "as its entries name it")
    private String authority;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "where the private key goes; never written over")
    private Path file;

    @Override
    public Integer call() throws IOException {
        KeyPair pair = ListKeys.create();
        PrivateKeyFile.write(file, pair.getPrivate());
        spec.commandLine().getOut().println(ListKeys.line(pair.getPublic(), authority));
        return 0;
    }
}
