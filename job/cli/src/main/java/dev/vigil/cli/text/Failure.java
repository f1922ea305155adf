package dev.vigil.cli.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** What went wrong, in a line: what was expected, what was got, what to do. */
public final class Failure {
    private static final int MEGABYTE = 1 << 20;

    private Failure() {}

    /** The JDK names a file and leaves the rest to its class: here it is a sentence. */
    public static String told(Throwable e) {
        if (e instanceof OutOfMemoryError || e.getCause() instanceof OutOfMemoryError) {
            return "expected more memory than the "
                    + Runtime.getRuntime().maxMemory() / MEGABYTE
                    + " MB that Java may take, got no more; give it some, such as"
                    + " VIGIL_JAVA_OPTS=-Xmx4g";
        }
        if (e instanceof JsonProcessingException json) {
            return Json.problem(json);
        }
        if (e instanceof FileSystemException wrong && wrong.getReason() == null) {
            String file = wrong.getFile();
            if (e instanceof NoSuchFileException) {
                return file + ": expected a file or folder, got none of that name; check the path";
            }
            if (e instanceof AccessDeniedException) {
                return file
                        + ": expected permission to use it, got a refusal; check its permissions";
            }
            if (e instanceof NotDirectoryException) {
                return file + ": expected a folder, got something else; check the path";
            }
        }
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse(e.toString());
    }

    /**
     * Asked before long work whose result goes into a file.
     *
     * @throws IOException where the file can't be written
     */
    public static void unlessWritable(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new IOException(
                    file + ": expected a file to write, got a folder; name a file in it");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    file + ": expected a folder to write to, got none; make it or change the path");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new AccessDeniedException(file.toString());
        }
    }
}
