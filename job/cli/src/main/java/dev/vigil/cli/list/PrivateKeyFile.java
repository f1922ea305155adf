package dev.vigil.cli.list;

import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.Set;

/** Writes a new private key, which only its owner may read. */
public final class PrivateKeyFile {
    private PrivateKeyFile() {}

    /**
     * Writes it, and never over another one.
     *
     * @throws IOException where the file is there, or can't be written
     */
    public static void write(Path file, PrivateKey key) throws IOException {
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
            byte[] pem = ListKeys.pem(key).getBytes(StandardCharsets.UTF_8);
            out.write(ByteBuffer.wrap(pem));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(
                    "--out: expected a new file, got '"
                            + file
                            + "', which is there; what was signed with it would be refused",
                    e);
        }
    }
}
