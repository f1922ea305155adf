package dev.vigil.desk.act;

import static dev.vigil.desk.act.TestingDesk.HANDLER;
import static dev.vigil.desk.act.TestingDesk.LEAD;
import static dev.vigil.desk.act.TestingDesk.T0;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.RecordPlace;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.schema.account.AccountStandingBuilder;
import dev.vigil.schema.account.DepartmentReportBuilder;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.signal.SignalStatusBuilder;
import dev.vigil.schema.wire.EventType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page has shown is decided, and nothing that came between that and the click. */
class ShownFormsTest {
    private static final String REPORT = "/account/{id}/report";
    private static final String SENT = "/account/{id}/report/sent";
    private static final String REPORTS = "/reports/{id}/done";

    @TempDir private Path folder;

    private TestingDesk desk;

    @BeforeEach
    void open() {
        desk = new TestingDesk(TestingStores.SQLITE.open(folder));
    }

    // What is shown, and sent ---------------------------------------------------------------

    private static FormView view(Answer answer) {
        return (FormView) ((Answer.Page) answer).view();
    }

    private static FieldView shown(Answer form) {
        return view(form).fields().stream()
                .filter(it -> it.field().name().equals(Shown.FIELD))
                .findFirst()
                .orElseThrow();
    }

    /** What its field has, and what a person reads of it. */
    private static String words(Answer form) {
        return shown(form).options().isEmpty() ? null : shown(form).options().get(0).text();
    }

    private Answer open(Visitor visitor, String path, String id) {
        return desk.get(visitor, path, id);
    }

    private Answer send(Visitor visitor, String path, String id, Answer of, String... fields) {
        Map<String, String> form = new HashMap<>();
        form.put("request", desk.request());
        form.put(Shown.FIELD, shown(of).value());
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return desk.post(visitor, path, id, form);
    }

