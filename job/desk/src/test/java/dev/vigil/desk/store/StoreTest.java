package dev.vigil.desk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreTest {
    @TempDir private Path folder;

    private static long installed(Handle store) {
        return store.createQuery("select count(*) from flyway_history").mapTo(Long.class).one();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void oneThatIsUpToDateIsOpenedWithoutFlyway(TestingStores kind) {
        StoreAddress address = kind.address(folder);
        try (Store first = Store.open(address);
                Handle handle = first.handle()) {
            assertThat(installed(handle)).isEqualTo(Store.migrations());
            // Flyway would refuse this.
            handle.execute("update flyway_history set checksum = 1");
        }
        try (Store again = Store.open(address);
                Handle handle = again.handle()) {
            assertThat(installed(handle)).isEqualTo(Store.migrations());
            handle.execute("update flyway_history set success = false where version = '1'");
        }
        assertThatThrownBy(() -> Store.open(address)).isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void oneOfALaterVersionIsRefused(TestingStores kind) {
        StoreAddress address = kind.address(folder);
        try (Store first = Store.open(address);
                Handle handle = first.handle()) {
            handle.execute(
                    "insert into flyway_history (installed_rank, version, description, type,"
                            + " script, checksum, installed_by, execution_time, success)"
                            + " select installed_rank + 1000, '999', 'later', type, 'V999__later.sql',"
                            + " checksum, installed_by, execution_time, success"
                            + " from flyway_history where version = '1'");
        }

        assertThatThrownBy(() -> Store.open(address))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("that this version can bring up to date");
    }

    /** Without them it reads all records of a topic for those of one session. */
    @Test
    void statisticsLetSqliteChooseTheRightIndex() throws Exception {
        try (Store store = TestingStores.SQLITE.open(folder);
                Handle handle = store.handle()) {
            store.keepStatistics();
            for (Handle one : opened(store)) {
                assertThat(plan(one)).isNotEmpty();
                one.close();
            }
            handle.execute(
                    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)"
                            + " insert into event (topic, part, off, kind, subject, at, stored_at,"
                            + " stored_by, headers, digest) select 'verdicts', 0, i, 'VERDICT',"
                            + " 'session-' || i, i, i, 'CREATE_TIME', '[]', '' from n");

            store.keepStatistics();

            for (Handle later : opened(store)) {
                assertThat(plan(later)).contains("event_subject (subject=?");
                later.close();
            }
        }
    }

    /** Some connections at once: each that the pool has is among them. */
    private static List<Handle> opened(Store store) {
        return Stream.generate(store::handle).limit(4).toList();
    }

    private static String plan(Handle handle) {
        return handle.createQuery(
                        "explain query plan select off from event where subject = 'session-9'"
                                + " and topic = 'verdicts' and kind = 'VERDICT'"
                                + " order by at desc, part desc, off desc limit 20")
                .map((row, context) -> row.getString("detail"))
                .list()
                .toString();
    }

    @Test
    void aBackupIsTheStore() throws Exception {
        Path file = folder.resolve("backup.sqlite");
        Store store = TestingStores.SQLITE.open(folder);
        try (Handle handle = store.handle()) {
            handle.execute("insert into lease (name, owner, beat) values ('x', 'y', 7)");
        }
        store.backup(file);

        try (Store copy = Store.open(StoreAddress.of(file));
                Handle handle = copy.handle()) {
            assertThat(handle.createQuery("select beat from lease").mapTo(Long.class).one())
                    .isEqualTo(7);
        }
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> store.backup(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("name another one");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
