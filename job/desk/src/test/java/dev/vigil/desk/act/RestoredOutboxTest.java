package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.RecordPlace;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backup that was made between an order and its sending does not send it twice. */
class RestoredOutboxTest {
    private static final long T0 = 1_795_507_200_000L;

    @TempDir private Path folder;

    private static void add(Handle handle, String id, long madeAt) {
        DeskOutbox.add(
                handle,
                new OutboxRow(
                        id,
                        "acks",
                        "n-1".getBytes(StandardCharsets.UTF_8),
                        List.of(),
                        new byte[0],
                        madeAt,
                        "oidc:wang"));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNotTriedIsLookedForFirst(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            add(handle, "sent", T0);
            add(handle, "waits", T0);
            add(handle, "new", T0 + 2);
            DeskOutbox.sent(handle, "sent", new RecordPlace("acks", 0, 7), T0 + 1);

            DeskOutbox.doubt(handle, T0 + 2, T0 + 3);
            add(handle, "newer", T0 + 4);

            assertThat(
                            handle.select("select id from outbox where tried_at is not null")
                                    .mapTo(String.class)
                                    .list())
                    .containsExactly("waits");
        }
    }
}
