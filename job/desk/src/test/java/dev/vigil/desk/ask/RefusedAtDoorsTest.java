package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.BusException;
import dev.vigil.desk.DeskScene;
import dev.vigil.desk.act.StoredFacts;
import dev.vigil.desk.ask.ListQuery.PublishedEntry;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Rebuild;
import dev.vigil.desk.project.Retention;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.clock.Heartbeat;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a job has refused at its door counts for nothing, also once its dead letter is deleted. */
class RefusedAtDoorsTest {
    private static final long NOW = DeskScene.NOW;
    private static final long LATER = NOW + Duration.ofDays(100).toMillis();

    @TempDir private Path folder;

    private final TestingTopicLog log = new TestingTopicLog();

    private RecordPlace send(Topic topic, EventType type, String key, long ms, Object event) {
        RecordHeaders headers = new RecordHeaders();
        Envelope.json(type, "/test", "id-" + log.all().size(), key, ms)
                .headers()
                .forEach(headers::add);
        return log.send(
                topic, key.getBytes(StandardCharsets.UTF_8), ms, Json.bytes(event), headers);
    }

    private void refused(Topic letters, RecordPlace at, String reason) {
        String id = at.topic() + "/" + at.partition() + "/" + at.offset();
        send(
                letters,
                EventType.DEAD_LETTER,
                id,
                NOW,
                new DeadLetter(
                        id,
                        at.topic(),
                        at.partition(),
                        at.offset(),
                        "door",
                        reason,
                        "expected otherwise",
                        null,
                        new byte[0],
                        null));
    }

    private Store read(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        DeskScene.read(store, log);
        return store;
    }

    /** The letters are deleted. */
    private void monthsLater(Store store) throws BusException {
        log.send(EventType.HEARTBEAT, "heartbeat", LATER, new Heartbeat(LATER));
        DeskScene.read(store, log);
        Retention retention = new Retention(store, Projections.all());
        retention.begin();
        while (retention.step(LATER)) {
            // A slice at a time.
        }
        try (Handle handle = store.handle()) {
            assertThat(handle.createQuery("select id from dead_letter").mapTo(String.class))
                    .isEmpty();
        }
    }

    // The list ----------------------------------------------------------------------------------

