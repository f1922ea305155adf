package dev.vigil.bench.desk;

import dev.vigil.desk.store.StoreAddress;
import dev.vigil.fixtures.process.PostgresProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The database of a run: a file, a server of its own, or one that is given. */
final class DeskDatabase implements AutoCloseable {
    /** What an operator sets on a machine of this size; all else is as installed. */
    private static final List<String> SETTINGS =
            List.of("shared_buffers=1GB", "max_wal_size=4GB", "effective_cache_size=8GB");

    private final StoreAddress given;
    private final boolean isFile;
    private PostgresProcess server;

    private DeskDatabase(StoreAddress given, boolean isFile) {
        this.given = given;
        this.isFile = isFile;
    }

    static DeskDatabase sqlite() {
        return new DeskDatabase(null, true);
    }

    /** A server that the run starts. */
    static DeskDatabase postgres() {
        return new DeskDatabase(null, false);
    }

    static DeskDatabase given(StoreAddress address) {
        return new DeskDatabase(address, false);
    }

    /** Where the store is, once it can be opened. */
    StoreAddress start(Path folder) throws IOException, InterruptedException {
        if (given != null) {
            return given;
        }
        if (isFile) {
            return StoreAddress.of(folder.resolve("desk.sqlite").toAbsolutePath());
        }
        server = PostgresProcess.start(folder.resolve("postgres"), SETTINGS);
        return new StoreAddress(server.url(), PostgresProcess.USER, null);
    }

    /** As an option of the verb; empty for the default. */
    String option() {
        return isFile ? " --store sqlite" : given == null ? "" : " --store " + given;
    }

    /** For the report. */
    String words() {
        if (isFile) {
            return "SQLite, one file, each commit on the disk";
        }
        return given == null
                ? "PostgreSQL, a process of its own, as installed but for "
                        + String.join(", ", SETTINGS)
                        + "; each commit on the disk"
                : "PostgreSQL at " + given;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
