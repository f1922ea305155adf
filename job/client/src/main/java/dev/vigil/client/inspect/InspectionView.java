package dev.vigil.client.inspect;

import dev.vigil.client.page.Html;
import dev.vigil.client.page.PageFrame;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An inspection as a page to print, as JSON and as comma-separated figures. The same content gives
 * the same bytes. All text of others is escaped; tables and figures have limits, so has the page.
 */
final class InspectionView {
    private static final String STYLE =
            """
            @page { size: A4; margin: 18mm 15mm 20mm; @bottom-right { content: counter(page) " / " \
            counter(pages); font-size: 9pt; color: #555555; } @bottom-left { content: "TITLE"; \
            font-size: 9pt; color: #555555; } }
            :root { color-scheme: light; }
            body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; background: #ffffff;
              color: #16191d; font: 10.5pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC",
              "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
            h1 { font-size: 17pt; margin: 0; line-height: 1.3; }
            h2 { font-size: 12.5pt; margin: 1.4rem 0 .4rem; padding-bottom: .15rem;
              border-bottom: 1.5px solid #16191d; break-after: avoid; }
            p { margin: .3rem 0; } .soft, .query, .again { color: #555555; font-size: 8.5pt; }
            h2 + .soft { break-after: avoid; } dt { font-weight: bold; }
            dd { margin: 0 0 .2rem; }
            .state { display: inline-block; margin: .5rem 0 .2rem; padding: .1rem .6rem;
              border: 1.5px solid #1d6b41; color: #1d6b41; font-weight: bold; }
            .state.bad { border-color: #8a1c12; color: #8a1c12; }
            ul { margin: .3rem 0; padding-left: 1.2rem; }
            table { border-collapse: collapse; width: 100%; margin: .4rem 0; font-size: 8.5pt;
              line-height: 1.4; }
            th, td { border: 1px solid #b9bfc7; padding: .2rem .4rem; text-align: left;
              vertical-align: top; overflow-wrap: anywhere; }
            thead { display: table-header-group; } thead th { background: #eef0f3;
              overflow-wrap: normal; }
            tr, li, dd { break-inside: avoid; }
            tbody th { font-weight: normal; color: #4b535c; width: 26%; }
            td.number { text-align: right; white-space: nowrap;
              font-variant-numeric: tabular-nums; }
            td.time, td.place { overflow-wrap: normal; }
            td.code { overflow-wrap: normal; word-break: keep-all; }
            .wide { overflow-x: auto; }
            footer { margin-top: 1.2rem; font-size: 8.5pt; color: #555555; }
            @media print { body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt; }
              .wide { overflow: visible; } .wide table { font-size: 7.5pt; } }
            """;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    /** So that Excel reads it as UTF-8. */
    private static final String BOM = "\uFEFF";

    private final InspectionContent content;
    private final InspectionRequest request;
    private final PageLanguage language;
    private final ZoneId zone;

    InspectionView(InspectionContent content) {
        this.content = content;
        request = content.request();
        language = request.language();
        zone = ZoneId.of(request.zone());
    }

    private String say(String zh, String en) {
        return language.of(zh, en);
    }

    private String time(long ms) {
        return TIME.format(Instant.ofEpochMilli(ms).atZone(zone));
    }

    // Page -------------------------------------------------------------------------------------

    byte[] html() {
        String title = say("版权保护情况检查", "Inspection of copyright protection");
        Html html = PageFrame.bare(title, language, STYLE.replace("TITLE", title));
        boolean isProved = content.found() == 0;
        html.element(
                "p",
                FaultWords.summary(content.found(), content.unfounded(), language),
                "class",
                isProved ? "state" : "state bad");
        faults(html);
        request(html);
        notSeen(html);
        figures(html);
        new PublishedPart(content.published(), language).write(html);
        for (InspectionTable table : InspectionTable.values()) {
            table(html, table);
        }
        findings(html);
        spans(html);
        html.element(
                "footer",
                say(
                        "本页由随附数据包中的记录计算得出；账号、通知人和决定人均为内部标识。核验方法见数据包内 README.txt；数据包是否原样，以另行送达的"
                                + " SHA256SUMS 摘要为准。依据《中国互联网行业版权自律宣言》第九条。",
                        "Computed from the records of the bundle beside it; accounts, notifiers and"
                                + " persons are pointers. How to verify it is in the bundle's"
                                + " README.txt; that it is the bundle that was made is proved by the"
                                + " digest of SHA256SUMS, which is handed over by another way. Under"
                                + " article IX of the Copyright Self-Discipline Declaration of China's"
                                + " Internet Industry."));
        return PageFrame.end(html).getBytes(StandardCharsets.UTF_8);
    }

