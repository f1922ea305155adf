package dev.vigil.cli.list;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListSignature;
import dev.vigil.stream.options.ListKeysFile;
import java.nio.file.Path;
import java.security.PrivateKey;
import picocli.CommandLine.Option;

/** Whose signature an entry gets; where the jobs ask for none, none is needed. */
final class Signing {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "sign with this private key, for jobs that run with list.keys (vigil list key)")
    private Path file;

    private PrivateKey key;

    boolean asked() {
        return file != null;
    }

    /** The entry with a signature, where a key was given and it has none yet. */
    ListEntry sign(ListEntry entry) {
        if (file == null || entry.signature() != null) {
            return entry;
        }
        if (entry.authority() == null) {
            throw new IllegalArgumentException(
                    entry.entryId()
                            + ": expected an authority to sign for, got none; name who lists the"
                            + " entry");
        }
        Authorities.requireOwn(entry);
        if (key == null) {
            key = ListKeysFile.privateKey(file);
        }
        return entry.withSignature(ListSignature.sign(Json.bytes(entry), key));
    }
}