    private RecordPlace published(String id, long version, Long withdrawnAt) {
        return send(
                Topic.LIST,
                withdrawnAt == null ? EventType.LIST_UPSERTED : EventType.LIST_WITHDRAWN,
                id,
                NOW - 10_000 + version,
                ListEntryBuilder.builder()
                        .entryId(id)
                        .version(version)
                        .listId("film")
                        .batchNo("7")
                        .listClass(ListClass.FORBIDDEN)
                        .authority("bureau")
                        .workId("the-film")
                        .titles(List.of())
                        .windows(List.of())
                        .territoryInclude(List.of("CN"))
                        .territoryExclude(List.of())
                        .issuedAt(NOW - 10_000)
                        .withdrawnAt(withdrawnAt)
                        .build());
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theVersionInForceIsTheLastOneThatIsNotRefused(TestingStores kind) throws Exception {
        published("e-1", 4, null);
        refused(Topic.DEAD_LETTERS, published("e-1", 5, NOW), "UNSIGNED_ENTRY");
        refused(Topic.DEAD_LETTERS, published("e-2", 1, null), "UNSIGNED_ENTRY");
        published("e-3", 1, null);
        // Another job has refused it: what blocks is not that one's.
        refused(Topic.LEDGER_DEAD_LETTERS, published("e-3", 2, NOW - 1), "TIME_AHEAD");
        Store store = read(kind);
        assertInForce(store);
        monthsLater(store);
        assertInForce(store);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theStoreOfAnEarlierDeskGetsThemFromItsDeadLetters(TestingStores kind) throws Exception {
        published("e-1", 4, null);
        refused(Topic.DEAD_LETTERS, published("e-1", 5, NOW), "UNSIGNED_ENTRY");
        try (Handle handle = read(kind).handle()) {
            ListQuery.Wanted inForce = new ListQuery.Wanted(null, null, null, null, true);
            handle.execute("delete from refused_record");
            assertThat(page(handle, inForce)).isEmpty();
            handle.execute(migration());
            assertThat(page(handle, inForce)).containsExactly("e-1 v4");
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aReasonMayHaveWhatADatabaseRefuses(TestingStores kind) throws Exception {
        published("e-1", 4, null);
        refused(Topic.DEAD_LETTERS, published("e-1", 5, NOW), "UNSIGNED\u0000\uD800");
        refused(Topic.DEAD_LETTERS, published("e-2", 1, null), null);
        try (Handle handle = read(kind).handle()) {
            assertThat(ListQuery.history(handle, "e-1"))
                    .extracting(PublishedEntry::refused)
                    .containsExactly("UNSIGNED\uFFFD\uFFFD", null);
        }
    }

    /** As of a store that was in a rebuild when it was given the table. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aRebuildNotesThemToo(TestingStores kind) throws Exception {
        published("e-1", 4, null);
        refused(Topic.DEAD_LETTERS, published("e-1", 5, NOW), "UNSIGNED_ENTRY");
        Store store = read(kind);
        ListQuery.Wanted inForce = new ListQuery.Wanted(null, null, null, null, true);
        try (Handle handle = store.handle()) {
            Rebuild.begin(handle, Projections.all());
            handle.execute("delete from refused_record");
        }
        DeskScene.read(store, log);
        try (Handle handle = store.handle()) {
            assertThat(page(handle, inForce)).containsExactly("e-1 v4");
        }
    }

    /** One job reads it when it comes, another a minute later. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void anEntryWhoseTimeWasAheadIsTakenByWhoReadsItLater(TestingStores kind) throws Exception {
        published("e-1", 4, null);
        refused(Topic.DEAD_LETTERS, published("e-1", 5, null), "TIME_AHEAD");
        refused(Topic.DEAD_LETTERS, published("e-1", 6, null), "UNSIGNED_ENTRY");
        try (Handle handle = read(kind).handle()) {
            ListQuery.Wanted inForce = new ListQuery.Wanted(null, null, null, null, true);
            assertThat(page(handle, inForce)).containsExactly("e-1 v5");
            handle.execute("delete from refused_record");
            handle.execute(migration());
            assertThat(page(handle, inForce)).containsExactly("e-1 v5");
        }
    }

    private static String migration() throws IOException {
        try (InputStream sql = Store.class.getResourceAsStream("migration/V74__refused.sql")) {
            String all = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            int from = all.indexOf("insert into refused_record");
            return all.substring(from, all.indexOf(';', from));
        }
    }

    private static void assertInForce(Store store) throws Exception {
        try (Handle handle = store.handle()) {
            for (Long at : new Long[] {null, NOW}) {
                assertThat(page(handle, new ListQuery.Wanted(at, null, null, null, true)))
                        .containsExactly("e-1 v4");
                assertThat(page(handle, new ListQuery.Wanted(at, null, "film/7", null, true)))
                        .containsExactly("e-1 v4");
                assertThat(page(handle, new ListQuery.Wanted(at, null, null, "the-film", true)))
                        .containsExactly("e-1 v4");
            }
            assertThat(page(handle, new ListQuery.Wanted(null, null, null, null, false)))
                    .containsExactly("e-1 v4", "e-2 v1 UNSIGNED_ENTRY", "e-3 v2");
            assertThat(WorkQuery.entries(handle, "the-film"))
                    .extracting(WorkQuery.EntryRow::entryId, WorkQuery.EntryRow::version)
                    .containsExactly(tuple("e-1", 4L), tuple("e-3", 2L));
            assertThat(ListQuery.history(handle, "e-1"))
                    .extracting(it -> it.entry().version(), PublishedEntry::refused)
                    .containsExactly(tuple(5L, "UNSIGNED_ENTRY"), tuple(4L, null));
            StoredFacts one = new StoredFacts(handle);
            assertThat(one.entry("e-1").orElseThrow().version()).isEqualTo(4);
            assertThat(one.entryVersion("e-1")).isEqualTo(5);
            assertThat(one.entry("e-2")).isEmpty();
        }
    }

    private static List<String> page(Handle handle, ListQuery.Wanted wanted) {
        return ListQuery.page(handle, wanted, null, NOW).rows().stream()
                .map(
                        it ->
                                it.entry().entryId()
                                        + " v"
                                        + it.entry().version()
                                        + (it.refused() == null ? "" : " " + it.refused()))
                .toList();
    }

    // Notices -----------------------------------------------------------------------------------

    private RecordPlace received(String id, long receivedAt) {
        return send(
                Topic.NOTICES,
                EventType.NOTICE_RECEIVED,
                id,
                NOW - 60_000,
                NoticeReceivedBuilder.builder()
                        .noticeId(id)
                        .channel("form")
                        .receivedAt(receivedAt)
                        .notifier("studio")
                        .works(List.of(new NoticeWork("Work of " + receivedAt, null, null, null)))
                        .items(List.of(new NoticeItem("i-1", null)))
                        .statement("received " + receivedAt)
                        .build());
    }

    private void answered(String id) {
        send(
                Topic.NOTICE_STATUS,
                EventType.NOTICE_STATUS,
                id,
                NOW,
                NoticeStatusBuilder.builder()
                        .noticeId(id)
                        .generation(1)
                        .state(NoticeState.VALID)
                        .notifier("studio")
                        .receivedAt(NOW - 60_000)
                        .dueAt(NOW + 60_000)
                        .asOf(NOW)
                        .remainingMs(60_000L)
                        .itemsOpen(List.of("i-1"))
                        .itemsDone(List.of())
                        .listedWorks(List.of())
                        .track(ClockTrack.STANDARD)
                        .clock(ClockState.RUNNING)
                        .next(NextStep.ACT)
                        .nextBy(NOW + 60_000)
                        .build());
    }

    private void notices() {
        long ahead = NOW + 600_000;
        refused(Topic.NOTICE_DEAD_LETTERS, received("n-1", ahead), "TIME_AHEAD");
        received("n-1", NOW - 60_000);
        answered("n-1");
        refused(Topic.NOTICE_DEAD_LETTERS, received("n-2", ahead), "TIME_AHEAD");
        received("n-3", NOW - 50_000);
        refused(Topic.NOTICE_DEAD_LETTERS, received("n-4", ahead), "TIME_AHEAD");
        received("n-4", NOW - 40_000);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aNoticeThatWasRefusedWaitsForNoAnswer(TestingStores kind) throws Exception {
        notices();
        Store store = read(kind);
        try (Handle handle = store.handle()) {
            assertThat(QueueQuery.counts(handle, "wang", NOW).refused()).isEqualTo(1);
        }
        assertRefused(store);
        monthsLater(store);
        assertRefused(store);
        try (Handle handle = store.handle()) {
            assertThat(QueueQuery.counts(handle, "wang", LATER).refused()).isZero();
        }
    }

    private static void assertRefused(Store store) throws Exception {
        try (Handle handle = store.handle()) {
            assertThat(QueueQuery.untaken(handle, 50))
                    .extracting(QueueRow::noticeId)
                    .containsExactly("n-3", "n-4");
            assertThat(QueueQuery.counts(handle, "wang", NOW).untaken()).isEqualTo(2);
            assertThat(NoticeQuery.of(handle, "n-2").orElseThrow().refused())
                    .isEqualTo("TIME_AHEAD");
            assertThat(NoticeQuery.of(handle, "n-3").orElseThrow().refused()).isNull();
            assertThat(NoticeQuery.of(handle, "n-4").orElseThrow().refused()).isNull();
            StoredFacts known = new StoredFacts(handle);
            assertThat(known.items("n-1")).isPresent();
            assertThat(known.items("n-2")).as("it can be filed by hand").isEmpty();
            assertThat(known.items("n-4")).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aNoticeIsShownAsTheRecordHasItThatWasTaken(TestingStores kind) throws Exception {
        notices();
        Store store = read(kind);
        String statement = "received " + (NOW - 60_000);
        QueueRow.NamedWork work = new QueueRow.NamedWork("Work of " + (NOW - 60_000), null);
        try (Handle handle = store.handle()) {
            NoticeFacts facts = NoticeQuery.of(handle, "n-1").orElseThrow();
            assertThat(facts.received().statement()).isEqualTo(statement);
            assertThat(facts.refused()).isNull();
            OwnerQuery.OwnedNotice owned =
                    new OwnerQuery(handle, "studio").notice("n-1").orElseThrow();
            assertThat(owned.received().statement()).isEqualTo(statement);
            QueueRow listed = QueueQuery.page(handle, QueueFilter.open(), null, 50).rows().get(0);
            for (QueueRow row : List.of(facts.row(), owned.row(), listed)) {
                assertThat(row.noticeId()).isEqualTo("n-1");
                assertThat(row.receivedAt()).isEqualTo(NOW - 60_000);
                assertThat(row.works()).containsExactly(work);
            }
        }
    }
}
