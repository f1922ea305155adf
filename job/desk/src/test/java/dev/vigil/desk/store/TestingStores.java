package dev.vigil.desk.store;

import java.nio.file.Path;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;

/** An empty store of either kind: each test runs on both. */
public enum TestingStores {
    SQLITE {
        @Override
        public StoreAddress address(Path folder) {
            // No power is lost in a test: a commit need not wait for the disk.
            return new StoreAddress(
                    "jdbc:sqlite:"
                            + folder.resolve(UUID.randomUUID() + ".sqlite")
                            + "?synchronous=OFF",
                    null,
                    null);
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

    /** Of a store that nothing is in. */
    public abstract StoreAddress address(Path folder);

    public Store open(Path folder) {
        return Store.open(address(folder), UnaryOperator.identity());
    }

    /** The same store by way of a data source of the test's. */
    public static Store open(StoreAddress address, UnaryOperator<DataSource> way) {
        return Store.open(address, way);
    }
}
