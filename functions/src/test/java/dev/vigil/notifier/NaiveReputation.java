package dev.vigil.notifier;

import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.notifier.StandingLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Keeps every notice for ever and counts anew each time; shares no code with the product. */
final class NaiveReputation {
    private static final long DAY_MS = 86_400_000;

    private static final class Notice {
        Long receivedAt;
        NoticeOutcome outcome;
        long outcomeAt;

        long lastAt() {
            return Math.max(receivedAt == null ? 0 : receivedAt, outcome == null ? 0 : outcomeAt);
        }
    }

    private final ReputationRules rules;
    private final Map<String, Notice> notices = new LinkedHashMap<>();
    private final List<Long> receipts = new ArrayList<>();
    private boolean verified;
    private long now;
    private long floodEnd;
    private long warned;
    private long forged;
    private long restricted;
    private StandingLevel level = StandingLevel.NORMAL;

    NaiveReputation(ReputationRules rules) {
        this.rules = rules;
    }

    void received(String id, long at, boolean identity) {
        long then = Math.max(now, at);
        Notice notice = alive(id, then);
        if (notice != null && notice.receivedAt != null || tooOld(at, notice, then)) {
            return;
        }
        now = then;
        if (notice == null) {
            notice = new Notice();
            notices.put(id, notice);
        }
        notice.receivedAt = at;
        verified = identity;
        receipts.add(at);
        flood();
        level = level();
    }

    void outcome(String id, NoticeOutcome outcome, long at) {
        long then = Math.max(now, at);
        Notice notice = alive(id, then);
        boolean known = notice != null && notice.outcome != null;
        if (known && (notice.outcome == outcome || notice.outcomeAt > at)
                || tooOld(at, notice, then)) {
            return;
        }
        now = then;
        boolean watched = watched();
        if (notice == null) {
            notice = new Notice();
            notices.put(id, notice);
        }
        boolean wasBad = bad(notice.outcome);
        notice.outcome = outcome;
        notice.outcomeAt = at;
        boolean inForce = warned > 0 && now < warned + rules.windowDays() * DAY_MS;
        if (bad(outcome) && !wasBad) {
            if (inForce && harsh()) {
                restricted = now;
            } else if (!inForce && watched && level != StandingLevel.TRUSTED) {
                warned = now;
            }
        }
        if (wasBad && !bad(outcome) && !harsh()) {
            restricted = 0;
        }
        if (outcome == NoticeOutcome.FORGED) {
            forged = now;
        } else if (count(NoticeOutcome.FORGED) == 0) {
            forged = 0;
        }
        level = level();
    }

    /** A timer has fired: only then, or at an event, does the record learn the time. */
    void reached(long at) {
        now = Math.max(now, at);
        level = level();
    }

    /** What a consumer sees, or nothing where the notifier is as good as unknown. */
    String seen(long at) {
        long before = now;
        now = Math.max(now, at);
        String seen = seen(level());
        now = before;
        return seen;
    }

    private String seen(StandingLevel level) {
        boolean restrict = level == StandingLevel.RESTRICTED;
        long until = Math.max(forged, restricted) + rules.restrictedDays() * DAY_MS;
        boolean flooding = now < floodEnd;
        return level + (flooding ? " flooding" : "") + (restrict ? " until " + until : "");
    }

    /** "received upheld unfounded forged overturned" of the window. */
    String counts() {
        return live().stream().filter(n -> n.receivedAt != null).count()
                + " "
                + count(NoticeOutcome.UPHELD)
                + " "
                + count(NoticeOutcome.UNFOUNDED)
                + " "
                + count(NoticeOutcome.FORGED)
                + " "
                + count(NoticeOutcome.OVERTURNED);
    }

    private boolean tooOld(long at, Notice notice, long then) {
        return past(Math.max(at, notice == null ? 0 : notice.lastAt()), then);
    }

    private Notice alive(String id, long then) {
        Notice notice = notices.get(id);
        if (notice != null && past(notice.lastAt(), then)) {
            notices.remove(id);
            return null;
        }
        return notice;
    }

    private boolean past(long at, long then) {
        return Math.floorDiv(then, DAY_MS) - Math.floorDiv(at, DAY_MS) >= rules.windowDays();
    }

    private List<Notice> live() {
        return notices.values().stream().filter(n -> !past(n.lastAt(), now)).toList();
    }

    private long count(NoticeOutcome outcome) {
        return live().stream().filter(n -> Objects.equals(n.outcome, outcome)).count();
    }

    private static boolean bad(NoticeOutcome outcome) {
        return outcome == NoticeOutcome.UNFOUNDED || outcome == NoticeOutcome.FORGED;
    }

    private long bad() {
        return count(NoticeOutcome.UNFOUNDED) + count(NoticeOutcome.FORGED);
    }

    private double percent(long part) {
        long judged = bad() + count(NoticeOutcome.UPHELD) + count(NoticeOutcome.OVERTURNED);
        return judged == 0 ? -1 : 100.0 * part / judged;
    }

    private long judged() {
        return live().stream()
                .filter(n -> n.outcome != null && n.outcome != NoticeOutcome.OTHER)
                .count();
    }

    private boolean watched() {
        return bad() >= rules.watchUnfounded()
                || judged() >= rules.watchOf() && percent(bad()) >= rules.watchPercent();
    }

    private boolean harsh() {
        return bad() >= rules.restrictedUnfounded() && percent(bad()) >= rules.restrictedPercent();
    }

    private StandingLevel level() {
        long stop = Math.max(forged, restricted);
        if (stop > 0 && now < stop + rules.restrictedDays() * DAY_MS) {
            return StandingLevel.RESTRICTED;
        }
        if (bad() >= rules.priorityUnfounded() && percent(bad()) >= rules.priorityPercent()) {
            return StandingLevel.PRIORITY_LOST;
        }
        double good = percent(count(NoticeOutcome.UPHELD));
        boolean earns = judged() >= rules.trustedOf() && good >= rules.trustedPercent();
        boolean keeps = level == StandingLevel.TRUSTED && good >= rules.trustLostPercent();
        if (verified && (earns || keeps)) {
            return StandingLevel.TRUSTED;
        }
        if (!watched()) {
            return StandingLevel.NORMAL;
        }
        boolean inForce = warned > 0 && now < warned + rules.windowDays() * DAY_MS;
        return inForce ? StandingLevel.WARNED : StandingLevel.WATCH;
    }

    /** Walks second by second to where the rate has fallen. */
    private void flood() {
        long limit =
                (long) rules.floodNotices()
                        * (level == StandingLevel.TRUSTED ? rules.floodTrustedFactor() : 1);
        long at = now;
        while (rate(at) > limit) {
            at += 1_000;
        }
        if (at > now) {
            floodEnd = Math.max(floodEnd, at + rules.floodWindowMs());
        }
    }

    private long rate(long at) {
        long slot = rules.floodWindowMs() / 10;
        return receipts.stream().filter(r -> r / slot > at / slot - 10).count();
    }
}
