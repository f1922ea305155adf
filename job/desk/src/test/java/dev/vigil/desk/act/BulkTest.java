package dev.vigil.desk.act;

import static dev.vigil.desk.act.TestingDesk.HANDLER;
import static dev.vigil.desk.act.TestingDesk.LEAD;
import static dev.vigil.desk.act.TestingDesk.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.wire.EventType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several at once are several orders, each with its own result; who looks after what. */
class BulkTest {
    private static final String CLAIM = "/notice/{id}/claim";
    private static final String ASSIGN = "/notice/{id}/assign";

    @TempDir private Path folder;

    private TestingDesk desk;

    @BeforeEach
    void fileThree() {
        desk = new TestingDesk(TestingStores.SQLITE.open(folder));
        for (String notice : List.of("n-1", "n-2", "n-3")) {
            desk.send(
                    EventType.NOTICE_RECEIVED,
                    notice,
                    NoticeReceivedBuilder.builder()
                            .noticeId(notice)
                            .channel("form")
                            .receivedAt(T0)
                            .notifier("studio")
                            .items(List.of(new NoticeItem(notice + "-item", null)))
                            .build());
            status(notice, T0, ForwardState.PENDING);
        }
        desk.read();
    }

    private void status(String notice, long asOf, ForwardState forward) {
        desk.send(
                EventType.NOTICE_STATUS,
                notice,
                NoticeStatusBuilder.builder()
                        .noticeId(notice)
                        .generation(1)
                        .state(NoticeState.VALID)
                        .notifier("studio")
                        .receivedAt(T0)
                        .dueAt(T0 + 86_400_000)
                        .asOf(asOf)
                        .remainingMs(T0 + 86_400_000 - asOf)
                        .itemsOpen(List.of(notice + "-item"))
                        .itemsDone(List.of())
                        .listedWorks(List.of())
                        .track(ClockTrack.STANDARD)
                        .intake(IntakeState.ACCEPTED)
                        .forward(forward)
                        .clock(ClockState.RUNNING)
                        .build());
    }

    private Answer choose(Visitor visitor, String deed, String... notices) {
        return desk.postAll(
                visitor, "/bulk", null, Map.of("deed", List.of(deed), "id", List.of(notices)));
    }

    private static BulkView view(Answer answer) {
        return (BulkView) ((Answer.Page) answer).view();
    }

    private static int status(Answer answer) {
        return answer instanceof Answer.Page page
                ? page.status()
                : ((Answer.Refusal) answer).status();
    }

    /** What a browser sends of a form. */
    private static Map<String, List<String>> fields(BulkView form) {
        Map<String, List<String>> fields = new HashMap<>();
        fields.put("id", form.rows().stream().map(BulkRow::id).toList());
        fields.put("notice", form.rows().stream().map(BulkRow::notice).toList());
        fields.put("rowrequest", form.rows().stream().map(BulkRow::request).toList());
        fields.put(
                "as_of", form.rows().stream().map(it -> String.valueOf(it.seen().asOf())).toList());
        fields.put(
                "generation",
                form.rows().stream().map(it -> String.valueOf(it.seen().generation())).toList());
        return fields;
    }

    private List<String> ordered() {
        return desk.texts(
                "select deed || ' ' || subject || ' ' || made_by from outbox order by subject");
    }

    @Test
    void eachRowHasItsOwnRequestAndResult() {
        BulkView form = view(choose(HANDLER, "forward", "n-1", "n-2", "n-3"));
        assertThat(form.fields())
                .extracting(it -> it.field().name())
                .containsExactly("deliveredAt", "channel", "publicly");
        // Meanwhile another person has forwarded the second.
        status("n-2", T0 + 1, ForwardState.FORWARDED);
        desk.read();
        desk.now += 10;

        Map<String, List<String>> fields = fields(form);
        fields.put("channel", List.of("mail"));
        BulkView done = view(desk.postAll(HANDLER, "/bulk/{id}", "forward", fields));
        assertThat(done.ordered()).isEqualTo(2);
        assertThat(done.rows().get(1).said()).contains("has changed since");
        assertThat(ordered()).containsExactly("forward n-1 oidc:wang", "forward n-3 oidc:wang");
        assertThat(desk.texts("select id from audit_row")).hasSize(2);
        assertThat(desk.texts("select id from outbox where subject = 'n-3'"))
                .containsExactly(form.rows().get(2).request());

        BulkView again = view(desk.postAll(HANDLER, "/bulk/{id}", "forward", fields));
        assertThat(again.ordered()).isEqualTo(2);
        assertThat(ordered()).hasSize(2);
    }

