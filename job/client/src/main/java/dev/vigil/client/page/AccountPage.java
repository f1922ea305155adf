package dev.vigil.client.page;

import dev.vigil.client.page.AccountLanes.Lane;
import dev.vigil.client.page.AccountLanes.Mark;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of one account: where it is, its life as a drawing and in lines, what it was sent. */
public final class AccountPage {
    /** Of an account wherever it is shown. Its drawing scrolls where the window is narrow. */
    public static final String PART_STYLE =
            """
            :root { --warn: #9a6700; --person: #7a3fb0; }
            @media (prefers-color-scheme: dark) { :root { --warn: #e3b341; --person: #cda2f5; } }
            .account .wide { overflow-x: auto; } .account svg { width: 100%; min-width: 46rem;
              height: auto; } .account svg text { fill: var(--ink);
              font: 12px system-ui, "Noto Sans CJK SC", sans-serif; }
            .account svg .soft { fill: var(--soft); }
            .day, .lane { stroke: var(--rule); stroke-width: 1; }
            .span { stroke-width: 4; opacity: .45; } .mark.offence { fill: var(--bad); }
            .span.offence { stroke: var(--bad); } .span.measure { stroke: var(--mark); }
            .mark.warning { fill: var(--warn); } .mark.strike { fill: var(--ink); }
            .mark.measure { fill: var(--mark); } .mark.person { fill: var(--person); }
            .cross { stroke: var(--good); stroke-width: 3; }
            .account table { border-collapse: collapse; width: 100%; font-size: 14px; }
            .account th, .account td { padding: .3rem .6rem; border-bottom: 1px solid var(--rule);
              text-align: left; vertical-align: top; overflow-wrap: anywhere; }
            .happened td { overflow-wrap: break-word; }
            @media (min-width: 40rem) { .happened td:first-child { white-space: nowrap; } }
            @media print { .account .wide { overflow: visible; } .account svg { min-width: 0; }
              .happened tr { break-inside: avoid; }
              details::details-content { content-visibility: visible; } }
            .letter { font-size: 14px; border-left: 3px solid var(--rule); padding-left: .8rem;
              margin: .6rem 0; } .letter p { white-space: pre-line; margin: .5rem 0 0; }
            .account summary { cursor: pointer; }
            """;

    private final AccountRecords records;
    private final PageLanguage language;
    private final Codes codes;
    private final Moment moments;

    /**
     * @param zone that all times are in
     */
    public AccountPage(AccountRecords records, PageLanguage language, ZoneId zone) {
        this.records = records;
        this.language = language;
        this.codes = new Codes(language);
        this.moments = new Moment(zone);
    }

    public String html() {
        String title = say("账号 ", "Account ") + records.accountId();
        Html html = PageFrame.begin(title, language, PART_STYLE);
        part(html, "h2");
        return PageFrame.end(html);
    }

    /**
     * The same without the page around it, to be one part of another page, which has {@link
     * #PART_STYLE}.
     *
     * @param heading element of its headings
     */
    public void part(Html html, String heading) {
        List<Lane> lanes = new AccountLanes(records, language, moments).lanes();
        html.open("div", "class", "account");
        standing(html);
        html.element(heading, say("时间线", "Timeline"));
        if (lanes.isEmpty()) {
            html.element("p", say("没有任何记录。", "There are no records."), "class", "soft");
        } else {
            life(html, heading, lanes);
        }
        html.close("div");
    }

    private void life(Html html, String heading, List<Lane> lanes) {
        drawing(html, lanes);
        history(html, heading, lanes);
        letters(html, heading);
    }

    /** Its life as a drawing alone, with what the marks of it are; nothing without records. */
    public void timeline(Html html) {
        List<Lane> lanes = new AccountLanes(records, language, moments).lanes();
        if (!lanes.isEmpty()) {
            html.open("div", "class", "account");
            drawing(html, lanes);
            html.close("div");
        }
    }

    private void drawing(Html html, List<Lane> lanes) {
        AccountDrawing drawing = new AccountDrawing(lanes, moments);
        html.element("p", legend(drawing.places().firstKey()), "class", "soft");
        html.open("div", "class", "wide");
        drawing.draw(html, say("账号的时间线", "Timeline of the account"));
        html.close("div");
        int leftOut = drawing.leftOut(lanes);
        if (leftOut > 0) {
            html.element(
                    "p",
                    say("另有 " + leftOut + " 行未画出。", leftOut + " lanes are not drawn."),
                    "class",
                    "soft");
        }
    }

