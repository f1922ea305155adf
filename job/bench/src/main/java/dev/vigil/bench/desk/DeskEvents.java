package dev.vigil.bench.desk;

/** All records of a site, in the order in which its topics get them. */
final class DeskEvents {
    private final DeskPlan plan;
    private final DeskNotices notices;
    private final DeskSessions sessions;
    private final DeskRegisters registers;
    private final DeskAccounts accounts;

    DeskEvents(DeskPlan plan, EventSink out) {
        this.plan = plan;
        notices = new DeskNotices(plan, out);
        sessions = new DeskSessions(plan, out);
        registers = new DeskRegisters(plan, out);
        accounts = new DeskAccounts(plan, out);
    }

    /** What is there when the span begins. */
    void begin() {
        registers.send();
        accounts.send();
    }

    /** What happens when a notice is received, and in the sessions until the next one. */
    void step(long notice) {
        notices.step(notice);
        long from = notice * plan.sessions() / plan.notices();
        long to = (notice + 1) * plan.sessions() / plan.notices();
        for (long session = from; session < to; session++) {
            sessions.step(session);
        }
    }

    DeskNotices notices() {
        return notices;
    }

    DeskSessions sessions() {
        return sessions;
    }
}
