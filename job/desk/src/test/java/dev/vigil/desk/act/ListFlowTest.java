package dev.vigil.desk.act;

import static dev.vigil.desk.act.TestingDesk.HANDLER;
import static dev.vigil.desk.act.TestingDesk.OTHER_PUBLISHER;
import static dev.vigil.desk.act.TestingDesk.PUBLISHER;
import static dev.vigil.desk.act.TestingDesk.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.list.Change;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.act.PreviewSums.AccountSum;
import dev.vigil.desk.act.PreviewSums.WorkSum;
import dev.vigil.desk.act.PreviewedDraft.PreviewLine;
import dev.vigil.desk.ask.Age;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.DecisionBuilder;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a file to its receipt: two persons, each of whom knows what it would stop. */
class ListFlowTest {
    private static final String CSV =
            "entry,work,class,batch\nban-1,the-film,PERMISSION_REQUIRED,2026-7\n"
                    + "ban-2,other,FORBIDDEN,2026-7\n";

    private static final String SENTENCE = "2026-7 stops 1 running stream and blocks 2 sessions";

    @TempDir private Path folder;

    private TestingDesk desk;

    private void begin(TestingStores kind) {
        desk = new TestingDesk(kind.open(folder));
        verdict("live-1", "fan-1", SessionKind.LIVE, VerdictState.OPEN, T0 - 60_000);
        verdict("up-1", "official", SessionKind.UPLOAD, VerdictState.CLOSED, T0 - 3_600_000);
        verdict("old-1", "fan-2", SessionKind.LIVE, VerdictState.CLOSED, T0 - 100 * 3_600_000L);
        desk.send(
                EventType.AUTHORIZATION_GRANTED,
                "deal-1",
                AuthorizationBuilder.builder()
                        .authorizationId("deal-1")
                        .version(1)
                        .grantor("studio")
                        .grantee("official")
                        .workIds(List.of("the-film"))
                        .rightTypes(List.of(RightType.ON_DEMAND))
                        .territories(List.of("HK"))
                        .from(T0 - 1_000_000_000L)
                        .build());
        desk.read();
    }

