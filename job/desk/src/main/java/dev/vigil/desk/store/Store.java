package dev.vigil.desk.store;

import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A database with the tables of the desk. */
public final class Store {
    private static final String MIGRATIONS = "classpath:dev/vigil/desk/store/migration";
    private static final String HISTORY = "flyway_history";

    /** How long a writer waits for another one of the same file. */
    private static final int BUSY_MS = 10_000;

    private final Jdbi jdbi;
    private final Dialect dialect;

    private Store(Jdbi jdbi, Dialect dialect) {
        this.jdbi = jdbi;
        this.dialect = dialect;
    }

    /**
     * Makes the tables that are missing.
     *
     * @throws StoreException where there is no such database, or it is of a later version
     */
    public static Store open(StoreAddress address) {
        return open(address, UnaryOperator.identity());
    }

    /**
     * The same by way of another data source.
     *
     * @param way from the one of the address, used once the tables are there
     */
    static Store open(StoreAddress address, UnaryOperator<DataSource> way) {
        Dialect dialect = address.dialect();
        DataSource database = dialect == Dialect.SQLITE ? sqlite(address) : postgres(address);
        migrate(database, address);
        return new Store(Jdbi.create(way.apply(database)), dialect);
    }

    private static void migrate(DataSource database, StoreAddress address) {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .locations(MIGRATIONS)
                    .table(HISTORY)
                    .placeholders(address.dialect().placeholders())
                    .validateMigrationNaming(true)
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

    /** A connection; to be closed. */
    public Handle handle() {
        return jdbi.open();
    }
}
