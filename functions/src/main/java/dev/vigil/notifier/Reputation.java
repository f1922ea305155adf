package dev.vigil.notifier;

import dev.vigil.schema.notifier.FloodSlot;
import dev.vigil.schema.notifier.NotedNotice;
import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.notifier.NotifierAccount;
import dev.vigil.schema.notifier.NotifierDay;
import dev.vigil.schema.notifier.NotifierInput;
import dev.vigil.schema.notifier.NotifierReport;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The record of one notifier over a rolling window: every notice counts once, under its last
 * outcome, on the day of its last event.
 *
 * <p>The level follows from the counts, the first that fits: RESTRICTED while a restriction lasts,
 * PRIORITY_LOST, TRUSTED, WARNED, WATCH, NORMAL. TRUSTED is above WATCH so that a few errors in
 * thousands of good notices cost nothing. Reports of other platforms come to WATCH at most: they
 * are no step towards a warning. Now is the latest time that the record has seen: events of several
 * partitions may come out of order.
 */
public final class Reputation {
    /** Reports of other platforms that are kept; of more, the first to end is left out. */
    static final int MOST_REPORTS = 10;

    private static final long DAY_MS = 86_400_000;

    private final ReputationRules rules;
    private final Flood flood;

    public Reputation(ReputationRules rules) {
        this.rules = rules;
        this.flood = new Flood(rules.floodWindowMs());
    }

    /**
     * A notice was received, or its outcome is known.
     *
     * @param known the record; null for a notifier that is new
     * @param noted the notice as it is remembered; null where it is not
     */
    public ReputationStep step(NotifierAccount known, NotedNotice noted, NotifierInput input) {
        NotifierAccount before =
                known == null ? NotifierAccount.opened(input.notifier(), input.at()) : known;
        long nowMs = Math.max(before.asOf(), input.at());
        NotedNotice old = noted == null || isOver(noted, nowMs) ? null : noted;
        NotedNotice changed = changed(old, input);
        if (changed.equals(old) || isOver(changed, nowMs)) {
            return new ReputationStep(known, null, null);
        }
        boolean remembered =
                old != null || counts(before, nowMs).remembered() < rules.rememberedNotices();
        boolean received = old == null || old.receivedAt() == null;
        NotifierAccount after = before;
        if (input.kind() == NotifierInput.Kind.RECEIVED) {
            after = count(before, old, changed, remembered, nowMs, input.identityVerified());
            after = received ? flooded(after, input.at(), nowMs) : after;
        } else {
            after = count(before, old, changed, remembered, nowMs, before.identityVerified());
            after = marked(before, after, old, changed.outcome(), nowMs);
        }
        return settled(before, after, remembered ? changed : null);
    }

    /** Another platform's report holds, or does no longer. */
    public ReputationStep reported(NotifierAccount known, NotifierInput input) {
        NotifierAccount before =
                known == null ? NotifierAccount.opened(input.notifier(), input.at()) : known;
        NotifierReport report = input.report();
        List<NotifierReport> reports = new ArrayList<>(before.reports());
        reports.removeIf(one -> one.signalId().equals(report.signalId()));
        if (report.until() != null) {
            reports.add(report);
        }
        reports.sort(
                Comparator.comparing(NotifierReport::until)
                        .thenComparing(NotifierReport::signalId));
        int tooMany = Math.max(0, reports.size() - MOST_REPORTS);
        long nowMs = Math.max(before.asOf(), input.at());
        NotifierAccount after =
                before.reported(nowMs, List.copyOf(reports.subList(tooMany, reports.size())));
        return settled(before, after, null);
    }

    /** The clock has reached {@code nowMs}: what is older than the window no longer counts. */
    public ReputationStep due(NotifierAccount known, long nowMs) {
        long atMs = Math.max(known.asOf(), nowMs);
        List<NotifierDay> days =
                known.days().stream().filter(day -> day.day() >= firstDay(atMs)).toList();
        return settled(known, known.counted(atMs, known.identityVerified(), days), null);
    }

    /** True for a notice that counts no longer and is to be forgotten. */
    public boolean isOver(NotedNotice notice, long nowMs) {
        return day(notice) < firstDay(nowMs);
    }

