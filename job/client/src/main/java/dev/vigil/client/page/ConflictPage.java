package dev.vigil.client.page;

import dev.vigil.schema.register.ClaimedShare;
import dev.vigil.schema.register.ConflictPart;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.OwnershipConflict;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * What parties claim of works beyond what there is, for them and for the person who decides: each
 * span as bars against the whole, which no party has won by being first.
 */
public final class ConflictPage {
    private static final String STYLE =
            """
            @page { size: A4; }
            svg { width: 100%; max-width: 46rem; height: auto; display: block; margin: .3rem 0 1rem; }
            svg text { font: 13px system-ui, "Noto Sans CJK SC", sans-serif; fill: var(--ink); }
            svg .soft { fill: var(--soft); } .claim { fill: var(--mark); fill-opacity: .35;
              stroke: var(--mark); } .over { fill: var(--bad); fill-opacity: .3;
              stroke: var(--bad); } .whole { stroke: var(--ink); stroke-dasharray: 4 3; }
            .state { font-weight: bold; } .state.open { color: var(--bad); }
            .state.over { color: var(--good); } section { break-inside: avoid; }
            """;

    private static final int WIDTH = 720;
    private static final int NAMES = 200;
    private static final int SHARES = 130;
    private static final int ROW = 26;
    private static final int BAR = 16;
    private static final int FOOT = 20;
    private static final int TOP = 2;

    /** A share of one in ten thousand is there. */
    private static final double THINNEST = 2;

    private static final int WHOLE_BP = 10_000;

    private final List<OwnershipConflict> conflicts;
    private final List<IdentifierConflict> identifiers;
    private final PageLanguage language;
    private final UsageWords words;
    private final Moment moments;
    private final long nowMs;

    /**
     * @param zone that all times are in
     * @param nowMs of the page (UTC epoch ms)
     */
    public ConflictPage(
            List<OwnershipConflict> conflicts,
            List<IdentifierConflict> identifiers,
            PageLanguage language,
            ZoneId zone,
            long nowMs) {
        this.conflicts = conflicts;
        this.identifiers = identifiers;
        this.language = language;
        this.nowMs = nowMs;
        words = new UsageWords(language);
        moments = new Moment(zone);
    }

    public String html() {
        Html html =
                PageFrame.begin(
                        say("权属争议", "Conflicts of owners"), language, PageFrame.FIGURES, STYLE);
        html.element("p", about(), "class", "soft");
        if (conflicts.isEmpty() && identifiers.isEmpty()) {
            html.element("p", say("没有争议。", "There is none."));
        }
        conflicts.forEach(conflict -> conflict(html, conflict));
        if (!identifiers.isEmpty()) {
            identifiers(html);
        }
        return PageFrame.end(html);
    }

    private String about() {
        return say("制表时间 ", "As of ")
                + moments.of(nowMs)
                + say("，时区 ", ", ")
                + moments.zone(nowMs)
                + say(
                        "。虚线为全部权利；各方主张之和超出部分即为争议。先登记者不因在先而胜出：由各方协商，或由人依据文件裁定。"
                                + "争议期间使用费暂缓，权利人策略至多送人工审核。",
                        ". The dashed line is the whole; what is claimed beyond it is in conflict."
                                + " No party has won because it was first: parties agree, or a person"
                                + " decides by a document. Meanwhile usage is held, and owners'"
                                + " policies lead to a review at most.");
    }

    // A conflict of owners -----------------------------------------------------------------------

    private void conflict(Html html, OwnershipConflict conflict) {
        html.open("section");
        html.element(
                "h2",
                conflict.workId()
                        + say("：", ": ")
                        + words.of(conflict.rightType())
                        + say("，", ", ")
                        + words.territory(conflict.territory()));
        html.element(
                "p",
                state(conflict),
                "class",
                conflict.state().isOpen() ? "state open" : "state over");
        conflict.parts().forEach(part -> part(html, part));
        if (conflict.moreParts() != null) {
            html.element(
                    "p",
                    say("另有 ", "And ")
                            + conflict.moreParts()
                            + say(" 个时段。", " more spans of time."));
        }
        html.close("section");
    }

    private String state(OwnershipConflict conflict) {
        return switch (conflict.state()) {
            case OPEN ->
                    say("争议中，自 ", "Open since ")
                            + moments.of(conflict.since())
                            + say("，协商至 ", "; parties may agree until ")
                            + moments.of(conflict.until());
            case EXPIRED ->
                    say("协商期已过（", "Not agreed by ")
                            + moments.of(conflict.until())
                            + say("），须由人裁定", ": a person has to decide");
            case AGREED -> say("已协商一致，", "Agreed at ") + moments.of(conflict.at());
            case DECIDED ->
                    say("已裁定，", "Decided at ")
                            + moments.of(conflict.at())
                            + say("，裁定人 ", " by ")
                            + orDash(conflict.decidedBy())
                            + say("，文件 ", ", document ")
                            + orDash(conflict.documentRef());
        };
    }

