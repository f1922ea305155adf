package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.store.RowsRead;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the sender of the outbox asks for many times a second, and a preview: some rows, however
 * many orders were sent and verdicts made. Without one index it is a table of years.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActRowsReadTest {
    private static final int ROWS = 5_000;
    private static final long MOST_READ = 2_000;

    private static final List<String> FILL =
            List.of(
                    "outbox (id, topic, subject, rec_key, headers, body, made_at, made_by, n, part,"
                            + " off, sent_at) select 'r-' || n, 'notices', 'n-' || n,"
                            + " decode('00', 'hex'), '[]', decode('00', 'hex'), n, 'oidc:wang', n,"
                            + " case when n % 500 > 0 then 0 end, case when n % 500 > 0 then n end,"
                            + " case when n % 500 > 0 then n end",
                    "event (topic, part, off, kind, subject, ce_id, at, stored_at, stored_by, actor,"
                            + " headers, digest) select 'notices', 0, n, 'NOTICE_TRIAGED',"
                            + " 'n-' || n, 'r-' || n, n, n, 'CreateTime', 'wang', '[]', ''",
                    "verdict (verdict_id, revision, part, off, session_id, start_at, judged_at,"
                            + " state) select 's-' || n || '/1', 1, 0, n, 's-' || n, 0, n, 'CLOSED'",
                    "verdict_work (verdict_id, work_id, revision, action, judged_at)"
                            + " select 's-' || n || '/1', 'w-' || n % 100, 1, 'OBSERVE', n");

    @TempDir private Path folder;
    private Handle store;

    @BeforeAll
    void fill() {
        store = TestingStores.POSTGRES.open(folder).handle();
        RowsRead.fill(store, FILL, ROWS);
    }

    @AfterAll
    void close() {
        if (store != null) {
            store.close();
        }
    }

    /** By the indexes that each needs. */
    private static Map<String, Consumer<Handle>> statements() {
        Map<String, Consumer<Handle>> statements = new TreeMap<>();
        statements.put(
                "outbox_due, outbox_lane",
                it -> {
                    DeskOutbox.due(it, ROWS, List.of(), 100);
                    DeskOutbox.doubt(it, ROWS, ROWS);
                });
        statements.put("outbox_pkey", it -> DeskOutbox.row(it, "r-7"));
        statements.put("event_id", it -> DeskOutbox.found(it, "notices", "r-7"));
        statements.put(
                "verdict_work_latest, verdict_work_pkey",
                it -> MatchedLately.of(it, List.of("w-1", "w-2", "w-3"), 0, 1_000));
        statements.put(
                "verdict_pkey, verdict_judged",
                it ->
                        MatchedLately.of(it, List.of("w-7"), 0, 1_000)
                                .read(List.of("s-7/1", "s-107/1")));
        return statements;
    }

    private static Stream<String> indexes() {
        return statements().keySet().stream();
    }

    private static long read(Handle inside, String index) {
        return RowsRead.by(inside, () -> statements().get(index).accept(inside));
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void itReadsSomeRows(String index) {
        store.useTransaction(
                inside -> {
                    assertThat(read(inside, index)).isBetween(1L, MOST_READ);
                    inside.execute("set local plan_cache_mode = force_generic_plan");
                    assertThat(read(inside, index)).isBetween(0L, MOST_READ);
                    inside.rollback();
                });
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void withoutItsIndexItReadsThemAll(String index) {
        store.useTransaction(
                inside -> {
                    RowsRead.without(inside, index);
                    assertThat(read(inside, index)).isGreaterThan(MOST_READ);
                    inside.rollback();
                });
    }
}
