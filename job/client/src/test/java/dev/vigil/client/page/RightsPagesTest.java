package dev.vigil.client.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.usage.UsageStatement;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Pages for rights holders: the use of a work, a statement, conflicts. */
class RightsPagesTest {
    /** Of ids and of what has one name in every language. */
    private static final Pattern NAMES =
            Pattern.compile(
                    "the-[-a-z0-9]+|pacific-pictures-distribution|harbour|third|deal-1"
                            + "|desk:person-12|judgment 7|EIDR [-./0-9A-Z]+|Asia/Shanghai|GMT|CN|HK|MO");

    private static String usage(PageLanguage language) {
        return new UsagePage("the-film", "CN", TestingUse.rows(), language).html();
    }

    private static String statement(PageLanguage language) {
        return new StatementPage(TestingUse.statement(), language, TestingUse.ZONE).html();
    }

    private static String conflicts(PageLanguage language) {
        return new ConflictPage(
                        TestingUse.conflicts(),
                        TestingUse.identifiers(),
                        language,
                        TestingUse.ZONE,
                        TestingUse.NOW_MS)
                .html();
    }

    /** By name. */
    private static Map<String, String> pages(PageLanguage language) {
        return new TreeMap<>(
                Map.of(
                        "usage", usage(language),
                        "statement", statement(language),
                        "conflicts", conflicts(language)));
    }

    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
    }

    private static List<String> texts(Document page, String... tags) {
        List<String> texts = new ArrayList<>();
        for (String tag : tags) {
            NodeList all = page.getElementsByTagName(tag);
            for (int i = 0; i < all.getLength(); i++) {
                texts.add(all.item(i).getTextContent());
            }
        }
        return texts;
    }

    @Test
    void aChinesePageHasNoWordOfAnotherLanguageAndAnEnglishOneNoCharacter() throws Exception {
        for (PageLanguage language : PageLanguage.values()) {
            for (Map.Entry<String, String> page : pages(language).entrySet()) {
                keep(page.getKey() + "-" + language, page.getValue());
                Document read = parsed(page.getValue());
                List<String> texts = texts(read, "title", "h1", "h2", "p", "th", "td", "text");
                assertThat(texts).hasSizeGreaterThan(20);
                assertThat(texts)
                        .as(page.getKey())
                        .allSatisfy(
                                text ->
                                        assertThat(NAMES.matcher(text).replaceAll(""))
                                                .doesNotContainPattern(
                                                        language == PageLanguage.ZH
                                                                ? "[A-Za-z]{2,}"
                                                                : "\\p{IsHan}|[，。：]"));
            }
        }
    }

    /** To be looked at: {@code -Dvigil.pages=DIR}. */
    private static void keep(String name, String html) throws IOException {
        String folder = System.getProperty("vigil.pages");
        if (folder != null) {
            Files.writeString(Path.of(folder, name.toLowerCase() + ".html"), html);
        }
    }

    /** Sheets get out of order; a state of three characters is no column of three lines. */
    @Test
    void sheetsAreNumberedAndAStateIsOneLine() {
        assertThat(pages(PageLanguage.ZH).values())
                .allMatch(page -> page.contains("counter(page) \" / \" counter(pages)"));
        assertThat(statement(PageLanguage.ZH)).contains("<td class=\"short\">已结算</td>");
    }

    @Test
    void aStatementHasItsTotalsItsRowsAndEarlierMonthsApart() throws Exception {
        Document page = parsed(statement(PageLanguage.EN));
        assertThat(texts(page, "h2"))
                .containsExactly("Totals", "Use in this month", "Changes of earlier months");
        NodeList tables = page.getElementsByTagName("table");
        List<String> months = new ArrayList<>();
        for (int i = 0; i < tables.getLength(); i++) {
            months.add(tables.item(i).getTextContent());
        }
        assertThat(months).hasSize(3);
        assertThat(months.get(1)).contains("2026-11-12").doesNotContain("2026-10-30");
        assertThat(months.get(2))
                .contains("2026-10-30", "−0:00:19", "found later, a measure's time")
                .doesNotContain("2026-11-");
        assertThat(statement(PageLanguage.EN))
                .as("held apart, unknown not 0")
                .contains("5:50:00", "unknown", "Not settled yet: 8 rows.");
    }

    @Test
    void whatIsClaimedBeyondTheWholeIsDrawnAsSuch() throws Exception {
        Document page = parsed(conflicts(PageLanguage.EN));
        Map<String, Double> widths = new TreeMap<>();
        NodeList bars = page.getElementsByTagName("rect");
        for (int i = 0; i < bars.getLength(); i++) {
            var bar = bars.item(i).getAttributes();
            double right =
                    Double.parseDouble(bar.getNamedItem("x").getNodeValue())
                            + Double.parseDouble(bar.getNamedItem("width").getNodeValue());
            assertThat(right).isLessThanOrEqualTo(720 - 130 + 2.2);
            widths.merge(
                    bar.getNamedItem("class").getNodeValue(),
                    Double.parseDouble(bar.getNamedItem("width").getNodeValue()),
                    Double::sum);
        }
        assertThat(widths.get("over")).isPositive();
        assertThat(texts(page, "h2"))
                .contains("the-film: on demand, CN", "the-film: on demand, rest of the world");
        assertThat(texts(page, "p"))
                .contains("From 2027-01-01 08:00:00 on: claimed by one party alone, and by others")
                .anyMatch(text -> text.startsWith("Decided at") && text.contains("judgment 7"));
    }

    @Test
    void noIdIsMarkup() {
        String hostile = "a\"b<script src='http://x'>";
        String page =
                new UsagePage(hostile, "CN", List.of(), PageLanguage.EN).html()
                        + new StatementPage(
                                        UsageStatement.of(
                                                hostile,
                                                TestingUse.MONTH,
                                                TestingUse.ZONE,
                                                List.of()),
                                        PageLanguage.EN,
                                        TestingUse.ZONE)
                                .html();
        assertThat(page).doesNotContain("<script").contains("&lt;script");
    }
}
