package dev.vigil.client.page;

import dev.vigil.client.page.Section.Table;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.check.Controls;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A report to the department as people read it: lines for a terminal, and a page to print. */
public final class ReportView {
    private static final String STYLE =
            """
            @page { size: A4; margin: 18mm 15mm 20mm; @bottom-right { content: counter(page) " / " \
            counter(pages); font-size: 9pt; color: #555555; } }
            :root { color-scheme: light; }
            body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem; background: #ffffff;
              color: #16191d; font: 10.5pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC",
              "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
            h1 { font-size: 17pt; margin: 0; line-height: 1.3; }
            h2 { font-size: 12.5pt; margin: 1.4rem 0 .4rem; padding-bottom: .15rem;
              border-bottom: 1.5px solid #16191d; break-after: avoid; }
            p { margin: .3rem 0; } .soft { color: #555555; }
            .state { display: inline-block; margin: .5rem 0 .2rem; padding: .1rem .6rem;
              border: 1.5px solid #8a1c12; color: #8a1c12; font-weight: bold; }
            table { border-collapse: collapse; width: 100%; margin: .4rem 0; font-size: 9pt;
              line-height: 1.4; table-layout: fixed; }
            caption { text-align: left; font-weight: bold; font-size: 10.5pt; padding: .3rem 0 .15rem;
              break-after: avoid; }
            th, td { border: 1px solid #b9bfc7; padding: .2rem .4rem; text-align: left;
              vertical-align: top; white-space: pre-line; overflow-wrap: anywhere; }
            thead { display: table-header-group; } thead th { background: #eef0f3; }
            tr { break-inside: avoid; } tbody th { font-weight: normal; color: #4b535c; width: 26%; }
            .rows th:first-child { width: 34%; }
            .note { break-after: avoid; }
            .sign td { height: 3.2rem; } .sign { margin-top: .6rem; break-inside: avoid; }
            footer { margin-top: 1.2rem; font-size: 8.5pt; color: #555555; }
            @media print { body { margin: 0; max-width: none; padding: 0; } }
            """;

    private final ReportContent content;
    private final PageLanguage language;

    /**
     * @param earlier what was published of the same report before, in that order
     * @param zone that all times are in
     */
    public ReportView(
            DepartmentReport report,
            List<DepartmentReport> earlier,
            PageLanguage language,
            ZoneId zone) {
        this.content = new ReportContent(report, earlier, language, new Moment(zone));
        this.language = language;
    }

    // Lines ------------------------------------------------------------------------------------

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(content.title());
        lines.add(content.state());
        lines.add(content.subtitle());
        for (Section section : content.sections()) {
            lines.add("");
            lines.add(section.heading());
            if (!section.note().isEmpty()) {
                lines.add("  " + section.note());
            }
            section.tables().forEach(table -> lines(table, lines));
        }
        return lines.stream().map(Controls::cleaned).toList();
    }

    private void lines(Table table, List<String> lines) {
        if (!table.title().isEmpty()) {
            lines.add("  " + table.title());
        }
        if (table.rows().isEmpty()) {
            lines.add("  " + none());
        }
        String indent = table.title().isEmpty() ? "  " : "    ";
        for (List<String> row : table.rows()) {
            if (table.isFacts()) {
                lines.add(indent + row.get(0) + ": " + flat(row.get(1)));
                continue;
            }
            lines.add(indent + "- " + table.columns().get(0) + ": " + flat(row.get(0)));
            for (int i = 1; i < row.size(); i++) {
                lines.add(indent + "  " + table.columns().get(i) + ": " + flat(row.get(i)));
            }
        }
    }

    private static String flat(String cell) {
        return cell.replace("\n", "; ");
    }

    private String none() {
        return language.of("无", "none");
    }

    // Page -------------------------------------------------------------------------------------

    public String html() {
        Html html =
                new Html()
                        .constant("<!DOCTYPE html>\n")
                        .open("html", "lang", language.tag())
                        .open("head")
                        .empty("meta", "charset", "utf-8")
                        .element("title", content.title())
                        .open("style")
                        .constant(STYLE)
                        .close("style")
                        .close("head")
                        .open("body")
                        .element("h1", content.title())
                        .element("p", content.state(), "class", "state")
                        .element("p", content.subtitle(), "class", "soft");
        sections(html, "h2");
        sign(html);
        return html.close("body").close("html").toString();
    }

    /**
     * As one part of another page: without a place to sign, as it is not printed there.
     *
     * @param heading of its sections, one below those around it, such as {@code h2}
     */
    public void part(Html html, String heading) {
        html.open("div", "class", "report", "lang", language.tag())
                .element("b", content.title())
                .element("p", content.state())
                .element("p", content.subtitle(), "class", "soft");
        sections(html, heading);
        html.close("div");
    }

    private void sections(Html html, String heading) {
        int number = 0;
        for (Section section : content.sections()) {
            html.element(heading, ++number + ". " + section.heading());
            if (!section.note().isEmpty()) {
                html.element("p", section.note(), "class", "note");
            }
            section.tables().forEach(table -> table(html, table));
        }
    }

    private void table(Html html, Table table) {
        if (table.rows().isEmpty()) {
            html.element("p", none(), "class", "soft");
            return;
        }
        html.open("table", "class", table.isFacts() ? "facts" : "rows");
        if (!table.title().isEmpty()) {
            html.element("caption", table.title());
        }
        if (!table.isFacts()) {
            html.open("thead").open("tr");
            table.columns().forEach(column -> html.element("th", column, "scope", "col"));
            html.close("tr").close("thead");
        }
        html.open("tbody");
        for (List<String> row : table.rows()) {
            html.open("tr");
            if (table.isFacts()) {
                html.element("th", row.get(0), "scope", "row").element("td", row.get(1));
            } else {
                row.forEach(cell -> html.element("td", cell));
            }
            html.close("tr");
        }
        html.close("tbody").close("table");
    }

    /** Where a person signs the printed page. */
    private void sign(Html html) {
        html.open("table", "class", "sign").open("tbody").open("tr");
        html.element("td", language.of("核准人（签字）：", "Approved by (signature):"));
        html.element("td", language.of("日期：", "Date:"));
        html.element("td", language.of("单位（盖章）：", "Organisation (seal):"));
        html.close("tr").close("tbody").close("table");
        html.element(
                "footer",
                language.of(
                        "本报告由系统根据记录汇总，须由人核准和报送。账号、权利人和决定人均为内部标识，不含个人信息。" + "依据《中国互联网行业版权自律宣言》第五条。",
                        "Assembled from records; a person approves and sends it. Accounts, owners"
                                + " and persons are pointers, no personal data. Under article V of"
                                + " the Copyright Self-Discipline Declaration of China's Internet"
                                + " Industry."));
    }
}
