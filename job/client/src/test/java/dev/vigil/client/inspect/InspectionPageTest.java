package dev.vigil.client.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.figures.FigureGaps;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader of an inspection's page has to understand without the code. */
class InspectionPageTest {
    private static final long FROM_MS = TestingSpan.FROM_MS;

    @TempDir private Path dir;

    private final TestingTopics topics = new TestingTopics(FROM_MS);

    private Inspections.Made make(PageLanguage language, String about, String id)
            throws IOException {
        topics.seal();
        topics.seal();
        InspectionOrder order =
                new InspectionOrder(
                        FROM_MS,
                        topics.nowMs(),
                        about,
                        id,
                        "oidc:li",
                        null,
                        null,
                        language,
                        ZoneId.of("Asia/Shanghai"),
                        topics.nowMs());
        return Inspections.make(
                topics, order, List.of(TestingTopics.KEY), dir.resolve("b"), "html", read -> {});
    }

    private String page(PageLanguage language) throws IOException {
        return Files.readString(make(language, null, null).page());
    }

    private static ObjectNode example(EventType type) throws IOException {
        return (ObjectNode) Json.read(TestingSpan.golden(type), JsonNode.class);
    }

    /** An account may have the name of a code. */
    private void status(String noticeId) throws IOException {
        ObjectNode status = example(EventType.NOTICE_STATUS).put("noticeId", noticeId);
        status.put("receivedAt", FROM_MS + 1_000).put("state", "ACTIONED");
        byte[] bytes = Json.bytes(status);
        topics.send(Topic.NOTICE_STATUS, EventType.NOTICE_STATUS, noticeId, FROM_MS + 1_000, bytes);
        ObjectNode resolved = example(EventType.ESCALATION_RESOLVED).put("noticeId", noticeId);
        resolved.put("alertKey", noticeId + "/1/resolved").put("stoppedAt", FROM_MS + 5_401_000);
        topics.send(
                Topic.ESCALATIONS,
                EventType.ESCALATION_RESOLVED,
                noticeId,
                FROM_MS + 5_000,
                Json.bytes(resolved));
    }

    @Test
    void codesHaveWordsAndIdsStayAsTheyAre() throws Exception {
        status("LIVE");
        assertThat(page(PageLanguage.ZH))
                .contains("<td>LIVE</td>", "<td class=\"code\">已处理</td>")
                .doesNotContain("<td>直播</td>");
    }

    @Test
    void anEnglishPageHasWordsForCodesToo() throws Exception {
        status("LIVE");
        assertThat(page(PageLanguage.EN))
                .contains("<td>LIVE</td>", "<td class=\"code\">actioned</td>");
        assertThat(InspectionNames.code("NOT_DONE_WHEN_DUE", PageLanguage.EN))
                .isEqualTo("not done when due");
        assertThat(InspectionNames.code("Case_9", PageLanguage.EN)).isEqualTo("Case_9");
    }

    @Test
    void timesAreReadableAndExactAndWhatIsZeroIsNamed() throws Exception {
        status("n-1");
        assertThat(page(PageLanguage.EN))
                .contains("5400000<div class=\"query\">1 h 30 min</div>")
                .containsPattern("Counted, and zero: [^<]*; breaches; ")
                .contains("Asia/Shanghai (UTC+08:00)");
    }

    @Test
    void thatNoRecordNamesWhatWasAskedForIsFirstOfWhatCouldNotBeSeen() throws Exception {
        status("n-1");
        assertThat(Files.readString(make(PageLanguage.ZH, "ACCOUNT", "<nobody>").page()))
                .containsPattern(
                        "<h2>未能看到的内容</h2>\\s*<ul>\\s*<li>"
                                + "期间内没有已封印的记录提及账号“&lt;nobody&gt;”：标识可能有误，或相关记录不在期间内、已删除、尚未封印或未读取</li>");
    }

    @Test
    void whatIsNotFoundedIsExplainedBeforeTheFigures() throws Exception {
        ObjectNode verdict = example(EventType.VERDICT);
        topics.send(Topic.VERDICTS, EventType.VERDICT, "s", FROM_MS + 1_000, Json.bytes(verdict));
        String page = page(PageLanguage.ZH);
        assertThat(page).contains("全部记录均有审计日志证明，但有 ");
        assertThat(page.indexOf("记录本身未被改动")).isBetween(0, page.indexOf("<h2>数字</h2>"));
    }

    /** Of the two matches of the example, the other one took longer to be certain. */
    @Test
    void theEvidenceOfAVerdictIsItsLongestMatchAndHowLongItIs() throws Exception {
        ObjectNode verdict = example(EventType.VERDICT);
        topics.send(Topic.VERDICTS, EventType.VERDICT, "s", FROM_MS + 1_000, Json.bytes(verdict));
        assertThat(page(PageLanguage.EN)).contains("work-88/master, 12500 ms, score 212.5, +1");
    }

    @Test
    void aChinesePageHasChineseWordsForAllThatIsPublishedOrNot() {
        for (FigureKind kind : FigureKind.values()) {
            assertThat(PublishedWords.of(kind, PageLanguage.ZH)).doesNotContainPattern("[a-z]");
        }
        for (FigureGaps.Gap gap : FigureGaps.ALL) {
            assertThat(PublishedWords.of(gap, PageLanguage.ZH)).doesNotContainPattern("[a-z]");
        }
    }

    @Test
    void whatTheJsonNamesIsReadInAnotherLanguage() {
        List<String> written = InspectionTable.BREACHES.columns(PageLanguage.EN);
        assertThat(InspectionNames.columns("BREACHES", written, PageLanguage.ZH))
                .hasSameSizeAs(written)
                .doesNotContainAnyElementsOf(written);
        assertThat(InspectionNames.figure("NOTICES", "x", PageLanguage.ZH)).isEqualTo("收到的通知");
        assertThat(InspectionNames.code("DONE_LATE", PageLanguage.ZH)).isEqualTo("逾期后才处理");
        // What another version has written, it has named.
        assertThat(InspectionNames.columns("BREACHES", List.of("x"), PageLanguage.ZH))
                .containsExactly("x");
        assertThat(InspectionNames.columns("NONE", written, PageLanguage.ZH)).isEqualTo(written);
        assertThat(InspectionNames.figure("NONE", "x", PageLanguage.ZH)).isEqualTo("x");
        assertThat(InspectionNames.cell("NONE", 0, "LIVE", PageLanguage.ZH)).isEqualTo("LIVE");
    }

    @Test
    void spansAreShownInTheirTwoLargestUnits() {
        assertThat(PageLanguage.EN.lasting(1_490)).isEqualTo("1.4 s");
        assertThat(PageLanguage.EN.lasting(723_000)).isEqualTo("12 min 3 s");
        assertThat(PageLanguage.ZH.lasting(90_000_000)).isEqualTo("25 小时");
        assertThat(PageLanguage.EN.lasting(353_000_000)).isEqualTo("4 d 2 h");
    }

    @Test
    void ofASelectionTheMakerSaysWhatWasNotLookedAt() throws Exception {
        status("n-1");
        assertThat(make(PageLanguage.EN, "NOTICE", "n-1").notChecked())
                .singleElement()
                .asString()
                .contains("whether what concerns n-1 is all there");
    }
}