    private static NotedNotice changed(NotedNotice old, NotifierInput input) {
        if (input.kind() == NotifierInput.Kind.RECEIVED) {
            if (old == null) {
                return new NotedNotice(input.at(), null, null);
            }
            return old.receivedAt() != null
                    ? old
                    : new NotedNotice(input.at(), old.outcome(), old.outcomeAt());
        }
        if (old == null) {
            return new NotedNotice(null, input.outcome(), input.at());
        }
        boolean older = old.outcomeAt() != null && old.outcomeAt() > input.at();
        return older || old.outcome() == input.outcome()
                ? old
                : new NotedNotice(old.receivedAt(), input.outcome(), input.at());
    }

    private NotifierAccount count(
            NotifierAccount before,
            NotedNotice old,
            NotedNotice changed,
            boolean remembered,
            long nowMs,
            boolean identityVerified) {
        List<NotifierDay> days = before.days();
        if (old != null) {
            days = Counts.move(days, day(old), old, true, -1);
        }
        days = Counts.move(days, day(changed), changed, remembered, 1);
        return before.counted(nowMs, identityVerified, days);
    }

    private NotifierAccount flooded(NotifierAccount account, long receivedAt, long nowMs) {
        boolean trusted = account.level() == StandingLevel.TRUSTED;
        long limit = (long) rules.floodNotices() * (trusted ? rules.floodTrustedFactor() : 1);
        List<FloodSlot> slots = flood.current(flood.with(account.floodSlots(), receivedAt), nowMs);
        Long overAt = flood.overAt(slots, limit);
        return account.flooded(slots, later(account.floodingUntil(), overAt));
    }

    /** Warnings and restrictions: what an outcome sets off, and what its reversal takes back. */
    private NotifierAccount marked(
            NotifierAccount before,
            NotifierAccount after,
            NotedNotice old,
            NoticeOutcome outcome,
            long nowMs) {
        boolean wasBad = old != null && isBad(old.outcome());
        Counts counts = counts(after, nowMs);
        Long warnedAt = inForce(nowMs, before.warnedAt(), rules.windowDays());
        Long forgedAt = before.forgedAt();
        Long restrictedAt = before.restrictedAt();
        if (isBad(outcome) && !wasBad) {
            if (warnedAt != null && toRestrict(counts)) {
                restrictedAt = nowMs;
            } else if (warnedAt == null
                    && before.level() != StandingLevel.TRUSTED
                    && toWatch(counts(before, nowMs))) {
                warnedAt = nowMs;
            }
        } else if (wasBad && !isBad(outcome) && !toRestrict(counts)) {
            restrictedAt = null;
        }
        if (outcome == NoticeOutcome.FORGED) {
            forgedAt = nowMs;
        } else if (counts.forged() == 0) {
            forgedAt = null;
        }
        return after.marked(warnedAt, forgedAt, restrictedAt);
    }

    /** The level at {@code after.asOf()}, and the standing where it differs from before. */
    private ReputationStep settled(
            NotifierAccount before, NotifierAccount after, NotedNotice remember) {
        long nowMs = after.asOf();
        Long floodingUntil = after.floodingUntil();
        NotifierAccount pruned =
                after.flooded(
                                flood.current(after.floodSlots(), nowMs),
                                floodingUntil == null || floodingUntil <= nowMs
                                        ? null
                                        : floodingUntil)
                        .marked(
                                inForce(nowMs, after.warnedAt(), rules.windowDays()),
                                inForce(nowMs, after.forgedAt(), rules.restrictedDays()),
                                inForce(nowMs, after.restrictedAt(), rules.restrictedDays()))
                        .reported(
                                nowMs,
                                after.reports().stream()
                                        .filter(report -> report.until() > nowMs)
                                        .toList());
        StandingLevel level = level(pruned);
        NotifierAccount settled =
                pruned.standing(
                        level,
                        pruned.floodingUntil() != null,
                        level == before.level() ? before.since() : nowMs,
                        nextAt(pruned));
        NotifierStanding standing = isNews(before, settled) ? standing(settled) : null;
        return new ReputationStep(settled.nextAt() == null ? null : settled, remember, standing);
    }

    private StandingLevel level(NotifierAccount account) {
        Counts counts = counts(account, account.asOf());
        if (until(account) != null) {
            return StandingLevel.RESTRICTED;
        } else if (counts.bad() >= rules.priorityUnfounded()
                && counts.badShare(rules.priorityPercent())) {
            return StandingLevel.PRIORITY_LOST;
        } else if (isTrusted(account, counts)) {
            return StandingLevel.TRUSTED;
        } else if (!toWatch(counts)) {
            return account.reports().isEmpty() ? StandingLevel.NORMAL : StandingLevel.WATCH;
        }
        return account.warnedAt() == null ? StandingLevel.WATCH : StandingLevel.WARNED;
    }