    private static String orDash(String text) {
        return text == null ? "–" : text;
    }

    private void part(Html html, ConflictPart part) {
        html.element("p", time(part) + say("：", ": ") + over(part));
        int height = TOP + part.claims().size() * ROW + FOOT;
        html.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "role",
                "img",
                "aria-label",
                say("各方主张的份额", "shares that parties claim"));
        long sum = part.claims().stream().mapToLong(ClaimedShare::shareBp).sum();
        double perBp = (double) (WIDTH - NAMES - SHARES) / Math.max(WHOLE_BP, sum);
        long before = 0;
        int y = TOP;
        for (ClaimedShare claim : part.claims()) {
            claim(html, claim, before, perBp, y);
            before += claim.shareBp();
            y += ROW;
        }
        double whole = NAMES + WHOLE_BP * perBp;
        html.empty("line", "class", "whole", "x1", n(whole), "x2", n(whole), "y1", 0, "y2", y);
        html.element(
                "text", "100 %", "class", "soft", "x", n(whole), "y", y + 14, "text-anchor", "end");
        html.close("svg");
        if (part.moreClaims() != null) {
            html.element(
                    "p",
                    say("另有 ", "And ") + part.moreClaims() + say(" 方主张。", " more parties."),
                    "class",
                    "soft");
        }
    }

    /** Behind those before it: what is beyond the whole has another colour. */
    private void claim(Html html, ClaimedShare claim, long before, double perBp, int y) {
        html.element("text", claim.claimant(), "x", 0, "y", y + BAR - 2);
        long within = Math.max(0, Math.min(claim.shareBp(), WHOLE_BP - before));
        bar(html, "claim", NAMES + before * perBp, within * perBp, y);
        bar(html, "over", NAMES + (before + within) * perBp, (claim.shareBp() - within) * perBp, y);
        String alone = Boolean.TRUE.equals(claim.exclusive()) ? say("，独占", ", alone") : "";
        html.element(
                "text",
                UsageWords.percent(claim.shareBp()) + alone,
                "x",
                WIDTH,
                "y",
                y + BAR - 2,
                "text-anchor",
                "end");
    }

    private static void bar(Html html, String kind, double x, double width, int y) {
        if (width > 0) {
            html.empty(
                    "rect",
                    "class",
                    kind,
                    "x",
                    n(x),
                    "y",
                    y,
                    "width",
                    n(Math.max(THINNEST, width)),
                    "height",
                    BAR);
        }
    }

    private static String n(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private String time(ConflictPart part) {
        if (part.from() == null && part.to() == null) {
            return say("不限时间", "At all times");
        }
        String from = part.from() == null ? "" : moments.of(part.from());
        String to = part.to() == null ? "" : moments.of(part.to());
        return part.to() == null
                ? say("自 ", "From ") + from + say(" 起", " on")
                : part.from() == null
                        ? say("至 ", "Until ") + to + say(" 止", "")
                        : from + say(" 至 ", " to ") + to;
    }

    private String over(ConflictPart part) {
        return part.overBp() == 0
                ? say("一方主张独占", "claimed by one party alone, and by others")
                : say("主张超出 ", "") + UsageWords.percent(part.overBp()) + say("", " too much");
    }

    // Identifiers --------------------------------------------------------------------------------

    private void identifiers(Html html) {
        html.element("h2", say("标识符冲突", "Identifiers of several works"));
        html.open("table").open("thead").open("tr");
        for (String head :
                List.of(
                        say("作品", "Work"),
                        say("标识符", "Identifier"),
                        say("其他作品", "Other works"),
                        say("状态", "State"))) {
            html.element("th", head);
        }
        html.close("tr").close("thead").open("tbody");
        for (IdentifierConflict one : identifiers) {
            String more = one.moreWorks() == null ? "" : " + " + one.moreWorks();
            html.open("tr");
            html.element("td", one.workId(), "class", "id");
            html.element("td", one.scheme() + " " + one.value(), "class", "id");
            html.element("td", String.join(", ", one.otherWorkIds()) + more, "class", "id");
            html.element("td", one.open() ? say("存在", "open") : say("已消除", "over"));
            html.close("tr");
        }
        html.close("tbody").close("table");
    }

    private String say(String zh, String en) {
        return language.of(zh, en);
    }
}
