package dev.vigil.desk.act;

import static dev.vigil.desk.act.TestingDesk.HANDLER;
import static dev.vigil.desk.act.TestingDesk.LEAD;
import static dev.vigil.desk.act.TestingDesk.OTHER_LEAD;
import static dev.vigil.desk.act.TestingDesk.T0;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.ask.NoticeFacts;
import dev.vigil.desk.project.Erasures;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountStandingBuilder;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.DirectiveKind;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One click is one record, made of what is known then, with the name of who asked for it. */
class ActDeskTest {
    private static final String TRIAGE = "/notice/{id}/triage";
    private static final String HOLD = "/notice/{id}/hold";

    @TempDir private Path folder;

    private TestingDesk desk;

    @BeforeEach
    void fileANotice() {
        desk = new TestingDesk(TestingStores.SQLITE.open(folder));
        desk.send(
                EventType.NOTICE_RECEIVED,
                "n-1",
                NoticeReceivedBuilder.builder()
                        .noticeId("n-1")
                        .channel("form")
                        .receivedAt(T0)
                        .notifier("studio")
                        .items(List.of(new NoticeItem("item-1", null)))
                        .build());
        status(T0, IntakeState.RECEIVED, null);
        desk.read();
    }

    private void status(long asOf, IntakeState intake, String level) {
        status(asOf, intake, level, List.of());
    }

    private void status(long asOf, List<Element> missing) {
        status(asOf, IntakeState.RECEIVED, null, missing);
    }

    private void status(long asOf, IntakeState intake, String level, List<Element> missing) {
        desk.send(
                EventType.NOTICE_STATUS,
                "n-1",
                known(asOf, intake, missing).lastLevel(level).build());
    }

    private static NoticeStatusBuilder known(long asOf, IntakeState intake, List<Element> missing) {
        return NoticeStatusBuilder.builder()
                .noticeId("n-1")
                .generation(1)
                .state(NoticeState.VALID)
                .notifier("studio")
                .receivedAt(T0)
                .dueAt(T0 + 86_400_000)
                .asOf(asOf)
                .remainingMs(T0 + 86_400_000 - asOf)
                .itemsOpen(List.of("item-1"))
                .itemsDone(List.of())
                .listedWorks(List.of())
                .track(ClockTrack.STANDARD)
                .intake(intake)
                .missing(missing)
                .forward(ForwardState.PENDING)
                .clock(ClockState.RUNNING);
    }

    private Map<String, List<String>> opened(Map<String, String> query) {
        Answer form = desk.get(HANDLER, TRIAGE, "n-1", query);
        Map<String, List<String>> given = new HashMap<>();
        view(form).fields().stream()
                .filter(field -> !field.values().isEmpty())
                .forEach(field -> given.put(field.field().name(), field.values()));
        return given;
    }

