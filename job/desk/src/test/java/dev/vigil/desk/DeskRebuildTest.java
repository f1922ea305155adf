package dev.vigil.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.desk.store.Lease;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreException;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows are emptied where no desk follows the topics, and by one process at a time. */
class DeskRebuildTest {
    @TempDir private Path folder;

    private static Store filled(TestingStores kind, Path folder) {
        Store store = kind.open(folder);
        try (Handle handle = store.handle()) {
            handle.execute(
                    "insert into note (subject, part, off, at) values ('notice/n-1', 0, 0, 1)");
        }
        return store;
    }

    private static long rows(Store store) {
        try (Handle handle = store.handle()) {
            return handle.select("select count(*) from note").mapTo(Long.class).one();
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whereADeskFollowsNothingIsChanged(TestingStores kind) {
        Store store = filled(kind, folder);
        Lease desk = new Lease(store, Desk.LEASE, "host-1:8082/77");
        assertThat(desk.beat()).isTrue();

        assertThatThrownBy(() -> DeskRebuild.run(store, Duration.ZERO))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("--rebuild: expected a store that no desk follows, got one")
                .hasMessageContaining("host-1:8082/77 follows; nothing is changed: stop all desks");
        assertThat(rows(store)).isEqualTo(1);
        assertThat(desk.beat()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void itWaitsForADeskThatEndsAndGivesTheLeaseBack(TestingStores kind) throws Exception {
        Store store = filled(kind, folder);
        Lease desk = new Lease(store, Desk.LEASE, "host-1:8082/77");
        assertThat(desk.beat()).isTrue();
        CompletableFuture<Void> rebuilt = CompletableFuture.runAsync(() -> rebuild(store));
        desk.close();
        rebuilt.get(5, TimeUnit.MINUTES);

        assertThat(rows(store)).isZero();
        assertThat(desk.beat()).isTrue();
    }

    private static void rebuild(Store store) {
        try {
            DeskRebuild.run(store, Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
