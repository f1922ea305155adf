package dev.vigil.flink.notifier;

import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.notifier.Reputation;
import dev.vigil.notifier.ReputationRules;
import dev.vigil.notifier.ReputationStep;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.notifier.NotedNotice;
import dev.vigil.schema.notifier.NotifierAccount;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.notifier.NotifierInput;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.wire.Topic;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by notifier: one event-time timer, the next moment at which something that is kept ends,
 * and one for the end of the memory that it was erased. Emits a standing when it changes or is
 * erased. The watermark is never read on an event. What happened until a notifier was erased must
 * not count again, in whatever order it comes.
 */
public final class NotifiersFunction
        extends KeyedProcessFunction<String, NotifierInput, NotifierStanding> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "notifiers";

    /** As long as notices from before it may be read again. */
    private static final long REMEMBERED_MS = Topic.NOTICES.retention().toMillis();

    private final ReputationRules rules;
    private transient Reputation reputation;
    private transient ValueState<NotifierAccount> account;
    private transient MapState<String, NotedNotice> notices;
    private transient ValueState<NotifierErased> erased;

    public NotifiersFunction(ReputationRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        reputation = new Reputation(rules);
        account =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.NOTIFIER_ACCOUNT, NotifierAccount.class));
        notices =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.NOTIFIER_NOTICES,
                                        Types.STRING,
                                        TypeInformation.of(NotedNotice.class)));
        erased =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.NOTIFIER_ERASED, NotifierErased.class));
    }

    @Override
    public void processElement(
            NotifierInput input, Context context, Collector<NotifierStanding> out)
            throws Exception {
        NotifierErased last = erased.value();
        if (last != null && input.at() <= last.at()) {
            return;
        }
        if (input.kind() == NotifierInput.Kind.ERASED) {
            erase(input.erased(), last, context, out);
            return;
        }
        NotifierAccount before = account.value();
        boolean isReport = input.kind() == NotifierInput.Kind.REPORTED;
        NotedNotice noted = isReport ? null : notices.get(input.noticeId());
        Optional<ReputationStep> step =
                PureFailure.guarded(
                        STAGE,
                        input.at(),
                        context,
                        () ->
                                isReport
                                        ? reputation.reported(before, input)
                                        : reputation.step(before, noted, input));
        if (step.isEmpty()) {
            return;
        }
        if (step.get().remember() != null) {
            notices.put(input.noticeId(), step.get().remember());
        }
        apply(before, step.get(), context, out);
    }

    /** Answers even where nothing is known: a standing that was under way is not the last word. */
    private void erase(
            NotifierErased request,
            NotifierErased last,
            Context context,
            Collector<NotifierStanding> out)
            throws Exception {
        NotifierAccount before = account.value();
        if (before != null && before.nextAt() != null) {
            context.timerService().deleteEventTimeTimer(before.nextAt());
        }
        account.clear();
        notices.clear();
        if (last != null) {
            context.timerService().deleteEventTimeTimer(forgottenAt(last));
        }
        erased.update(request);
        context.timerService().registerEventTimeTimer(forgottenAt(request));
        out.collect(NotifierStanding.erased(request));
    }

    private static long forgottenAt(NotifierErased request) {
        return request.at() + REMEMBERED_MS;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<NotifierStanding> out)
            throws Exception {
        long nowMs = CaughtUpTime.ofTimer(timestamp, context.timerService());
        NotifierErased last = erased.value();
        if (last != null && forgottenAt(last) <= nowMs) {
            erased.clear();
        }
        NotifierAccount before = account.value();
        if (before == null || !Objects.equals(before.nextAt(), timestamp)) {
            return;
        }
        Optional<ReputationStep> due =
                PureFailure.guarded(STAGE, timestamp, context, () -> reputation.due(before, nowMs));
        if (due.isEmpty()) {
            return;
        }
        ReputationStep step = due.get();
        if (step.next() != null && !step.next().days().equals(before.days())) {
            forget(step.next().asOf());
        }
        apply(before, step, context, out);
    }

    /** Looks at every notice of the notifier: at most once a day, and they are bounded. */
    private void forget(long nowMs) throws Exception {
        Iterator<NotedNotice> all = notices.values().iterator();
        while (all.hasNext()) {
            if (reputation.isOver(all.next(), nowMs)) {
                all.remove();
            }
        }
    }

    private void apply(
            NotifierAccount before,
            ReputationStep step,
            Context context,
            Collector<NotifierStanding> out)
            throws Exception {
        if (step.standing() != null) {
            out.collect(step.standing());
        }
        Long old = before == null ? null : before.nextAt();
        Long wanted = step.next() == null ? null : step.next().nextAt();
        NotifierErased last = erased.value();
        boolean isShared = last != null && Objects.equals(old, forgottenAt(last));
        if (old != null && !old.equals(wanted) && !isShared) {
            context.timerService().deleteEventTimeTimer(old);
        }
        if (wanted != null && !wanted.equals(old)) {
            context.timerService().registerEventTimeTimer(wanted);
        }
        if (step.next() == null) {
            account.clear();
            notices.clear();
        } else if (step.next() != before) {
            account.update(step.next());
        }
    }
}