    /** What the page shows as an example is taken. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theExampleOfThePageIsADraft(TestingStores kind) {
        begin(kind);
        Messages words = Messages.of(PageLanguage.ZH);
        String file =
                words.raw("list.example.columns") + "\n" + words.raw("list.example.row") + "\n";
        assertThat(view(draft(file)).changes())
                .singleElement()
                .satisfies(it -> assertThat(it.entry().territoryInclude()).contains("CN", "HK"));
    }

    /** A verdict whose channel is no id must not hide what the list would do to the others. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aVerdictThatTheRulesDoNotTakeIsCountedAndLeftOut(TestingStores kind) {
        begin(kind);
        verdict("live-9", "fan-9", "channel 9", SessionKind.LIVE, VerdictState.OPEN, T0 - 30_000);
        desk.read();
        String id = draft(CSV);
        assertTaken(step(HANDLER, id, "preview"));

        PreviewedDraft preview = view(id).preview();
        assertThat(preview.judged()).isEqualTo(3);
        assertThat(preview.notJudged()).isEqualTo(1);
        assertThat(preview.blocked()).isEqualTo(2);
        assertThat(preview.sessions())
                .extracting(PreviewLine::sessionId)
                .containsExactlyInAnyOrder("live-1", "up-1");
        assertThat(view(id).sentence()).isEqualTo(SENTENCE);
    }

    /** The planted fault: it is read as a verdict, and each preview of its works fails. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aVerdictWithoutItsMatchesIsInNoPreview(TestingStores kind) {
        begin(kind);
        Verdict whole = judged("live-9", "fan-9", null, SessionKind.LIVE, VerdictState.OPEN, T0);
        desk.send(
                EventType.VERDICT, "live-9", VerdictBuilder.builder(whole).evidence(null).build());
        desk.read();
        String id = draft(CSV);
        assertTaken(step(HANDLER, id, "preview"));

        assertThat(view(id).preview().judged()).isEqualTo(2);
        assertThat(desk.texts("select problem from event where subject = 'live-9'"))
                .containsExactly("data.evidence: expected a list, got nothing");
    }

    private void verdict(
            String session, String account, SessionKind kind, VerdictState state, long at) {
        verdict(session, account, null, kind, state, at);
    }

    private void verdict(
            String session,
            String account,
            String channel,
            SessionKind kind,
            VerdictState state,
            long at) {
        desk.send(EventType.VERDICT, session, judged(session, account, channel, kind, state, at));
    }

    private static Verdict judged(
            String session,
            String account,
            String channel,
            SessionKind kind,
            VerdictState state,
            long at) {
        return VerdictBuilder.builder()
                .verdictId(session + "/1")
                .revision(1)
                .state(state)
                .sessionId(session)
                .sessionKind(kind)
                .accountId(account)
                .channelId(channel)
                .title("Tonight")
                .action(Action.OBSERVE)
                .reasonCode("MATCH_ONLY")
                .ruleVersion("rules-3")
                .decisions(
                        List.of(
                                DecisionBuilder.builder()
                                        .territory("CN")
                                        .action(Action.OBSERVE)
                                        .step(8)
                                        .reasonCode("MATCH_ONLY")
                                        .articleRef("III")
                                        .workId("the-film")
                                        .failedTests(List.of())
                                        .build()))
                .evidence(
                        List.of(
                                EvidenceBuilder.builder()
                                        .matchId(session + "/m1")
                                        .workId("the-film")
                                        .referenceId("ref-1")
                                        .queryStartMs(1_000)
                                        .queryEndMs(61_000)
                                        .refStartMs(1_000)
                                        .refEndMs(61_000)
                                        .score(400)
                                        .tempo(1)
                                        .pitchSemitones(0)
                                        .certainAfterMs(1_000)
                                        .captureStart(at - 60_000)
                                        .captureEnd(at)
                                        .open(state == VerdictState.OPEN)
                                        .usedMs(60_000L)
                                        .standing(EvidenceStanding.COUNTED)
                                        .build()))
                .firstMatchCaptureTime(at - 60_000)
                .judgedAt(at)
                .detectionLatencyMs(1_000)
                .serviceTerritories(List.of("CN"))
                .startAt(at - 120_000)
                .build();
    }

    private Answer post(Visitor visitor, String path, String id, String... fields) {
        Map<String, String> form = new HashMap<>();
        form.put("request", desk.request());
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return desk.post(visitor, path, id, form);
    }

    private String draft(String text) {
        Answer answer = post(HANDLER, "/list/draft", null, "file", text);
        assertThat(answer).isInstanceOf(Answer.Elsewhere.class);
        return ((Answer.Elsewhere) answer).path().substring("/list/draft/".length());
    }

    private Answer step(Visitor visitor, String id, String step, String... more) {
        String[] fields = new String[more.length + 2];
        fields[0] = "sha256";
        fields[1] = desk.texts("select sha256 from draft where id = '" + id + "'").get(0);
        System.arraycopy(more, 0, fields, 2, more.length);
        return post(visitor, "/list/draft/{id}/" + step, id, fields);
    }

    private ListDraftView view(String id) {
        return view(desk.get(HANDLER, "/list/draft/{id}", id));
    }

    private static ListDraftView view(Answer answer) {
        return (ListDraftView) ((Answer.Page) answer).view();
    }

    private static void assertTaken(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Elsewhere.class);
    }

    @Test
    void aDeskThatCannotPublishSaysSoBeforeAnythingIsApproved() {
        begin(TestingStores.SQLITE);
        String id = draft(CSV);
        Visit visit = desk.visit(HANDLER, id, Map.of(), Map.of());
        ListDraftScreen lacking = new ListDraftScreen(desk.store, WritingParties.of(null, null));
        assertThat(TestingVisit.page(lacking.get(visit), visit).select("main").text())
                .contains("without --listing-properties", "vigil list import");
        assertThat(view(id).lacking()).isNull();
    }

    /** Who approves sees what is approved, and need not trust who has drafted it. */
    @Test
    void aDraftSaysWhatEachEntryStopsWhenAndWhere() {
        begin(TestingStores.SQLITE);
        String id =
                draft(
                        "entry,work,class,from,to,territories,authority\n"
                                + "film-1,the-film,IN_SCREENING,2026-11-01T00:00:00,,CN;HK,ncac\n"
                                + "ban-2,other,FORBIDDEN,,,,ncac\n");
        Elements entries =
                TestingVisit.page(
                                desk.get(HANDLER, "/list/draft/{id}", id),
                                TestingVisit.get("id", id))
                        .select("main li small");
        assertThat(entries.get(0).text())
                .contains("in cinemas", "from 2026-11-01", "CN, HK", "ncac");
        assertThat(entries.get(1).text()).contains("forbidden · always · everywhere");
    }

