package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordTime;
import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.desk.store.RowsMadeAgain;
import dev.vigil.desk.store.RowsRead;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
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
 * What the projector, retention and erasures ask for once a record: some rows, however long the
 * journal. Without one index it is all of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectRowsReadTest {
    private static final int ROWS = 5_000;
    private static final long MOST_READ = 1_000;

    private static final ColumnGroup BEGUN =
            ColumnGroup.first("session", List.of("session_id", "start_at"), "first_at");

    private static final List<String> FILL =
            List.of(
                    "event (topic, part, off, kind, subject, ce_id, at, stored_at, stored_by, rec_key,"
                            + " headers, digest, person) select 'notices', 0, n, 'NOTICE_TRIAGED',"
                            + " 'n-' || n % 1000, 'r-' || n, n, n, 'CreateTime',"
                            + " convert_to('n-' || n % 1000, 'UTF8'), '[]', '', 'a-' || n % 1000",
                    "dead_letter (id, of_topic, of_part, of_off, subject, at, topic, part, off)"
                            + " select 'd-' || n, 'notices', 0, n, 'n-' || n, n, 'letters', 0, n",
                    "outbox (id, topic, subject, rec_key, headers, body, made_at, made_by, n,"
                            + " refused_at) select 'r-' || n, 'notices', 'n-' || n,"
                            + " decode('00', 'hex'), '[]', decode('00', 'hex'), n, 'oidc:wang', n,"
                            + " case when n % 500 = 0 then n end",
                    "session (session_id, start_at, first_at) select 's-' || n, 0, n");

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
        statements.put("event_pkey", it -> Journal.read(it, "notices", 0, 100, 50));
        statements.put("event_person", it -> Journal.about(it, "a-7", ROWS, 50));
        statements.put("outbox_unsent", it -> Journal.eraseUnsent(it, "a-7", ROWS));
        statements.put("event_subject", it -> Journal.hasLater(it, record(7)));
        statements.put(
                "event_subject, event_pkey",
                it -> {
                    Journal.since(it, "n-7", List.of(Topic.NOTICES), 0, 50);
                    Map<String, List<Long>> from = Map.of("notices", List.of(1L));
                    Journal.behind(it, "n-7", List.of(Topic.NOTICES), from, 50);
                });
        statements.put(
                "dead_letter_place, dead_letter_subject",
                it -> Journal.refusals(it, "n-7", 7, new RecordPlace("notices", 0, 7)));
        statements.put(
                "session_pkey, session_last, session_action",
                it -> new RowsMadeAgain(List.of(BEGUN)).still(it.getConnection(), begun()));
        return statements;
    }

    private static JournaledRecord record(long offset) {
        return JournaledRecord.read(
                new RecordPlace("notices", 0, offset),
                new RecordTime("CreateTime", offset),
                "n-7".getBytes(StandardCharsets.UTF_8),
                List.of(),
                null);
    }

    private static RowChanges begun() {
        RowChanges begun = new RowChanges();
        begun.put(BEGUN, "s-7", 0L, 7L);
        begun.keep();
        return begun;
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
                    assertThat(read(inside, index)).isBetween(1L, MOST_READ);
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
