package dev.vigil.client.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceReasonBuilder;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ReportedOffence;
import java.io.ByteArrayInputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

class ReportViewTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** References are named by their entry's version; a length of time is shown as a position. */
    private static final Set<String> ELSEWHERE = Set.of("references", "fromMs", "toMs", "kind");

    @ParameterizedTest
    @EnumSource
    void everythingOfTheRecordIsOnThePageAndInTheLines(PageLanguage language) throws Exception {
        DepartmentReport report = TestingReports.corrected();
        ReportView view = new ReportView(report, TestingReports.earlier(), language, ZONE);
        String page = text(view.html());
        String lines = String.join("\n", view.lines());

        Map<String, String> leaves = new LinkedHashMap<>();
        leaves(report, "", language, leaves);
        assertThat(leaves).hasSizeGreaterThan(90);
        leaves.forEach(
                (where, value) -> {
                    assertThat(page).as(where).contains(value);
                    assertThat(lines).as(where).contains(value);
                });
    }

    /** Every text, number and moment in a record, by where it is. */
    private static void leaves(
            Object value, String where, PageLanguage language, Map<String, String> leaves)
            throws ReflectiveOperationException {
        String name = where.substring(where.lastIndexOf('.') + 1);
        if (value == null || ELSEWHERE.contains(name)) {
            return;
        }
        if (value instanceof Record record) {
            for (RecordComponent part : record.getClass().getRecordComponents()) {
                leaves(
                        part.getAccessor().invoke(record),
                        where + "." + part.getName(),
                        language,
                        leaves);
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                leaves(list.get(i), where + "[" + i + "]", language, leaves);
            }
        } else if (value instanceof Long at && at > 1_000_000_000_000L) {
            leaves.put(where, new Moment(ZONE).of(at));
        } else if (value instanceof Number || value instanceof String) {
            leaves.put(where, new Codes(language).content(value.toString()));
        } else if (value instanceof Enum<?> code) {
            leaves.put(where, word(code, language));
        }
    }

    private static String word(Enum<?> code, PageLanguage language)
            throws ReflectiveOperationException {
        return (String)
                Codes.class
                        .getDeclaredMethod("of", code.getDeclaringClass())
                        .invoke(new Codes(language), code);
    }

    @Test
    void timesAreInTheZoneThatThePageNames() {
        assertThat(new ReportView(TestingReports.bare(), List.of(), PageLanguage.EN, ZONE).lines())
                .contains(
                        "Version 1, facts up to 2026-11-24 21:40:13; all times in Asia/Shanghai"
                                + " (GMT+8)");
    }

    @ParameterizedTest
    @EnumSource
    void whatThereIsNoneOfIsSaid(PageLanguage language) throws Exception {
        ReportView view = new ReportView(TestingReports.bare(), List.of(), language, ZONE);

        assertThat(view.lines()).filteredOn(language.of("  无", "  none")::equals).hasSize(7);
        assertThat(text(view.html())).doesNotContain("null");
    }

    @Test
    void aVersionSaysWhatIsNewInIt() {
        assertThat(
                        new ReportView(
                                        TestingReports.corrected(),
                                        TestingReports.earlier(),
                                        PageLanguage.EN,
                                        ZONE)
                                .lines())
                .containsSubsequence(
                        "Versions of this report",
                        "  - Version: 1; draft, a person has to approve it; 2026-11-24 21:40:13",
                        "    Step, strikes, ladder: S3; 613; default-0",
                        "    Against the version before: –",
                        "  - Version: 2; sent; 2026-11-26 17:00:00",
                        "    Against the version before: added: session live-20261124-0042; added:"
                                + " session live-20261109-0311",
                        "  - Version: 3; corrected, to be sent again; 2026-12-09 10:00:00",
                        "    Against the version before: item video-99812: withdrawn, as if it had"
                                + " never been; session live-20261102-0007: disputed, does not"
                                + " count meanwhile");
    }

    @Test
    void ofManyVersionsTheLastAreShown() {
        List<DepartmentReport> many = new ArrayList<>();
        for (int version = 1; version < 25; version++) {
            many.add(TestingReports.bare().withVersion(version));
        }
        ReportView view =
                new ReportView(TestingReports.bare().withVersion(25), many, PageLanguage.EN, ZONE);

        assertThat(view.lines())
                .contains("  5 earlier ones are left out.")
                .filteredOn(line -> line.startsWith("  - Version: "))
                .hasSize(20)
                .first()
                .asString()
                .startsWith("  - Version: 6;");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNamedLikeMarkupIsText(PageLanguage language) throws Exception {
        String bad = "<script>alert(1)</script>\"'&\u202E\u001B[31m";
        DepartmentReport plain = TestingReports.corrected();
        DepartmentReport report =
                plain.with()
                        .identityRef(bad)
                        .documentRef(bad)
                        .proposal(reasoned(plain.proposal(), bad))
                        .build();
        ReportView view = new ReportView(report, List.of(), language, ZONE);

        assertThat(view.html())
                .doesNotContain("<script", "\u202E", "\u001B", "http", "url(", "src=");
        assertThat(parsed(view.html()).getElementsByTagName("script").getLength()).isZero();
        assertThat(text(view.html())).contains("<script>alert(1)</script>\"'&??[31m");
        assertThat(String.join("", view.lines())).doesNotContain("\u202E", "\u001B");
    }

    private static Proposal reasoned(Proposal proposal, String reason) {
        return proposal.with().reason(reason).build();
    }

    @Test
    void whatIsTakenDownOnANoticeHasAMeasureAndItsCounterNoticeIsADispute() {
        Offence item = TestingReports.item().withMeasure(null);
        DepartmentReport report =
                TestingReports.bare()
                        .withOffences(
                                List.of(new ReportedOffence(item, OffenceState.SUSPENDED, null)));
        assertThat(new ReportView(report, List.of(), PageLanguage.EN, ZONE).lines())
                .contains("    Measure: taken down on a notice")
                .containsSubsequence(
                        "Disputes and outcomes",
                        "  - Appeal or counter-notice, against: counter-notice: "
                                + item.disputed().get(0)
                                + "; item video-99812",
                        "    Outcome: open");
    }

    /** Countered, withdrawn, unfounded, a repeat of another: it may have fallen before the rest. */
    @Test
    void ofANoticeThatIsNoGroundAnyMoreNoReasonAndNoTimeIsMadeUp() {
        OffenceReason former =
                new OffenceReason("notice/n-3", GroundKind.NOTICE, null, List.of(), false);
        Offence item = TestingReports.item().withDisputed(List.of()).withReasons(List.of(former));
        DepartmentReport report =
                TestingReports.bare()
                        .withOffences(
                                List.of(
                                        new ReportedOffence(
                                                item,
                                                OffenceState.FALLEN,
                                                Instant.parse("2026-12-08T07:30:00Z")
                                                        .toEpochMilli())));
        assertThat(new ReportView(report, List.of(), PageLanguage.EN, ZONE).lines())
                .containsSubsequence(
                        "Disputes and outcomes",
                        "  - Appeal or counter-notice, against: former ground: notice/n-3;"
                                + " item video-99812",
                        "    Filed: –",
                        "    Outcome: no ground any more; the notice has the reason",
                        "    By: –",
                        "    Decided: –");
    }

    @Test
    void aGroundThatHasFallenIsMarked() {
        OffenceReason reason =
                OffenceReasonBuilder.builder(TestingReports.first().reasons().get(1)).build();
        assertThat(reason.stands()).isFalse();
        assertThat(
                        new ReportView(TestingReports.corrected(), List.of(), PageLanguage.EN, ZONE)
                                .lines())
                .contains(
                        "    Grounds: list/screening-2026-118 version 4, list: in cinemas;"
                                + " policy/studio-north version 2, wish of the owner (never"
                                + " counts), no ground any more");
    }

    @Test
    void whatMakesAnOffenceGraverAndWhatCouldOnlyBeAnnouncedAreShown() {
        List<String> lines =
                new ReportView(TestingReports.corrected(), List.of(), PageLanguage.EN, ZONE)
                        .lines();
        assertThat(lines)
                .contains(
                        "    Aggravating (counts for nothing): work in its run; continued after a"
                                + " warning",
                        "    Delivered: not possible, announced in public 2026-11-25 22:00:00");
        assertThat(
                        new ReportView(TestingReports.corrected(), List.of(), PageLanguage.ZH, ZONE)
                                .lines())
                .anySatisfy(line -> assertThat(line).contains("无法送达，已公告 2026-11-25"));
    }

    private static String text(String html) throws Exception {
        return parsed(html).getDocumentElement().getTextContent();
    }

    /** As a reader of XML takes it: every tag is closed, every text escaped. */
    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }
}
