package dev.vigil.client.page;

import dev.vigil.schema.usage.UsageRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The use of a work by day, as a drawing and in lines: one file, to be read and printed. */
public final class UsagePage {
    private static final String STYLE =
            """
            :root { --allowed: #1d7a46; --policy: #2459c4; --none: #b3261e; }
            @media (prefers-color-scheme: dark) { :root { --allowed: #6ecb94; --policy: #8ab0ff;
              --none: #ff8a80; } }
            svg { width: 100%; min-width: 40rem; height: auto; }
            svg text { fill: var(--soft); font: 12px system-ui, "Noto Sans CJK SC", sans-serif; }
            .axis { stroke: var(--rule); stroke-width: 1; }
            .AUTHORIZATION { fill: var(--allowed); } .POLICY { fill: var(--policy); }
            .NONE { fill: var(--none); } .held { fill-opacity: .4; stroke: var(--ink);
              stroke-dasharray: 3 2; } .PROVISIONAL { fill-opacity: .6; }
            .key { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 1em; }
            .key.AUTHORIZATION { background: var(--allowed); }
            .key.POLICY { background: var(--policy); } .key.NONE { background: var(--none); }
            @media print { :root { --allowed: #1d7a46; --policy: #2459c4; --none: #b3261e; }
              svg { min-width: 0; } }
            """;

    private static final int WIDTH = 960;
    private static final int HEIGHT = 260;
    private static final int LEFT = 64;
    private static final int TOP = 14;
    private static final int BOTTOM = 226;
    private static final int LINES = 4;
    private static final int LABEL = 84;
    private static final int WIDEST = 90;
    private static final long HOUR_MS = 3_600_000;

    /** The longest time that is drawn, in days: more would be thinner than a line. */
    public static final int MOST_DAYS = 400;

    /** From the bottom of a bar to its top. */
    private static final List<String> KINDS = List.of("AUTHORIZATION", "POLICY", "NONE");

    /** Between two lines: a round time, so that they can be read off. */
    private static final long[] STEPS_MS = {
        60_000, 300_000, 600_000, 1_800_000, HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS
    };

    private final String workId;
    private final String territory;
    private final List<UsageRow> rows;
    private final PageLanguage language;
    private final UsageWords words;

    /**
     * @param territory the one whose rows are drawn: those of others are of the same sessions
     */
    public UsagePage(
            String workId, String territory, Collection<UsageRow> rows, PageLanguage language) {
        this.workId = workId;
        this.territory = territory;
        this.language = language;
        words = new UsageWords(language);
        this.rows =
                rows.stream()
                        .filter(row -> row.workId().equals(workId))
                        .filter(row -> row.territory().equals(territory))
                        .sorted(
                                Comparator.comparing(UsageRow::day)
                                        .thenComparing(row -> KINDS.indexOf(kind(row)))
                                        .thenComparing(UsageRow::rowId))
                        .toList();
    }

    public String html() {
        String title = say("作品使用情况 ", "Use of ") + workId;
        Html html = PageFrame.begin(title, language, PageFrame.FIGURES, STYLE);
        html.element("p", about(), "class", "soft");
        if (rows.isEmpty()) {
            html.element("p", say("没有记录。", "There is none."));
        } else {
            key(html);
            html.open("div", "class", "wide");
            draw(html);
            html.close("div");
            table(html);
        }
        return PageFrame.end(html);
    }

    private String about() {
        return say("地区：", "Territory: ")
                + words.territory(territory)
                + say(
                        "。每日时长为各场次匹配时段的并集之和；浅色为未结算，虚线为因权属争议暂缓。",
                        ". Each day adds up the union of the matched stretches of each session;"
                                + " paler is provisional, dashed is held for a conflict of owners.");
    }

    private void key(Html html) {
        html.open("p");
        for (String kind : KINDS) {
            html.open("span", "class", "key " + kind).close("span");
            html.text(words.kind(kind));
        }
        html.close("p");
    }

    private static String kind(UsageRow row) {
        int colon = row.basis().indexOf(':');
        return colon < 0 ? row.basis() : row.basis().substring(0, colon);
    }

