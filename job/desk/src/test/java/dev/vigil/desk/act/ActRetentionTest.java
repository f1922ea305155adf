package dev.vigil.desk.act;

import static dev.vigil.desk.act.TestingDesk.HANDLER;
import static dev.vigil.desk.act.TestingDesk.LEAD;
import static dev.vigil.desk.act.TestingDesk.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.clock.Heartbeat;
import dev.vigil.schema.wire.EventType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is old goes once it is over; what waits for something stays. */
class ActRetentionTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir private Path folder;

    private TestingDesk desk;

    private void begin(TestingStores kind) {
        desk = new TestingDesk(kind.open(folder));
    }

    /** Time goes on, on the topics too. */
    private void pass(Duration span) {
        desk.now += span.toMillis();
        desk.send(EventType.HEARTBEAT, "heartbeat", new Heartbeat(desk.now));
        desk.read();
    }

    private void retain() {
        ActRetention retention = new ActRetention(desk.store, System::nanoTime);
        while (retention.step(desk.now)) {
            // A slice at a time.
        }
    }

    /** What no job answers: it is taken as soon as it is on its topic. */
    private String note(String text) {
        String request = desk.request();
        Answer answer =
                desk.post(
                        HANDLER,
                        "/note",
                        null,
                        Map.of("request", request, "about", "notice/n-1", "text", text));
        assertThat(answer).isInstanceOf(Answer.Elsewhere.class);
        return request;
    }

    private void execute(String sql, Object... arguments) {
        try (Handle handle = desk.store.handle()) {
            handle.execute(sql, arguments);
        }
    }

    private List<String> orders() {
        return desk.texts("select id from outbox order by n");
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void anOrderGoesOnceItWasAnsweredAndIsOld(TestingStores kind) {
        begin(kind);
        String answered = note("one");
        desk.sendOrders();
        desk.read();
        String unsent = note("two");
        execute(
                "insert into outbox (id, topic, subject, rec_key, headers, body, made_at, made_by,"
                        + " sent_at, part, off, answers, deed, n) select 'unanswered', 'confirmations',"
                        + " subject, rec_key, headers, body, made_at, made_by, 1, 0, 99, null, 'confirm', 9"
                        + " from outbox where id = ?",
                unsent);
        execute(
                "insert into outbox (id, topic, subject, rec_key, headers, body, made_at, made_by,"
                        + " refused_at, problem, n) select 'refused', topic, subject, rec_key, headers, body,"
                        + " made_at, made_by, 1, 'expected another one', 10 from outbox where id = ?",
                unsent);
        assertThat(desk.order(answered).state()).isEqualTo(OrderState.TAKEN);

        pass(ActRetention.ORDERS);
        retain();
        assertThat(orders()).containsExactly(answered, unsent, "unanswered", "refused");
        assertThat(desk.texts("select id || answered from outbox where answered is not null"))
                .containsExactlyInAnyOrder(answered + "TAKEN", "refusedREFUSED");
        // Its record is no longer kept: what became of it is known all the same.
        execute("delete from event where topic = 'desk'");
        assertThat(desk.order(answered).state()).isEqualTo(OrderState.TAKEN);
        pass(DAY);
        retain();
        assertThat(orders()).containsExactly(unsent, "unanswered");
        pass(ActRetention.DECISIONS);
        retain();
        assertThat(orders()).as("its own record is no longer kept").containsExactly(unsent);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void rowsOfTheAuditDraftsNamesAndSessionsGoAtTheirAges(TestingStores kind) {
        begin(kind);
        note("one");
        for (String state : List.of("OPEN", "APPROVED", "DONE", "REFUSED")) {
            draft(state, T0);
            draft(state + "-new", T0 + ActRetention.ABANDONED.toMillis());
        }
        execute(
                "insert into preview (draft_id, made_at, from_at, judged, blocked, running, freed,"
                        + " sessions) values ('OPEN', ?, 1, 0, 0, 0, 0, '[]'), ('DONE', ?, 1, 0, 0, 0, 0, '[]')",
                T0,
                T0);
        execute(
                "insert into person (actor, name, roles, first_at, last_at)"
                        + " values (?, 'Li', 'LEAD', ?, ?)",
                LEAD.actor(),
                T0,
                T0);
        execute(
                "insert into web_session (digest, actor, settings, roles, began_at, seen_at, shown_at)"
                        + " values ('d', ?, 's', 'LEAD', ?, ?, ?)",
                LEAD.actor(),
                T0,
                T0,
                T0);

        pass(ActRetention.PREVIEWS);
        retain();
        assertThat(desk.texts("select draft_id from preview")).hasSize(2);
        pass(ActRetention.ABANDONED.minus(ActRetention.PREVIEWS));
        retain();
        assertThat(drafts()).hasSize(8);
        assertThat(desk.texts("select draft_id from preview"))
                .as("they have accounts, which may have been erased")
                .isEmpty();
        assertThat(desk.texts("select digest from web_session")).isEmpty();
        pass(DAY);
        retain();
        assertThat(drafts())
                .containsExactlyInAnyOrder(
                        "OPEN-new", "APPROVED-new", "DONE", "DONE-new", "REFUSED", "REFUSED-new");
        assertThat(desk.texts("select actor from person")).hasSize(1);
        assertThat(desk.texts("select id from audit_row")).hasSize(1);

        pass(ActRetention.DECISIONS.minus(ActRetention.ABANDONED));
        retain();
        assertThat(drafts()).containsExactlyInAnyOrder("DONE-new", "REFUSED-new");
        assertThat(desk.texts("select actor from person")).isEmpty();
        assertThat(desk.texts("select id from audit_row")).isEmpty();
    }

    /** What two persons agreed on about an account: why is erased with it, that they did is not. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatADraftStatesOfAnAccountGoesWithTheAccount(TestingStores kind) {
        begin(kind);
        for (String account : List.of("fan-1", "fan-2")) {
            execute(
                    "insert into draft (id, deed, subject, body, sha256, made_at, made_by, state)"
                            + " values (?, 'carryout', ?, ?, 's', ?, 'oidc:li', 'DONE')",
                    account,
                    account,
                    "{\"reason\":[\"called from home\"],\"/zone\":[\"UTC\"]}"
                            .getBytes(StandardCharsets.UTF_8),
                    T0);
        }
        desk.now += 1;
        for (String erased : List.of("fan-1", "fan-20")) {
            desk.send(
                    EventType.ACCOUNT_ERASED,
                    erased + "/erased",
                    new AccountErased(erased, "request", desk.now));
        }
        desk.read();
        retain();

        FourEyes eyes = new FourEyes(desk.store);
        assertThat(FourEyes.fields(eyes.draft("fan-1").orElseThrow())).isEmpty();
        assertThat(eyes.draft("fan-1").orElseThrow().sha256()).isEqualTo("s");
        assertThat(FourEyes.fields(eyes.draft("fan-2").orElseThrow()))
                .containsEntry("reason", List.of("called from home"));
    }

    private void draft(String id, long at) {
        execute(
                "insert into draft (id, deed, subject, body, sha256, made_at, made_by, state,"
                        + " decided_at) values (?, 'hold', 'n-1', ?, 's', ?, 'oidc:li', ?, ?)",
                id,
                new byte[0],
                at,
                id.replace("-new", ""),
                at);
    }

    private List<String> drafts() {
        return desk.texts("select id from draft");
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aClockThatIsYearsAheadDeletesNothing(TestingStores kind) {
        begin(kind);
        String answered = note("one");
        desk.sendOrders();
        desk.read();
        draft("OPEN", T0);
        desk.now += ActRetention.DECISIONS.plus(DAY).toMillis();
        retain();

        assertThat(orders()).containsExactly(answered);
        assertThat(drafts()).containsExactly("OPEN");
        assertThat(desk.texts("select id from audit_row")).hasSize(1);
    }
}