    /** What was found, by kind, with what that means. */
    private void faults(Html html) {
        if (content.found() == 0) {
            return;
        }
        html.open("dl");
        content.counts()
                .forEach(
                        (fault, count) ->
                                html.element("dt", FaultWords.name(fault, language) + ": " + count)
                                        .element("dd", FaultWords.of(fault, language)));
        html.close("dl");
        html.element(
                "p",
                say(
                        "逐项列于“" + findingsTitle() + "”。",
                        "Each is listed under \"" + findingsTitle() + "\"."),
                "class",
                "soft");
    }

    private void request(Html html) {
        InspectionScope scope = request.scope();
        html.open("table").open("tbody");
        fact(
                html,
                say("检查期间", "span"),
                time(scope.fromMs()) + say(" 至 ", " to ") + time(scope.toMs()));
        fact(html, say("时区", "zone of all times"), zone());
        fact(
                html,
                say("范围", "scope"),
                scope.isWhole()
                        ? say("全部", "everything")
                        : InspectionWords.of(scope.about().name(), language) + " " + scope.id());
        fact(html, say("要求检查的机关", "asked by"), request.askedBy());
        fact(html, say("文号", "document"), request.document());
        fact(html, say("制作人", "made by"), request.madeBy());
        fact(html, say("制作时间", "made at"), time(request.madeAt()));
        LogFacts log = content.log();
        if (log != null) {
            fact(html, say("审计日志", "audit log"), log.origin());
            if (log.sizeBefore() != null) {
                fact(
                        html,
                        say("期间开始前的封印", "seal before the span"),
                        log.sizeBefore() + say(" 页", " pages"));
            }
            fact(
                    html,
                    say("证明用的封印", "seal that proves it"),
                    log.size() + say(" 页，根 ", " pages, root ") + log.root());
        }
        html.close("tbody").close("table");
        html.element(
                "p",
                say(
                        "检查机关、文号和制作人由平台人员填写，审计日志不能证明。",
                        "Who asked, by which document and who made it is what the platform's person"
                                + " wrote down; the log can't prove that."),
                "class",
                "soft");
    }

