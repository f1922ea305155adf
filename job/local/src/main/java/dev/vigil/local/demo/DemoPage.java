package dev.vigil.local.demo;

import dev.vigil.client.page.AccountPage;
import dev.vigil.client.page.AccountRecords;
import dev.vigil.client.page.Html;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.client.page.ReportView;
import dev.vigil.client.page.StatementPage;
import dev.vigil.local.demo.Drawings.Drawing;
import dev.vigil.local.demo.Expectation.Result;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.usage.UsageStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The page of a demo: one file that needs no other, readable in light and in dark. */
final class DemoPage {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: #1c2024; --soft: #5a6470; --rule: #d3d8de;
              --paper: #ffffff; --good: #1d7a46; --bad: #b3261e; --mark: #2459c4; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #a3adb8;
              --rule: #3c444d; --paper: #14171a; --good: #6ecb94; --bad: #ff8a80; --mark: #8ab0ff; } }
            body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; background: var(--paper);
              color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
            h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--rule); }
            h3 { margin-bottom: .25rem; }
            h4 { margin: 1.5rem 0 .25rem; } h5 { margin: 1rem 0 .25rem; font-size: 14px; }
            .wide { overflow-x: auto; } summary { cursor: pointer; }
            .report { border-left: 3px solid var(--rule); padding-left: .8rem; margin: .6rem 0;
              overflow-x: auto; } .report td { white-space: pre-line; }
            .report caption { text-align: left; font-weight: bold; padding-top: .8rem; }
            .evidence { min-width: 16rem; }
            .number { text-align: right; white-space: nowrap; }
            .report tbody th { width: 12rem; }
            table { border-collapse: collapse; width: 100%; font-size: 14px; }
            th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--rule); text-align: left;
              vertical-align: top; }
            .soft, figcaption { color: var(--soft); font-size: 14px; }
            figcaption { white-space: pre-line; }
            .ok { color: var(--good); } .bad { color: var(--bad); font-weight: bold; }
            figure { margin: 1rem 0; } img, svg { max-width: 100%; height: auto; }
            img { background: #ffffff; border: 1px solid var(--rule); }
            pre { white-space: pre-wrap; font-size: 13px; }
            svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
            .seen { fill: none; stroke: #ff3b30; stroke-width: 3; }
            .run { stroke: var(--soft); stroke-width: 2; } .due { stroke: var(--bad); stroke-width: 2; }
            .reported circle { fill: var(--mark); } .breach circle { fill: var(--bad); }
            .done circle { fill: var(--good); }
            .skipped circle, .ahead circle { fill: var(--paper); stroke: var(--soft); }
            .skipped text, .ahead text { fill: var(--soft); }
            """;

    private final Html html = new Html();

    DemoPage(String title, String summary, boolean asExpected) {
        html.constant("<!DOCTYPE html>\n")
                .open("html", "lang", "en")
                .open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", title)
                .open("style")
                .constant(STYLE)
                .constant(AccountPage.PART_STYLE)
                .close("style")
                .close("head")
                .open("body")
                .element("h1", title)
                .element("p", summary, "class", asExpected ? "ok" : "bad");
    }

    DemoPage paragraph(String text) {
        html.element("p", text);
        return this;
    }

    /** To a page beside this one. */
    DemoPage link(String text, Path page) {
        html.open("p").element("a", text, "href", page.getFileName().toString()).close("p");
        return this;
    }

    DemoPage heading(String text) {
        html.element("h2", text);
        return this;
    }

    /** What was recognised, by what, on which evidence, and what was done. */
    DemoPage recognised(List<Result> results, Map<String, Recognised> recognised) {
        header(
                "shown",
                "action",
                "recognised",
                "decided by",
                "evidence",
                "until sure",
                "decided after",
                "as expected");
        for (Result result : results) {
            Recognised found = recognised.get(result.expectation().id());
            html.open("tr").element("td", result.expectation().what());
            if (found == null) {
                html.element("td", result.observed().words(), "colspan", 6);
            } else {
                html.element("td", found.action())
                        .element("td", found.works())
                        .element("td", found.rule())
                        .element("td", String.join("; ", found.evidence()), "class", "evidence")
                        .element("td", found.sureAfter())
                        .element("td", found.decidedAfter());
            }
            outcome(result.met()).close("tr");
            if (!result.met()) {
                String expected = "Expected: " + result.expectation().expected();
                html.open("tr")
                        .element("td", expected, "colspan", 4, "class", "bad")
                        .element("td", "Observed: " + result.observed().words(), "colspan", 4)
                        .close("tr");
            }
        }
        return endOfTable();
    }

    /** The published sentences on a session, with its picture where there is one. */
    DemoPage reasons(Result result, Recognised found, Drawing drawing) throws IOException {
        html.element("h3", result.expectation().what() + ": " + found.action())
                .element("p", "To the user: " + found.userSentence())
                .element("p", "To an inspector: " + found.inspectorSentence());
        if (drawing != null) {
            String png = Base64.getEncoder().encodeToString(Files.readAllBytes(drawing.png()));
            html.open("figure")
                    .empty(
                            "img",
                            "alt",
                            "Spectrograms of " + result.expectation().id() + " and of the work",
                            "src",
                            "data:image/png;base64," + png)
                    .element("figcaption", drawing.words())
                    .close("figure");
        }
        return this;
    }

    /** A session without a match. */
    DemoPage unrecognised(Result result) {
        html.element("h3", result.expectation().what() + ": " + result.observed().brief())
                .element("p", "Nothing of it is restricted.");
        return this;
    }

    /** Pictures that were sent, beside those of the work. */
    DemoPage strip(String session, FilmStrip strip) throws IOException {
        html.open("figure");
        strip.draw(html, "Pictures of " + session + " above those of the work");
        html.close("figure");
        return this;
    }

    /** A notice with the drawing of its clocks. */
    DemoPage notice(String title, String expected, String observed, boolean met, Timeline clocks) {
        html.element("h3", title)
                .element("p", "Expected: " + expected, "class", "soft")
                .element("p", "Observed: " + observed, "class", met ? "soft" : "bad");
        clocks.draw(html, "Clocks of the notice: " + observed);
        return this;
    }

    /**
     * An account: its life as lanes, what its user was sent, and the report on it.
     *
     * @param reports what was published of its report, the last at the end; empty for none
     */
    DemoPage account(Result result, AccountRecords records, List<DepartmentReport> reports) {
        ZoneId zone = ZoneId.systemDefault();
        html.element("h3", result.expectation().id() + ": " + result.expectation().what())
                .element("p", "Expected: " + result.expectation().expected(), "class", "soft")
                .element(
                        "p",
                        "Observed: " + result.observed().words(),
                        "class",
                        result.met() ? "soft" : "bad");
        new AccountPage(records, PageLanguage.EN, zone).part(html, "h4");
        if (!reports.isEmpty()) {
            DepartmentReport last = reports.get(reports.size() - 1);
            List<DepartmentReport> earlier = reports.subList(0, reports.size() - 1);
            html.element("h4", "The report to the department");
            for (PageLanguage language : List.of(PageLanguage.EN, PageLanguage.ZH)) {
                html.open("details")
                        .element("summary", language == PageLanguage.ZH ? "中文" : "English");
                new ReportView(last, earlier, language, zone).part(html, "h5");
                html.close("details");
            }
        }
        return this;
    }

    /** An owner's statement of the month so far. */
    DemoPage statement(UsageStatement statement) {
        for (PageLanguage language : List.of(PageLanguage.EN, PageLanguage.ZH)) {
            html.open("details")
                    .element(
                            "summary",
                            language == PageLanguage.ZH ? "结算单（中文）" : "Statement (English)")
                    .open(
                            "div",
                            "class",
                            "report",
                            "lang",
                            language == PageLanguage.ZH ? "zh" : "en");
            new StatementPage(statement, language, OwnerStories.ZONE).part(html, "h4");
            html.close("div").close("details");
        }
        return this;
    }

    /** Expected beside observed. */
    DemoPage table(List<Result> results) {
        header("what was done", "expected", "observed", "as expected");
        for (Result result : results) {
            html.open("tr")
                    .element("td", result.expectation().what())
                    .element("td", result.expectation().expected())
                    .element("td", result.observed().words());
            outcome(result.met()).close("tr");
        }
        return endOfTable();
    }

    /** Lines as they were printed. */
    DemoPage lines(List<String> lines) {
        html.element("pre", String.join("\n", lines));
        return this;
    }

    private void header(String... titles) {
        html.open("div", "class", "wide").open("table").open("thead").open("tr");
        for (String title : titles) {
            html.element("th", title, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
    }

    private Html outcome(boolean met) {
        return html.element("td", met ? "yes" : "NO", "class", met ? "ok" : "bad");
    }

    private DemoPage endOfTable() {
        html.close("tbody").close("table").close("div");
        return this;
    }

    /** Ends the page and writes it. */
    void write(Path file) throws IOException {
        html.close("body").close("html");
        Files.writeString(file, html.toString(), StandardCharsets.UTF_8);
    }
}
