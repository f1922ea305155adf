package dev.vigil.desk.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;

/** An empty store of either kind: each test runs on both. */
public enum TestingStores {
    SQLITE {
        @Override
        public StoreAddress address(Path folder) {
            Path file = folder.resolve(UUID.randomUUID() + ".sqlite");
            try {
                Files.copy(migrated(), file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return of(file);
        }
    },
    POSTGRES {
        @Override
        public StoreAddress address(Path folder) {
            Assumptions.assumeTrue(
                    TestingPostgres.isThere(),
                    "no PostgreSQL: install the package postgresql for this test");
            return TestingPostgres.shared().emptyDatabase();
        }
    };

    /** Stores whose connections are kept; tests leave them open. */
    private static final int MOST_POOLS = 8;

    private static final Deque<HikariDataSource> POOLS = new ArrayDeque<>();

    private static Path migrated;

    /** An empty store as a file, to be copied: the migrations take 200 ms. */
    private static synchronized Path migrated() throws IOException {
        if (migrated == null) {
            Path file = Files.createTempFile("migrated", ".sqlite");
            file.toFile().deleteOnExit();
            // The last connection that is closed leaves one file, without a log.
            Store.open(of(file), UnaryOperator.identity()).close();
            migrated = file;
        }
        return migrated;
    }

    private static StoreAddress of(Path file) {
        // No power is lost in a test: a commit need not wait for the disk.
        return new StoreAddress("jdbc:sqlite:" + file + "?synchronous=OFF", null, null);
    }

    /** Of a store that nothing is in. */
    public abstract StoreAddress address(Path folder);

    public Store open(Path folder) {
        return open(address(folder));
    }

    /**
     * With the connections kept that it has: a new one of PostgreSQL takes 20 ms of a processor.
     */
    public static Store open(StoreAddress address) {
        return Store.open(address, TestingStores::kept);
    }

    /** The same store by way of a data source of the test's. */
    public static Store open(StoreAddress address, UnaryOperator<DataSource> way) {
        return Store.open(address, way);
    }

    /** A database with its connections kept, as a desk has it; those of earlier ones are closed. */
    public static synchronized DataSource kept(DataSource database) {
        HikariDataSource pool = Store.pooled(database);
        POOLS.addLast(pool);
        if (POOLS.size() > MOST_POOLS) {
            HikariDataSource first = POOLS.removeFirst();
            if (!first.isClosed()) {
                // It is not closed: its test may go on.
                first.getHikariPoolMXBean().softEvictConnections();
            }
        }
        return pool;
    }
}