    /** Such as {@code Asia/Shanghai (UTC+08:00)}. */
    private String zone() {
        ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochMilli(request.madeAt()));
        return zone.getId() + " (UTC" + (offset == ZoneOffset.UTC ? "" : offset.getId()) + ")";
    }

    private static void fact(Html html, String name, String value) {
        if (value != null && !value.isEmpty()) {
            html.open("tr").element("th", name, "scope", "row").element("td", value).close("tr");
        }
    }

    private void notSeen(Html html) {
        html.element("h2", say("未能看到的内容", "What could not be seen"));
        html.open("ul");
        new NotSeen(content).lines().forEach(line -> html.element("li", line));
        html.close("ul");
    }

    private void figures(Html html) {
        html.element("h2", say("数字", "Figures"));
        html.element(
                "p",
                say(
                        "每个数字都注明其查询：在数据包的记录中再算一次，应得到同样的结果。",
                        "Each figure names its query: counted again over the bundle's records it must"
                                + " be the same."),
                "class",
                "soft");
        html.open("div", "class", "wide").open("table").open("thead").open("tr");
        html.element("th", say("数字", "figure"), "scope", "col")
                .element("th", say("分类", "by"), "scope", "col")
                .element("th", say("值", "value"), "scope", "col")
                .close("tr")
                .close("thead")
                .open("tbody");
        EnumSet<InspectionFigure> shown = EnumSet.noneOf(InspectionFigure.class);
        for (CountedFigure figure : content.result().figures()) {
            row(html, figure, shown.add(figure.figure()));
        }
        html.close("tbody").close("table").close("div");
        String none =
                EnumSet.complementOf(shown).stream()
                        .map(figure -> figure.name(language))
                        .collect(Collectors.joining(say("；", "; ")));
        if (!none.isEmpty()) {
            html.element("p", say("计为零的数字：", "Counted, and zero: ") + none);
        }
    }

    /** The name is on each row, as a page may begin at any; the query is on the first one. */
    private void row(Html html, CountedFigure counted, boolean isFirst) {
        InspectionFigure figure = counted.figure();
        html.open("tr");
        if (isFirst) {
            html.open("td")
                    .text(figure.name(language))
                    .element("div", figure.query(), "class", "query")
                    .close("td");
        } else {
            html.element("td", figure.name(language), "class", "again");
        }
        cell(html, counted.dimension(), true);
        html.open("td", "class", "number").text(Long.toString(counted.value()));
        if (figure.isTime()) {
            String lasting = language.lasting(counted.value());
            html.element("div", lasting, "class", "query");
        }
        html.close("td").close("tr");
    }

    private void table(Html html, InspectionTable table) {
        LatestRows rows = content.result().tables().get(table);
        html.element("h2", table.heading(language) + " (" + rows.count() + ")");
        List<List<Object>> shown = rows.rows();
        if (shown.isEmpty()) {
            html.element("p", say("无", "none"), "class", "soft");
            return;
        }
        if (shown.size() < rows.count()) {
            html.element(
                    "p",
                    say(
                            "仅列出最近的 " + shown.size() + " 条，全部记录在数据包内。",
                            "The latest "
                                    + shown.size()
                                    + " are shown; all of them are in the bundle's records."),
                    "class",
                    "soft");
        }
        html.open("div", "class", "wide").open("table").open("thead").open("tr");
        table.columns(language).forEach(name -> html.element("th", name, "scope", "col"));
        html.close("tr").close("thead").open("tbody");
        for (List<Object> row : shown) {
            html.open("tr");
            int place = row.size() - 1;
            for (int column = 0; column < place; column++) {
                cell(html, row.get(column), table.isOfCodes(column));
            }
            html.element("td", row.get(place).toString(), "class", "place");
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    private void cell(Html html, Object cell, boolean isCode) {
        if (cell instanceof Long time) {
            html.element("td", time(time), "class", "time");
        } else if (isCode && cell.toString().length() <= InspectionWords.LONGEST) {
            html.element("td", InspectionWords.ofAll(cell.toString(), language), "class", "code");
        } else {
            html.element("td", cell.toString());
        }
    }

    private void findings(Html html) {
        if (content.findings().isEmpty()) {
            return;
        }
        html.element("h2", findingsTitle() + " (" + content.found() + ")");
        html.open("ul");
        content.findings().stream()
                .limit(LatestRows.MOST)
                .forEach(finding -> html.element("li", finding.toString()));
        html.close("ul");
    }

    private String findingsTitle() {
        return content.found() == content.unfounded()
                ? say("不在日志中的依据", "What records rest on and the log does not have")
                : say("没有证明的内容", "What is not proved");
    }

    private void spans(Html html) {
        html.element("h2", say("读取的记录", "What was read"));
        html.open("div", "class", "wide").open("table").open("thead").open("tr");
        for (String name :
                List.of(
                        say("主题/分区", "topic/partition"),
                        say("最早的记录", "begins at"),
                        say("计入的位置", "offsets that count"),
                        say("分区末尾", "end"))) {
            html.element("th", name, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
        for (SeenSpan span : content.spans()) {
            if (span.end() > 0) {
                html.open("tr")
                        .element("td", span.topic() + "/" + span.partition())
                        .element("td", begin(span))
                        .element(
                                "td",
                                span.from() == span.to()
                                        ? say("无", "none")
                                        : span.from() + " – " + (span.to() - 1))
                        .element("td", Long.toString(span.end()), "class", "number")
                        .close("tr");
            }
        }
        html.close("tbody").close("table").close("div");
    }

    private String begin(SeenSpan span) {
        return span.begin() + (span.beginMs() == null ? "" : ", " + time(span.beginMs()));
    }

    // JSON, CSV --------------------------------------------------------------------------------

    byte[] json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("request", request);
        all.put("log", content.log());
        all.put("notSeen", new NotSeen(content).lines());
        all.put(
                "figures",
                content.result().figures().stream().map(figure -> figure(figure)).toList());
        all.put("published", content.published() == null ? null : content.published().sums());
        Map<String, Object> tables = new LinkedHashMap<>();
        content.result()
                .tables()
                .forEach((table, rows) -> tables.put(table.name(), json(table, rows)));
        all.put("tables", tables);
        all.put("notProved", content.findings().stream().map(Object::toString).toList());
        all.put("notProvedCount", content.found());
        all.put("spans", content.spans());
        return Json.bytes(all);
    }

    private Map<String, Object> figure(CountedFigure figure) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("figure", figure.figure().name());
        one.put("name", figure.figure().name(language));
        one.put("dimension", figure.dimension());
        one.put("value", figure.value());
        one.put("query", figure.figure().query());
        return one;
    }

    private Map<String, Object> json(InspectionTable table, LatestRows rows) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("columns", table.columns(PageLanguage.EN));
        one.put("count", rows.count());
        List<List<Object>> shown = new ArrayList<>();
        for (List<Object> row : rows.rows()) {
            shown.add(
                    row.stream()
                            .map(
                                    cell ->
                                            cell instanceof Long ms
                                                    ? (Object)
                                                            ISO.format(
                                                                    Instant.ofEpochMilli(ms)
                                                                            .atZone(zone))
                                                    : cell)
                            .toList());
        }
        one.put("rows", shown);
        return one;
    }

    byte[] csv() {
        StringBuilder csv = new StringBuilder(BOM).append("figure,name,by,value,query\r\n");
        for (CountedFigure figure : content.result().figures()) {
            csv.append(figure.figure().name())
                    .append(',')
                    .append(quoted(figure.figure().name(language)))
                    .append(',')
                    .append(quoted(figure.dimension()))
                    .append(',')
                    .append(figure.value())
                    .append(',')
                    .append(quoted(figure.figure().query()))
                    .append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** No cell is a formula to a spreadsheet. */
    private static String quoted(String text) {
        String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
