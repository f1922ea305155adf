package dev.vigil.cli.list;

import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Set;
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
            "for the file that the jobs get as list.keys. Needs no Kafka."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil list key 'Copyright administration' --out ncac.pem >> list.keys",
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
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (var out =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        owner)) {
            byte[] pem = ListKeys.pem(pair.getPrivate()).getBytes(StandardCharsets.UTF_8);
            out.write(java.nio.ByteBuffer.wrap(pem));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(
                    "--out: expected a new file, got '"
                            + file
                            + "', which is there; what was signed with it would be refused",
                    e);
        }
        spec.commandLine().getOut().println(ListKeys.line(pair.getPublic(), authority));
        return 0;
    }
}
