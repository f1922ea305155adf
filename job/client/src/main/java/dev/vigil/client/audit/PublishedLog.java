package dev.vigil.client.audit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A log as it is published (C2SP tlog-tiles): files under a folder or an address. */
@FunctionalInterface
public interface PublishedLog {
    /** The checkpoint's path. */
    String CHECKPOINT = "checkpoint";

    /** Before the path of the pages beside a tile of entries: their records' digests. */
    String PAGES = "pages/";

    /**
     * A file.
     *
     * @param path below the log's prefix
     * @return empty where it is not there
     * @throws IOException where that can't be known
     */
    Optional<byte[]> get(String path) throws IOException;

    /** By a folder, or an address that begins with http. */
    static PublishedLog at(String where) {
        return isAddress(where)
                ? new HttpLog(URI.create(where.endsWith("/") ? where : where + "/"))
                : new FolderLog(Path.of(where));
    }

    static boolean isAddress(String where) {
        return where.startsWith("http://") || where.startsWith("https://");
    }
}
