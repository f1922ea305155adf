package dev.vigil.client.page;

import dev.vigil.client.text.Counted;
import dev.vigil.usage.StatementLine;
import dev.vigil.usage.UsageStatement;
import java.time.ZoneId;
import java.util.List;

/** An owner's statement of a month, to be read and printed: totals, lines, earlier months. */
public final class StatementPage {
    private static final String STYLE =
            """
            @page { size: A4 landscape; }
            body { max-width: 84rem; } .open { color: var(--bad); }
            """;

    private final UsageStatement statement;
    private final PageLanguage language;
    private final UsageWords words;
    private final Moment moments;

    /**
     * @param zone whose days the rows are of
     */
    public StatementPage(UsageStatement statement, PageLanguage language, ZoneId zone) {
        this.statement = statement;
        this.language = language;
        words = new UsageWords(language);
        moments = new Moment(zone);
    }

    public String html() {
        String title =
                say("作品使用结算单 ", "Statement of use: ")
                        + statement.ownerId()
                        + say("，", ", ")
                        + statement.month();
        Html html = PageFrame.begin(title, language, PageFrame.FIGURES, STYLE);
        part(html, "h2");
        return PageFrame.end(html);
    }

    /**
     * The same without the page around it, to be one part of another page.
     *
     * @param heading element of its headings
     */
    public void part(Html html, String heading) {
        html.element("p", about(), "class", "soft");
        if (statement.provisional() > 0) {
            html.element("p", provisional(), "class", "open");
        }
        if (statement.lines().isEmpty()) {
            html.element("p", say("本月没有可列的使用。", "There is nothing to state."));
            return;
        }
        html.element(heading, say("合计", "Totals"));
        totals(html);
        lines(html, heading, say("本月使用", "Use in this month"), false);
        lines(html, heading, say("以前月份的更正", "Changes of earlier months"), true);
    }

    private String about() {
        return say("截止时间 ", "Closes at ")
                + moments.of(statement.closesAt())
                + say("，时区 ", ", ")
                + moments.zone(statement.closesAt())
                + say(
                        "，此前内容可能变化。时长为时:分:秒；不同地区的使用来自同一批场次，不相加。权属争议期间的使用暂缓，争议结束后列入。",
                        "; until then it may change. Times are hours:minutes:seconds."
                                + " Different territories are of the same"
                                + " sessions and are never added up. What owners are in conflict"
                                + " about is held, and due once they agree.");
    }

    private String provisional() {
        return say(
                statement.provisional() + " 行尚未结算，本结算单可能变化；每日数据在三天后结算。",
                "Not settled yet: "
                        + Counted.of(statement.provisional(), "row")
                        + ". This statement may change: a day is settled three days behind it.");
    }

    private void totals(Html html) {
        head(
                html,
                List.of(say("地区", "Territory")),
                List.of(
                        say("使用时长", "Used"),
                        say("归属时长", "Share of it"),
                        say("暂缓时长", "Held"),
                        say("观看时长", "Watched"),
                        say("播放", "Plays")),
                List.of());
        for (UsageStatement.Total total : statement.totals()) {
            html.open("tr");
            html.element("td", words.territory(total.territory()), "class", "short");
            number(html, UsageWords.span(total.usedMs()));
            number(html, UsageWords.span(total.shareMs()));
            number(html, UsageWords.span(total.heldMs()));
            number(html, words.knownSpan(total.viewMs()));
            number(html, words.known(total.plays()));
            html.close("tr");
        }
        html.close("tbody").close("table");
    }

    private void lines(Html html, String element, String heading, boolean amendments) {
        List<StatementLine> lines =
                statement.lines().stream().filter(it -> it.isAmendment() == amendments).toList();
        if (lines.isEmpty()) {
            return;
        }
        html.element(element, heading);
        html.open("div", "class", "wide");
        head(
                html,
                List.of(
                        say("日期", "Day"),
                        say("作品", "Work"),
                        say("地区", "Territory"),
                        say("权利", "Right"),
                        say("依据", "Basis")),
                List.of(
                        say("使用时长", "Used"),
                        say("份额", "Share"),
                        say("归属时长", "Share of it"),
                        say("暂缓时长", "Held"),
                        say("场次", "Sessions"),
                        say("观看时长", "Watched"),
                        say("播放", "Plays")),
                List.of(amendments ? say("原因", "Why") : say("状态", "State")));
        lines.forEach(line -> line(html, line));
        html.close("tbody").close("table").close("div");
    }

    private void line(Html html, StatementLine line) {
        html.open("tr");
        html.element("td", line.row().day(), "class", "short");
        html.element("td", line.row().workId(), "class", "id");
        html.element("td", words.territory(line.row().territory()), "class", "short");
        html.element("td", words.of(line.row().rightType()), "class", "short");
        html.element("td", words.basis(line.row().basis()), "class", "id");
        number(html, UsageWords.span(line.usedMs()));
        number(html, UsageWords.percent(line.shareBp()));
        number(html, UsageWords.span(line.shareMs()));
        number(html, UsageWords.span(line.heldMs()));
        number(html, words.known(line.sessions()));
        number(html, words.knownSpan(line.viewMs()));
        number(html, words.known(line.plays()));
        if (line.isAmendment()) {
            html.element("td", words.reasons(line.reasons()));
        } else {
            html.element("td", words.of(line.state()), "class", "short");
        }
        html.close("tr");
    }

    private static void head(
            Html html, List<String> texts, List<String> numbers, List<String> behind) {
        html.open("table").open("thead").open("tr");
        texts.forEach(text -> html.element("th", text));
        numbers.forEach(text -> html.element("th", text, "class", "number"));
        behind.forEach(text -> html.element("th", text));
        html.close("tr").close("thead").open("tbody");
    }

    private static void number(Html html, String text) {
        html.element("td", text, "class", "number");
    }

    private String say(String zh, String en) {
        return language.of(zh, en);
    }
}
