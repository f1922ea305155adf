package dev.vigil.flink.verdict;

import dev.vigil.flink.LoadedGate;
import dev.vigil.flink.NextTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.list.ListProjection;
import dev.vigil.policy.Judgement;
import dev.vigil.policy.ListIndex;
import dev.vigil.policy.OpenCommands;
import dev.vigil.policy.Reconciliation;
import dev.vigil.policy.Rejudging;
import dev.vigil.policy.SessionJudge;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.OpenCommand;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ReceiptInput;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.RestoredUpload;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by session, with the list as broadcast state: findings to verdicts and commands, which the
 * platform must confirm. Entries that keep uploads down are not broadcast: each comes with the
 * matches of its recording.
 */
public final class JudgeFunction
        extends KeyedBroadcastProcessFunction<String, JudgeInput, ListInput, Verdict> {
    private static final long serialVersionUID = 1L;

    public static final OutputTag<EnforcementCommand> COMMANDS =
            new OutputTag<>("commands", TypeInformation.of(EnforcementCommand.class));

    /** Why a session is kept from its audience, beside the verdict with the reason. */
    public static final OutputTag<StatementOfReasons> STATEMENTS =
            new OutputTag<>("statements", TypeInformation.of(StatementOfReasons.class));

    /** For compliance: the platform does not confirm, or has done so after all. */
    public static final OutputTag<CommandUnconfirmed> UNCONFIRMED =
            new OutputTag<>("unconfirmed", TypeInformation.of(CommandUnconfirmed.class));

    /** One answer to each upload that ended. */
    public static final OutputTag<Screened> SCREENED =
            new OutputTag<>("screened", TypeInformation.of(Screened.class));

    /** Which versions of entries this task decides by, and their outcome. */
    public static final OutputTag<ReceiptInput> RECEIPTS =
            new OutputTag<>("receipts", TypeInformation.of(ReceiptInput.class));

    static final String STAGE = "judge";

    /**
     * A session is forgotten this long after its last finding or sign of life, or a day after the
     * look-back.
     */
    private static final long REMEMBERED_MS = Duration.ofDays(7).toMillis();

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /** While the list loads, a session with findings is judged again this often. */
    private static final long LOOK_AGAIN_MS = 250;

    /** Quantiles are of this many verdicts of a task. */
    private static final int LATENCIES_KEPT = 1_000;

    private final List<String> listTopics;
    private final long rememberedMs;
    private transient ValueState<JudgedSession> session;
    private transient ValueState<OpenCommand> openCommand;
    private transient NextTime againAt;
    private transient ListProjection list;
    private transient Screenings screenings;
    private transient LoadedGate listGate;
    private transient Histogram captureToVerdictMs;

    /** Findings that arrived late, when their session's id was used again. */
    private transient Counter outdated;

    /**
     * @param listTopics those that the broadcast is of: no match is certain before all are loaded
     * @param lookBackMs how long finished uploads are judged again
     */
    public JudgeFunction(List<String> listTopics, long lookBackMs) {
        this.listTopics = List.copyOf(listTopics);
        rememberedMs = Math.max(REMEMBERED_MS, lookBackMs + DAY_MS);
    }

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<JudgedSession> judged =
                new ValueStateDescriptor<>(StateName.JUDGED_SESSION, JudgedSession.class);
        judged.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofMillis(rememberedMs)).build());
        session = getRuntimeContext().getState(judged);
        openCommand =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.OPEN_COMMAND, OpenCommand.class));
        againAt = new NextTime(StateName.JUDGE_AGAIN_AT, getRuntimeContext());
        list = new ListProjection(ListReader.JUDGE, SessionJudge::usesList);
        screenings = new Screenings(getRuntimeContext());
        listGate = new LoadedGate(listTopics);
        outdated = getRuntimeContext().getMetricGroup().counter("outdatedFindings");
        captureToVerdictMs =
                getRuntimeContext()
                        .getMetricGroup()
                        .histogram(
                                "captureToVerdictMs",
                                new DescriptiveStatisticsHistogram(LATENCIES_KEPT));
    }

    @Override
    public void processElement(JudgeInput input, ReadOnlyContext context, Collector<Verdict> out)
            throws Exception {
        switch (input.kind()) {
            case FINDING -> found(input.finding(), context, out);
            case ALIVE -> alive(context, out);
            case ENDED -> screenings.ended(input.ended(), view(context));
            case CONFIRMED -> confirmed(input, context, out);
            case FAILED -> failed(input, context, out);
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that Judge reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
    }

    /** What is known is kept for another week: numbers go on, what is in force is not forgotten. */
    private void alive(ReadOnlyContext context, Collector<Verdict> out) throws Exception {
        JudgedSession before = session.value();
        JudgedSession known = known(before, context);
        if (known == null) {
            return;
        }
        session.update(known);
        if (known != before) {
            // An upload was restored whose match is over: no finding will come.
            judgeAgain(context.timerService().currentProcessingTime(), context, out);
        }
    }

    private void found(Finding sent, ReadOnlyContext context, Collector<Verdict> out)
            throws Exception {
        JudgedSession known = known(context);
        Finding finding =
                RestoredUploads.without(sent, context.getBroadcastState(RestoredUploads.STATE));
        if (finding.isAfterwards() && !SessionJudge.remembers(known, finding)) {
            return;
        }
        JudgedSession before = known == null ? JudgedSession.fresh(finding.sessionId()) : known;
        long nowMs = context.timerService().currentProcessingTime();
        if (SessionJudge.isOutdated(before, finding)) {
            outdated.inc();
            screenings.judged(finding, view(context));
            return;
        }
        if (SessionJudge.isAnother(before, finding)) {
            follow(nowMs, open -> OpenCommands.dropped(open, nowMs), context);
        }
        ListIndex listed = list(context);
        boolean listLoaded = listGate.isOpen();
        Judgement judgement =
                attempt(
                        finding.evidence().captureEnd(),
                        () -> SessionJudge.judge(before, finding, listed, listLoaded, nowMs),
                        context,
                        out);
        if (judgement != null) {
            if (judgement.verdict() != null && isLive(finding)) {
                captureToVerdictMs.update(nowMs - finding.evidence().captureEnd());
            }
            rejudged(before, finding, judgement, nowMs, context);
        }
        screenings.judged(finding, view(context));
    }

    private Screenings.View view(ReadOnlyContext context) throws Exception {
        Long listAsOf = ListProjection.asOf(context.getBroadcastState(ListProjection.AS_OF));
        return new Screenings.View(session.value(), listGate.isOpen(), listAsOf, context);
    }

    /** Uploads were captured at any time before. */
    private static boolean isLive(Finding finding) {
        return !finding.isAfterwards()
                && finding.context() != null
                && finding.context().kind() == SessionKind.LIVE;
    }

    private void rejudged(
            JudgedSession before,
            Finding finding,
            Judgement judgement,
            long nowMs,
            ReadOnlyContext context)
            throws Exception {
        ListIndex listed = list(context);
        PureFailure.guarded(
                        STAGE,
                        finding.evidence().captureEnd(),
                        context,
                        () -> Rejudging.of(before, finding, judgement, listed, nowMs))
                .ifPresent(news -> news.forEach(one -> context.output(RECEIPTS, one)));
    }

    private ListIndex list(ReadOnlyContext context) throws Exception {
        return list.in(context.getBroadcastState(ListProjection.ENTRIES));
    }

    /** The session as it is held now; null where there is none. */
    private JudgedSession known(ReadOnlyContext context) throws Exception {
        return known(session.value(), context);
    }

    /** The same one where it is held as it was: of RocksDB each read is another object. */
    private static JudgedSession known(JudgedSession session, ReadOnlyContext context)
            throws Exception {
        return RestoredUploads.without(session, context.getBroadcastState(RestoredUploads.STATE));
    }

    private void confirmed(JudgeInput input, ReadOnlyContext context, Collector<Verdict> out)
            throws Exception {
        ActionConfirmed word = input.confirmed();
        long nowMs = context.timerService().currentProcessingTime();
        if (answersOpen(word.commandId())) {
            follow(nowMs, open -> OpenCommands.confirmed(open, word, nowMs), context);
        } else if (reconciled(
                known -> Reconciliation.confirmed(known, word.commandId(), word.measure()),
                word.commandId(),
                input.position(),
                context)) {
            // It is older than the one that the platform names: to repeat it would undo that.
            follow(nowMs, open -> OpenCommands.dropped(open, nowMs), context);
            judgeAgain(word.effectiveAt(), context, out);
        }
    }

    private void failed(JudgeInput input, ReadOnlyContext context, Collector<Verdict> out)
            throws Exception {
        ItemBack word = input.back();
        if (answersOpen(word.commandId())) {
            long nowMs = context.timerService().currentProcessingTime();
            follow(nowMs, open -> OpenCommands.failed(open, word.reason(), nowMs), context);
        } else if (reconciled(
                known -> Reconciliation.failed(known, word.commandId()),
                word.commandId(),
                input.position(),
                context)) {
            judgeAgain(word.at(), context, out);
        }
    }

    private boolean answersOpen(String commandId) throws Exception {
        OpenCommand open = openCommand.value();
        return open != null && open.command().commandId().equals(commandId);
    }

    /** False where the platform's word is no news, or about something else. */
    private boolean reconciled(
            Function<JudgedSession, Optional<JudgedSession>> word,
            String commandId,
            RecordPosition position,
            ReadOnlyContext context)
            throws Exception {
        String sessionId = context.getCurrentKey();
        JudgedSession known = session.value();
        PureFailure.guarded(
                        STAGE,
                        position.offset(),
                        context,
                        () -> Reconciliation.fault(sessionId, known, commandId))
                .flatMap(fault -> fault)
                .ifPresent(fault -> refuse(position, fault, context));
        JudgedSession before = known == null ? JudgedSession.fresh(sessionId) : known;
        Optional<JudgedSession> after =
                PureFailure.guarded(
                        STAGE, position.offset(), context, () -> word.apply(before).orElse(before));
        if (after.isEmpty() || after.get() == before) {
            return false;
        }
        session.update(after.get());
        return true;
    }

    private static void refuse(RecordPosition position, String fault, ReadOnlyContext context) {
        context.output(
                PureFailure.DEAD,
                DeadLetterBuilder.builder()
                        .deadLetterId(
                                position.topic()
                                        + "/"
                                        + position.partition()
                                        + "/"
                                        + position.offset())
                        .topic(position.topic())
                        .partition(position.partition())
                        .offset(position.offset())
                        .stage(STAGE)
                        .reason("BAD_CONFIRMATION")
                        .message(fault)
                        .key(context.getCurrentKey())
                        .bytes(new byte[0])
                        .build());
    }

    private void follow(
            long position,
            Function<OpenCommand, OpenCommands.Following> step,
            ReadOnlyContext context)
            throws Exception {
        OpenCommand open = openCommand.value();
        Optional<OpenCommands.Following> next =
                PureFailure.guarded(STAGE, position, context, () -> step.apply(open));
        if (next.isEmpty()) {
            return;
        }
        OpenCommands.Following following = next.get();
        if (following.open() == null) {
            openCommand.clear();
        } else {
            openCommand.update(following.open());
            // The timer of one that was confirmed meanwhile fires once and finds nothing.
            context.timerService().registerProcessingTimeTimer(following.open().dueAt());
        }
        if (following.repeat() != null) {
            context.output(COMMANDS, following.repeat());
        }
        if (following.alert() != null) {
            context.output(UNCONFIRMED, following.alert());
        }
    }

    /** The result; null where it failed. */
    private Judgement attempt(
            long position,
            Supplier<Judgement> judge,
            ReadOnlyContext context,
            Collector<Verdict> out)
            throws Exception {
        Optional<Judgement> judgement = PureFailure.guarded(STAGE, position, context, judge);
        if (judgement.isPresent()) {
            publish(judgement.get(), context, out);
        }
        return judgement.orElse(null);
    }

    @Override
    public void processBroadcastElement(ListInput input, Context context, Collector<Verdict> out)
            throws Exception {
        switch (input.kind()) {
            case ENTRY -> {
                listed(input, context);
            }
            case LOADED -> listGate.mark(input.loaded());
            case GONE -> {
                // What is in force stays; what was withdrawn is over.
            }
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that Judge reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
    }

    private void listed(ListInput input, Context context) throws Exception {
        long nowMs = context.currentProcessingTime();
        ListProjection.published(
                input.publishedAt(), context.getBroadcastState(ListProjection.AS_OF));
        BroadcastState<String, RestoredUpload> restored =
                context.getBroadcastState(RestoredUploads.STATE);
        // A session that asks has been judged since.
        long sinceMs = nowMs - rememberedMs - DAY_MS;
        RestoredUploads.take(input, listGate.isOpen(), sinceMs, nowMs, restored);
        if (list.isSweepDue(nowMs)) {
            RestoredUploads.forget(sinceMs, restored);
        }
        // By one that keeps an upload down Rights decides, and answers.
        list.take(input, getRuntimeContext().getTaskInfo(), context)
                .filter(answer -> !input.entry().keepsUploadDown())
                .ifPresent(answer -> context.output(RECEIPTS, answer));
    }

    /** The list may have been loaded by now, or a command should have been confirmed. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Verdict> out)
            throws Exception {
        OpenCommand open = openCommand.value();
        long nowMs = context.timerService().currentProcessingTime();
        if (open != null && open.dueAt() <= nowMs) {
            follow(nowMs, late -> OpenCommands.overdue(late, nowMs), context);
        }
        if (againAt.take(timestamp)) {
            judgeAgain(timestamp, context, out);
        }
        screenings.onTimer(timestamp, view(context));
    }

    private void judgeAgain(long position, ReadOnlyContext context, Collector<Verdict> out)
            throws Exception {
        JudgedSession before = known(context);
        if (before == null || before.findings().isEmpty()) {
            return;
        }
        long nowMs = context.timerService().currentProcessingTime();
        ListIndex listed = list(context);
        boolean listLoaded = listGate.isOpen();
        attempt(
                position,
                () -> SessionJudge.rejudge(before, listed, listLoaded, nowMs),
                context,
                out);
    }

    private void publish(Judgement judgement, ReadOnlyContext context, Collector<Verdict> out)
            throws Exception {
        session.update(judgement.session());
        if (judgement.verdict() != null) {
            out.collect(judgement.verdict());
        }
        if (judgement.statement() != null) {
            context.output(STATEMENTS, judgement.statement());
        }
        if (judgement.command() != null) {
            context.output(COMMANDS, judgement.command());
            follow(
                    judgement.command().issuedAt(),
                    open -> OpenCommands.sent(open, judgement.command()),
                    context);
        }
        if (judgement.warming()) {
            long now = context.timerService().currentProcessingTime();
            againAt.at(now + LOOK_AGAIN_MS, context.timerService());
        }
    }
}
