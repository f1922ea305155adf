package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.desk.DeskScene;
import dev.vigil.desk.ask.AlertQuery.ShownAlerts;
import dev.vigil.desk.ask.SearchHit.FoundKind;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists of both databases: each row is on one page, in the order of the list. */
class NoticePagesTest {
    @TempDir private Path folder;

    /** All rows of a list by pages of two. */
    private static <T> List<T> rows(Function<String, ListPage<T>> pages) {
        List<T> rows = new ArrayList<>();
        String after = null;
        do {
            ListPage<T> page = pages.apply(after);
            assertThat(page.rows().size()).isBetween(after == null ? 0 : 1, 2);
            rows.addAll(page.rows());
            after = page.after();
        } while (after != null);
        return rows;
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void eachRowOfAListIsOnOnePage(TestingStores kind) throws Exception {
        Store store = DeskScene.in(kind.open(folder));
        try (Handle handle = store.handle()) {
            same(
                    after -> QueueQuery.page(handle, QueueFilter.open(), after, 2),
                    QueueQuery.page(handle, QueueFilter.open(), null, 500));
            QueueFilter over = new QueueFilter(null, null, null, null, null, true, null, null);
            same(
                    after -> QueueQuery.page(handle, over, after, 2),
                    QueueQuery.page(handle, over, null, 500));
            same(
                    after -> QueueQuery.ofNotifier(handle, "studio", after, 2),
                    QueueQuery.ofNotifier(handle, "studio", null, 500));
            same(
                    after -> AlertQuery.page(handle, null, ShownAlerts.ALL, after, 2),
                    AlertQuery.page(handle, null, ShownAlerts.ALL, null, 500));
            same(
                    after -> NoticeQuery.items(handle, "n-31", after, 2),
                    NoticeQuery.items(handle, "n-31", null, 500));
            same(
                    after -> NotifierQuery.page(handle, null, null, after, 2),
                    NotifierQuery.page(handle, null, null, null, 500));
            same(
                    after -> DeadLetterQuery.page(handle, null, null, null, after, 2),
                    DeadLetterQuery.page(handle, null, null, null, null, 500));
            List<HistoryPart> parts = List.of(HistoryPart.values());
            assertThat(rows(after -> HistoryQuery.page(handle, "n-2", parts, after, 2)))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyElementsOf(
                            HistoryQuery.page(handle, "n-2", parts, null, 500).rows());
        }
    }

    private static <T> void same(Function<String, ListPage<T>> pages, ListPage<T> whole) {
        assertThat(whole.rows()).hasSizeGreaterThan(1);
        assertThat(whole.after()).isNull();
        assertThat(rows(pages)).containsExactlyElementsOf(whole.rows());
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void bothDatabasesAnswerAlike(TestingStores kind) throws Exception {
        Store store = DeskScene.in(kind.open(folder));
        long now = DeskScene.NOW;
        try (Handle handle = store.handle()) {
            QueueCounts counts = QueueQuery.counts(handle, "os:wang@desk", now);
            assertThat(counts.late()).isEqualTo(1);
            assertThat(counts.soon()).isEqualTo(1);
            assertThat(counts.untaken()).isEqualTo(1);
            assertThat(counts.mine()).isEqualTo(1);
            assertThat(counts.unclaimed()).isEqualTo(counts.open() - 1);
            assertThat(counts.open())
                    .isEqualTo(
                            QueueQuery.page(handle, QueueFilter.open(), null, 500).rows().size());

            QueueRow fresh = QueueQuery.one(handle, "n-31").orElseThrow();
            assertThat(fresh.works())
                    .extracting(QueueRow.NamedWork::name)
                    .containsExactly("One", "Two", "Three");
            assertThat(fresh.moreWorks()).isEqualTo(2);
            assertThat(QueueQuery.one(handle, "n-\u0000none")).isEmpty();

            NoticeFacts facts = NoticeQuery.of(handle, "n-2").orElseThrow();
            assertThat(facts.received().notifier()).isEqualTo("studio");
            assertThat(facts.status().lastLevel()).isEqualTo("E8");
            assertThat(facts.alerts()).hasSize(6);
            assertThat(facts.breaches()).hasSize(1);
            assertThat(NoticeQuery.items(handle, "n-2", null, 50).rows().get(0).command().measure())
                    .isEqualTo("BLOCK");

            assertThat(AlertQuery.page(handle, null, ShownAlerts.UNSEEN, null, 50).rows())
                    .extracting(AlertRow::alertKey)
                    .startsWith("n-2/1/E8", "n-7/1/E6");
            assertThat(AlertQuery.last(handle)).isPresent();
            assertThat(HealthQuery.topics(handle)).hasSizeGreaterThan(20);
            assertThat(HealthQuery.outbox(handle).waiting()).isZero();
            assertThat(DeadLetterQuery.unreadable(handle, null, 50).rows()).hasSize(2);
            assertThat(DeadLetterQuery.reasons(handle)).hasSize(2);
            assertThat(NotifierQuery.sent(handle, "agent-4").all()).isEqualTo(1);
        }
    }

    /** An earlier desk has put it behind all that are to be acknowledged by a time. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aBreachThatWasReadBeforeIsBroughtToItsPlace(TestingStores kind) throws Exception {
        Store store = DeskScene.in(kind.open(folder));
        try (Handle handle = store.handle()) {
            List<AlertRow> placed =
                    AlertQuery.page(handle, null, ShownAlerts.UNSEEN, null, 50).rows();
            handle.execute(
                    "update alert_run set last_by = 9000000000000000 where last_key = ?",
                    "n-2/1/E8");
            assertThat(AlertQuery.page(handle, null, ShownAlerts.UNSEEN, null, 50).rows())
                    .isNotEqualTo(placed);
            handle.execute(migration());
            assertThat(AlertQuery.page(handle, null, ShownAlerts.UNSEEN, null, 50).rows())
                    .isEqualTo(placed);
        }
    }

    private static String migration() throws IOException {
        try (InputStream sql = Store.class.getResourceAsStream("migration/V70__breaches.sql")) {
            String all = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            return all.substring(all.indexOf("update"), all.lastIndexOf(';'));
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aSearchIsByTheBeginning(TestingStores kind) throws Exception {
        Store store = DeskScene.in(kind.open(folder));
        try (Handle handle = store.handle()) {
            assertThat(SearchQuery.of(handle, "n-2", 8))
                    .extracting(SearchHit::kind, SearchHit::id)
                    .contains(tuple(FoundKind.NOTICE, "n-2"), tuple(FoundKind.NOTICE, "n-20"));
            assertThat(SearchQuery.of(handle, "%", 8)).isEmpty();
            assertThat(SearchQuery.of(handle, "'; drop table notice; --", 8)).isEmpty();
            assertThat(SearchQuery.of(handle, "\u0000", 8)).isEmpty();
            assertThat(new HashSet<>(SearchQuery.of(handle, "room-n-31-", 8))).hasSize(8);
            assertThat(SearchQuery.of(handle, "tw", 8))
                    .as("a work that a notice alone names")
                    .extracting(SearchHit::kind, SearchHit::id)
                    .containsExactly(tuple(FoundKind.UNREGISTERED, "two"));
            assertThat(WorkQuery.page(handle, WorkQuery.Wanted.UNREGISTERED, null).rows())
                    .extracting(WorkQuery.WorkRow::workId)
                    .containsExactly("the-film", "two");
        }
    }
}
