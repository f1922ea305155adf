package dev.vigil.local.demo;

import dev.vigil.client.page.Html;
import dev.vigil.client.text.Times;
import dev.vigil.notice.ClockRules;
import dev.vigil.notice.Rung;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The clocks of a notice as a drawing: a lane for each run, from its receipt to its deadline. */
final class Timeline {
    private static final int WIDTH = 900;
    private static final int LEFT = 20;
    private static final int RIGHT = 70;

    /** Of the line of a lane, from its top. */
    private static final int AXIS = 46;

    /** Below the line: when it began and is due, then each end in a row of its own. */
    private static final int TIMES = 22;

    private static final int ROW = 15;

    /** Labels nearer than this would touch. */
    private static final int LABEL = 24;

    private static final Map<Kind, Integer> RADIUS =
            Map.of(Kind.REPORTED, 5, Kind.SKIPPED, 4, Kind.AHEAD, 4, Kind.BREACH, 7, Kind.DONE, 7);

    private final List<Lane> lanes;
    private final long fromMs;
    private final long toMs;

    private enum Kind {
        /** A level that was reported at its time. */
        REPORTED,
        /** A level that had passed before the clock could report it. */
        SKIPPED,
        /** A level that comes if nothing is done. */
        AHEAD,
        BREACH,
        DONE
    }

    private record Mark(long atMs, Kind kind, String label, String words) {
        boolean isEnd() {
            return kind == Kind.BREACH || kind == Kind.DONE;
        }

        /** E4.1 repeats E4: its name is shown where a pointer rests on it. */
        boolean isRepeat() {
            return label.indexOf('.') >= 0;
        }
    }

    /** A run of the clock. */
    private record Lane(long fromMs, long dueMs, List<Mark> marks) {
        long firstMs() {
            return marks.stream().mapToLong(Mark::atMs).reduce(fromMs, Math::min);
        }

        long lastMs() {
            return marks.stream().mapToLong(Mark::atMs).reduce(dueMs, Math::max);
        }

        int height() {
            long ends = marks.stream().filter(Mark::isEnd).count();
            return AXIS + TIMES + ROW * (int) ends + 8;
        }
    }

    private Timeline(List<Lane> lanes) {
        this.lanes = lanes;
        fromMs = lanes.stream().mapToLong(Lane::firstMs).min().orElse(0);
        toMs = lanes.stream().mapToLong(Lane::lastMs).max().orElse(0);
    }

    /**
     * Of a notice by what the notice job has published.
     *
     * @param ladder levels that are yet to come on the standard track
     */
    static Timeline of(String noticeId, Seen seen, ClockRules ladder) {
        Map<Integer, List<EscalationAlert>> runs = new TreeMap<>();
        Set<String> keys = new LinkedHashSet<>();
        seen.all(EscalationAlert.class)
                .filter(alert -> alert.noticeId().equals(noticeId) && keys.add(alert.alertKey()))
                .sorted(Comparator.comparingLong(EscalationAlert::firesAt))
                .forEach(
                        alert ->
                                runs.computeIfAbsent(alert.generation(), it -> new ArrayList<>())
                                        .add(alert));
        List<Lane> lanes = new ArrayList<>();
        runs.forEach((run, alerts) -> lanes.add(lane(noticeId, run, alerts, seen, ladder)));
        return new Timeline(lanes);
    }

    private static Lane lane(
            String noticeId, int run, List<EscalationAlert> alerts, Seen seen, ClockRules rules) {
        EscalationAlert last = alerts.get(alerts.size() - 1);
        List<Mark> marks = new ArrayList<>();
        boolean isStandard = last.dueAt() - last.receivedAt() == rules.tracks().standardMs();
        if (isStandard) {
            marks.addAll(unreported(alerts, rules.escalation().ladder()));
        }
        alerts.forEach(alert -> marks.add(reported(alert)));
        List<Mark> ends = ends(noticeId, run, seen).toList();
        if (!ends.isEmpty()) {
            marks.removeIf(mark -> mark.kind() == Kind.AHEAD);
        }
        marks.addAll(ends);
        return new Lane(last.receivedAt(), last.dueAt(), marks);
    }

    private static Mark reported(EscalationAlert alert) {
        return new Mark(
                alert.firesAt(),
                Kind.REPORTED,
                alert.level(),
                alert.level()
                        + " "
                        + alert.severity()
                        + " to "
                        + String.join(", ", alert.recipients())
                        + ", "
                        + Times.remaining(alert.remainingMs()));
    }

