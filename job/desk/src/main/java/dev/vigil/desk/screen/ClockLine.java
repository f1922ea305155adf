package dev.vigil.desk.screen;

import dev.vigil.desk.ask.AlertRow;
import dev.vigil.desk.ask.NoticeFacts;
import dev.vigil.desk.ask.NoticeFacts.Breach;
import dev.vigil.desk.ask.NoticeFacts.RunEnd;
import dev.vigil.schema.notice.NoticeStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One run of a notice's clock as a drawing of {@link #WIDTH} by {@link #HEIGHT}: from its T0 to
 * when it ended, or to now. The alerts are in a table beside it.
 *
 * @param from T0, UTC epoch ms; of an earlier run its first alert
 * @param due UTC epoch ms
 * @param stopped when it ended; null while it has not
 * @param outcome of {@code NoticeState}; null while it has not ended
 * @param isBreached whether a breach of it was recorded
 * @param dueX where that is in the drawing
 * @param nowX null where the run has ended, or now is behind the end of the drawing
 * @param stoppedX null while it has not
 * @param marks its alerts, by time
 * @param later alerts behind the end of the drawing
 */
public record ClockLine(
        long generation,
        long from,
        long due,
        Long stopped,
        String outcome,
        boolean isBreached,
        int dueX,
        Integer nowX,
        Integer stoppedX,
        List<Mark> marks,
        int later) {
    public static final int WIDTH = 1_000;
    public static final int HEIGHT = 96;
    static final int LEFT = 12;
    static final int RIGHT = 960;

    /** Where the labels of alerts are: three rows, so that close ones do not touch. */
    private static final int[] LABEL_ROWS = {40, 26, 12};

    private static final int LETTER = 11;
    private static final int MOST_RUNS = 3;

    /**
     * An alert in the drawing.
     *
     * @param labelY of its label's line of writing
     */
    public record Mark(int x, int labelY, String level, boolean isSeen, boolean isLate) {}

    /** The last runs of a notice, the first of them first; none while the job has not answered. */
    static List<ClockLine> of(NoticeFacts facts, long nowMs) {
        TreeSet<Long> runs = new TreeSet<>();
        facts.alerts().stream()
                .filter(alert -> alert.generation() != null)
                .forEach(alert -> runs.add(alert.generation()));
        if (facts.status() != null) {
            runs.add((long) facts.status().generation());
        }
        return runs.descendingSet().stream()
                .limit(MOST_RUNS)
                .map(run -> of(facts, run, nowMs))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(ClockLine::generation))
                .toList();
    }

    private static Optional<ClockLine> of(NoticeFacts facts, long run, long nowMs) {
        NoticeStatus status = facts.status();
        boolean isCurrent = status != null && status.generation() == run;
        List<AlertRow> alerts =
                facts.alerts().stream()
                        .filter(it -> it.generation() != null && it.generation() == run)
                        .filter(it -> it.firesAt() != null && it.dueAt() != null)
                        .sorted(Comparator.comparingLong(AlertRow::firesAt))
                        .toList();
        if (!isCurrent && alerts.isEmpty()) {
            return Optional.empty();
        }
        long from = isCurrent ? status.receivedAt() : alerts.get(0).firesAt();
        long due = isCurrent ? status.dueAt() : alerts.get(0).dueAt();
        RunEnd end =
                facts.ends().stream()
                        .filter(it -> it.generation() == run && it.stoppedAt() != null)
                        .findFirst()
                        .orElse(null);
        boolean isBreached =
                facts.breaches().stream()
                        .map(Breach::generation)
                        .anyMatch(it -> it != null && it == run);
        return Optional.of(drawn(run, from, due, end, isBreached, alerts, nowMs));
    }

    private static ClockLine drawn(
            long run,
            long from,
            long due,
            RunEnd end,
            boolean isBreached,
            List<AlertRow> alerts,
            long nowMs) {
        long span = Math.max(1, due - from);
        long last = end == null ? nowMs : end.stoppedAt();
        // Reminders of a breach go on for days: at most as long again is drawn.
        long to = Math.min(Math.max(due, last), due + span);
        Axis axis = new Axis(from, Math.max(to, from + 1));
        List<Mark> marks = new ArrayList<>();
        int[] free = new int[LABEL_ROWS.length];
        for (AlertRow alert : alerts) {
            if (alert.firesAt() <= to) {
                marks.add(mark(alert, axis.x(alert.firesAt()), free));
            }
        }
        return new ClockLine(
                run,
                from,
                due,
                end == null ? null : end.stoppedAt(),
                end == null ? null : end.outcome(),
                isBreached,
                axis.x(due),
                end != null || nowMs > to ? null : Integer.valueOf(axis.x(nowMs)),
                end == null || end.stoppedAt() > to ? null : Integer.valueOf(axis.x(last)),
                List.copyOf(marks),
                alerts.size() - marks.size());
    }

    private static Mark mark(AlertRow alert, int x, int[] free) {
        String level = alert.level() == null ? "" : alert.level();
        int row = 0;
        while (row < free.length - 1 && free[row] > x) {
            row++;
        }
        free[row] = x + (level.length() + 2) * LETTER;
        return new Mark(x, LABEL_ROWS[row], level, !alert.seen().isEmpty(), alert.isLate());
    }

    private record Axis(long from, long to) {
        int x(long at) {
            double share = (double) (at - from) / (to - from);
            return LEFT + (int) Math.round(Math.min(1, Math.max(0, share)) * (RIGHT - LEFT));
        }
    }
}
