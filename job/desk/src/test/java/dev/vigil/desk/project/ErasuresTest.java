package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.BusException;
import dev.vigil.desk.act.DeskOutbox;
import dev.vigil.desk.act.OutboxRow;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreDigest;
import dev.vigil.desk.store.StoreException;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After an erasure or a deletion the rows are as if they were made again from the journal. */
class ErasuresTest {
    /** What must not be left. */
    private static final String SAID = "called from home";

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

    /**
     * The planted fault: what a person typed is left in a dead letter, and in what was not sent.
     */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatNoJobTookIsErasedToo(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        for (String account : List.of("u-1", "u-2")) {
            letter(log, account, Topic.DECISIONS.topicName());
            letter(log, account, Topic.NOTICES.topicName());
            refused(store, account);
        }
        log.send(
                EventType.ACCOUNT_ERASED,
                "u-1/erased",
                T0 + 1,
                new AccountErased("u-1", "request", T0 + 1));
        read(store, log);
        erase(store, T0 + 2);

        try (Handle handle = store.handle()) {
            assertThat(
                            unerased(
                                    handle,
                                    "select body, subject from event where kind = 'DEAD_LETTER'"))
                    .containsExactlyInAnyOrder("u-1", "u-2", "u-2");
            assertThat(unerased(handle, "select body, id from outbox")).containsExactly("u-2");
            assertThat(Journal.refusals(handle, "u-1", 0, new RecordPlace("decisions", 0, 1)))
                    .allSatisfy(it -> assertThat(it.as(DeadLetter.class)).isPresent())
                    .isNotEmpty();
        }
        assertThat(texts(store, "select subject from dead_letter")).hasSize(4);
    }

    /** The planted fault: an erasure is done a day later, whatever waits. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatIsRefusedDaysLaterIsErasedToo(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        order(store, "u-1");
        order(store, "u-2");
        erased(log, "u-1", T0 + 1);
        read(store, log);
        long day = Duration.ofDays(1).toMillis();
        erase(store, T0 + 2);
        erase(store, T0 + 3 + day);
        String bodies = "select body, id from outbox";
        try (Handle handle = store.handle()) {
            assertThat(unerased(handle, bodies)).as("may be sent").containsExactly("u-1", "u-2");
            handle.execute("update outbox set refused_at = 1");
            erase(store, T0 + 4 + 2 * day);
            assertThat(unerased(handle, bodies)).containsExactly("u-2");
        }
        assertThat(texts(store, "select done_at from erasure where done_at is not null"))
                .hasSize(1);
    }

    /**
     * As an earlier version left them. The planted faults: what was erased is not looked at once
     * more; a slice of letters is all.
     */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void lettersOfAnEarlierVersionAreErasedToo(TestingStores kind) throws Exception {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        for (int n = 0; n < 900; n++) {
            letter(log, "u-3", Topic.APPEALS.topicName(), n);
        }
        for (String account : List.of("u-1", "u-2")) {
            letter(log, account, Topic.DECISIONS.topicName());
        }
        erased(log, "u-1", T0 + 1);
        read(store, log);
        long day = Duration.ofDays(1).toMillis();
        try (Handle handle = store.handle()) {
            handle.execute("update event set person = null");
            erase(store, T0 + 2);
            erase(store, T0 + 3 + day);
            handle.execute(insertOfMigration());
            Upkeep upkeep = new Upkeep(store, () -> 0);
            while (!texts(store, "select topic from letter_before").isEmpty()) {
                upkeep.step(T0 + 3 + day);
            }
            erase(store, T0 + 4 + day);
            assertThat(unerased(handle, "select body, subject from event"))
                    .contains("u-2", "u-3")
                    .doesNotContain("u-1");
        }
        assertThat(texts(store, "select person from event where person is not null"))
                .hasSize(901)
                .containsOnly("account:u-2", "account:u-3");
    }

