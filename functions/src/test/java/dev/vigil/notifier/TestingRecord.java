package dev.vigil.notifier;

import dev.vigil.schema.notifier.NotedNotice;
import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.notifier.NotifierAccount;
import dev.vigil.schema.notifier.NotifierInput;
import dev.vigil.schema.notifier.NotifierReport;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One notifier with its state, as the adapter keeps it. */
final class TestingRecord {
    static final long T0_MS = 1_800_000_000_000L;
    static final long MINUTE_MS = 60_000;
    static final long DAY_MS = 86_400_000;
    static final String NOTIFIER = "studio";

    private final Reputation reputation;
    private final Map<String, NotedNotice> notices = new HashMap<>();
    final List<NotifierStanding> published = new ArrayList<>();
    NotifierAccount account;

    TestingRecord(ReputationRules rules) {
        this.reputation = new Reputation(rules);
    }

    void received(String noticeId, long atMs, boolean verified) {
        send(NotifierInput.received(noticeId, NOTIFIER, atMs, verified));
    }

    void outcome(String noticeId, NoticeOutcome outcome, long atMs) {
        send(NotifierInput.outcome(noticeId, NOTIFIER, outcome, atMs));
    }

    /** A notice with its outcome at once. */
    void judged(String noticeId, NoticeOutcome outcome, long atMs) {
        received(noticeId, atMs, true);
        outcome(noticeId, outcome, atMs);
    }

    /**
     * @param until null where the report holds no longer
     */
    void reported(String signalId, Long until, long atMs) {
        keep(
                reputation.reported(
                        account,
                        NotifierInput.reported(
                                new NotifierReport(signalId, NOTIFIER, until), atMs)));
    }

    private void send(NotifierInput input) {
        ReputationStep step = reputation.step(account, notices.get(input.noticeId()), input);
        if (step.remember() != null) {
            notices.put(input.noticeId(), step.remember());
        }
        keep(step);
    }

    /** Fires what is due up to then; true where anything was. */
    boolean reached(long nowMs) {
        boolean fired = false;
        while (account != null && account.nextAt() <= nowMs) {
            fired = true;
            keep(reputation.due(account, nowMs));
            notices.values().removeIf(notice -> reputation.isOver(notice, nowMs));
        }
        return fired;
    }

    private void keep(ReputationStep step) {
        account = step.next();
        if (step.standing() != null) {
            published.add(step.standing());
        }
        if (account == null) {
            notices.clear();
        }
    }

    /** A planted fault: the notice is taken for one that never came. */
    void forget(String noticeId) {
        notices.remove(noticeId);
    }

    int remembered() {
        return notices.size();
    }

    NotifierStanding last() {
        return published.get(published.size() - 1);
    }

    StandingLevel level() {
        return published.isEmpty() ? StandingLevel.NORMAL : last().level();
    }

    boolean flooding() {
        return !published.isEmpty() && last().flooding();
    }

    boolean flagged() {
        return level().flagged() || flooding();
    }
}
