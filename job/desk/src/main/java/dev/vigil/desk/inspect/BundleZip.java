package dev.vigil.desk.inspect;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A bundle as one file: the same files give the same bytes. */
final class BundleZip {
    /** Of each file, as a ZIP has no zone: when it was made is in the bundle. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private BundleZip() {}

    /**
     * Writes it, one file after the other.
     *
     * @param name of the folder in it
     */
    static void write(Path bundle, String name, OutputStream out) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(bundle)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out));
        for (Path file : files) {
            ZipEntry entry =
                    new ZipEntry(
                            name + "/" + bundle.relativize(file).toString().replace('\\', '/'));
            entry.setTimeLocal(TIME);
            zip.putNextEntry(entry);
            Files.copy(file, zip);
            zip.closeEntry();
        }
        zip.finish();
        zip.flush();
    }
}
