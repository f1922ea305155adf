package dev.vigil.client.page;

import static dev.vigil.client.page.TestingReports.ACCOUNT;
import static dev.vigil.client.page.TestingReports.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountCommandBuilder;
import dev.vigil.schema.account.AccountStandingBuilder;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.StrikeChangedBuilder;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.UserWarningBuilder;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.account.WarningText;
import dev.vigil.schema.enforcement.Measure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class AccountPageTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Warned, three strikes, one of them taken back, a proposal that a person declines. */
    static AccountRecords life() {
        AccountRecords life = new AccountRecords(ACCOUNT);
        Offence first = TestingReports.first();
        Offence second = TestingReports.second();
        Offence item = TestingReports.item();
        Offence third = TestingReports.third();
        life.add(changed(first, OffenceState.STANDING, "2026-11-02T12:01:11Z"));
        life.add(warning("FIRST/1", WarningKind.FIRST, null, "2026-11-02T12:01:12Z"));
        life.add(receipt("FIRST/1", ReceiptState.DELIVERED, "2026-11-02T12:01:20Z"));
        life.add(receipt("FIRST/1", ReceiptState.READ, "2026-11-02T12:31:00Z"));
        life.add(changed(second, OffenceState.STANDING, "2026-11-09T12:10:04Z"));
        life.add(strikes(1, 0, 1, LadderStep.S0, LadderStep.S1, "2026-11-09T12:10:04Z"));
        life.add(warning("STRIKE/2", WarningKind.STRIKE, null, "2026-11-09T12:10:05Z"));
        life.add(measure("S1/2/LIVE_OFF", Measure.LIVE_OFF, "2026-11-09T12:10:04Z", 7));
        life.add(
                new AppealFiled(
                        "appeal-18",
                        ACCOUNT,
                        second.offenceId(),
                        null,
                        at("2026-11-10T06:00:00Z"),
                        "AUTHORIZED",
                        null,
                        null));
        life.add(
                new AppealDecided(
                        "appeal-18",
                        ACCOUNT,
                        AppealOutcome.UPHOLD,
                        "desk:person-05",
                        "no proof",
                        at("2026-11-12T08:45:00Z")));
        life.add(changed(item, OffenceState.STANDING, "2026-11-17T01:12:40Z"));
        life.add(strikes(2, 1, 2, LadderStep.S1, LadderStep.S2, "2026-11-17T01:12:40Z"));
        life.add(warning("STRIKE/3", WarningKind.STRIKE, null, "2026-11-17T01:12:41Z"));
        life.add(measure("S2/3/LIVE_OFF", Measure.LIVE_OFF, "2026-11-17T01:12:40Z", 14));
        life.add(measure("S2/3/UPLOADS_HELD", Measure.UPLOADS_HELD, "2026-11-17T01:12:40Z", 14));
        life.add(changed(third, OffenceState.STANDING, "2026-11-24T13:40:02Z"));
        life.add(strikes(3, 2, 3, LadderStep.S2, LadderStep.S3, "2026-11-24T13:40:02Z"));
        TestingReports.earlier().forEach(life::add);
        life.add(approved());
        life.add(
                new StandingDecided(
                        "p",
                        ACCOUNT,
                        ProposalDecision.DECLINE,
                        null,
                        "desk:person-12",
                        "a first year student",
                        at("2026-11-26T01:15:00Z")));
        life.add(changed(item, OffenceState.FALLEN, "2026-11-28T07:30:00Z"));
        life.add(strikes(4, 3, 2, LadderStep.S3, LadderStep.S2, "2026-11-28T07:30:00Z"));
        life.add(lift("S2/3/LIVE_OFF", "2026-11-28T07:30:00Z"));
        life.add(
                warning("STRIKE/3/LIFTED", WarningKind.LIFTED, "STRIKE/3", "2026-11-28T07:30:01Z"));
        life.add(
                AccountStandingBuilder.builder()
                        .accountId(ACCOUNT)
                        .seq(4)
                        .step(LadderStep.S2)
                        .strikes(TestingReports.corrected().strikes())
                        .pending(3)
                        .offences(3)
                        .warnings(3)
                        .restrictions(TestingReports.corrected().measures())
                        .proposal(TestingReports.corrected().proposal())
                        .linked(List.of())
                        .ladderVersion("default-1")
                        .at(at("2026-11-28T07:30:00Z"))
                        .build());
        return life;
    }

    private static ReportDecided approved() {
        return new ReportDecided(
                TestingReports.corrected().reportId(),
                ACCOUNT,
                1,
                ReportDecision.APPROVE,
                "desk:person-12",
                null,
                at("2026-11-25T02:00:00Z"));
    }

    private static OffenceChanged changed(Offence offence, OffenceState state, String when) {
        return new OffenceChanged(offence, state, List.of(), List.of(), List.of(), null, at(when));
    }

    private static UserWarning warning(String id, WarningKind kind, String voids, String when) {
        return UserWarningBuilder.builder()
                .warningId(ACCOUNT + "/" + id)
                .accountId(ACCOUNT)
                .kind(kind)
                .revision(1)
                .attempt(1)
                .offences(List.of())
                .works(List.of())
                .timeCodes(List.of())
                .owners(List.of())
                .zh(new WarningText("标题 " + id, "第一行\n第二行"))
                .en(new WarningText("Title " + id, "line one\nline two"))
                .templateVersion("vigil-1+00000000")
                .step(LadderStep.S0)
                .voids(voids == null ? null : ACCOUNT + "/" + voids)
                .issuedAt(at(when))
                .build();
    }

    private static WarningReceipt receipt(String id, ReceiptState state, String when) {
        return new WarningReceipt(ACCOUNT + "/" + id, ACCOUNT, state, at(when), "app", null);
    }

    private static StrikeChanged strikes(
            int seq, int before, int after, LadderStep from, LadderStep to, String when) {
        return StrikeChangedBuilder.builder()
                .accountId(ACCOUNT)
                .seq(seq)
                .causeId("offence")
                .causeKind("OFFENCE")
                .strikesBefore(before)
                .strikesAfter(after)
                .stepBefore(from)
                .stepAfter(to)
                .ladderVersion("default-1")
                .at(at(when))
                .build();
    }

    private static AccountCommand measure(String id, Measure measure, String from, int days) {
        return AccountCommandBuilder.builder()
                .commandId(ACCOUNT + "/" + id)
                .accountId(ACCOUNT)
                .measure(measure)
                .from(at(from))
                .until(at(from) + days * 86_400_000L)
                .step(LadderStep.valueOf(id.substring(0, 2)))
                .reason("STRIKE")
                .issuedAt(at(from))
                .deadline(at(from))
                .build();
    }

    /** As the ledger makes it: from is the measure's own. */
    private static AccountCommand lift(String of, String issued) {
        return measure(of, Measure.LIFT, "2026-11-17T01:12:40Z", 0)
                .with()
                .issuedAt(at(issued))
                .deadline(at(issued) + 10_000)
                .commandId(ACCOUNT + "/" + of + "/lift")
                .lifts(ACCOUNT + "/" + of)
                .until(null)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void everyLaneOfTheAccountIsDrawnAndListed(PageLanguage language) throws Exception {
        Document page = parsed(new AccountPage(life(), language, ZONE).html());

        assertThat(lines(page, "span offence")).hasSize(4);
        assertThat(lines(page, "span measure")).hasSize(3);
        assertThat(elements(page, "polygon")).hasSize(5 + 3 + 3);
        assertThat(lines(page, "cross")).as("offence, warning, strikes, measure").hasSize(2 * 4);
        assertThat(page.getDocumentElement().getTextContent())
                .contains(language.of("S2，2 次（原 3）", "S2, 2 (before 3)"))
                .contains("desk:person-12", "appeal-18", "2026-11-28 15:30:00")
                .contains(language.of("第一行\n第二行", "line one\nline two"))
                .doesNotContain("null");
    }

    /** The strikes are as before; the letter is beside that which it takes back. */
    @Test
    void whatElseHasChangedOfTheStrikesIsShownAndALetterThatTakesBack() throws Exception {
        AccountRecords records = new AccountRecords(ACCOUNT);
        StrikeChanged same = strikes(5, 2, 2, LadderStep.S2, LadderStep.S2, "2026-11-29T07:30:00Z");
        records.add(same.with().offencesBefore(2).offencesAfter(2).pending(3).build());
        records.add(same.with().seq(6).offencesBefore(2).offencesAfter(1).build());
        records.add(
                strikes(7, 3, 3, LadderStep.S3, LadderStep.ENDED, "2026-11-30T07:30:00Z")
                        .withPending(3));
        records.add(warning("STRIKE/3", WarningKind.STRIKE, null, "2026-11-17T01:12:41Z"));
        records.add(
                warning("STRIKE/3/LIFTED", WarningKind.LIFTED, "STRIKE/3", "2026-11-28T07:30:01Z"));

        assertThat(
                        parsed(new AccountPage(records, PageLanguage.EN, ZONE).html())
                                .getDocumentElement()
                                .getTextContent())
                .contains(
                        "S2, 2 (if all disputes are lost: 3)",
                        "S2, 2 (offences 1, before 2)",
                        "ENDED, 3 (before S3)",
                        "withdrawal: Title STRIKE/3/LIFTED");
    }

    /** The version that was approved has the time of its facts. */
    @Test
    void aReportIsApprovedWhenThePersonDidSo() throws Exception {
        AccountRecords records = new AccountRecords(ACCOUNT);
        DepartmentReport draft = TestingReports.earlier().get(0);
        records.add(draft).add(draft.withState(ReportState.APPROVED));
        records.add(approved());

        List<String> rows =
                elements(parsed(new AccountPage(records, PageLanguage.EN, ZONE).html()), "tr")
                        .stream()
                        .map(Element::getTextContent)
                        .filter(row -> row.contains("report: "))
                        .toList();

        assertThat(rows).hasSize(2);
        assertThat(rows.get(1))
                .contains("2026-11-25 10:00:00", "report: approved, by desk:person-12");
    }

    /** Which language the user reads, the platform knows. */
    @Test
    void whatTheUserWasSentIsThereInBothLanguages() throws Exception {
        Document page = parsed(new AccountPage(life(), PageLanguage.EN, ZONE).html());

        assertThat(
                        elements(page, "div").stream()
                                .filter(it -> it.getAttribute("class").equals("letter"))
                                .limit(2)
                                .map(it -> it.getAttribute("lang") + " " + it.getTextContent()))
                .satisfiesExactly(
                        en -> assertThat(en).startsWith("en").contains("line one"),
                        zh -> assertThat(zh).startsWith("zh").contains("第一行"));
    }

    /** An offence that has fallen ends there; one that is in force goes on to the edge. */
    @Test
    void spansEndWhereWhatTheyShowEnds() throws Exception {
        Document page = parsed(new AccountPage(life(), PageLanguage.EN, ZONE).html());

        List<String> ends =
                lines(page, "span offence").stream().map(it -> it.getAttribute("x2")).toList();
        String edge = lines(page, "lane").get(0).getAttribute("x2");
        assertThat(ends).filteredOn(edge::equals).hasSize(3);
        String lifted = lines(page, "span measure").get(1).getAttribute("x2");
        assertThat(ends).as("both ended in the same moment").contains(lifted);
    }

    /** Two labels that touch can't be read. */
    @Test
    void noLabelOfADayTouchesAnother() throws Exception {
        Document page = parsed(new AccountPage(life(), PageLanguage.EN, ZONE).html());

        List<Element> days =
                elements(page, "text").stream()
                        .filter(it -> it.getTextContent().matches("2026-..-.."))
                        .toList();
        assertThat(days).hasSizeGreaterThan(3);
        assertThat(days.get(days.size() - 1).getTextContent()).isEqualTo("2026-12-01");
        int end = Integer.MIN_VALUE;
        for (Element day : days) {
            boolean isBefore = day.getAttribute("text-anchor").equals("end");
            int x = Integer.parseInt(day.getAttribute("x"));
            assertThat(isBefore ? x - 70 : x).isGreaterThan(end);
            end = isBefore ? x : x + 70;
        }
    }

    /** Seconds and weeks are both to be seen. */
    @Test
    void laterIsFartherRight() {
        var places =
                new AccountDrawing(
                                new AccountLanes(life(), PageLanguage.EN, new Moment(ZONE)).lanes(),
                                new Moment(ZONE))
                        .places();

        assertThat(places).hasSizeGreaterThan(15);
        List<Integer> inOrder = new ArrayList<>(places.values());
        for (int i = 1; i < inOrder.size(); i++) {
            assertThat(inOrder.get(i)).isGreaterThan(inOrder.get(i - 1));
        }
        assertThat(inOrder.get(inOrder.size() - 1)).isLessThanOrEqualTo(960 - 24);
    }

    @Test
    void ofVeryManyLanesTheLatestAreDrawnAndAllAreListed() throws Exception {
        AccountRecords many = new AccountRecords(ACCOUNT);
        for (int i = 0; i < 100; i++) {
            Offence one =
                    TestingReports.first()
                            .with()
                            .offenceId("session:" + i)
                            .occurredAt(at("2026-11-02T12:01:05Z") + i)
                            .build();
            many.add(changed(one, OffenceState.STANDING, "2026-11-02T12:01:11Z"));
        }
        Document page = parsed(new AccountPage(many, PageLanguage.EN, ZONE).html());

        assertThat(lines(page, "lane")).hasSize(AccountDrawing.MOST);
        assertThat(page.getDocumentElement().getTextContent())
                .contains("40 lanes are not drawn.", "session 99", "session 0");
    }

    @Test
    void anAccountWithoutRecordsHasAPage() throws Exception {
        assertThat(
                        parsed(
                                        new AccountPage(
                                                        new AccountRecords("a"),
                                                        PageLanguage.EN,
                                                        ZONE)
                                                .html())
                                .getDocumentElement()
                                .getTextContent())
                .contains("Nothing counts against it.", "There are no records.");
    }

    @Test
    void ofVeryManyRecordsTheLatestAreShown() throws Exception {
        AccountRecords many = new AccountRecords(ACCOUNT);
        for (int i = 0; i < AccountRecords.MOST; i++) {
            many.add(receipt("FIRST/1", ReceiptState.READ, "2026-11-02T12:31:00Z"));
        }
        life().all(Object.class).forEach(many::add);

        assertThat(
                        parsed(new AccountPage(many, PageLanguage.EN, ZONE).html())
                                .getDocumentElement()
                                .getTextContent())
                .contains("1000 earlier records are left out.", "Title FIRST/1");
    }

    @Test
    void whatIsNamedLikeMarkupIsText() throws Exception {
        AccountRecords bad = new AccountRecords("<script>x</script>\u202E");
        bad.add(
                new StandingDecided(
                        "p",
                        ACCOUNT,
                        ProposalDecision.DECLINE,
                        null,
                        "<b>",
                        "</svg><script>",
                        at("2026-11-26T01:15:00Z")));
        String html = new AccountPage(bad, PageLanguage.EN, ZONE).html();

        assertThat(html).doesNotContain("<script", "<b>", "\u202E", "href", "url(", "src=");
        assertThat(parsed(html).getDocumentElement().getTextContent()).contains("</svg><script>");
    }

    /** A sheet of paper can't be scrolled: what is wide is made to fit. */
    @Test
    void theTimelineFitsAPrintedPage() {
        String html = new AccountPage(life(), PageLanguage.EN, ZONE).html();
        String print = html.substring(html.lastIndexOf("@media print"));
        assertThat(print.substring(0, print.indexOf("} }")))
                .contains(".wide { overflow: visible; }", "svg { min-width: 0; }");
    }

    private static List<Element> lines(Document page, String kind) {
        return elements(page, "line").stream()
                .filter(it -> it.getAttribute("class").equals(kind))
                .toList();
    }

    private static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }
}
