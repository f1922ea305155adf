package dev.vigil.client.report;

import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The body of each call in a file of its own, {@code statements-00001.json}, or, in one file that
 * ends in {@code .ndjson}, on a line of its own.
 */
public final class BatchFiles implements ReasonsExport.Batches, AutoCloseable {
    private static final String LINES = ".ndjson";

    private final Path to;
    private final OutputStream lines;
    private int count;

    /**
     * @param to a file that ends in .ndjson and does not exist, or a folder that is empty or new
     */
    public BatchFiles(Path to) throws IOException {
        this.to = to;
        if (to.toString().endsWith(LINES)) {
            if (Files.exists(to)) {
                throw new IOException(
                        "--out: expected a file that does not exist, got '" + to + "'; remove it");
            }
            lines = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW);
        } else {
            lines = null;
            Files.createDirectories(to);
            try (Stream<Path> files = Files.list(to)) {
                if (files.findAny().isPresent()) {
                    throw new IOException(
                            "--out: expected an empty folder, got files in '"
                                    + to
                                    + "'; name another");
                }
            }
        }
    }

    @Override
    public void write(List<Map<String, Object>> statements) throws IOException {
        count++;
        byte[] body = Json.bytes(Map.of("statements", statements));
        if (lines != null) {
            lines.write(body);
            lines.write('\n');
        } else {
            String name = String.format(Locale.ROOT, "statements-%05d.json", count);
            Files.write(to.resolve(name), body, StandardOpenOption.CREATE_NEW);
        }
    }

    /** Calls written. */
    public int count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
