package dev.vigil.notifier;

import dev.vigil.schema.notifier.NotedNotice;
import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.notifier.NotifierDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A notifier's notices of some days. */
record Counts(int remembered, int received, int upheld, int unfounded, int forged, int overturned) {
    static Counts since(long firstDay, List<NotifierDay> days) {
        NotifierDay sum = nothing(firstDay);
        for (NotifierDay day : days) {
            if (day.day() >= firstDay) {
                sum = plus(sum, day, 1);
            }
        }
        return new Counts(
                sum.remembered(),
                sum.received(),
                sum.upheld(),
                sum.unfounded(),
                sum.forged(),
                sum.overturned());
    }

    /** The days with one notice more (sign 1) or less (sign -1); empty days are left out. */
    static List<NotifierDay> move(
            List<NotifierDay> days, long day, NotedNotice notice, boolean remembered, int sign) {
        NotifierDay sum = nothing(day);
        List<NotifierDay> moved = new ArrayList<>();
        for (NotifierDay known : days) {
            if (known.day() == day) {
                sum = known;
            } else {
                moved.add(known);
            }
        }
        sum = plus(sum, one(notice, remembered), sign);
        if (!sum.equals(nothing(day))) {
            moved.add(sum);
            moved.sort(Comparator.comparingLong(NotifierDay::day));
        }
        return List.copyOf(moved);
    }

    private static NotifierDay nothing(long day) {
        return new NotifierDay(day, 0, 0, 0, 0, 0, 0);
    }

    private static NotifierDay one(NotedNotice notice, boolean remembered) {
        NoticeOutcome outcome = notice.outcome();
        return new NotifierDay(
                0,
                remembered ? 1 : 0,
                notice.receivedAt() == null ? 0 : 1,
                outcome == NoticeOutcome.UPHELD ? 1 : 0,
                outcome == NoticeOutcome.UNFOUNDED ? 1 : 0,
                outcome == NoticeOutcome.FORGED ? 1 : 0,
                outcome == NoticeOutcome.OVERTURNED ? 1 : 0);
    }

    private static NotifierDay plus(NotifierDay to, NotifierDay more, int sign) {
        return new NotifierDay(
                to.day(),
                to.remembered() + sign * more.remembered(),
                to.received() + sign * more.received(),
                to.upheld() + sign * more.upheld(),
                to.unfounded() + sign * more.unfounded(),
                to.forged() + sign * more.forged(),
                to.overturned() + sign * more.overturned());
    }

    int bad() {
        return unfounded + forged;
    }

    int judged() {
        return upheld + bad() + overturned;
    }

    boolean badShare(int percent) {
        return share(bad(), percent);
    }

    boolean upheldShare(int percent) {
        return share(upheld, percent);
    }

    private boolean share(int part, int percent) {
        return judged() > 0 && part * 100L >= percent * (long) judged();
    }
}
