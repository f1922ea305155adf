package dev.vigil.notice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The 24-hour clock of one notice as one would keep it on paper: a page per run with boxes to tick,
 * and a table of minutes. Shares no code with the machine.
 */
public final class NaiveClock {
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final long GRACE = 10_000;
    private static final int[] MINUTES = {0, 120, 720, 1080, 1200, 1320, 1380, 1425, 1440};
    private static final int[] ANSWER = {0, 0, 0, 0, 30, 15, 10, 5};

    private static final class Box {
        Long done;
        Long since;
        boolean enforced;
    }

    /** One run. */
    public final class Page {
        public int number;
        public long start;
        final Map<String, Box> boxes = new TreeMap<>();
        String firstItem;
        boolean isOpen = true;
        boolean isVoid;
        boolean restarted;
        boolean isLate;
        public boolean ended;
        public boolean breached;
        public Boolean corrected;
        int last = -1;
        int told = -1;
        long toldAt;
        long withdrawn;
        int again;
        Long acked;
        Long progress;
        final TreeSet<String> levels = new TreeSet<>();
        final TreeSet<String> seen = new TreeSet<>();

        public long due() {
            return start + DAY;
        }

        public boolean isRunning() {
            return isOpen;
        }

        /** Minutes of a level by its place: 9 and on are the reminders. */
        public long at(int place) {
            if (place < 8) {
                return start + MINUTES[place] * MINUTE;
            }
            return due() + GRACE + hours(place - 8) * 60L * MINUTE;
        }

        boolean allDone() {
            return boxes.values().stream().allMatch(box -> box.done != null);
        }

        long lastDone() {
            return boxes.values().stream().mapToLong(box -> box.done).max().orElse(start);
        }