    /** A bar for each day, one part on the other. */
    private void draw(Html html) {
        LocalDate last = LocalDate.parse(rows.get(rows.size() - 1).day());
        LocalDate first = LocalDate.parse(rows.get(0).day());
        if (first.isBefore(last.minusDays(MOST_DAYS - 1))) {
            first = last.minusDays(MOST_DAYS - 1);
        }
        Map<String, Long> byDay = new TreeMap<>();
        rows.forEach(row -> byDay.merge(row.day(), row.usedMs(), Long::sum));
        long most = top(byDay.values().stream().mapToLong(Long::longValue).max().orElse(1));
        double wide =
                Math.min(
                        WIDEST,
                        (double) (WIDTH - LEFT) / (last.toEpochDay() - first.toEpochDay() + 1));
        html.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-label",
                say("每日使用时长", "time used by day"));
        axis(html, most);
        Map<String, Double> tops = new TreeMap<>();
        for (UsageRow row : rows) {
            long day = LocalDate.parse(row.day()).toEpochDay() - first.toEpochDay();
            if (day < 0 || row.usedMs() <= 0) {
                continue;
            }
            double height = (double) (BOTTOM - TOP) * row.usedMs() / most;
            double top = tops.merge(row.day(), BOTTOM - height, (known, n) -> known - height);
            html.open(
                    "rect",
                    "class",
                    kind(row)
                            + (row.inConflict() ? " held" : "")
                            + (row.state().isFinal() ? "" : " " + row.state()),
                    "x",
                    number(LEFT + day * wide + wide * 0.1),
                    "y",
                    number(top),
                    "width",
                    number(wide * 0.8),
                    "height",
                    number(height));
            html.element(
                    "title",
                    row.day()
                            + "  "
                            + words.basis(row.basis())
                            + "  "
                            + UsageWords.span(row.usedMs()));
            html.close("rect");
        }
        days(html, first, last, wide);
        html.close("svg");
    }

    /** What the uppermost line is of. */
    private static long top(long longestMs) {
        for (long step : STEPS_MS) {
            if (step * LINES >= longestMs) {
                return step * LINES;
            }
        }
        long step = 12 * HOUR_MS;
        while (step * LINES < longestMs) {
            step *= 2;
        }
        return step * LINES;
    }

    private void axis(Html html, long most) {
        for (int i = 0; i <= LINES; i++) {
            int y = BOTTOM - (BOTTOM - TOP) * i / LINES;
            html.empty("line", "class", "axis", "x1", LEFT, "x2", WIDTH, "y1", y, "y2", y);
            html.element(
                    "text",
                    UsageWords.span(most * i / LINES),
                    "x",
                    LEFT - 6,
                    "y",
                    y + 4,
                    "text-anchor",
                    "end");
        }
    }

    /** Where there is room. */
    private static void days(Html html, LocalDate first, LocalDate last, double wide) {
        long step = Math.max(1, (long) Math.ceil(LABEL / wide));
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(step)) {
            double x = LEFT + (day.toEpochDay() - first.toEpochDay() + 0.5) * wide;
            if (x > WIDTH - LABEL / 2.0) {
                // It would be cut off, or over the one before.
                return;
            }
            html.element(
                    "text",
                    day.toString(),
                    "x",
                    number(x),
                    "y",
                    BOTTOM + 18,
                    "text-anchor",
                    "middle");
        }
    }

    private void table(Html html) {
        html.open("table").open("thead").open("tr");
        for (String head : List.of(say("日期", "Day"), say("权利", "Right"), say("依据", "Basis"))) {
            html.element("th", head);
        }
        for (String head :
                List.of(
                        say("时长", "Used"),
                        say("场次", "Sessions"),
                        say("观看时长", "Watched"),
                        say("播放", "Plays"))) {
            html.element("th", head, "class", "number");
        }
        html.element("th", say("状态", "State")).close("tr").close("thead").open("tbody");
        List<UsageRow> latestFirst = new ArrayList<>(rows);
        Collections.reverse(latestFirst);
        for (UsageRow row : latestFirst) {
            html.open("tr");
            html.element("td", row.day(), "class", "short");
            html.element("td", words.of(row.rightType()), "class", "short");
            html.element("td", words.basis(row.basis()), "class", "id");
            html.element("td", UsageWords.span(row.usedMs()), "class", "number");
            html.element("td", words.known(row.sessions()), "class", "number");
            html.element("td", words.knownSpan(row.viewMs()), "class", "number");
            html.element("td", words.known(row.plays()), "class", "number");
            html.element("td", words.state(row));
            html.close("tr");
        }
        html.close("tbody").close("table");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private String say(String zh, String en) {
        return language.of(zh, en);
    }
}
