package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.desk.ask.AuditQuery.CausedRow;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The time that a person states is in the body: a page of fifty may not read large ones. */
class StatedTimesTest {
    private static final long AT = 1_795_507_200_000L;
    private static final String BODY = "{\"noticeId\":\"n-1\",\"receivedAt\":" + AT + "}";
    private static final int MOST = 64 * 1024;

    @TempDir private Path folder;

    private static byte[] padded(int bytes) {
        return (" ".repeat(bytes - BODY.length()) + BODY).getBytes(StandardCharsets.UTF_8);
    }

    private static void add(Handle handle, long offset, int bytes) {
        handle.createUpdate(
                        "insert into event (topic, part, off, kind, subject, at, stored_at,"
                                + " stored_by, actor, headers, body, digest)"
                                + " values ('notices', 0, ?, 'COUNTER_NOTICE', 'n-1', ?, 1,"
                                + " 'CreateTime', 'oidc:li', '[]', ?, '')")
                .bind(0, offset)
                .bind(1, AT + offset)
                .bind(2, padded(bytes))
                .execute();
    }

    @ParameterizedTest
    @EnumSource
    void ofALargeRecordItIsLeftOut(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            add(handle, 1, MOST);
            add(handle, 2, MOST + 1);

            assertThat(
                            AuditQuery.page(handle, new AuditQuery.Wanted(null, null, null), null)
                                    .rows())
                    .extracting(CausedRow::offset, CausedRow::stated)
                    .containsExactly(tuple(2L, null), tuple(1L, AT));
        }
    }
}