    private boolean isTrusted(NotifierAccount account, Counts counts) {
        if (!account.identityVerified()) {
            return false;
        }
        return account.level() == StandingLevel.TRUSTED
                ? counts.upheldShare(rules.trustLostPercent())
                : counts.judged() >= rules.trustedOf()
                        && counts.upheldShare(rules.trustedPercent());
    }

    private boolean toWatch(Counts counts) {
        return counts.bad() >= rules.watchUnfounded()
                || counts.judged() >= rules.watchOf() && counts.badShare(rules.watchPercent());
    }

    private boolean toRestrict(Counts counts) {
        return counts.bad() >= rules.restrictedUnfounded()
                && counts.badShare(rules.restrictedPercent());
    }

    private static boolean isBad(NoticeOutcome outcome) {
        return outcome == NoticeOutcome.UNFOUNDED || outcome == NoticeOutcome.FORGED;
    }

    /** Counts alone are no news; they go out with the next change. */
    private boolean isNews(NotifierAccount before, NotifierAccount after) {
        boolean warned = after.warnedAt() != null && !after.warnedAt().equals(before.warnedAt());
        return warned
                || before.level() != after.level()
                || before.flooding() != after.flooding()
                || !Objects.equals(until(before), until(after));
    }

    private NotifierStanding standing(NotifierAccount account) {
        Counts counts = counts(account, account.asOf());
        return new NotifierStanding(
                account.notifier(),
                account.level(),
                account.flooding(),
                counts.received(),
                counts.upheld(),
                counts.unfounded(),
                counts.forged(),
                counts.overturned(),
                account.since(),
                until(account),
                reason(account, counts),
                account.warnedAt(),
                account.forgedAt(),
                account.asOf());
    }

    private String reason(NotifierAccount account, Counts counts) {
        return switch (account.level()) {
            case NORMAL -> "NOTHING_KNOWN";
            case TRUSTED -> "UPHELD_SHARE";
            case WATCH -> watchReason(counts);
            case WARNED -> "UNFOUNDED_AFTER_WATCH";
            case PRIORITY_LOST -> "UNFOUNDED_SHARE";
            case RESTRICTED -> account.forgedAt() == null ? "UNFOUNDED_AFTER_WARNING" : "FORGED";
        };
    }

    private String watchReason(Counts counts) {
        if (!toWatch(counts)) {
            return "PEER_REPORT";
        }
        return counts.bad() >= rules.watchUnfounded() ? "UNFOUNDED_COUNT" : "UNFOUNDED_SHARE";
    }

    /** When the restriction in force ends; null for none. */
    private Long until(NotifierAccount account) {
        Long from = later(account.forgedAt(), account.restrictedAt());
        return from == null ? null : Long.valueOf(from + rules.restrictedDays() * DAY_MS);
    }

    /** The first moment at which anything that is kept ends; null where nothing is kept. */
    private Long nextAt(NotifierAccount account) {
        Long next = account.floodingUntil();
        next = earlier(next, plusDays(account.warnedAt(), rules.windowDays()));
        next = earlier(next, plusDays(account.forgedAt(), rules.restrictedDays()));
        next = earlier(next, plusDays(account.restrictedAt(), rules.restrictedDays()));
        if (!account.reports().isEmpty()) {
            next = earlier(next, account.reports().get(0).until());
        }
        for (NotifierDay day : account.days()) {
            next = earlier(next, (day.day() + rules.windowDays()) * DAY_MS);
        }
        return next;
    }

    private Counts counts(NotifierAccount account, long nowMs) {
        return Counts.since(firstDay(nowMs), account.days());
    }

    private long firstDay(long nowMs) {
        return nowMs / DAY_MS - rules.windowDays() + 1;
    }

    private static long day(NotedNotice notice) {
        return notice.lastAt() / DAY_MS;
    }

    /** A mark whose days are not over yet, else null. */
    private static Long inForce(long nowMs, Long mark, int days) {
        return mark == null || mark + days * DAY_MS <= nowMs ? null : mark;
    }

    private static Long plusDays(Long mark, int days) {
        return mark == null ? null : Long.valueOf(mark + days * DAY_MS);
    }

    private static Long later(Long one, Long other) {
        return one == null || other != null && other > one ? other : one;
    }

    private static Long earlier(Long one, Long other) {
        return one == null || other != null && other < one ? other : one;
    }
}
