package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.desk.store.StoreDigest;
import dev.vigil.desk.store.TestingStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the disk is full the desk waits, and goes on once it is not. */
class FullDiskTest {
    /** More than there are. */
    private static final int ROOM = 1_000_000;

    @TempDir private Path folder;

    /** Pages that the file of the database may have. */
    private volatile int pages = ROOM;

    private DataSource limited(DataSource database) {
        return (DataSource)
                Proxy.newProxyInstance(
                        FullDiskTest.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) -> {
                            try {
                                Object result = method.invoke(database, arguments);
                                return result instanceof Connection connection
                                        ? limited(connection)
                                        : result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private Connection limited(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma max_page_count = " + pages);
        }
        return connection;
    }

    private static Map<String, String> digests(Store store) {
        List<String> tables = new ArrayList<>(Projections.all().tables());
        tables.addAll(List.of("event", "source", "gap"));
        try (Handle handle = store.handle()) {
            return StoreDigest.of(handle, tables);
        }
    }

    @Test
    void aFullDiskIsWaitedFor() throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        new TestingHistory(6, log).send(400);
        StoreAddress address = TestingStores.SQLITE.address(folder);
        Store store = TestingStores.open(address, this::limited);
        // What the file has, and nothing more.
        pages = 1;
        List<String> warned = new ArrayList<>();
        TestingTopicLog reader = log.reader();
        try (Projector projector =
                new Projector(
                        store,
                        reader,
                        Projections.topics(),
                        Projections.all(),
                        Duration.ZERO,
                        () -> {})) {
            projector.follow(
                    () -> {
                        boolean isFull = pages < ROOM;
                        if (warned.size() == 3) {
                            pages = ROOM;
                        }
                        return isFull || !reader.isRead();
                    },
                    warned::add);
        }
        assertThat(warned).hasSize(3).allMatch(it -> it.contains("full"));

        Store calm = TestingStores.SQLITE.open(folder);
        TestingTopicLog again = log.reader();
        try (Projector projector =
                new Projector(calm, again, Projections.topics(), Projections.all())) {
            projector.resume();
            while (!again.isRead()) {
                projector.poll();
            }
        }
        assertThat(digests(store)).isEqualTo(digests(calm));
    }
}