    private static void requireChanged(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Page.class);
        assertThat(((Answer.Page) answer).status()).isEqualTo(409);
        assertThat(view(answer).said()).contains("has changed since you opened it");
    }

    private List<String> ordered() {
        try (Handle handle = desk.store.handle()) {
            return handle.createQuery("select body from outbox order by n")
                    .map((row, context) -> new String(row.getBytes(1), UTF_8))
                    .list();
        }
    }

    // Reports to the department ---------------------------------------------------------------

    private void report(String id, int version, ReportState state) {
        desk.now += 1;
        desk.send(
                EventType.DEPARTMENT_REPORT,
                id,
                DepartmentReportBuilder.builder()
                        .reportId(id)
                        .version(version)
                        .state(state)
                        .accountId("fan-1")
                        .identityRef("vault:7")
                        .from(T0 - 1)
                        .to(T0)
                        .step(LadderStep.S3)
                        .ladderVersion("ladder-2")
                        .at(desk.now)
                        .build());
        desk.read();
    }

    @Test
    void aReportIsApprovedInTheVersionThatWasRead() {
        report("fan-1/report/1", 2, ReportState.DRAFT);
        Answer read = open(LEAD, REPORT, "fan-1");
        assertThat(words(read)).isEqualTo("About report fan-1/report/1, version 2.");
        report("fan-1/report/1", 3, ReportState.DRAFT);

        Answer changed = send(LEAD, REPORT, "fan-1", read, "reportDecision", "APPROVE");
        requireChanged(changed);
        assertThat(words(changed)).isEqualTo("About report fan-1/report/1, version 3.");
        assertThat(ordered()).isEmpty();

        assertThat(send(LEAD, REPORT, "fan-1", changed, "reportDecision", "APPROVE"))
                .isInstanceOf(Answer.Elsewhere.class);
        assertThat(ordered()).singleElement().asString().contains("\"version\":3");
    }

    /** The one that was posted is not the one that corrects it. */
    @Test
    void aReportIsSentInTheVersionThatWasPrinted() {
        report("fan-1/report/1", 2, ReportState.CORRECTED);
        Answer printed = open(LEAD, SENT, "fan-1");
        report("fan-1/report/1", 3, ReportState.CORRECTED);
        String[] fields = {"delivery", "SENT", "channel", "post", "documentRef", "doc:8"};
        requireChanged(send(LEAD, SENT, "fan-1", printed, fields));
        assertThat(ordered()).isEmpty();
    }

    /** A page of an older version leads to its form, which does not take the new one for it. */
    @Test
    void whatALinkHasWasShownByThePageThatHasTheLink() {
        report("fan-1/report/1", 3, ReportState.DRAFT);
        Map<String, String> link = Map.of(Shown.FIELD, "fan-1/report/1 2");
        Answer form = desk.get(LEAD, REPORT, "fan-1", link);
        assertThat(shown(form).value()).isEqualTo("fan-1/report/1 2");
        assertThat(words(form)).isNull();
        requireChanged(send(LEAD, REPORT, "fan-1", form, "reportDecision", "APPROVE"));
    }

    /** It is named in the form that shows the latest one. */
    @Test
    void anotherReportOfTheAccountIsShownBeforeItIsDecided() {
        report("fan-1/report/1", 4, ReportState.DRAFT);
        report("fan-1/report/2", 1, ReportState.DRAFT);
        String[] fields = {"reportDecision", "APPROVE", "reportId", "fan-1/report/1"};
        Answer asked = send(LEAD, REPORT, "fan-1", open(LEAD, REPORT, "fan-1"), fields);
        assertThat(((Answer.Page) asked).status()).isEqualTo(409);
        assertThat(view(asked).said())
                .isEqualTo(
                        "Not sent: the form was about another report than the one that you have"
                                + " named. It is about fan-1/report/1, version 4, now: look at"
                                + " that one, then send this again.");
        assertThat(words(asked)).isEqualTo("About report fan-1/report/1, version 4.");
        assertThat(ordered()).isEmpty();
        report("fan-1/report/1", 5, ReportState.DRAFT);
        requireChanged(send(LEAD, REPORT, "fan-1", asked, fields));

        asked = desk.get(LEAD, REPORT, "fan-1", Map.of("reportId", "fan-1/report/1"));
        assertThat(send(LEAD, REPORT, "fan-1", asked, fields)).isInstanceOf(Answer.Elsewhere.class);
        assertThat(ordered()).singleElement().asString().contains("\"fan-1/report/1\"");
    }

    // Reports of users ------------------------------------------------------------------------

    private RecordPlace reported(String id) {
        desk.now += 60_000;
        RecordPlace place =
                desk.send(
                        EventType.USER_REPORT,
                        "live-7",
                        new UserReport(id, "live-7", null, null, "OTHER", null, desk.now));
        desk.read();
        return place;
    }

    private static String upTo(long storedAt, RecordPlace place) {
        return "\"until\":" + storedAt + ",\"untilOffset\":" + place.offset();
    }

    @Test
    void aReportThatCameLaterIsStillToBeLookedAt() {
        RecordPlace first = reported("r-1");
        long at = desk.now;
        Answer form = open(HANDLER, REPORTS, "live-7");
        assertThat(words(form)).startsWith("About what users had reported by 2026-");
        RecordPlace second = reported("r-2");

        send(HANDLER, REPORTS, "live-7", form, "reason", "own song");
        assertThat(ordered()).singleElement().asString().contains(upTo(at, first));
        desk.sendOrders();
        desk.read();
        Answer next = open(HANDLER, REPORTS, "live-7");
        assertThat(shown(next).value()).isEqualTo(desk.now + " " + second.offset());
    }

    /** What another person has decided on since is not marked as this one's. */
    @Test
    void whatAnotherPersonHasLookedAtIsNotLookedAtAgain() {
        reported("r-1");
        Answer read = open(HANDLER, REPORTS, "live-7");
        reported("r-2");
        Answer later = open(HANDLER, REPORTS, "live-7");
        send(LEAD, REPORTS, "live-7", later, "ref", "notice/n-5", "reason", "is infringing");
        desk.sendOrders();
        desk.read();
        RecordPlace third = reported("r-3");

        Answer changed = send(HANDLER, REPORTS, "live-7", read, "reason", "own song");
        requireChanged(changed);
        assertThat(ordered()).as("the other person's").hasSize(1);

        send(HANDLER, REPORTS, "live-7", changed, "reason", "own song");
        assertThat(ordered()).last().asString().contains(upTo(desk.now, third));
    }

    /** Nobody has looked at what is not there yet, whatever a form has in it. */
    @Test
    void whatIsNotReportedYetIsLookedAtByNoForm() {
        RecordPlace first = reported("r-1");
        Map<String, String> link = Map.of(Shown.FIELD, "999999999999999 999999999999999999");
        Answer form = desk.get(HANDLER, REPORTS, "live-7", link);
        send(HANDLER, REPORTS, "live-7", form, "reason", "own song");
        assertThat(ordered()).singleElement().asString().contains(upTo(desk.now, first));

        Answer none = desk.get(HANDLER, REPORTS, "live-8", Map.of(Shown.FIELD, "none"));
        assertThat(view(send(HANDLER, REPORTS, "live-8", none, "reason", "own song")).said())
                .contains("got live-8, which has none");
    }

    // Proposals and signals -------------------------------------------------------------------

    private void proposed(String proposal) {
        desk.now += 1;
        desk.send(
                EventType.ACCOUNT_STANDING,
                "fan-1",
                AccountStandingBuilder.builder()
                        .accountId("fan-1")
                        .step(LadderStep.S3)
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
                        .at(desk.now)
                        .build());
        desk.read();
    }

    @Test
    void aProposalIsDecidedThatWasShown() {
        proposed("fan-1/proposal/1");
        Answer decide = open(LEAD, "/account/{id}/decide", "fan-1");
        Answer end = open(LEAD, "/account/{id}/carry-out", "fan-1");
        assertThat(words(decide)).isEqualTo("About the proposal fan-1/proposal/1.");
        proposed("fan-1/proposal/2");

        String[] fields = {"decision", "DECLINE", "reason", "two films"};
        requireChanged(send(LEAD, "/account/{id}/decide", "fan-1", decide, fields));
        requireChanged(send(LEAD, "/account/{id}/carry-out", "fan-1", end, fields));
        assertThat(ordered()).isEmpty();
    }

    private void signalled(long version, String digit) {
        desk.now += 1;
        desk.send(
                EventType.SIGNAL_STATE,
                "west:film-1",
                SignalStatusBuilder.builder()
                        .signalId("west:film-1")
                        .origin("west")
                        .kind(SignalKind.REFERENCE)
                        .version(version)
                        .contentDigest(digit.repeat(64))
                        .state(SignalState.QUARANTINED)
                        .title("The film")
                        .expiresAt(T0 + 86_400_000)
                        .at(desk.now)
                        .build());
        desk.read();
    }

    @Test
    void aSignalIsDecidedWithTheContentThatWasShown() {
        signalled(1, "a");
        Answer form = open(HANDLER, "/signal/{id}/decide", "west:film-1");
        assertThat(words(form)).isEqualTo("About The film, version 1.");
        signalled(2, "b");

        Answer changed =
                send(HANDLER, "/signal/{id}/decide", "west:film-1", form, "opinion", "CONFIRM");
        requireChanged(changed);
        assertThat(words(changed)).isEqualTo("About The film, version 2.");
        assertThat(ordered()).isEmpty();
    }
}
