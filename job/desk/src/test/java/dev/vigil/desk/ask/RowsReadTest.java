package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.ask.AlertQuery.ShownAlerts;
import dev.vigil.desk.store.RowsRead;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A page reads some rows, however many there are: PostgreSQL counts them. Each of these would read
 * a table of years without one index; that it does is the other half of the test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowsReadTest {
    /** As many as a page may not read; with more of them it reads no more. */
    private static final int ROWS = Integer.getInteger("desk.rows", 5_000);

    /** Of the 500 last notices on a work: two tables, each by an index. */
    private static final long MOST_READ = 2_500;

    private static final long NOW = 1_795_507_200_000L;

    /** Of a row n: from 2013 to 2026. */
    private static final String DAY = "to_char(date '2013-01-01' + n, 'YYYY-MM-DD')";

    /** Of rows with numbers n; most are about one thing, and over. */
    private static final List<String> FILL =
            List.of(
                    "notice (notice_id, r_off, received_at, notifier, s_off, generation, state, track,"
                            + " as_of, last_level, is_over, waits_for_others, urgent_at) select 'n-' || n,"
                            + " n, n, 'studio-' || n % 3, n, 1, case when n % 50 = 1 then 'REJECTED' else"
                            + " 'ACTIONED' end, 'STANDARD', n, case when n % 1000 = 1 then 'E3' else 'E5'"
                            + " end, case when n % 100 = 0 then 0 else 1 end, 0, n",
                    "notice_work (notice_id, off, n, work_id, received_at)"
                            + " select 'n-' || n, n, 0, 'w', n",
                    "alert (alert_key, off, part, topic, subject, generation, level, fires_at)"
                            + " select 'n-' || n || '/1/E2', n, 0, 'escalations', 'n-' || n, 1, 'E2', n",
                    "alert_run (notice_id, generation, outcome, last_order, last_key, last_by,"
                            + " last_since, seen_order) select 'n-' || n, 1, case when n % 100 = 0 then null"
                            + " else 'ACTIONED' end, 3, 'n-' || n || '/1/E2', n, n, case when n % 200 = 0"
                            + " then 3 end",
                    "command (command_id, topic, subject, issued_at, is_item)"
                            + " select 'c-' || n, 'commands', 's-' || n, "
                            + NOW
                            + " - n, 0",
                    "command_answer (command_id, topic, subject, answer, issued_at)"
                            + " select 'c-' || n, 'session.confirmations', 's-' || n,"
                            + " case when n % 100 = 0 then null else 'CONFIRMED' end, "
                            + NOW
                            + " - n",
                    "user_report (subject_id, part, off, stored_at) select 's-' || n, 0, n, n",
                    "user_report_triage (subject_id, reported_from, reported_to, reported_off,"
                            + " seen_to, seen_off) select 's-' || n, n, n, n,"
                            + " case when n % 100 > 0 then n end, case when n % 100 > 0 then n end",
                    "verdict (verdict_id, revision, session_id, start_at, account_id, judged_at, state)"
                            + " select 's-' || n || '/1', 1, 's-' || n, 0, 'a-' || n % 100, n, 'CLOSED'",
                    "verdict_work (verdict_id, work_id, revision, action, judged_at)"
                            + " select 's-' || n || '/1', case when n % 2 = 0 then 'w' else 'w-' || n"
                            + " end, 1, 'OBSERVE', n",
                    "session (session_id, start_at, last_at, account_id, is_open, action, verdict_id)"
                            + " select 's-' || n, 0, n, 'a-' || n % 100,"
                            + " case when n % 100 = 0 then 1 else 0 end, 'OBSERVE', 's-' || n || '/1'",
                    "event (topic, part, off, kind, subject, at, stored_at, stored_by, actor, headers,"
                            + " digest) select 'signal.states', 0, n, case when n % 100 = 0 then"
                            + " 'LIST_UPSERTED' else 'NOTICE_TRIAGED' end, 'x', n, n, 'CreateTime', 'wang',"
                            + " '[]', ''",
                    "signal (signal_id, off, part, at, reason_code, decided_by) select 'g-' || n, n,"
                            + " 0, n, case when n % 100 = 0 then 'WORK_AMBIGUOUS' end, null",
                    "dead_letter (id, of_topic, of_part, of_off, reason, at, topic, part, off)"
                            + " select 'd-' || n, 'notices', 0, n, case when n % 500 = 0 then"
                            + " 'UNREADABLE' else 'UNKNOWN_NOTICE' end, n, 'deadletters', 0, n",
                    "seal (origin, size) select 'log', n",
                    "list_version (entry_id, version, part, off, batch, work_id, issued_at,"
                            + " published_at) select 'e-' || n, 1, 0, n, 'film/' || n % 100,"
                            + " 'w-' || n % 100, n, n",
                    "refused_record (topic, part, off) select 'list', 0, 2 * n",
                    "refused_record (topic, part, off) select 'notices', 0, 2 * n",
                    "usage_row (row_id, revision, off, part, day, work_id, territory, used_ms,"
                            + " sessions, is_held, state) select 'u-' || n, 1, n, 0, "
                            + DAY
                            + ", 'w', 'CN', 1, 1, 0, case when n % 500 = 0 then 'AMENDED' else"
                            + " 'SETTLED' end",
                    "usage_share (row_id, owner_id, revision, off, day, share_bp, amended)"
                            + " select 'u-' || n, 'studio', 1, n, "
                            + DAY
                            + ", 10000, case when n % 500 = 0 then 1 end",
                    "list_receipt (batch, reader, published_at) select 'film/' || n, 'JUDGE', n",
                    "account (account_id, step, offences, pending, tried) select 'a-' || n, case when"
                            + " n % 200 = 0 then 'S1' else 'S0' end, case when n % 100 = 0 then 1"
                            + " else 0 end, 0, 0",
                    "appeal (account_id, appeal_id, measure_id, at, outcome) select 'a-' || n,"
                            + " 'p-' || n, 'm', n,"
                            + " case when n % 100 = 0 then null else 'UPHELD' end",
                    "audit_row (id, at, person, roles, deed, subject, form_sha256)"
                            + " select 'r-' || n, n, 'oidc:' || n % 2, '', 'note', 'x', ''");

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

    /** By the index that each needs. */
    private static Map<String, Consumer<Handle>> pages() {
        Map<String, Consumer<Handle>> pages = new TreeMap<>();
        pages.put("alert_run_unseen", it -> alerts(it, ShownAlerts.UNSEEN));
        pages.put("alert_run_seen", it -> alerts(it, ShownAlerts.SEEN));
        pages.put("notice_queue, notice_sender", it -> queue(it, null, null, false));
        pages.put("notice_sender, notice_queue", it -> QueueQuery.counts(it, "wang", NOW));
        pages.put("notice_over", it -> queue(it, null, null, true));
        pages.put("notice_over_state", it -> queue(it, "REJECTED", null, true));
        pages.put("notice_over_level", it -> queue(it, null, "E3", true));
        pages.put(
                "notice_queue, notice_sender, notice_work_named",
                it -> QueueQuery.page(it, ofWork("w", false), null, ListPage.MOST));
        pages.put("notice_work_received", it -> WorkQuery.notices(it, "w"));
        pages.put("notice_sender", it -> SearchQuery.of(it, "studio", 8));
        pages.put(
                "command_open",
                it ->
                        CommandQuery.page(
                                it, new CommandQuery.Wanted(null, true), null, NOW + 1_000));
        pages.put("user_report_waiting", it -> ReportedQuery.page(it, true, null));
        pages.put("verdict_work_latest", it -> sessions(it, "w", null));
        pages.put(
                "session_open, session_open_action",
                it -> SessionQuery.page(it, new SessionQuery.Wanted("w", null, null, true), null));
        pages.put("verdict_account", it -> sessions(it, "w", "a-8"));
        pages.put("session_account", it -> sessions(it, null, "a-7"));
        pages.put("session_last", it -> sessions(it, null, null));
        pages.put(
                "event_caused_kind",
                it ->
                        AuditQuery.page(
                                it, new AuditQuery.Wanted(null, "LIST_UPSERTED", null), null));
        pages.put("signal_at", it -> SignalQuery.page(it, null, false, null));
        pages.put("signal_undecided", it -> SignalQuery.page(it, null, true, null));
        pages.put(
                "account_counted",
                it ->
                        AccountQuery.page(
                                it, new AccountQuery.Wanted(null, false, false, false), null));
        pages.put(
                "appeal_open",
                it ->
                        AccountQuery.page(
                                it, new AccountQuery.Wanted(null, false, true, false), null));
        pages.put("dead_letter_reason", DeadLetterQuery::reasons);
        pages.put("list_receipt_published", ListQuery::batches);
        pages.put(
                "list_version_work",
                it -> {
                    WorkQuery.entries(it, "w-7");
                    list(it, null, "w-7");
                });
        pages.put("list_version_batch", it -> list(it, "film/7", null));
        pages.put(
                "usage_share_amended",
                it -> new OwnerQuery(it, "studio").ofStatement(YearMonth.of(2026, 2)));
        pages.put("seal_pkey", AuditQuery::heads);
        pages.put("audit_row_person", it -> DistinctValues.of(it, "audit_row", "person", 200));
        return pages;
    }

    private static void alerts(Handle store, ShownAlerts shown) {
        AlertQuery.page(store, null, shown, null, ListPage.MOST);
    }

    private static void queue(Handle store, String state, String level, boolean over) {
        QueueFilter filter = new QueueFilter(null, null, state, level, null, over, null, "wang");
        QueueQuery.page(store, filter, null, ListPage.MOST);
    }

    private static void list(Handle store, String batch, String work) {
        ListQuery.page(store, new ListQuery.Wanted(null, null, batch, work, true), null, NOW);
    }

    private static QueueFilter ofWork(String work, boolean over) {
        return new QueueFilter(null, null, null, null, work, over, null, "wang");
    }

    private static void sessions(Handle store, String work, String account) {
        SessionQuery.page(store, new SessionQuery.Wanted(work, account, null, false), null);
    }

    private static Stream<String> indexes() {
        return pages().keySet().stream();
    }

    private static long read(Handle inside, String index) {
        return RowsRead.by(inside, () -> pages().get(index).accept(inside));
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void aPageReadsSomeRows(String index) {
        long read = store.inTransaction(inside -> read(inside, index));

        assertThat(read).isBetween(1L, MOST_READ);
    }

    /** PostgreSQL makes one where a statement is asked often: it knows no values, nor how many. */
    @ParameterizedTest
    @MethodSource("indexes")
    void aPageReadsSomeRowsByAPlanForAllValues(String index) {
        long read =
                store.inTransaction(
                        inside -> {
                            inside.execute("set local plan_cache_mode = force_generic_plan");
                            return read(inside, index);
                        });

        assertThat(read).isBetween(1L, MOST_READ);
    }

    /** However many years a work was used: each has some rows of a day. */
    @Test
    void theMonthsOfAWorkReadTheRowsOfAYear() {
        for (Consumer<Handle> months :
                List.<Consumer<Handle>>of(
                        it -> WorkQuery.months(it, "w"),
                        it -> new OwnerQuery(it, "studio").months("w"))) {
            long read = store.inTransaction(it -> RowsRead.by(it, () -> months.accept(it)));

            assertThat(read).isBetween(365L, MOST_READ);
        }
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