    private void publishAll() {
        desk.sendOrders();
        desk.read();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void fromAFileToItsReceipt(TestingStores kind) {
        begin(kind);
        String id = draft(CSV);
        assertThat(view(id).step()).isEqualTo(2);
        assertThat(view(id).counts()).isEqualTo(Map.of(Change.Kind.NEW, 2L));

        assertThat(view(step(PUBLISHER, id, "approve", "sentence", SENTENCE)).said())
                .startsWith("Expected a preview");
        assertTaken(step(HANDLER, id, "preview"));
        PreviewedDraft preview = view(id).preview();
        assertThat(preview.judged()).isEqualTo(2);
        assertThat(preview.blocked()).isEqualTo(2);
        assertThat(preview.running()).isEqualTo(1);
        assertThat(view(id).sums().works()).containsExactly(new WorkSum("the-film", 2, 0));
        assertThat(view(id).sums().accounts())
                .extracting(AccountSum::accountId, AccountSum::sessions)
                .containsExactly(tuple("official", 1L));
        assertThat(view(id).sums().accounts().get(0).tests().get(0)).contains("deal-1");
        assertThat(view(id).sentence()).isEqualTo(SENTENCE);

        ListDraftView refused = view(step(PUBLISHER, id, "approve", "sentence", "yes"));
        assertThat(refused.said()).startsWith("Expected the sentence");
        assertThat(refused.typed("sentence")).isEqualTo("yes");
        assertThat(view(id).is("OPEN")).isTrue();
        assertTaken(step(PUBLISHER, id, "approve", "sentence", "  " + SENTENCE));
        assertThat(view(step(PUBLISHER, id, "publish")).said()).startsWith("Another person has to");
        desk.ages = new Ages(Age.of(60_000, 5_000, 60_000), Age.unknown(), null);
        assertThat(view(step(OTHER_PUBLISHER, id, "publish")).said())
                .startsWith("Expected to know all that is on list");
        desk.ages = Ages.unknown();
        assertTaken(step(OTHER_PUBLISHER, id, "publish"));
        publishAll();

        assertThat(view(id).step()).isEqualTo(5);
        assertThat(view(id).batches()).containsExactly("2026-7");
        assertThat(desk.texts("select entry_id || ' v' || version from list_entry order by 1"))
                .containsExactly("ban-1 v1", "ban-2 v1");
        assertThat(
                        desk.texts(
                                "select made_by || ' ' || approved_by from outbox"
                                        + " where topic = 'list'"))
                .containsOnly("oidc:sun oidc:qian");
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aPreviewLooksBackAsFarAsAskedFor(TestingStores kind) {
        begin(kind);
        String id = draft(CSV);
        assertTaken(step(HANDLER, id, "preview", "hours", "120"));
        assertThat(view(id).preview().blocked()).isEqualTo(3);
        assertThat(view(step(HANDLER, id, "preview", "hours", "10000")).said())
                .startsWith("Expected 1 to 336 hours, got 10000");
        assertThat(view(step(HANDLER, id, "preview", "hours", "0")).said()).contains("got 0");
    }

    /** The planted fault: somebody publishes between approval and publication. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatOthersPublishedMeanwhileIsNotOverwrittenUnseen(TestingStores kind) {
        begin(kind);
        String id = draft(CSV);
        assertTaken(step(HANDLER, id, "preview"));
        assertTaken(step(PUBLISHER, id, "approve", "sentence", SENTENCE));
        desk.send(
                EventType.LIST_UPSERTED,
                "ban-1",
                ListEntryBuilder.builder()
                        .entryId("ban-1")
                        .version(4)
                        .listClass(ListClass.FORBIDDEN)
                        .workId("the-film")
                        .titles(List.of("of another person"))
                        .issuedAt(T0)
                        .build());
        desk.read();

        ListDraftView refused = view(step(OTHER_PUBLISHER, id, "publish"));
        assertThat(refused.said()).startsWith("Expected the list as it was");
        assertThat(refused.conflicts()).hasSize(1);
        assertThat(refused.conflicts().get(0).approved()).isZero();
        assertThat(refused.conflicts().get(0).nowVersion()).isEqualTo(4);
        assertThat(refused.conflicts().get(0).nowText()).contains("of another person");
        assertThat(refused.conflicts().get(0).drafted().version()).isEqualTo(5);
        assertThat(desk.texts("select id from outbox where topic = 'list'")).isEmpty();

        // The old preview was of the old list: approving by it again changes nothing.
        assertTaken(step(PUBLISHER, id, "approve", "sentence", SENTENCE));
        assertThat(view(step(OTHER_PUBLISHER, id, "publish")).said())
                .startsWith("Expected the list as it was");
        assertTaken(step(HANDLER, id, "preview"));
        String sentence = view(id).sentence();
        assertTaken(step(PUBLISHER, id, "approve", "sentence", sentence));
        assertTaken(step(OTHER_PUBLISHER, id, "publish"));
        publishAll();
        assertThat(desk.texts("select entry_id || ' v' || version from list_entry order by 1"))
                .containsExactly("ban-1 v5", "ban-2 v1");
    }

    /** Both have asked whether it is drafted. The planted fault: the time of the click is in it. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aBatchThatIsWithdrawnByTwoClicksIsOneDraft(TestingStores kind) throws Exception {
        begin(kind);
        String id = approved(CSV);
        assertTaken(step(OTHER_PUBLISHER, id, "publish"));
        publishAll();
        BatchWithdrawal form = new BatchWithdrawal(desk.store);
        String request = desk.request();
        for (int click = 0; click < 2; click++) {
            form.draft(desk.visit(PUBLISHER, "2026-7", Map.of(), Map.of()), request);
            desk.now += 150;
        }
        assertThat(desk.texts("select id from draft where state = 'OPEN'"))
                .containsExactly(request);
    }

    /** The planted faults: its page has the orders, and the preview, of what is done since. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatWasPublishedStaysAsItWas(TestingStores kind) {
        begin(kind);
        String first = approved(CSV);
        PreviewedDraft seen = view(first).preview();
        assertTaken(step(OTHER_PUBLISHER, first, "publish"));
        publishAll();
        List<String> orders = view(first).orders().stream().map(PlacedOrder::id).toList();
        assertThat(orders).hasSize(2);

        desk.now += 60_000;
        assertThat(view(step(HANDLER, first, "preview")).said())
                .isEqualTo("This draft was published meanwhile.");
        assertThat(view(first).preview()).isEqualTo(seen);
        String second = approved(CSV.replace("PERMISSION_REQUIRED", "FORBIDDEN"));
        assertTaken(step(OTHER_PUBLISHER, second, "publish"));
        publishAll();
        assertThat(view(first).orders()).extracting(PlacedOrder::id).isEqualTo(orders);
        assertThat(view(second).orders())
                .extracting(PlacedOrder::id)
                .isNotEmpty()
                .doesNotContainAnyElementsOf(orders);
    }

    /** The planted fault: two drafts of an entry are approved, and the broker takes neither yet. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatIsOnItsWayIsNotPublishedOnTopOf(TestingStores kind) {
        begin(kind);
        String first = approved(CSV);
        String second = approved(CSV.replace("PERMISSION_REQUIRED", "FORBIDDEN"));
        assertTaken(step(OTHER_PUBLISHER, first, "publish"));

        assertThat(view(step(OTHER_PUBLISHER, second, "publish")).said())
                .startsWith("Expected to know the last version of ban-1");
        desk.sendOrders();
        assertThat(view(step(OTHER_PUBLISHER, second, "publish")).said())
                .startsWith("Expected to know the last version of ban-1");
        desk.read();
        assertThat(view(step(OTHER_PUBLISHER, second, "publish")).said())
                .startsWith("Expected the list as it was");
        assertThat(desk.texts("select subject from outbox where topic = 'list'")).hasSize(2);
    }

    private String approved(String text) {
        String id = draft(text);
        assertTaken(step(HANDLER, id, "preview"));
        assertTaken(step(PUBLISHER, id, "approve", "sentence", view(id).sentence()));
        return id;
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aBatchIsWithdrawnByADraftOfItsOwn(TestingStores kind) {
        begin(kind);
        String id = draft(CSV);
        step(HANDLER, id, "preview");
        step(PUBLISHER, id, "approve", "sentence", SENTENCE);
        step(OTHER_PUBLISHER, id, "publish");
        publishAll();

        Answer answer = post(HANDLER, "/list/batch/{id}/withdraw", "2026-7");
        assertTaken(answer);
        String withdrawal = ((Answer.Elsewhere) answer).path().substring("/list/draft/".length());
        assertThat(view(withdrawal).counts()).isEqualTo(Map.of(Change.Kind.WITHDRAWN, 2L));
        assertTaken(step(HANDLER, withdrawal, "preview"));
        assertTaken(
                step(PUBLISHER, withdrawal, "approve", "sentence", view(withdrawal).sentence()));
        assertTaken(step(OTHER_PUBLISHER, withdrawal, "publish"));
        publishAll();
        assertThat(
                        desk.texts(
                                "select entry_id || ' v' || version from list_entry"
                                        + " where withdrawn_at is not null order by 1"))
                .containsExactly("ban-1 v2", "ban-2 v2");

        Answer nothing = post(HANDLER, "/list/batch/{id}/withdraw", "2026-7");
        assertThat(((FormView) ((Answer.Page) nothing).view()).said())
                .startsWith("Expected 1 to 5000 entries in force of this batch, got 0");
    }

    /** The jobs ask for signatures, and somebody has published without one. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatTheJobsRefuseLeavesTheEarlierVersionInForce(TestingStores kind) {
        begin(kind);
        assertTaken(step(OTHER_PUBLISHER, approved(CSV), "publish"));
        publishAll();
        withdrawnUnsigned("ban-1");
        desk.read();

        Answer answer = post(HANDLER, "/list/batch/{id}/withdraw", "2026-7");
        String withdrawal = ((Answer.Elsewhere) answer).path().substring("/list/draft/".length());
        assertThat(view(withdrawal).counts()).isEqualTo(Map.of(Change.Kind.WITHDRAWN, 2L));
        assertThat(view(withdrawal).changes())
                .extracting(it -> it.entry().entryId(), it -> it.entry().version())
                .containsExactly(tuple("ban-1", 3L), tuple("ban-2", 2L));
        assertTaken(step(HANDLER, withdrawal, "preview"));
        assertThat(view(withdrawal).preview().freed()).isEqualTo(2);

        String changed = draft(CSV.replace("PERMISSION_REQUIRED", "FORBIDDEN"));
        assertThat(view(changed).changes())
                .filteredOn(it -> it.kind() == Change.Kind.CHANGED)
                .extracting(it -> it.entry().entryId(), it -> it.entry().version())
                .containsExactly(tuple("ban-1", 3L));
    }

    private void withdrawnUnsigned(String id) {
        RecordPlace at =
                desk.send(
                        EventType.LIST_WITHDRAWN,
                        id,
                        ListEntryBuilder.builder()
                                .entryId(id)
                                .version(2)
                                .listClass(ListClass.PERMISSION_REQUIRED)
                                .authority("bureau")
                                .workId("the-film")
                                .titles(List.of())
                                .windows(List.of())
                                .territoryInclude(List.of())
                                .territoryExclude(List.of())
                                .issuedAt(desk.now)
                                .withdrawnAt(desk.now)
                                .build());
        String letter = at.topic() + "/" + at.partition() + "/" + at.offset();
        desk.send(
                EventType.DEAD_LETTER,
                letter,
                new DeadLetter(
                        letter,
                        at.topic(),
                        at.partition(),
                        at.offset(),
                        "door",
                        "UNSIGNED_ENTRY",
                        "signature: expected one, got none",
                        id,
                        new byte[0],
                        null));
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatIsToBeSignedIsTakenWithItsVersions(TestingStores kind) throws IOException {
        begin(kind);
        String id = draft(CSV);
        Answer.Download file =
                (Answer.Download) desk.get(HANDLER, "/list/draft/{id}/entries.json", id);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.body().writeTo(out);

        ListEntry[] entries = Json.read(out.toByteArray(), ListEntry[].class);
        assertThat(entries).extracting(ListEntry::entryId).containsExactly("ban-1", "ban-2");
        assertThat(entries).extracting(ListEntry::version).containsOnly(1L);
        assertThat(entries).extracting(ListEntry::issuedAt).containsOnly(T0);
        String signed =
                out.toString(StandardCharsets.UTF_8)
                        .replace("\"version\":1", "\"version\":1,\"signature\":\"c2ln\"");
        assertThat(view(draft(signed)).signed()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void eachLineThatIsWrongIsNamedWithWhatToDo(TestingStores kind) {
        begin(kind);
        ListDraftView wrong =
                view(
                        post(
                                HANDLER,
                                "/list/draft",
                                null,
                                "file",
                                "entry,work,class\nban-1,the-film,BANNED\n,other,FORBIDDEN\n"));
        assertThat(wrong.said()).contains("2 with errors");
        assertThat(wrong.errors()).hasSize(2);
        assertThat(wrong.errors().get(0)).startsWith("line 2, column class: expected");
        assertThat(wrong.text()).contains("BANNED");
        assertThat(desk.texts("select id from draft")).isEmpty();
    }
}