    @Test
    void openItemsAreConfirmedEachForItself() {
        BulkView form = view(choose(HANDLER, "confirm", "n-1", "n-3"));
        Map<String, List<String>> fields = fields(form);
        Answer faulty = desk.postAll(HANDLER, "/bulk/{id}", "confirm", fields);
        assertThat(status(faulty)).isEqualTo(400);
        assertThat(view(faulty).rows()).isEqualTo(form.rows());
        assertThat(ordered()).isEmpty();

        fields.put("measure", List.of("DELETE"));
        BulkView done = view(desk.postAll(HANDLER, "/bulk/{id}", "confirm", fields));
        assertThat(done.ordered()).isEqualTo(2);
        assertThat(ordered())
                .containsExactly("confirm n-1-item oidc:wang", "confirm n-3-item oidc:wang");
    }

    @Test
    void nothingIsRefusedAtOnceAndNoMoreThanTwoHundred() {
        for (String deed : List.of("refuse", "triage", "withdraw", "hold", "ack", "none")) {
            assertThat(status(choose(LEAD, deed, "n-1"))).as(deed).isEqualTo(400);
            Map<String, List<String>> fields = fields(view(choose(LEAD, "claim", "n-1")));
            assertThat(status(desk.postAll(LEAD, "/bulk/{id}", deed, fields))).isEqualTo(400);
        }
        String[] many = IntStream.range(0, 201).mapToObj(n -> "n-" + n).toArray(String[]::new);
        assertThat(status(choose(LEAD, "claim", many))).isEqualTo(400);
        assertThat(status(choose(LEAD, "claim"))).isEqualTo(400);

        Map<String, List<String>> twice = fields(view(choose(LEAD, "claim", "n-1", "n-2")));
        twice.put("rowrequest", List.of("request-0001", "request-0001"));
        assertThat(status(desk.postAll(LEAD, "/bulk/{id}", "claim", twice))).isEqualTo(400);
        assertThat(ordered()).isEmpty();
    }

    // Who looks after what --------------------------------------------------------------------

    private void carryOut() {
        desk.now += 1;
        desk.sendOrders();
        desk.read();
    }

    private String said(Visitor visitor, String path, String... fields) {
        Map<String, String> form = new HashMap<>(Map.of("request", desk.request()));
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        Answer answer = desk.post(visitor, path, "n-1", form);
        carryOut();
        return answer instanceof Answer.Page page ? ((FormView) page.view()).said() : null;
    }

    private List<String> holder() {
        return desk.texts("select coalesce(claimed_by, '-') from notice where notice_id = 'n-1'");
    }

    @Test
    void whoLooksAfterItIsSaidBeforeAnotherPersonTakesItOver() {
        Visitor other = TestingDesk.person("chen", DeskRole.HANDLER);
        assertThat(said(HANDLER, CLAIM)).isNull();
        assertThat(said(other, CLAIM)).startsWith("oidc:wang looks after it.");
        assertThat(said(other, CLAIM, "released", "true")).contains("Ask a lead");
        assertThat(said(other, ASSIGN, "person", "oidc:chen")).contains("or a lead");
        assertThat(holder()).containsExactly("oidc:wang");

        assertThat(said(other, CLAIM, "takeOver", "true")).isNull();
        assertThat(holder()).containsExactly("oidc:chen");
        assertThat(said(other, ASSIGN, "person", "oidc:wang")).isNull();
        assertThat(holder()).containsExactly("oidc:wang");
        assertThat(said(LEAD, ASSIGN, "person", "oidc:zhao")).isNull();
        assertThat(holder()).containsExactly("oidc:zhao");
        assertThat(said(LEAD, CLAIM, "released", "true")).isNull();
        assertThat(holder()).containsExactly("-");
        assertThat(said(LEAD, CLAIM, "released", "true")).startsWith("No person");
    }

    @Test
    void whoLooksAfterItIsInTheTopicAlone() {
        said(HANDLER, CLAIM);
        said(LEAD, ASSIGN, "person", "oidc:zhao");
        TestingDesk empty = new TestingDesk(TestingStores.SQLITE.open(folder), desk.log);
        empty.read();
        assertThat(
                        empty.texts(
                                "select notice_id || ' ' || claimed_by from notice"
                                        + " where claimed_by is not null"))
                .containsExactly("n-1 oidc:zhao");
    }
}
