package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.BusException;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreDigest;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After an erasure or a deletion the rows are as if they were made again from the journal. */
class ErasuresTest {
    private static final long T0 = 1_795_507_200_000L;
    private static final long LATER = T0 + Duration.ofDays(30).toMillis();

    @TempDir private Path folder;

    private static void read(Store store, TestingTopicLog log) throws BusException {
        TestingTopicLog reader = log.reader();
        try (Projector projector =
                new Projector(store, reader, Projections.topics(), Projections.all())) {
            projector.resume();
            while (!reader.isRead()) {
                projector.poll();
            }
        }
    }

    private static void erase(Store store, long nowMs) {
        Erasures erasures = new Erasures(store, Projections.all());
        while (erasures.step(nowMs)) {
            // A slice at a time.
        }
    }

    private static List<String> texts(Store store, String select) {
        try (Handle handle = store.handle()) {
            return handle.createQuery(select).mapTo(String.class).list();
        }
    }

    private static Map<String, String> digests(Store store) {
        try (Handle handle = store.handle()) {
            return StoreDigest.of(handle, Projections.all().tables());
        }
    }

    private static void rebuild(Store store) {
        try (Handle handle = store.handle()) {
            Rebuild.begin(handle, Projections.all());
            Rebuild.goOn(handle, Projections.all(), 50);
        }
    }

    private static void outcome(TestingTopicLog log, String item, String account, long ms) {
        log.send(
                EventType.NOTICE_OUTCOME,
                item,
                ms,
                new ItemOutcome(
                        "n-1",
                        item,
                        account,
                        null,
                        null,
                        null,
                        ItemOutcomeKind.values()[0],
                        ms,
                        null,
                        1));
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void rowsOfTheErasedAreThoseOfARebuild(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        new TestingHistory(7, log).send(400);
        for (int n = 0; n < GoldenEvents.count(); n++) {
            GoldenEvents.send(n, log);
        }
        read(store, log);
        List<String> persons =
                texts(store, "select distinct person from event where person is not null");
        assertThat(persons).hasSizeGreaterThan(4);
        Map<String, String> before = digests(store);
        for (String person : persons) {
            String id = person.substring(person.indexOf(':') + 1);
            if (person.startsWith("account:")) {
                log.send(
                        EventType.ACCOUNT_ERASED,
                        id + "/erased",
                        LATER,
                        new AccountErased(id, "request", LATER));
            } else {
                log.send(
                        EventType.NOTIFIER_ERASED,
                        id,
                        LATER,
                        new NotifierErased(id, "request", LATER));
            }
        }
        read(store, log);
        erase(store, LATER);

        assertThat(texts(store, "select person from event where person is not null")).isEmpty();
        assertThat(texts(store, "select off from event where erased is not null"))
                .hasSizeGreaterThan(20);
        Map<String, String> erased = digests(store);
        assertThat(erased).isNotEqualTo(before);
        rebuild(store);
        assertThat(digests(store)).isEqualTo(erased);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatIsAboutOthersOrHappensLaterStays(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        outcome(log, "item-1", "u-1", T0);
        outcome(log, "item-2", "u-2", T0);
        log.send(
                EventType.ACCOUNT_ERASED,
                "u-1/erased",
                T0 + 1,
                new AccountErased("u-1", "request", T0 + 1));
        outcome(log, "item-3", "u-1", T0 + 2);
        read(store, log);
        erase(store, T0 + 3);

        String accounts =
                "select item_id || ' ' || coalesce(account_id, '-') from notice_item order by 1";
        assertThat(texts(store, accounts)).containsExactly("item-1 -", "item-2 u-2", "item-3 u-1");

        // It was on its way then: it is erased a day later.
        outcome(log, "item-4", "u-1", T0);
        read(store, log);
        erase(store, T0 + Duration.ofHours(23).toMillis());
        assertThat(texts(store, accounts)).contains("item-4 u-1");
        erase(store, T0 + Duration.ofHours(25).toMillis());
        assertThat(texts(store, accounts)).contains("item-4 -", "item-3 u-1");
        assertThat(texts(store, "select done_at from erasure where done_at is not null"))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatIsTooOldGoesWithItsRows(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        outcome(log, "item-1", "u-1", T0);
        for (int n = 0; n < GoldenEvents.count(); n++) {
            GoldenEvents.send(n, log);
        }
        outcome(log, "item-1", "u-1", T0 + 1 + Retention.kept(Topic.OUTCOMES).toMillis());
        read(store, log);
        Retention retention = new Retention(store, Projections.all());
        retention.begin();
        while (retention.step(T0 + 1 + Retention.kept(Topic.OUTCOMES).toMillis())) {
            // A slice at a time.
        }

        // Of topics that keep the last record of a key for ever.
        assertThat(texts(store, "select distinct topic from event order by topic"))
                .contains("list", "works", "claims", "authorizations", "policies")
                .doesNotContain("verdicts", "commands", "reasons", "deadletters");
        assertThat(texts(store, "select verdict_id from verdict")).isEmpty();
        assertThat(texts(store, "select at from event where topic = 'outcomes' and at <= " + T0))
                .isEmpty();
        assertThat(texts(store, "select item_id from notice_item where outcome is not null"))
                .contains("item-1");
        Map<String, String> before = digests(store);
        rebuild(store);
        assertThat(digests(store)).isEqualTo(before);
    }
}
