package dev.vigil.client.inspect;

import dev.vigil.client.page.Html;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.figures.DurationBuckets.Percentiles;
import dev.vigil.figures.FigureSums;
import dev.vigil.schema.figures.FigureKind;
import java.util.List;

/** What was published of the days of a span, as a part of an inspection's page. */
final class PublishedPart {
    /** Sums on the page. */
    private static final int MOST_SUMS = 600;

    private final FigureSums published;
    private final PageLanguage language;

    /**
     * @param published null for a selection, which has none
     */
    PublishedPart(FigureSums published, PageLanguage language) {
        this.published = published;
        this.language = language;
    }

    void write(Html html) {
        if (published == null) {
            return;
        }
        html.element(
                "h2",
                say("已公布的每日数字之和", "Published figures, as sums of days")
                        + " ("
                        + published.from()
                        + say(" 至 ", " to ")
                        + published.to()
                        + ")");
        html.element(
                "p",
                say(
                        "由系统每日公布，记录删除后仍保留；没有看到的日子列在上文。",
                        "Published day by day; they outlive the records that they were counted of."
                                + " Days that were not seen are listed above."),
                "class",
                "soft");
        List<FigureSums.Sum> sums = published.sums();
        if (sums.isEmpty()) {
            html.element("p", say("无", "none"), "class", "soft");
            return;
        }
        table(html, sums.subList(0, Math.min(MOST_SUMS, sums.size())));
        if (sums.size() > MOST_SUMS) {
            html.element("p", "... +" + (sums.size() - MOST_SUMS), "class", "soft");
        }
    }

    private void table(Html html, List<FigureSums.Sum> sums) {
        html.open("div", "class", "wide").open("table").open("thead").open("tr");
        for (String name :
                List.of(
                        say("数字", "figure"),
                        say("分类", "by"),
                        say("值", "value"),
                        say("24 小时内", "within 24 h"),
                        say("中位数不超过", "median up to"),
                        say("95 % 不超过", "95 % up to"),
                        say("最长不超过", "longest up to"))) {
            html.element("th", name, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
        FigureKind last = null;
        for (FigureSums.Sum sum : sums) {
            row(html, sum, sum.kind() != last);
            last = sum.kind();
        }
        html.close("tbody").close("table").close("div");
    }

    private void row(Html html, FigureSums.Sum sum, boolean isFirst) {
        String name = PublishedWords.of(sum.kind(), language);
        html.open("tr");
        if (isFirst) {
            html.open("td")
                    .text(name)
                    .element("div", sum.kind().name(), "class", "query")
                    .close("td");
        } else {
            html.element("td", name, "class", "again");
        }
        html.element("td", by(sum));
        number(html, Long.toString(sum.count()));
        Percentiles of = sum.percentiles();
        number(html, of == null ? "" : Long.toString(of.withinDay()));
        number(html, of == null ? "" : lasting(of.medianMs()));
        number(html, of == null ? "" : lasting(of.p95Ms()));
        number(html, of == null ? "" : lasting(of.maxMs()));
        html.close("tr");
    }

    /** What is of ids stays as it is. */
    private String by(FigureSums.Sum sum) {
        return sum.kind() == FigureKind.OVERTURNED_BY_REFERENCE
                ? sum.dimension()
                : InspectionWords.ofAll(sum.dimension(), language);
    }

    private String lasting(Long ms) {
        return ms == null ? say("> 400 天", "> 400 d") : language.lasting(ms);
    }

    private static void number(Html html, String value) {
        html.element("td", value, "class", "number");
    }

    private String say(String zh, String en) {
        return language.of(zh, en);
    }
}
