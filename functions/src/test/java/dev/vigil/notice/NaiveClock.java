package dev.vigil.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The clock as one would keep it on paper: a table of minutes and a list of boxes to tick. */
final class NaiveClock {
    private static final long MINUTE = 60_000;
    private static final int GRACE_SECONDS = 10;

    private final Map<String, Long> boxes = new TreeMap<>();
    private final List<Long> minutes = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private long started;
    private int last = -1;
    private boolean breached;
    private boolean stopped;

    final List<String> log = new ArrayList<>();

    NaiveClock(long started, String... items) {
        this.started = started;
        for (String item : items) {
            boxes.put(item, null);
        }
        for (long minute : new long[] {0, 120, 720, 1080, 1200, 1320, 1380, 1425, 1440}) {
            names.add("E" + names.size());
            minutes.add(minute);
        }
        int[] hours = {
            1, 2, 3, 4, 5, 6, 10, 14, 18, 22, 26, 30, 34, 38, 42, 46, 50, 54, 58, 62, 66
        };
        for (int hour : hours) {
            repeat(hour);
        }
        repeat(70);
        for (int hour = 74; hour < 24 * 365; hour += 24) {
            repeat(hour);
        }
    }

    private void repeat(int hour) {
        names.add("E9." + (names.size() - 8));
        minutes.add(1440L + hour * 60);
    }

    void received(long stamp) {
        if (!stopped && stamp < started) {
            started = stamp;
        }
    }

    void reached(long now) {
        if (stopped) {
            return;
        }
        int reached = last;
        while (started + at(reached + 1) <= now) {
            reached++;
        }
        if (reached == last) {
            return;
        }
        // Reminders are not missed, so they are not told of.
        List<String> missed = names.subList(Math.min(last + 1, 9), Math.min(reached, 9));
        log.add("alert " + names.get(reached) + " after " + missed);
        last = reached;
        if (last >= 8) {
            breach();
        }
    }

    private long at(int level) {
        return minutes.get(level) * MINUTE + (level >= 8 ? GRACE_SECONDS * 1000 : 0);
    }

    void done(String item, long effective) {
        if (stopped || !boxes.containsKey(item)) {
            return;
        }
        Long before = boxes.get(item);
        boxes.put(item, before == null ? effective : Math.min(before, effective));
        if (boxes.containsValue(null)) {
            return;
        }
        boolean inTime = boxes.values().stream().allMatch(t -> t <= started + 1440 * MINUTE);
        boolean corrected = breached;
        if (!inTime) {
            breach();
        }
        if (corrected) {
            log.add("correction " + inTime);
        }
        stopped = true;
        log.add("resolved " + (!inTime ? "CLOSED_LATE" : corrected ? "CLEARED" : "ACTIONED"));
    }

    private void breach() {
        if (!breached) {
            breached = true;
            log.add("breach " + (started + 1440 * MINUTE));
        }
    }

    void withdrawn() {
        if (!stopped) {
            stopped = true;
            log.add("resolved WITHDRAWN");
        }
    }
}