    private String say(String zh, String en) {
        return language.of(zh, en);
    }

    private String legend(long atMs) {
        return say(
                        "● 违规　▲ 警告与回执　■ 次数与措施　◆ 人的决定　✕ 撤销或解除。间距不按比例。时间均为 ",
                        "● offence   ▲ warning and receipt   ■ strikes and measures   ◆ a person  "
                                + " ✕ withdrawn or lifted. Distances are not to scale. All times in ")
                + moments.zone(atMs)
                + say("。", ".");
    }

    private void standing(Html html) {
        AccountStanding last =
                records.all(AccountStanding.class).reduce((before, after) -> after).orElse(null);
        if (last == null) {
            html.element("p", say("目前没有对它不利的记录。", "Nothing counts against it."));
            return;
        }
        html.open("table").open("tbody");
        fact(html, say("目前级别", "Step now"), codes.of(last.step()));
        fact(
                html,
                say("有效违规次数", "Strikes that count"),
                last.strikes().size()
                        + (last.pending() == last.strikes().size()
                                ? ""
                                : say("（争议全部不成立时为 ", " (if all disputes are lost: ")
                                        + last.pending()
                                        + say("）", ")")));
        last.strikes()
                .forEach(
                        it ->
                                fact(
                                        html,
                                        say("失效时间", "Expires"),
                                        moments.of(it.expiresAt()) + "  " + it.strikeId()));
        last.restrictions().forEach(it -> fact(html, say("措施", "Measure"), restriction(it)));
        if (last.proposal() != null) {
            fact(
                    html,
                    say("终止服务的建议", "Proposal to end the service"),
                    codes.of(last.proposal().state()));
        }
        if (last.endedAt() != null) {
            fact(html, say("服务终止", "Service ended"), moments.of(last.endedAt()));
        }
        if (last.erasedAt() != null) {
            fact(html, say("账号已注销", "Erased"), moments.of(last.erasedAt()));
        }
        fact(html, say("规则版本", "Ladder version"), last.ladderVersion());
        html.close("tbody").close("table");
    }

    private String restriction(Restriction one) {
        return codes.of(one.measure())
                + (one.until() == null ? "" : say("，至 ", ", until ") + moments.of(one.until()));
    }

    private static void fact(Html html, String name, String value) {
        html.open("tr").element("th", name, "scope", "row").element("td", value).close("tr");
    }

    private record Line(Mark mark, String lane) {}

    private void history(Html html, String heading, List<Lane> lanes) {
        List<Line> lines = new ArrayList<>();
        lanes.forEach(lane -> lane.marks().forEach(mark -> lines.add(new Line(mark, lane.name()))));
        lines.sort(Comparator.comparingLong(line -> line.mark().atMs()));
        html.element(heading, say("经过", "What happened"));
        if (records.leftOut() > 0) {
            html.element(
                    "p",
                    say(
                            "另有 " + records.leftOut() + " 条更早的记录未列出。",
                            records.leftOut() + " earlier records are left out."),
                    "class",
                    "soft");
        }
        html.open("table", "class", "happened").open("tbody");
        for (Line line : lines) {
            html.open("tr")
                    .element("td", moments.of(line.mark().atMs()))
                    .element("td", line.lane())
                    .element("td", line.mark().words())
                    .close("tr");
        }
        html.close("tbody").close("table");
    }

    /** The last revision of each warning in both languages, as the user was shown it. */
    private void letters(Html html, String heading) {
        Map<String, UserWarning> last = new LinkedHashMap<>();
        records.all(UserWarning.class).forEach(it -> last.put(it.warningId(), it));
        if (last.isEmpty()) {
            return;
        }
        html.element(heading, say("发给用户的通知", "What the user was sent"));
        for (UserWarning one : last.values()) {
            boolean isZh = language == PageLanguage.ZH;
            WarningText text = isZh ? one.zh() : one.en();
            html.open("details")
                    .element("summary", moments.of(one.issuedAt()) + "  " + text.title());
            letter(html, text, language);
            letter(html, isZh ? one.en() : one.zh(), isZh ? PageLanguage.EN : PageLanguage.ZH);
            html.element("p", one.templateVersion(), "class", "soft").close("details");
        }
    }

    private static void letter(Html html, WarningText text, PageLanguage language) {
        html.open("div", "class", "letter", "lang", language.tag())
                .element("b", text.title())
                .element("p", text.body())
                .close("div");
    }
}
