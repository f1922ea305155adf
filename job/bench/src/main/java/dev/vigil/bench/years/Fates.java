package dev.vigil.bench.years;

import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.notifier.NotifierInput;
import dev.vigil.schema.staydown.StayDown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the clock publishes about each notice, against what must be published by the notice's fate.
 */
final class Fates {
    private static final int DAYS_OF_A_RESTORATION = 21;

    private final Predicate<Object> seen;
    private final Map<String, Notice> open = new HashMap<>();
    private final TreeMap<String, Long> differences = new TreeMap<>();
    private long over;

    Fates() {
        this(record -> true);
    }

    /**
     * @param seen which of the clock's records count
     */
    Fates(Predicate<Object> seen) {
        this.seen = seen;
    }

    /** What happens to a notice, and what the clock must publish of it by when. */
    enum Fate {
        UPHELD(2, new Counts(true, 1, 0, 0, 1, 0, 1, 0)),
        CONFIRMED_BEFORE_IT_CAME(2, new Counts(false, 1, 0, 0, 1, 0, 1, 0)),
        WITHDRAWN(2, new Counts(true, 1, 0, 0, 0, 0, 0, 0)),
        DONE_LATE(6, new Counts(true, 1, 1, 1, 1, 0, 1, 0)),
        RESTORED(DAYS_OF_A_RESTORATION, new Counts(true, 1, 0, 0, 1, 1, 1, 1));

        private final int days;
        private final Counts expected;

        Fate(int days, Counts expected) {
            this.days = days;
            this.expected = expected;
        }

        /** From its receipt until nothing more is published. */
        long lastsMs() {
            return days * World.DAY_MS;
        }
    }

    /**
     * Numbers of records.
     *
     * @param alerted whether there was any alert: how many there are is a matter of time
     * @param down requests that the item stays down
     * @param up requests that it may return
     * @param upheld outcomes
     * @param overturned outcomes
     */
    record Counts(
            boolean alerted,
            int resolved,
            int breaches,
            int corrections,
            int down,
            int up,
            int upheld,
            int overturned) {}

    /** One that is not over. */
    private static final class Notice {
        private boolean alerted;
        private int resolved;
        private int breaches;
        private int corrections;
        private int down;
        private int up;
        private int upheld;
        private int overturned;

        private Counts counts() {
            return new Counts(
                    alerted, resolved, breaches, corrections, down, up, upheld, overturned);
        }
    }

    void begins(String noticeId) {
        open.put(noticeId, new Notice());
    }

    /** Takes what the clock emits. */
    void emitted(Object value) {
        if (!seen.test(value)) {
            return;
        }
        if (value instanceof EscalationAlert alert) {
            of(alert.noticeId()).alerted = true;
        } else if (value instanceof EscalationResolved resolved) {
            of(resolved.noticeId()).resolved++;
        } else if (value instanceof BreachRecord breach) {
            of(breach.noticeId()).breaches++;
        } else if (value instanceof BreachCorrection correction) {
            of(correction.noticeId()).corrections++;
        } else if (value instanceof StayDown stayDown) {
            Notice notice = of(stayDown.noticeId());
            notice.down += stayDown.down() ? 1 : 0;
            notice.up += stayDown.down() ? 0 : 1;
        } else if (value instanceof NotifierInput input && input.outcome() != null) {
            Notice notice = of(input.noticeId());
            notice.upheld += input.outcome() == NoticeOutcome.UPHELD ? 1 : 0;
            notice.overturned += input.outcome() == NoticeOutcome.OVERTURNED ? 1 : 0;
        }
    }

    private Notice of(String noticeId) {
        Notice notice = open.get(noticeId);
        if (notice == null) {
            differs("notices that are over or unknown: expected no more records, got one");
            return new Notice();
        }
        return notice;
    }

    /** Nothing more is published of it. */
    void ends(String noticeId, Fate fate) {
        over++;
        Counts got = open.remove(noticeId).counts();
        if (!got.equals(fate.expected)) {
            differs("notices " + fate + ": expected " + fate.expected + ", got " + got);
        }
    }

    private void differs(String what) {
        differences.merge(what, 1L, Long::sum);
    }

    /** One line for each kind of difference. */
    List<String> unmet() {
        List<String> unmet = new ArrayList<>();
        if (over == 0) {
            unmet.add("notices: expected some to be over by the end of the run, got none");
        }
        differences.forEach((what, times) -> unmet.add(times + " " + what));
        return unmet;
    }
}
