package dev.vigil.desk.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.ask.EvidenceRow;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.text.PageText;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fragment of the session's page, as it is sent. */
class EvidencePageTest {
    private static final String HOSTILE = "\"><img src=x onerror=alert(1)>\u202Egpj";

    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    EvidencePageTest.class.getClassLoader(),
                    "dev.vigil.desk.jte");

    private static String html(PageLanguage language, EvidenceView view) {
        PageText text = new PageText(Messages.of(language), ZoneId.of("Asia/Shanghai"), 0);
        StringOutput out = new StringOutput();
        ENGINE.render("evidence/matches.jte", Map.of("text", text, "view", view), out);
        return out.toString();
    }

    private static Document page(PageLanguage language, EvidenceView view) {
        return Jsoup.parseBodyFragment(html(language, view));
    }

    private static EvidenceView both() {
        return EvidenceView.of(
                List.of(TestingEvidence.match(), TestingEvidence.pictureMatch()),
                List.of(
                        new EvidenceRow(
                                "a", 0, "the-film", "ref-1", "audio/1", 31_000, 61_000, 0, 1),
                        new EvidenceRow(
                                "b",
                                0,
                                "the-film",
                                "ref-1#pictures",
                                "video/1",
                                31_000,
                                61_000,
                                0,
                                2)),
                row ->
                        Optional.of(
                                row.evidenceId().equals("a")
                                        ? TestingEvidence.sound()
                                        : TestingEvidence.pictures()),
                null);
    }

    @ParameterizedTest
    @EnumSource
    void drawingsAndTheirTablesHaveTheSameFigures(PageLanguage language) {
        Document page = page(language, both());
        EvidenceTable table = both().matches().get(0).table();
        assertThat(page.select("svg.peaks path.met")).hasSize(2);
        assertThat(page.select("svg.peaks").attr("aria-label"))
                .contains(table.meeting() + "")
                .contains(table.sessionPeaks() + "");
        assertThat(page.select("table").get(0).text())
                .contains(table.meeting() + " (" + table.percent() + " %)");
        assertThat(page.select("svg.thumbnail image")).hasSize(5);
        assertThat(page.select("svg.thumbnail rect.found")).hasSize(5);
        assertThat(page.select("table").last().select("tbody tr")).hasSize(5);
        assertThat(page.select("svg")).allMatch(svg -> !svg.attr("aria-label").isBlank());
    }

    @ParameterizedTest
    @EnumSource
    void eachTextIsThereAndEachPlaceFilled(PageLanguage language) {
        Messages messages = Messages.of(language);
        String html =
                html(language, both())
                        + html(language, EvidenceView.of(List.of(), List.of(), null, null));
        assertThat(html).doesNotContain("evidence.").doesNotContainPattern("\\{\\d");
        for (String key : List.of("none.sound", "none.pictures", "unreadable", "part", "leftout")) {
            assertThat(messages.keys()).contains("evidence.note." + key);
        }
        assertThat(messages.keys())
                .contains("evidence.note.recording", "evidence.note.words", "evidence.draw");
    }

    /** The desk's policy refuses them, and a page would lack what they show. */
    @Test
    void nothingIsInlineAndNothingIsLoadedFromElsewhere() {
        Document page = page(PageLanguage.EN, both());
        assertThat(page.select("[style], style, script, [onclick]")).isEmpty();
        assertThat(page.select("image").eachAttr("href"))
                .allMatch(address -> address.startsWith("data:image/png;base64,"));
        assertThat(html(PageLanguage.EN, both()).length()).isLessThan(70_000);
    }

    @Test
    void idsOfOthersAreTextAndTheirControlsShown() {
        EvidenceView view =
                EvidenceView.of(
                        List.of(
                                TestingEvidence.match(0, 9_000)
                                        .workId(HOSTILE)
                                        .referenceId(HOSTILE)
                                        .build()),
                        List.of(
                                new EvidenceRow(
                                        HOSTILE, 0, HOSTILE, HOSTILE, "audio/1", 0, 9_000, 0, 1)),
                        row -> Optional.empty(),
                        "another");
        Document page = page(PageLanguage.EN, view);
        assertThat(page.select("img")).isEmpty();
        assertThat(page.text()).contains("[U+202E]").doesNotContain("\u202E");
        Element link = page.select("a").first();
        assertThat(link.attr("href")).startsWith("?start=0&draw=%22%3E%3Cimg");
    }
}