    /** Levels that were skipped, and those that come if nothing is done. */
    private static List<Mark> unreported(List<EscalationAlert> alerts, List<Rung> ladder) {
        EscalationAlert last = alerts.get(alerts.size() - 1);
        List<String> skipped = alerts.stream().flatMap(it -> it.skippedLevels().stream()).toList();
        List<Mark> marks = new ArrayList<>();
        for (Rung rung : ladder) {
            if (rung.atMs() == null) {
                continue;
            }
            long atMs = last.receivedAt() + rung.atMs();
            if (skipped.contains(rung.level())) {
                String words = rung.level() + " had passed when the notice arrived";
                marks.add(new Mark(atMs, Kind.SKIPPED, rung.level(), words));
            } else if (atMs > last.firesAt() && !rung.onlyUntriaged()) {
                String words = rung.level() + " " + rung.severity() + ", if nothing is done";
                marks.add(new Mark(atMs, Kind.AHEAD, rung.level(), words));
            }
        }
        return marks;
    }

    private static Stream<Mark> ends(String noticeId, int run, Seen seen) {
        Stream<Mark> breaches =
                seen.all(BreachRecord.class)
                        .filter(it -> it.noticeId().equals(noticeId) && it.generation() == run)
                        .map(it -> new Mark(it.dueAt(), Kind.BREACH, "breach", "breach recorded"));
        Stream<Mark> corrections =
                seen.all(BreachCorrection.class)
                        .filter(it -> it.noticeId().equals(noticeId) && it.generation() == run)
                        .map(
                                it ->
                                        it.cleared()
                                                ? done(it.doneAt(), "breach cleared")
                                                : done(it.doneAt(), "closed late"));
        Stream<Mark> resolved =
                seen.all(EscalationResolved.class)
                        .filter(it -> it.noticeId().equals(noticeId) && it.generation() == run)
                        .map(it -> done(it.stoppedAt(), it.outcome().name()));
        return Stream.of(breaches, corrections, resolved).flatMap(it -> it).distinct();
    }

    private static Mark done(long atMs, String what) {
        return new Mark(atMs, Kind.DONE, what, what + ", " + Times.date(atMs));
    }

    // Drawn --------------------------------------------------------------------------------

    /** Draws it as an SVG element; of a notice whose clock never ran, says so. */
    void draw(Html html, String about) {
        if (lanes.isEmpty()) {
            html.element("p", "Its clock never ran: no alert, no deadline.", "class", "soft");
            return;
        }
        int height = lanes.stream().mapToInt(Lane::height).sum();
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
        int top = 0;
        for (Lane lane : lanes) {
            lane(html, lane, top + AXIS);
            top += lane.height();
        }
        html.close("svg");
    }

    private void lane(Html html, Lane lane, int y) {
        int from = x(lane.fromMs());
        int due = x(lane.dueMs());
        line(html, "run", from, y, due, y);
        line(html, "due", due, y - 26, due, y + 10);
        text(html, from, y + TIMES, "start", "received " + Times.clock(lane.fromMs()));
        text(html, due, y + TIMES, "end", "due " + Times.clock(lane.dueMs()));
        int lastX = -LABEL;
        boolean higher = false;
        int endY = y + TIMES;
        for (Mark mark : lane.marks().stream().sorted(Comparator.comparing(Mark::atMs)).toList()) {
            int x = x(mark.atMs());
            if (mark.isEnd()) {
                endY += ROW;
                mark(html, mark, x, y, endY);
            } else if (mark.isRepeat()) {
                mark(html, mark, x, y, y);
            } else {
                higher = x - lastX < LABEL && !higher;
                lastX = x;
                mark(html, mark, x, y, higher ? y - 28 : y - 12);
            }
        }
    }

    private static void mark(Html html, Mark mark, int x, int y, int labelY) {
        html.open("g", "class", mark.kind().name().toLowerCase(Locale.ROOT));
        html.element("title", mark.words());
        html.empty("circle", "cx", x, "cy", y, "r", RADIUS.get(mark.kind()));
        if (!mark.isRepeat()) {
            String anchor = x < 60 ? "start" : x > WIDTH - 60 ? "end" : "middle";
            text(html, x, labelY, mark.isEnd() ? anchor : "middle", mark.label());
        }
        html.close("g");
    }

    private int x(long atMs) {
        double span = Math.max(1, toMs - fromMs);
        return (int) Math.round(LEFT + (WIDTH - LEFT - RIGHT) * (atMs - fromMs) / span);
    }

    private static void line(Html html, String kind, int x1, int y1, int x2, int y2) {
        html.empty("line", "class", kind, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
    }

    private static void text(Html html, int x, int y, String anchor, String words) {
        html.element("text", words, "x", x, "y", y, "text-anchor", anchor);
    }
}
