package dev.vigil.bench.desk;

import dev.vigil.desk.store.Store;
import java.io.IOException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Alerts of open notices that have none of the level yet, nor had one in an earlier run on a kept
 * store, each to be acknowledged before all others of the store: it is on the first page of alerts.
 */
final class AlertSender implements AlertWatch.Sending {
    private static final int MOST = 1_000;

    private final DeskTopics topics;
    private final DeskNotices notices;
    private final List<String> open;
    private final long beforeMs;

    private AlertSender(DeskTopics topics, DeskPlan plan, List<String> open, long beforeMs) {
        this.topics = topics;
        this.notices = new DeskNotices(plan, topics);
        this.open = open;
        this.beforeMs = beforeMs;
    }

    static AlertSender of(Store store, DeskPlan plan, DeskTopics topics) {
        try (Handle handle = store.handle()) {
            List<String> open =
                    handle.createQuery(
                                    "select n.notice_id from notice n where n.is_over = 0"
                                            + " and n.received_at is not null"
                                            + " and n.last_level in ('E0', 'E2')"
                                            + " and not exists (select 1 from alert_run a"
                                            + " where a.notice_id = n.notice_id"
                                            + " and a.last_key like '%/"
                                            + AlertWatch.LEVEL
                                            + "') order by n.received_at desc limit "
                                            + MOST)
                            .mapTo(String.class)
                            .list();
            Long first =
                    handle.createQuery(
                                    "select min(last_by) from alert_run where outcome is null"
                                            + " and last_by < "
                                            + DeskPlan.FAR_MS)
                            .mapTo(Long.class)
                            .one();
            return new AlertSender(topics, plan, open, first == null ? plan.fromMs() : first);
        }
    }

    /** As many as there are open notices. */
    int most() {
        return open.size();
    }

    @Override
    public String notice(int number) {
        return open.get(number);
    }

    @Override
    public void send(int number, String level) throws IOException {
        long notice = Long.parseLong(open.get(number).substring("n-".length()));
        long ackBy = Math.min(beforeMs, System.currentTimeMillis()) - 1_000L * (number + 1);
        notices.alerted(notice, level, System.currentTimeMillis(), ackBy);
        topics.flush();
    }
}