        List<String> openItems() {
            return boxes.entrySet().stream()
                    .filter(box -> box.getValue().done == null)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private final List<Page> pages = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private long first;
    private String intake;
    private long lapses = Long.MAX_VALUE;
    private String missing = "";

    public NaiveClock(long stamp, boolean complete, String... items) {
        first = stamp;
        intake = complete ? "ACCEPTED" : "RECEIVED";
        missing = complete ? "" : "much";
        page(stamp, items);
    }

    /** Triage has not looked at it. */
    public boolean isUntriaged() {
        return intake.equals("RECEIVED");
    }

    public List<Page> pages() {
        return pages;
    }

    /** What was published since the last call, sorted. */
    public List<String> lines() {
        List<String> since = lines.stream().sorted().toList();
        lines.clear();
        return since;
    }

    public static String name(int place) {
        return place > 8 ? "E9." + (place - 8) : "E" + place;
    }

    private static long hours(int reminder) {
        if (reminder <= 6) {
            return reminder;
        }
        long four = 6 + 4L * (reminder - 6);
        // 6, 10, ... 70, 74: from the third day on daily.
        return four <= 74 ? four : 74 + 24L * (reminder - 23);
    }

    private Page page(long start, String... items) {
        Page page = new Page();
        page.start = start;
        page.firstItem = items[0];
        for (String item : items) {
            page.boxes.put(item, new Box());
        }
        pages.add(page);
        return page;
    }

    private Page latest(String item) {
        Page latest = null;
        for (Page page : pages) {
            latest = page.boxes.containsKey(item) ? page : latest;
        }
        return latest;
    }

    private Page last() {
        return pages.get(pages.size() - 1);
    }

    // What is told to it -------------------------------------------------------------------

    public void received(long stamp, String... items) {
        join(stamp, items);
        if (stamp < first) {
            for (Page page : pages) {
                if (!page.isVoid && page.start == first) {
                    page.start = stamp;
                }
            }
            first = stamp;
        }
    }

    public void join(long at, String... items) {
        String[] fresh =
                List.of(items).stream().filter(i -> latest(i) == null).toArray(String[]::new);
        if (fresh.length == 0) {
            return;
        }
        boolean late = intake.equals("INCOMPLETE") && !last().isVoid;
        if (intake.equals("ACCEPTED") || intake.equals("RECEIVED") || late) {
            page(at, fresh);
        } else if (last().isVoid) {
            for (String item : fresh) {
                last().boxes.put(item, new Box());
            }
        }
    }

    public void incomplete(long at) {
        if (!intake.equals("RECEIVED") && !intake.equals("ACCEPTED")) {
            return;
        }
        intake = "INCOMPLETE";
        missing = "something";
        if (at <= pages.get(0).start + 120 * MINUTE) {
            lapses = at + 10 * DAY;
            end(true);
        }
    }

    public void supplement(long at, String... items) {
        missing = "";
        if (intake.equals("INCOMPLETE") || intake.equals("RECEIVED")) {
            accept();
            restart(at);
        }
        join(at, items);
    }

    public void accepted() {
        if (intake.equals("WITHDRAWN")) {
            return;
        }
        accept();
        if (last().isVoid) {
            restart(first);
            return;
        }
        Page restarted = null;
        for (Page page : pages) {
            boolean wasUp = page.boxes.values().stream().anyMatch(box -> box.since == null);
            restarted = page.restarted && !page.isVoid && wasUp ? page : restarted;
        }
        if (restarted != null) {
            restarted.start = Math.min(first, restarted.start);
        }
    }

    private void accept() {
        intake = "ACCEPTED";
        lapses = Long.MAX_VALUE;
    }

    private void restart(long at) {
        if (!last().isVoid) {
            return;
        }
        Map<String, Box> left = new TreeMap<>();
        for (Page page : pages) {
            page.boxes.forEach(
                    (item, box) -> {
                        if (latest(item) == page && (box.done == null || page.isVoid)) {
                            left.put(item, box);
                        }
                    });
        }
        String[] upThen =
                left.entrySet().stream()
                        .filter(
                                item ->
                                        item.getValue().since == null
                                                || item.getValue().since <= at)
                        .map(Map.Entry::getKey)
                        .toArray(String[]::new);
        if (upThen.length > 0) {
            page(at, upThen).restarted = true;
        }
        left.forEach(
                (item, box) -> {
                    if (box.since != null && box.since > at) {
                        page(box.since, item);
                    }
                    Box copy = latest(item).boxes.get(item);
                    copy.done = box.done;
                    copy.since = box.since;
                    copy.enforced = box.enforced;
                });
    }

    public void rejected() {
        if (!intake.equals("WITHDRAWN")) {
            intake = "REJECTED";
            lapses = Long.MAX_VALUE;
            end(true);
        }
    }

    public void withdrawn(long at) {
        intake = "WITHDRAWN";
        lapses = Long.MAX_VALUE;
        for (Page page : pages) {
            page.withdrawn = page.isOpen && !page.allDone() ? at : page.withdrawn;
        }
        end(false);
    }

    private void end(boolean asVoid) {
        for (Page page : pages) {
            if (page.isOpen && !page.allDone()) {
                page.isOpen = false;
                page.isVoid = asVoid;
            }
        }
    }

    public void done(String item, long effective, boolean enforced, long now) {
        for (Page page : pages) {
            Box box = page.boxes.get(item);
            boolean listens = page.isOpen || page.isVoid || page.isLate || page.allDone();
            if (box == null || !listens || box.since != null && effective < box.since) {
                continue;
            }
            if (box.done == null || effective < box.done) {
                box.done = effective;
                box.enforced = enforced;
                page.progress = now;
            }
        }
    }

    public void back(String item, long at) {
        Page page = latest(item);
        boolean gone = List.of("WITHDRAWN", "REJECTED", "LAPSED").contains(intake);
        if (page == null) {
            return;
        }
        Box box = page.boxes.get(item);
        if (box.done == null || !box.enforced || box.done > at) {
            return;
        }
        if (page.isVoid) {
            box.done = null;
            box.since = at;
        } else if (!gone) {
            page(Math.max(at, page.start), item).boxes.get(item).since = at;
        }
    }

    public void acknowledged(int number, String level, long at) {
        for (Page page : pages) {
            if (page.number == number
                    && number > 0
                    && page.levels.contains(level)
                    && page.seen.add(level)
                    && place(level) == page.last) {
                page.acked = at;
            }
        }
    }

    private static int place(String level) {
        String[] parts = level.substring(1).split("\\.");
        int place = Integer.parseInt(parts[0]);
        return place == 9 ? 8 + Integer.parseInt(parts[1]) : place;
    }

    // The time -----------------------------------------------------------------------------

    public void reached(long now) {
        number(now);
        if (lapses <= now) {
            intake = "LAPSED";
            lapses = Long.MAX_VALUE;
        }
        for (Page page : pages) {
            if (page.number > 0) {
                settle(page, now);
                if (page.isOpen) {
                    levels(page, now);
                }
            }
        }
    }

    private void number(long now) {
        int next = 1 + pages.stream().mapToInt(page -> page.number).max().orElse(0);
        List<Page> begun =
                pages.stream()
                        .filter(page -> page.number == 0)
                        .filter(page -> page.start <= now || !page.isOpen || page.allDone())
                        .sorted(
                                Comparator.<Page>comparingLong(page -> page.start)
                                        .thenComparing(page -> page.firstItem))
                        .toList();
        for (Page page : begun) {
            page.number = next++;
        }
    }

    private void settle(Page page, long now) {
        if (page.withdrawn > page.at(8) && !page.allDone()) {
            breach(page);
        }
        if (page.isOpen && page.allDone()) {
            long doneAt = Math.max(page.start, page.lastDone());
            boolean inTime = doneAt <= page.due();
            boolean told = page.breached;
            if (!inTime) {
                breach(page);
            }
            page.isOpen = false;
            page.isLate = !inTime;
            if (told) {
                correct(page, inTime);
            }
        } else if (!page.isVoid
                && !page.breached
                && page.allDone()
                && page.lastDone() > page.due()) {
            breach(page);
            page.isLate = true;
        } else if (page.isLate && page.lastDone() <= page.due()) {
            page.isLate = false;
            correct(page, true);
        }
        if (!page.isOpen && !page.ended) {
            page.ended = true;
            lines.add(page.number + " resolved " + outcome(page));
        }
    }

    private void correct(Page page, boolean inTime) {
        page.corrected = inTime;
        lines.add(page.number + " correction " + inTime);
    }

    private String outcome(Page page) {
        if (page.corrected != null && page.corrected) {
            return "CLEARED";
        }
        if (page.isLate) {
            return "CLOSED_LATE";
        }
        if (List.of("WITHDRAWN", "REJECTED", "LAPSED").contains(intake)) {
            return intake;
        }
        if (page.isVoid) {
            return "INCOMPLETE";
        }
        return page.boxes.values().stream().anyMatch(box -> box.enforced)
                ? "ACTIONED"
                : "NOT_FOUND";
    }

    private void breach(Page page) {
        if (!page.breached) {
            page.breached = true;
            lines.add(page.number + " breach " + page.due() + " open " + page.openItems());
        }
    }

    private void levels(Page page, long now) {
        List<Integer> passed = new ArrayList<>();
        while (page.at(page.last + 1) <= now) {
            page.last++;
            if (page.last != 1 || intake.equals("RECEIVED")) {
                passed.add(page.last);
            }
        }
        if (page.last >= 8) {
            breach(page);
        }
        if (passed.isEmpty()) {
            again(page, now);
            return;
        }
        int highest = passed.get(passed.size() - 1);
        List<String> skipped =
                passed.stream()
                        .filter(place -> place < highest && place <= 8)
                        .map(NaiveClock::name)
                        .toList();
        page.again = 0;
        tell(page, highest, name(highest), skipped, page.at(highest), now);
    }

    private void again(Page page, long now) {
        if (page.last < 4 || page.last > 7 || page.told != page.last) {
            return;
        }
        long answer = ANSWER[page.last] * MINUTE;
        if (page.acked != null && page.progress != null && page.progress >= page.toldAt) {
            return;
        }
        long since = page.acked == null ? page.toldAt : Math.max(page.acked, page.toldAt);
        if (since + answer <= now && since + answer < page.at(page.last + 1)) {
            long times = (now - since) / answer;
            page.again += (int) times;
            String level = name(page.last) + "." + page.again;
            tell(page, page.last, level, List.of(), since + times * answer, now);
        }
    }

    /** Late by more than a minute, or with others skipped: the answer is counted from now. */
    private void tell(
            Page page, int place, String level, List<String> skipped, long when, long now) {
        lines.add(page.number + " alert " + level + " after " + skipped);
        page.levels.add(level);
        page.told = place;
        page.toldAt = skipped.isEmpty() && now - when <= MINUTE ? when : now;
        page.acked = null;
    }
}
