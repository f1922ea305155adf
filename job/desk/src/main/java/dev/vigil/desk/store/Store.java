package dev.vigil.desk.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A database with the tables of the desk. */
public final class Store implements AutoCloseable {
    private static final String FOLDER = "migration";
    private static final String MIGRATIONS = "dev/vigil/desk/store/" + FOLDER;
    private static final String HISTORY = "flyway_history";

    /** How long a writer waits for another one of the same file. */
    private static final int BUSY_MS = 10_000;

    /** Connections at once: more requests wait for one. */
    private static final int MOST_CONNECTIONS = 16;

    private static final Duration IDLE = Duration.ofMinutes(1);

    /** A database that does not answer at all, as its machine is gone, is given up so soon: s. */
    private static final int SILENT_S = 300;

    private static final int CONNECTED_WITHIN_S = 10;

    /** Rows of each index, for the statistics of SQLite. */
    private static final int MOST_ANALYZED = 200;

    private final DataSource database;
    private final Jdbi jdbi;
    private final Dialect dialect;

    private Store(DataSource database, Dialect dialect) {
        this.database = database;
        this.jdbi = Jdbi.create(database);
        this.dialect = dialect;
    }

    /**
     * Makes the tables that are missing. Connections are kept for the next that needs one: close
     * it.
     *
     * @throws StoreException where there is no such database, or it is of a later version
     */
    public static Store open(StoreAddress address) {
        return open(address, Store::pooled);
    }

    /**
     * The same by way of another data source.
     *
     * @param way from the one of the address, used once the tables are there
     */
    static Store open(StoreAddress address, UnaryOperator<DataSource> way) {
        Dialect dialect = address.dialect();
        DataSource database = dialect == Dialect.SQLITE ? sqlite(address) : postgres(address);
        if (!isUpToDate(database)) {
            migrate(database, address);
        }
        // From here on no statement takes long; a migration may.
        if (database instanceof PGSimpleDataSource postgres && postgres.getSocketTimeout() == 0) {
            postgres.setSocketTimeout(SILENT_S);
        }
        return new Store(way.apply(database), dialect);
    }

    /** Flyway takes longer to start than all of the desk. */
    private static boolean isUpToDate(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet done =
                        statement.executeQuery(
                                "select count(*) from "
                                        + HISTORY
                                        + " where success and version is not null")) {
            return done.next() && done.getLong(1) == migrations();
        } catch (SQLException e) {
            // A database without these tables, or none at all: Flyway finds that out.
            return false;
        }
    }

    /** How many there are in this version. */
    static long migrations() {
        URL folder = Store.class.getResource(FOLDER);
        try {
            URLConnection connection = folder.openConnection();
            connection.setUseCaches(false);
            if (connection instanceof JarURLConnection jar) {
                try (JarFile file = jar.getJarFile()) {
                    return file.stream()
                            .filter(it -> it.getName().startsWith(MIGRATIONS))
                            .filter(it -> it.getName().endsWith(".sql"))
                            .count();
                }
            }
            try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
                return files.count();
            }
        } catch (IOException | URISyntaxException e) {
            throw new StoreException(
                    "expected the migrations of the store at " + folder + ", got '" + e + "'", e);
        }
    }

    private static void migrate(DataSource database, StoreAddress address) {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:" + MIGRATIONS)
                    .table(HISTORY)
                    .placeholders(address.dialect().placeholders())
                    .validateMigrationNaming(true)
                    // One that this version does not know is of a later one.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "--store: expected a database at "
                            + address
                            + " that this version can bring up to date, got '"
                            + e.getMessage()
                            + "'",
                    e);
        }
    }

    static HikariDataSource pooled(DataSource database) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(database);
        pool.setPoolName("desk");
        pool.setMaximumPoolSize(MOST_CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(IDLE.toMillis());
        pool.setConnectionTimeout(BUSY_MS);
        return new HikariDataSource(pool);
    }

    /** Offsets and what people decided must survive a loss of power: each commit is on the disk. */
    private static DataSource sqlite(StoreAddress address) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MS);
        // Who reads first and writes then would be refused where another one wrote in between.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(address.url());
        return source;
    }

    private static DataSource postgres(StoreAddress address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.url());
        source.setReWriteBatchedInserts(true);
        source.setConnectTimeout(CONNECTED_WITHIN_S);
        source.setTcpKeepAlive(true);
        if (address.user() != null) {
            source.setUser(address.user());
        }
        if (address.password() != null) {
            source.setPassword(address.password());
        }
        return source;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The database's clock, one for all desks of a store: UTC epoch ms. */
    public long nowMs(Handle handle) {
        return handle.select("select " + dialect.now()).mapTo(Long.class).one();
    }

    /**
     * Brings the statistics up to date that the planner of SQLite chooses indexes by; PostgreSQL
     * does so by itself. Of tables that have grown ten times since, by samples of each index, a
     * table at a time: all of them at once would hold up writers for half a minute over gigabytes.
     */
    public void keepStatistics() {
        if (dialect != Dialect.SQLITE) {
            return;
        }
        try (Handle handle = handle()) {
            // 0x10000: tables that this connection has not asked too; 2: analyze; 1: only say how.
            List<String> due =
                    handle.createQuery("pragma optimize = 0x10003").mapTo(String.class).list();
            handle.execute("pragma analysis_limit = " + MOST_ANALYZED);
            due.stream().filter(it -> it.startsWith("ANALYZE ")).forEach(handle::execute);
            if (!due.isEmpty() && database instanceof HikariDataSource pool) {
                // A connection knows the statistics that were there when it was opened.
                pool.getHikariPoolMXBean().softEvictConnections();
            }
        }
    }

    /** A connection; to be closed. */
    public Handle handle() {
        return jdbi.open();
    }

    /** What it takes on disk, without a log that is still to be merged. */
    public long bytes(Handle handle) {
        return handle.createQuery(dialect.size()).mapTo(Long.class).one();
    }

    /**
     * Writes all of it to a file, as it is at one moment; the desk goes on meanwhile. Put in the
     * place of the store's file, it is the store.
     *
     * @throws StoreException where the file is there already, or this is PostgreSQL
     */
    public void backup(Path file) {
        if (dialect != Dialect.SQLITE) {
            throw new StoreException(
                    "--store: expected a file of SQLite, got PostgreSQL; use its own pg_dump",
                    null);
        }
        if (Files.exists(file)) {
            throw new StoreException(
                    "FILE: expected a new file, got one that is there: '"
                            + file
                            + "'; name another one",
                    null);
        }
        try (Handle handle = handle()) {
            handle.execute("vacuum into ?", file.toString());
        }
    }

    @Override
    public void close() {
        if (database instanceof HikariDataSource pool) {
            pool.close();
        }
    }
}
