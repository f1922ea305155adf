package dev.vigil.client.page;

import dev.vigil.client.page.AccountLanes.Lane;
import dev.vigil.client.page.AccountLanes.Mark;
import dev.vigil.client.page.AccountLanes.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Lanes as an SVG. A second and a month are both to be seen, so the distance of two moments grows
 * with the logarithm of the time between them.
 */
final class AccountDrawing {
    /** Lanes: those in which something happened last. */
    static final int MOST = 60;

    private static final int WIDTH = 960;
    private static final int LEFT = 210;
    private static final int RIGHT = 24;
    private static final int ROW = 26;
    private static final int TOP = 34;

    /** Labels of days nearer than this would touch. */
    private static final int LABEL = 78;

    private static final int LONGEST_NAME = 26;

    private final List<Lane> lanes;
    private final Moment moments;
    private final TreeMap<Long, Integer> places;

    AccountDrawing(List<Lane> lanes, Moment moments) {
        this.lanes = latest(lanes);
        this.moments = moments;
        this.places = places(this.lanes);
    }

    private static List<Lane> latest(List<Lane> lanes) {
        if (lanes.size() <= MOST) {
            return lanes;
        }
        long from =
                lanes.stream()
                        .map(Lane::lastMs)
                        .sorted(Comparator.reverseOrder())
                        .skip(MOST - 1)
                        .findFirst()
                        .orElseThrow();
        return lanes.stream().filter(lane -> lane.lastMs() >= from).limit(MOST).toList();
    }

    /** Lanes that it does not show, as there are too many. */
    int leftOut(List<Lane> all) {
        return all.size() - lanes.size();
    }

    private static TreeMap<Long, Integer> places(List<Lane> lanes) {
        TreeMap<Long, Double> weights = new TreeMap<>();
        for (Lane lane : lanes) {
            lane.marks().forEach(mark -> weights.put(mark.atMs(), 0.0));
            lane.spans().stream()
                    .filter(span -> span.toMs() != Long.MAX_VALUE)
                    .forEach(span -> weights.put(span.toMs(), 0.0));
        }
        double total = 0;
        Long before = null;
        for (var one : weights.entrySet()) {
            total += before == null ? 0 : 1 + Math.log1p((one.getKey() - before) / 1_000.0);
            one.setValue(total);
            before = one.getKey();
        }
        double scale = total == 0 ? 0 : (WIDTH - LEFT - RIGHT) / total;
        TreeMap<Long, Integer> places = new TreeMap<>();
        weights.forEach((at, weight) -> places.put(at, LEFT + (int) Math.round(weight * scale)));
        return places;
    }

    /** The moments that it shows, earliest first, each with its place from the left. */
    TreeMap<Long, Integer> places() {
        return places;
    }

    void draw(Html html, String about) {
        int height = TOP + ROW * lanes.size() + 8;
        html.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "role",
                "img",
                "aria-label",
                about);
        days(html, height);
        int y = TOP + ROW / 2;
        for (Lane lane : lanes) {
            lane(html, lane, y);
            y += ROW;
        }
        html.close("svg");
    }

    /** The last day has its label always, the others where there is room. */
    private void days(Html html, int height) {
        TreeMap<String, Integer> days = new TreeMap<>();
        places.forEach((atMs, x) -> days.putIfAbsent(moments.of(atMs).substring(0, 10), x));
        int end = days.lastEntry().getValue();
        boolean isAtEdge = end > WIDTH - LABEL;
        int room = isAtEdge ? end - LABEL : end;
        int lastX = -LABEL;
        for (var day : days.entrySet()) {
            int x = day.getValue();
            line(html, "day", x, TOP - 8, x, height);
            if (x == end) {
                label(html, day.getKey(), x, isAtEdge ? "end" : "start");
            } else if (x - lastX >= LABEL && x + LABEL <= room) {
                label(html, day.getKey(), x, "start");
                lastX = x;
            }
        }
    }

    private static void label(Html html, String day, int x, String anchor) {
        html.element("text", day, "class", "soft", "x", x, "y", TOP - 14, "text-anchor", anchor);
    }

    private void lane(Html html, Lane lane, int y) {
        html.element("text", shortened(lane.name()), "x", 0, "y", y + 4);
        line(html, "lane", LEFT, y, WIDTH - RIGHT, y);
        for (Span span : lane.spans()) {
            int to = span.toMs() == Long.MAX_VALUE ? WIDTH - RIGHT : places.get(span.toMs());
            line(html, look("span", span.look()), places.get(span.fromMs()), y, to, y);
        }
        for (Mark mark : inOrder(lane)) {
            html.open("g", "class", look("mark", mark.look()));
            html.element("title", moments.of(mark.atMs()) + "  " + mark.words());
            int x = places.get(mark.atMs());
            shape(html, mark, x, y);
            if (!mark.label().isEmpty()) {
                html.element("text", mark.label(), "x", x + 9, "y", y + 4);
            }
            html.close("g");
        }
    }

    private static List<Mark> inOrder(Lane lane) {
        List<Mark> marks = new ArrayList<>(lane.marks());
        marks.sort((one, other) -> Long.compare(one.atMs(), other.atMs()));
        return marks;
    }

    /** Distinguished by shape too, not by colour alone: print may be black. */
    private static void shape(Html html, Mark mark, int x, int y) {
        switch (mark.look()) {
            case OFFENCE -> html.empty("circle", "cx", x, "cy", y, "r", 5);
            case WARNING -> points(html, x, y - 6, x + 6, y + 5, x - 6, y + 5);
            case MEASURE, STRIKE ->
                    html.empty("rect", "x", x - 5, "y", y - 5, "width", 10, "height", 10);
            case PERSON -> points(html, x, y - 6, x + 6, y, x, y + 6, x - 6, y);
            case REVERSAL -> {
                line(html, "cross", x - 5, y - 5, x + 5, y + 5);
                line(html, "cross", x - 5, y + 5, x + 5, y - 5);
            }
        }
    }

    private static void points(Html html, int... xy) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xy.length; i += 2) {
            points.append(i == 0 ? "" : " ").append(xy[i]).append(',').append(xy[i + 1]);
        }
        html.empty("polygon", "points", points);
    }

    private static void line(Html html, String kind, int x1, int y1, int x2, int y2) {
        html.empty("line", "class", kind, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
    }

    private static String look(String what, AccountLanes.Look look) {
        return what + " " + look.name().toLowerCase(Locale.ROOT);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }
}
