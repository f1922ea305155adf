package dev.vigil.notice;

import dev.vigil.schema.notice.Adopted;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.staydown.StayDown;
import java.util.ArrayList;
import java.util.List;

/** The machine with one notice, driven as the adapter does; keeps all that it publishes. */
final class OneNotice {
    private final NoticeMachine machine;
    Facts facts = Facts.none("first");
    NoticeCase state;
    Step last;
    long nowMs = TestingNotices.T0_MS;
    final List<Step> steps = new ArrayList<>();

    final List<EscalationAlert> alerts = new ArrayList<>();
    final List<EscalationResolved> resolved = new ArrayList<>();
    final List<BreachRecord> breaches = new ArrayList<>();
    final List<BreachCorrection> corrections = new ArrayList<>();
    final List<NoticeCommand> commands = new ArrayList<>();
    final List<NoticeLink> links = new ArrayList<>();
    final List<StayDown> stayDowns = new ArrayList<>();
    final List<NoticeOutcome> outcomes = new ArrayList<>();
    final List<Long> outcomeTimes = new ArrayList<>();
    private NoticeStatus status;

    OneNotice(ClockRules rules) {
        this(new NoticeMachine(rules));
    }

    OneNotice(NoticeMachine machine) {
        this.machine = machine;
    }

    static OneNotice of(NoticeReceived notice) {
        return of(notice, ClockRules.DEFAULTS);
    }

    static OneNotice of(NoticeReceived notice, ClockRules rules) {
        OneNotice one = new OneNotice(rules);
        one.on(NoticeInput.received(notice));
        return one;
    }

    /** An event that the clock is given. */
    Step on(NoticeInput input) {
        boolean first = state == null;
        return keep(first ? machine.opened(input, facts) : machine.on(state, input, facts));
    }

    /** The same, where all that was written until {@code readMs} has been read. */
    Step allRead(long readMs, NoticeInput input) {
        return keep(machine.onAll(state, List.of(input), readMs, facts));
    }

    Step done(String item, long effectiveMs) {
        return done(item, effectiveMs, Math.max(nowMs, effectiveMs));
    }

    Step done(String item, long effectiveMs, long timeMs) {
        return news(ItemNews.Kind.DONE, item, effectiveMs, timeMs);
    }

    Step notFound(String item, long atMs) {
        return news(ItemNews.Kind.NOT_FOUND, item, atMs, atMs);
    }

    Step back(String item, long atMs) {
        return news(ItemNews.Kind.BACK, item, atMs, atMs);
    }

    Step lifted(String item, long atMs) {
        return news(ItemNews.Kind.LIFTED, item, atMs, atMs);
    }

    private Step news(ItemNews.Kind kind, String item, long atMs, long timeMs) {
        return on(NoticeInput.news(state.noticeId(), new ItemNews(kind, item, atMs, null), timeMs));
    }

    Step acked(String what, long atMs) {
        String key = state.noticeId() + "/" + what;
        return on(
                NoticeInput.acknowledged(
                        new AlertAcknowledged(state.noticeId(), key, "wang", atMs, null)));
    }

    Step adopted(int generation, String what, long toldAtMs) {
        return on(NoticeInput.adopted(state.noticeId(), new Adopted(generation, what, toldAtMs)));
    }

    /** Time stands still in one jump: the watermark comes at {@code toMs} and not before. */
    void jump(long toMs) {
        nowMs = Math.max(nowMs, toMs);
        if (state != null && state.nextAt() != null && state.nextAt() <= nowMs) {
            keep(machine.due(state, nowMs, facts));
        }
    }

    /** Time goes on evenly: every timer fires at its own time. */
    void walk(long toMs) {
        while (state != null && state.nextAt() != null && state.nextAt() <= toMs) {
            jump(Math.max(nowMs, state.nextAt()));
        }
        nowMs = Math.max(nowMs, toMs);
    }

    private Step keep(Step step) {
        last = step;
        steps.add(step);
        state = step.next();
        status = step.status() == null ? status : step.status();
        alerts.addAll(step.alerts());
        resolved.addAll(step.resolved());
        breaches.addAll(step.breaches());
        corrections.addAll(step.corrections());
        commands.addAll(step.commands());
        links.addAll(step.links());
        stayDowns.addAll(step.stayDowns());
        step.outcomes().forEach(known -> outcomes.add(known.outcome()));
        step.outcomes().forEach(known -> outcomeTimes.add(known.at()));
        return step;
    }

    /** What was said last. */
    NoticeStatus status() {
        return status;
    }

    NoticeState stands() {
        return status.state();
    }

    /** {@code generation/level} of all alerts, in order. */
    List<String> levels() {
        return alerts.stream().map(a -> a.generation() + "/" + a.level()).toList();
    }

    List<NoticeState> ends() {
        return resolved.stream().map(EscalationResolved::outcome).toList();
    }
}
