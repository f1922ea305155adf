package dev.vigil.flink.verdict;

import dev.vigil.flink.NextTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.policy.Screening;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.match.SessionAnalysis;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.PendingScreening;
import dev.vigil.schema.verdict.Screened;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;

/**
 * The judge's answers to uploads that ended.
 *
 * <p>Key: session. State: what an answer waits for, until it is given, a week at most, and when it
 * is looked at next. Timers: one a second while an answer waits. Emits one {@link Screened} per
 * upload that ended.
 */
final class Screenings {
    /** An upload that never ends is forgotten this long after its last match. */
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    private static final long LOOK_AGAIN_MS = 1_000;

    private final ValueState<PendingScreening> pending;
    private final NextTime lookAt;

    Screenings(RuntimeContext context) {
        ValueStateDescriptor<PendingScreening> descriptor =
                new ValueStateDescriptor<>(StateName.PENDING_SCREENING, PendingScreening.class);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(FORGOTTEN).build());
        pending = context.getState(descriptor);
        lookAt = new NextTime(StateName.SCREENING_LOOK_AT, context);
    }

    /**
     * What an answer is made of.
     *
     * @param session null where it had no match
     */
    record View(
            JudgedSession session,
            boolean listLoaded,
            Long listAsOf,
            KeyedBroadcastProcessFunction<String, ?, ?, ?>.ReadOnlyContext context) {
        private long nowMs() {
            return context.timerService().currentProcessingTime();
        }

        private <T> Optional<T> guarded(SessionAnalysis ended, Supplier<T> call) {
            return PureFailure.guarded(JudgeFunction.STAGE, ended.end().endedAt(), context, call);
        }
    }

    /** A finding was judged; only the end of an upload's match counts. */
    void judged(Finding finding, View view) throws Exception {
        SessionStarted context = finding.context();
        boolean mayBeUpload = context == null || context.kind() == SessionKind.UPLOAD;
        if (!mayBeUpload || finding.evidence().open() || finding.isAfterwards()) {
            return;
        }
        long startAt = SessionAnalysis.startAt(context);
        PendingScreening before = pending.value();
        if (Screening.isOwed(before, startAt)) {
            settle(before, view);
        }
        Optional<PendingScreening> after =
                PureFailure.guarded(
                        JudgeFunction.STAGE,
                        finding.evidence().captureEnd(),
                        view.context(),
                        () -> Screening.back(before, startAt, finding.evidence().matchId()));
        if (after.isPresent() && !after.get().equals(before)) {
            pending.update(after.get());
        }
        look(view);
    }

    /** The upload has ended. */
    void ended(SessionAnalysis analysis, View view) throws Exception {
        PendingScreening before = pending.value();
        boolean isEarlier = Screening.isEarlier(analysis.startAt(), before);
        Optional<PendingScreening> ended =
                view.guarded(
                        analysis,
                        () -> Screening.ended(isEarlier ? null : before, analysis, view.nowMs()));
        if (ended.isEmpty()) {
            return;
        }
        if (isEarlier) {
            settle(ended.get(), view);
            return;
        }
        if (Screening.isOwed(before, analysis)) {
            settle(before, view);
        }
        pending.update(ended.get());
        look(view);
    }

    /** Where another use of the id has begun, the earlier one is answered with what is known. */
    private static void settle(PendingScreening owed, View view) {
        view.guarded(
                        owed.ended(),
                        () ->
                                Screening.answerNow(
                                        owed, view.session(), view.listLoaded(), view.listAsOf()))
                .ifPresent(answer -> view.context().output(JudgeFunction.SCREENED, answer));
    }

    void onTimer(long timestamp, View view) throws Exception {
        if (lookAt.take(timestamp)) {
            look(view);
        }
    }

    /** Answers where there can be an answer by now, and else looks again. */
    private void look(View view) throws Exception {
        PendingScreening known = pending.value();
        if (known == null || known.ended() == null) {
            return;
        }
        Optional<Optional<Screened>> tried =
                view.guarded(
                        known.ended(),
                        () ->
                                Screening.answer(
                                        known,
                                        view.session(),
                                        view.listLoaded(),
                                        view.listAsOf(),
                                        view.nowMs()));
        Optional<Screened> answer = tried.orElse(Optional.empty());
        answer.ifPresent(one -> view.context().output(JudgeFunction.SCREENED, one));
        if (tried.isEmpty() || answer.isPresent()) {
            // What failed would fail each second again: its dead letter is the answer.
            pending.clear();
        } else {
            lookAt.at(view.nowMs() + LOOK_AGAIN_MS, view.context().timerService());
        }
    }
}