    @Test
    void aTriageIsProposedFromWhatTheNoticeLacks() {
        assertThat(opened(Map.of())).as("nothing lacks").isEmpty();
        status(T0 + 1, List.of(Element.ADDRESS, Element.TRUTH));
        desk.read();
        assertThat(opened(Map.of()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "missing", List.of("ADDRESS", "TRUTH"),
                                "outcome", List.of("INCOMPLETE")));
        assertThat(opened(Map.of("missing", "WORK")))
                .as("what the address asks for")
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("missing", List.of("WORK"), "outcome", List.of("INCOMPLETE")));
        assertThat(opened(Map.of("outcome", "DUPLICATE")))
                .isEqualTo(Map.of("outcome", List.of("DUPLICATE")));
    }

    /** As it was filed while the job has not answered; an order counts as it is. */
    @Test
    void whatANoticeWithoutAStateLacksIsSeenInItself() {
        NoticeReceivedBuilder filed =
                NoticeReceivedBuilder.builder()
                        .noticeId("n-2")
                        .channel("form")
                        .receivedAt(T0)
                        .notifier("studio")
                        .items(List.of(new NoticeItem("item-2", "https://video.example/2")));
        assertThat(facts(filed.build()).lacking()).contains(Element.WORK, Element.IDENTITY);
        Directive order = new Directive(DirectiveKind.REMOVE, "court", "d-1", null, List.of());
        assertThat(facts(filed.directive(order).build()).lacking()).isEmpty();
        assertThat(facts(null).lacking()).isEmpty();
    }

    private static NoticeFacts facts(NoticeReceived received) {
        return new NoticeFacts(
                null, received, null, null, List.of(), List.of(), List.of(), List.of(), null);
    }

    private static Map<String, String> form(String request, String... fields) {
        Map<String, String> form = new HashMap<>();
        form.put("request", request);
        form.put("as_of", String.valueOf(T0));
        form.put("generation", "1");
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    private static int statusOf(Answer answer) {
        return ((Answer.Page) answer).status();
    }

    private static FormView view(Answer answer) {
        return (FormView) ((Answer.Page) answer).view();
    }

    private long rows(String table) {
        return desk.texts("select id from " + table).size();
    }

    @Test
    void aClickIsOneRecordHoweverOftenItIsSent() {
        String request = desk.request();
        Map<String, String> form = form(request, "outcome", "ACCEPTED", "reason", "complete");
        for (int i = 0; i < 3; i++) {
            assertThat(desk.post(HANDLER, TRIAGE, "n-1", form))
                    .isEqualTo(Answer.to("/order/" + request + "?back=%2Fnotice%2Fn-1"));
        }

        assertThat(
                        desk.texts(
                                "select id || ' ' || topic || ' ' || subject || ' ' || made_by"
                                        + " from outbox"))
                .containsExactly(request + " notices n-1 oidc:wang");
        assertThat(desk.texts("select headers from outbox").get(0))
                .contains("\"ce_actor\",\"oidc:wang\"")
                .contains("\"ce_deskrequest\",\"" + request + "\"")
                .contains("\"ce_id\",\"" + request + "\"");
        assertThat(
                        desk.texts(
                                "select person || ' ' || roles || ' ' || deed || ' ' || subject"
                                        + " || ' ' || seen_as_of || ' ' || from_address"
                                        + " from audit_row"))
                .containsExactly("oidc:wang HANDLER triage n-1 " + T0 + " 127.0.0.1");

        form.put("outcome", "INCOMPLETE");
        form.put("missing", "IDENTITY");
        Answer changed = desk.post(HANDLER, TRIAGE, "n-1", form);
        assertThat(statusOf(changed)).isEqualTo(409);
        assertThat(view(changed).said()).startsWith("This form was sent before");
        assertThat(rows("outbox")).isEqualTo(1);
    }

    @Test
    void whatIsWrongIsSaidBesideItsFieldAndNothingIsSent() {
        Answer missing = desk.post(HANDLER, TRIAGE, "n-1", form(desk.request()));
        Answer needed =
                desk.post(HANDLER, TRIAGE, "n-1", form(desk.request(), "outcome", "INCOMPLETE"));
        Answer other =
                desk.post(HANDLER, TRIAGE, "n-1", form(desk.request(), "outcome", "DECLINED"));
        Answer unknown =
                desk.post(HANDLER, TRIAGE, "n-9", form(desk.request(), "outcome", "ACCEPTED"));

        assertThat(List.of(statusOf(missing), statusOf(needed), statusOf(other))).containsOnly(400);
        assertThat(fault(missing, "outcome")).startsWith("Expected a value");
        assertThat(fault(needed, "missing")).startsWith("Expected with this outcome");
        assertThat(fault(other, "outcome")).contains("got DECLINED");
        assertThat(statusOf(unknown)).isEqualTo(409);
        assertThat(view(unknown).said()).contains("Expected the id of a filed notice, got n-9");
        assertThat(rows("outbox") + rows("audit_row")).isZero();
    }

    /** No number of milliseconds is that far: it is a fault of the field, and no failure. */
    @Test
    void aTimeBeyondAllNumbersIsAFaultOfItsField() {
        Answer answer =
                desk.post(
                        HANDLER,
                        "/notice/{id}/forward",
                        "n-1",
                        form(desk.request(), "deliveredAt", "+999999999-12-31T23:59"));
        assertThat(statusOf(answer)).isEqualTo(400);
        assertThat(fault(answer, "deliveredAt")).isNotBlank();
    }

    private static String fault(Answer answer, String field) {
        return view(answer).fields().stream()
                .filter(it -> it.field().name().equals(field))
                .findFirst()
                .orElseThrow()
                .fault();
    }

    @Test
    void aFormOfAnOlderStateIsAnsweredWithBoth() {
        status(T0 + 1, IntakeState.RECEIVED, "E0");
        desk.read();
        assertThat(desk.post(HANDLER, TRIAGE, "n-1", form(desk.request(), "outcome", "ACCEPTED")))
                .isInstanceOf(Answer.Elsewhere.class);

        status(T0 + 2, IntakeState.ACCEPTED, "E0");
        desk.read();
        Answer stale =
                desk.post(HANDLER, TRIAGE, "n-1", form(desk.request(), "outcome", "ACCEPTED"));
        assertThat(statusOf(stale)).isEqualTo(409);
        assertThat(view(stale).differences())
                .containsExactly(
                        new StateDifference(
                                "act.state.intake", "IntakeState", "RECEIVED", "ACCEPTED"));
        assertThat(view(stale).seen()).isEqualTo(new SeenState(T0 + 2, 1));
        assertThat(rows("outbox")).isEqualTo(1);
    }

    /** What a person has not seen is not agreed to by a second click. */
    @Test
    void aFormThatIsShownAgainIsStillOfTheStateThatWasSeen() {
        status(T0 + 2, IntakeState.ACCEPTED, "E0");
        desk.read();
        Answer missing = desk.post(HANDLER, TRIAGE, "n-1", form(desk.request()));
        assertThat(statusOf(missing)).isEqualTo(400);
        assertThat(view(missing).stale()).isNull();
        assertThat(view(missing).seen()).isEqualTo(new SeenState(T0, 1));

        Map<String, String> corrected = form(desk.request(), "outcome", "ACCEPTED");
        corrected.put("as_of", String.valueOf(view(missing).seen().asOf()));
        Answer stale = desk.post(HANDLER, TRIAGE, "n-1", corrected);
        assertThat(statusOf(stale)).isEqualTo(409);
        assertThat(view(stale).differences()).isNotEmpty();
        assertThat(rows("outbox")).isZero();

        corrected.put("request", desk.request());
        corrected.put("as_of", String.valueOf(view(stale).seen().asOf()));
        assertThat(desk.post(HANDLER, TRIAGE, "n-1", corrected))
                .isInstanceOf(Answer.Elsewhere.class);
    }

    @Test
    void anOrderIsSentThenTakenWhenTheJobHasAnswered() {
        String request = desk.request();
        desk.post(HANDLER, TRIAGE, "n-1", form(request, "outcome", "ACCEPTED"));
        assertThat(desk.order(request).state()).isEqualTo(OrderState.WAITING);
        desk.now += 100;
        desk.sendOrders();
        assertThat(desk.order(request).state()).isEqualTo(OrderState.SENT);
        desk.read();
        assertThat(desk.order(request).state()).isEqualTo(OrderState.SENT);
        desk.now += 10_001;
        assertThat(desk.order(request).state()).isEqualTo(OrderState.QUIET);
        status(T0 + 3, IntakeState.ACCEPTED, "E0");
        desk.read();

        assertThat(desk.order(request).state()).isEqualTo(OrderState.TAKEN);
        assertThat(words(desk.order(request), PageLanguage.ZH)).startsWith("n-1：已受理，截止 2026-11-");
    }

    @Test
    void anOrderIsRefusedByTheDeadLetterOfItsPlaceAlone() {
        String request = desk.request();
        desk.post(HANDLER, TRIAGE, "n-1", form(request, "outcome", "ACCEPTED"));
        desk.sendOrders();
        desk.read();
        RecordPlace place = place(desk.order(request).place());
        letter("other", place.partition(), place.offset() + 1);
        desk.read();
        assertThat(desk.order(request).state()).isEqualTo(OrderState.SENT);
        desk.now += 5;
        letter("own", place.partition(), place.offset());
        status(T0 + 3, IntakeState.ACCEPTED, "E0");
        desk.read();

        assertThat(desk.order(request).state()).isEqualTo(OrderState.REFUSED);
        assertThat(words(desk.order(request), PageLanguage.EN)).contains("LATE");
        assertThat(words(desk.order(request), PageLanguage.ZH)).endsWith("作业未接受，原因：LATE");
        assertThat(desk.order(request).letter()).isNotBlank();
    }

    private static String words(PlacedOrder order, PageLanguage language) {
        return AnswerWordsTest.words(language, order.answer().record());
    }

    /** The fields that are wrong; none where the notice is filed. */
    private List<String> wrong(Map<String, String> whole, String... fields) {
        Map<String, String> form = form(desk.request(), fields);
        whole.forEach(form::putIfAbsent);
        Answer answer = desk.post(HANDLER, "/notices", null, form);
        return answer instanceof Answer.Elsewhere
                ? List.of()
                : view(answer).fields().stream()
                        .filter(it -> it.fault() != null)
                        .map(it -> it.field().name())
                        .toList();
    }

    @Test
    void aNoticeThatIsFiledIsWhole() {
        Map<String, String> notice =
                Map.of("notifier", "studio", "workName", "The film", "items", "item-9");
        assertThat(wrong(notice)).isEmpty();
        assertThat(wrong(notice, "workName", "")).containsExactly("workName");
        assertThat(wrong(notice, "items", "")).containsExactly("items");
        // An hour ago.
        String earlier = "2026-11-24T15:00";
        assertThat(wrong(notice, "receivedAt", earlier)).containsExactly("arrival");
        assertThat(wrong(notice, "receivedAt", earlier, "arrival", "a letter")).isEmpty();
        assertThat(wrong(notice, "dueAt", "2026-11-26T15:00")).containsExactly("dueAt");
        assertThat(wrong(notice, "deliverables", "names")).containsExactly("deliverables");
        assertThat(wrong(notice, "directiveKind", "INFORM")).containsExactly("directiveRef");

        Map<String, String> order =
                Map.of("notifier", "office", "directiveKind", "INFORM", "directiveRef", "2026-12");
        assertThat(wrong(order)).containsExactly("items");
        assertThat(wrong(order, "deliverables", "names", "dueAt", "2026-11-26T15:00")).isEmpty();
    }

    private static RecordPlace place(String text) {
        String[] parts = text.split("/");
        return new RecordPlace(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }

    private void letter(String id, int partition, long offset) {
        desk.send(
                Topic.NOTICE_DEAD_LETTERS,
                EventType.DEAD_LETTER,
                id,
                new DeadLetter(
                        id,
                        "notices",
                        partition,
                        offset,
                        "door",
                        "LATE",
                        "too late",
                        "n-1",
                        new byte[0],
                        null));
    }

    @Test
    void whatTwoMustAgreeOnIsSentOnceAnotherOneHasApproved() {
        String request = desk.request();
        Answer asked = desk.post(LEAD, HOLD, "n-1", form(request, "documentRef", "doc-3"));
        assertThat(asked).isEqualTo(Answer.to("/draft/" + request + "?back=%2Fnotice%2Fn-1"));
        assertThat(desk.texts("select topic from outbox")).containsExactly("desk");

        String sha256 = desk.texts("select sha256 from draft").get(0);
        assertThat(said(decide(LEAD, request, sha256))).startsWith("Another person has to");
        assertThat(said(decide(HANDLER, request, sha256))).startsWith("Expected a person who may");
        assertThat(said(decide(OTHER_LEAD, request, "0".repeat(64)))).contains("has changed");
        assertThat(desk.texts("select topic from outbox")).containsExactly("desk");

        assertThat(decide(OTHER_LEAD, request, sha256)).isInstanceOf(Answer.Elsewhere.class);
        assertThat(
                        desk.texts(
                                "select topic || ' ' || made_by || ' ' || coalesce(approved_by, '')"
                                        + " from outbox where topic = 'notices'"))
                .containsExactly("notices oidc:li oidc:zhao");
        assertThat(desk.texts("select headers from outbox where topic = 'notices'").get(0))
                .contains("\"ce_approver\",\"oidc:zhao\"");
        assertThat(said(decide(OTHER_LEAD, request, sha256))).contains("was decided by oidc:zhao");
        assertThat(desk.texts("select id from outbox where topic = 'notices'")).hasSize(1);
    }

    /** The clock is paused from when the document came, however late the approval is. */
    @Test
    void anEmptyTimeOfADraftIsTheFirstPersonsNow() {
        long drafted = desk.now;
        String request = desk.request();
        desk.post(LEAD, HOLD, "n-1", form(request, "documentRef", "doc-3"));
        DraftView shown =
                (DraftView) ((Answer.Page) desk.get(OTHER_LEAD, "/draft/{id}", request)).view();
        assertThat(shown.fields().get("at"))
                .as("what the second person sees")
                .containsExactly(inShanghai(drafted));

        desk.now += 7 * 3_600_000;
        assertThat(decide(OTHER_LEAD, request, shown.draft().sha256()))
                .isInstanceOf(Answer.Elsewhere.class);
        assertThat(bodies()).contains("\"at\":" + drafted + ",\"resumed\":false");
    }

    /** By another way than the draft, and the notice job has taken it. */
    private void held(boolean resumed) {
        desk.now += 3_600_000;
        desk.send(
                EventType.NOTICE_HELD,
                "n-1",
                new NoticeHeld("n-1", desk.now, resumed, "doc-5", null));
        ClockState clock = resumed ? ClockState.RUNNING : ClockState.PAUSED;
        desk.send(
                EventType.NOTICE_STATUS,
                "n-1",
                known(desk.now, IntakeState.RECEIVED, List.of()).clock(clock).build());
        desk.read();
    }

    private String resumeAskedFor() {
        String request = desk.request();
        String asOf = String.valueOf(desk.now);
        desk.now += 1_000;
        Map<String, String> form = form(request, "documentRef", "doc-3", "as_of", asOf);
        assertThat(desk.post(LEAD, "/notice/{id}/resume", "n-1", form))
                .isInstanceOf(Answer.Elsewhere.class);
        return request;
    }

    private Answer approved(String request) {
        desk.now += 3_600_000;
        String sha256 = desk.texts("select sha256 from draft where id = '" + request + "'").get(0);
        return decide(OTHER_LEAD, request, sha256);
    }

    /** By its time the second hold would be no hold at all. */
    @Test
    void aResumeThatWasAskedForInAnEarlierHoldDoesNotEndALaterOne() {
        held(false);
        String request = resumeAskedFor();
        held(true);
        held(false);

        assertThat(said(approved(request))).contains("neither held nor resumed since this draft");
        assertThat(desk.texts("select state from draft")).containsExactly("OPEN");
        assertThat(desk.texts("select id from outbox where topic = 'notices'")).isEmpty();

        assertThat(approved(resumeAskedFor())).isInstanceOf(Answer.Elsewhere.class);
        assertThat(desk.texts("select id from outbox where topic = 'notices'")).hasSize(1);
    }

    /** By its time what the other hold has given would be given twice. */
    @Test
    void aHoldThatWasAskedForBeforeAnotherOneIsNotCountedOverIt() {
        String request = desk.request();
        desk.post(LEAD, HOLD, "n-1", form(request, "documentRef", "doc-3"));
        held(false);
        held(true);

        assertThat(said(approved(request))).contains("neither held nor resumed since this draft");
        assertThat(desk.texts("select id from outbox where topic = 'notices'")).isEmpty();
    }

    private static String inShanghai(long ms) {
        return Instant.ofEpochMilli(ms).atOffset(ZoneOffset.ofHours(8)).toString();
    }

    /** What blocks by its sound blocks by its pictures, too. */
    @Test
    void aReviewOfARecordingIsOfItsSoundAndOfItsPictures() {
        for (String reference : List.of("ref-1", "ref-1.video", "ref-2")) {
            desk.send(
                    EventType.REFERENCE_HEALTH,
                    "the-film/" + reference,
                    new ReferenceHealth(
                            "the-film", reference, HealthState.QUARANTINED, null, 9, 9, T0));
        }
        desk.read();
        String request = desk.request();
        Map<String, String> form =
                form(request, "referenceId", "ref-1", "review", ReviewOutcome.CONFIRMED.name());
        for (int i = 0; i < 2; i++) {
            assertThat(desk.post(LEAD, "/work/{id}/review", "the-film", form))
                    .isInstanceOf(Answer.Elsewhere.class);
        }

        assertThat(
                        desk.texts(
                                "select id || ' ' || deed || ' ' || topic || ' ' || subject"
                                        + " || ' ' || made_by from outbox order by n"))
                .containsExactly(
                        request + " review reviews the-film oidc:li",
                        request + ".2 review reviews the-film oidc:li");
        assertThat(bodies().lines())
                .satisfiesExactly(
                        sound -> assertThat(sound).contains("\"referenceId\":\"ref-1\""),
                        pictures ->
                                assertThat(pictures).contains("\"referenceId\":\"ref-1.video\""));
        assertThat(desk.texts("select id from audit_row")).containsExactly(request);
    }

    /** The planted fault: the first proposal falls, another one is opened before the approval. */
    @Test
    void theEndOfAServiceIsApprovedForTheProposalThatItWasAskedForAlone() {
        proposed("fan-1/proposal/1");
        String request = desk.request();
        desk.post(
                LEAD,
                "/account/{id}/carry-out",
                "fan-1",
                form(request, "reason", "two films", Shown.FIELD, "fan-1/proposal/1"));
        String sha256 = desk.texts("select sha256 from draft").get(0);
        proposed("fan-1/proposal/2");

        assertThat(said(decide(OTHER_LEAD, request, sha256)))
                .startsWith("Expected the proposal that this draft was asked for");
        assertThat(desk.texts("select id from outbox where topic = 'decisions'")).isEmpty();
        proposed("fan-1/proposal/1");
        assertThat(decide(OTHER_LEAD, request, sha256)).isInstanceOf(Answer.Elsewhere.class);
        assertThat(desk.texts("select id from outbox where topic = 'decisions'")).hasSize(1);
    }

    /** One that was open when the desk was upgraded. */
    @Test
    void aDraftOfTheFirstVersionIsForTheProposalThatItHasBesideItsFields() {
        proposed("fan-1/proposal/1");
        String request = desk.request();
        desk.post(
                LEAD,
                "/account/{id}/carry-out",
                "fan-1",
                form(request, "reason", "two films", Shown.FIELD, "fan-1/proposal/1"));
        String body =
                "{\"reason\":[\"two films\"],\"/zone\":[\"Asia/Shanghai\"],"
                        + "\"/proposal\":[\"fan-1/proposal/1\"]}";
        try (Handle handle = desk.store.handle()) {
            handle.execute("update draft set body = ?", body.getBytes(UTF_8));
        }
        String sha256 = desk.texts("select sha256 from draft").get(0);
        proposed("fan-1/proposal/2");
        assertThat(said(decide(OTHER_LEAD, request, sha256)))
                .startsWith("Expected the proposal that this draft was asked for");
        proposed("fan-1/proposal/1");
        assertThat(decide(OTHER_LEAD, request, sha256)).isInstanceOf(Answer.Elsewhere.class);
    }

    private void proposed(String proposal) {
        desk.send(
                EventType.ACCOUNT_STANDING,
                "fan-1",
                AccountStandingBuilder.builder()
                        .accountId("fan-1")
                        .step(LadderStep.S3)
                        .strikes(List.of())
                        .restrictions(List.of())
                        .linked(List.of())
                        .ladderVersion("ladder-1")
                        .proposal(
                                new Proposal(
                                        proposal,
                                        ProposalState.OPEN,
                                        T0,
                                        T0 + 86_400_000,
                                        null,
                                        null,
                                        null))
                        .at(T0)
                        .build());
        desk.read();
    }

    private Answer decide(Visitor visitor, String draft, String sha256) {
        return desk.post(
                visitor,
                "/draft/{id}/approve",
                draft,
                Map.of("request", desk.request(), "sha256", sha256));
    }

    private static String said(Answer answer) {
        return ((DraftView) ((Answer.Page) answer).view()).said();
    }

    @Test
    void aNoticeIsOfWhoClaimedItLast() {
        String claim = "/notice/{id}/claim";
        String claimed = "select coalesce(claimed_by, '-') from notice";
        desk.post(HANDLER, claim, "n-1", form(desk.request()));
        desk.now += 1;
        assertThat(desk.post(LEAD, claim, "n-1", form(desk.request(), "takeOver", "true")))
                .isInstanceOf(Answer.Elsewhere.class);
        desk.sendOrders();
        desk.read();
        assertThat(desk.texts(claimed)).containsExactly("oidc:li");

        desk.now += 1;
        desk.post(LEAD, claim, "n-1", form(desk.request(), "released", "true"));
        desk.sendOrders();
        desk.read();
        assertThat(desk.texts(claimed)).containsExactly("-");
        assertThat(desk.texts("select subject from event where topic = 'desk'"))
                .containsExactly("n-1", "n-1", "n-1");
    }

    @Test
    void aLeadHasToKnowFromE5On() {
        Answer refused =
                desk.post(
                        HANDLER, "/alert/ack", null, form(desk.request(), "alertKey", "n-1/1/E5"));
        Answer notFired =
                desk.post(
                        HANDLER, "/alert/ack", null, form(desk.request(), "alertKey", "n-1/1/E4"));

        assertThat(view(refused).said()).startsWith("Expected a lead for n-1/1/E5");
        assertThat(view(notFired).said()).contains("Expected an alert that was fired");
    }

    @Test
    void whatIsErasedIsErasedFromTheOutboxToo() {
        String filed = desk.request();
        desk.post(
                HANDLER,
                "/notices",
                null,
                form(
                        filed,
                        "notifier",
                        "studio",
                        "workName",
                        "The film",
                        "items",
                        "item-9",
                        "identity",
                        "register:77"));
        String decided = desk.request();
        desk.post(
                LEAD,
                "/account/{id}/waive",
                "user-8",
                form(decided, "offenceId", "session:s-1", "reason", "of user-8"));
        desk.sendOrders();
        desk.read();
        assertThat(bodies()).contains("register:77").contains("of user-8");

        desk.now += 1_000;
        desk.send(
                EventType.NOTIFIER_ERASED,
                "studio",
                new NotifierErased("studio", "request", desk.now));
        desk.send(
                EventType.ACCOUNT_ERASED,
                "user-8/erased",
                new AccountErased("user-8", "request", desk.now));
        desk.read();
        Erasures erasures = new Erasures(desk.store, Projections.all());
        while (erasures.step(desk.now)) {
            // Some records at a time.
        }

        assertThat(bodies()).doesNotContain("register:77").doesNotContain("of user-8");
        assertThat(desk.order(filed).place()).isNotNull();
        assertThat(desk.order(decided).state()).isEqualTo(OrderState.SENT);
    }

    private String bodies() {
        try (Handle handle = desk.store.handle()) {
            return String.join(
                    "\n",
                    handle.createQuery("select body from outbox order by n")
                            .map((row, context) -> new String(row.getBytes(1), UTF_8))
                            .list());
        }
    }
}