    /**
     * As records of another version. The planted fault: one of them holds up all erasures, and what
     * is deleted after them.
     */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatCanNoLongerBeReadHoldsUpNothing(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        for (String account : List.of("u-1", "u-2", "u-3")) {
            letter(log, account, Topic.DECISIONS.topicName());
        }
        erased(log, "u-1", T0 + 1);
        erased(log, "u-2", T0 + 1);
        read(store, log);
        try (Handle handle = store.handle()) {
            byte[] other = ("{\"text\":\"" + SAID + "\"}").getBytes(StandardCharsets.UTF_8);
            assertThat(replace(handle, "person = 'account:u-1'", other)).isOne();
            assertThat(replace(handle, "subject = 'u-2/erased'", other)).isOne();
        }

        assertThatThrownBy(() -> erase(store, T0 + 2))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("accounts/")
                .hasMessageContaining("passed over");
        erase(store, T0 + 2);
        String letters =
                "select body, subject from event where kind = 'DEAD_LETTER' and body is not null";
        try (Handle handle = store.handle()) {
            assertThat(unerased(handle, letters)).containsExactlyInAnyOrder("u-2", "u-3");
            erased(log, "u-2", T0 + 3);
            read(store, log);
            erase(store, T0 + 4);
            assertThat(unerased(handle, letters)).as("ordered again").containsExactly("u-3");
        }
    }

    private static int replace(Handle handle, String where, byte[] body) {
        return handle.execute("update event set body = ? where " + where, body);
    }

    private static String insertOfMigration() throws IOException {
        try (InputStream sql = Store.class.getResourceAsStream("migration/V69__letters.sql")) {
            String all = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            return all.substring(all.indexOf("insert into"), all.lastIndexOf(';'));
        }
    }

    private static void erased(TestingTopicLog log, String account, long ms) {
        log.send(
                EventType.ACCOUNT_ERASED,
                account + "/erased",
                ms,
                new AccountErased(account, "request", ms));
    }

    private static void letter(TestingTopicLog log, String account, String topic) {
        letter(log, account, topic, 1);
    }

    private static void letter(TestingTopicLog log, String account, String topic, long offset) {
        String id = topic + "/0/" + offset + "/" + account;
        byte[] bytes = SAID.getBytes(StandardCharsets.UTF_8);
        log.send(
                EventType.DEAD_LETTER,
                id,
                T0,
                new DeadLetter(
                        id,
                        topic,
                        0,
                        offset,
                        "door",
                        "UNREADABLE",
                        "expected",
                        account,
                        bytes,
                        null));
    }

    private static void refused(Store store, String account) {
        order(store, account);
        try (Handle handle = store.handle()) {
            handle.execute("update outbox set refused_at = 1");
        }
    }

    private static void order(Store store, String account) {
        List<RecordHeader> headers = new ArrayList<>();
        Envelope.json(EventType.STANDING_DECIDED, "/vigil/desk", account, account, T0)
                .headers()
                .forEach((name, value) -> headers.add(new RecordHeader(name, value)));
        StandingDecided decided =
                new StandingDecided(
                        "p-1", account, ProposalDecision.values()[0], null, "li", SAID, T0);
        try (Handle handle = store.handle()) {
            DeskOutbox.add(
                    handle,
                    new OutboxRow(
                            account,
                            Topic.DECISIONS.topicName(),
                            account.getBytes(StandardCharsets.UTF_8),
                            headers,
                            Json.bytes(decided),
                            T0,
                            "oidc:li"));
        }
    }

    private static List<String> unerased(Handle handle, String select) {
        String base64 = Base64.getEncoder().encodeToString(SAID.getBytes(StandardCharsets.UTF_8));
        return handle
                .createQuery(select)
                .map(
                        (row, context) ->
                                Map.entry(
                                        row.getString(2),
                                        new String(row.getBytes(1), StandardCharsets.UTF_8)))
                .stream()
                .filter(it -> it.getValue().contains(SAID) || it.getValue().contains(base64))
                .map(Map.Entry::getKey)
                .toList();
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
