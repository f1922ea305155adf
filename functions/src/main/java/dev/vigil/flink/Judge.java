package dev.vigil.flink;

import dev.vigil.policy.Judgement;
import dev.vigil.policy.Rejudging;
import dev.vigil.policy.SessionJudge;
import dev.vigil.schema.event.Decision;
import dev.vigil.schema.event.EnforcementCommand;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.ListReader;
import dev.vigil.schema.event.Verdict;
import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.flow.ReceiptInput;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.JudgedSession;
import dev.vigil.schema.state.StateName;
import dev.vigil.schema.state.WorkListing;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Keyed by session, with the list as broadcast state: findings to verdicts and commands. */
public final class Judge
        extends KeyedBroadcastProcessFunction<String, Finding, ListInput, Verdict> {
    private static final long serialVersionUID = 1L;

    public static final OutputTag<EnforcementCommand> COMMANDS =
            new OutputTag<>("commands", TypeInformation.of(EnforcementCommand.class));

    /** Which versions of entries this task decides by, and what came of them. */
    public static final OutputTag<ReceiptInput> RECEIPTS =
            new OutputTag<>("receipts", TypeInformation.of(ReceiptInput.class));

    private static final String STAGE = "judge";

    /** A session is forgotten this long after its last finding. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    /** While the list loads, a session with findings is judged again this often. */
    private static final long LOOK_AGAIN_MS = 250;

    private transient ValueState<JudgedSession> session;
    private transient LoadedGate listGate;

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<JudgedSession> judged =
                new ValueStateDescriptor<>(StateName.JUDGED_SESSION, JudgedSession.class);
        judged.enableTimeToLive(StateTtlConfig.newBuilder(REMEMBERED).build());
        session = getRuntimeContext().getState(judged);
        listGate = new LoadedGate();
    }

    @Override
    public void processElement(Finding finding, ReadOnlyContext context, Collector<Verdict> out)
            throws Exception {
        JudgedSession known = session.value();
        JudgedSession before = known == null ? JudgedSession.fresh(finding.sessionId()) : known;
        long nowMs = context.timerService().currentProcessingTime();
        Map<String, WorkListing> listings = listings(before, finding, context);
        boolean listLoaded = listGate.isOpen();
        Judgement judgement =
                attempt(
                        finding.evidence().captureEnd(),
                        () -> SessionJudge.judge(before, finding, listings::get, listLoaded, nowMs),
                        context,
                        out);
        if (judgement != null) {
            rejudged(before, finding, judgement, nowMs, context);
        }
    }

    private static void rejudged(
            JudgedSession before,
            Finding finding,
            Judgement judgement,
            long nowMs,
            ReadOnlyContext context)
            throws Exception {
        Map<String, ListEntry> known = new HashMap<>();
        List<Decision> decisions =
                before.published() == null ? List.of() : before.published().decisions();
        for (Decision decision : decisions) {
            if (decision.listEntryId() != null) {
                known.put(decision.listEntryId(), entry(decision.listEntryId(), context));
            }
        }
        // They may be ahead of the broadcast.
        for (ListEntry change : finding.changes().entries()) {
            known.merge(change.entryId(), change, (a, b) -> b.supersedes(a) ? b : a);
        }
        Rejudging.of(before, finding, judgement, known::get, nowMs)
                .forEach(news -> context.output(RECEIPTS, news));
    }

    private static ListEntry entry(String entryId, ReadOnlyContext context) throws Exception {
        String workId = context.getBroadcastState(ListProjection.WORK_OF_ENTRY).get(entryId);
        if (workId == null) {
            return null;
        }
        return ListProjection.of(context.getBroadcastState(ListProjection.BY_WORK), workId)
                .entries()
                .stream()
                .filter(entry -> entry.entryId().equals(entryId))
                .findFirst()
                .orElse(null);
    }

    /** What came of it; null where it failed. */
    private Judgement attempt(
            long position,
            Supplier<Judgement> judge,
            ReadOnlyContext context,
            Collector<Verdict> out)
            throws Exception {
        Judgement judgement;
        try {
            judgement = judge.get();
        } catch (RuntimeException e) {
            context.output(
                    PureFailure.DEAD,
                    PureFailure.letter(STAGE, context.getCurrentKey(), position, e));
            return null;
        }
        publish(judgement, context, out);
        return judgement;
    }

    @Override
    public void processBroadcastElement(ListInput input, Context context, Collector<Verdict> out)
            throws Exception {
        switch (input.kind()) {
            case ENTRY ->
                    ListProjection.take(
                                    input,
                                    ListReader.JUDGE,
                                    getRuntimeContext().getTaskInfo(),
                                    context)
                            .ifPresent(answer -> context.output(RECEIPTS, answer));
            case LOADED -> listGate.mark(input.loaded());
            default ->
                    throw new IllegalStateException(
                            "The judge was given " + input.kind() + ", which is not its own");
        }
    }

    /** The list may have been loaded by now. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Verdict> out)
            throws Exception {
        JudgedSession before = session.value();
        if (before == null || before.findings().isEmpty()) {
            return;
        }
        long nowMs = context.timerService().currentProcessingTime();
        Map<String, WorkListing> listings = listings(before, null, context);
        boolean listLoaded = listGate.isOpen();
        attempt(
                timestamp,
                () -> SessionJudge.rejudge(before, listings::get, listLoaded, nowMs),
                context,
                out);
    }

    private void publish(Judgement judgement, ReadOnlyContext context, Collector<Verdict> out)
            throws Exception {
        session.update(judgement.session());
        if (judgement.verdict() != null) {
            out.collect(judgement.verdict());
        }
        if (judgement.command() != null) {
            context.output(COMMANDS, judgement.command());
        }
        if (judgement.warming()) {
            long now = context.timerService().currentProcessingTime();
            context.timerService()
                    .registerProcessingTimeTimer(now - now % LOOK_AGAIN_MS + LOOK_AGAIN_MS);
        }
    }

    private static Map<String, WorkListing> listings(
            JudgedSession session, Finding finding, ReadOnlyContext context) throws Exception {
        ReadOnlyBroadcastState<String, WorkListing> byWork =
                context.getBroadcastState(ListProjection.BY_WORK);
        Map<String, WorkListing> listings = new HashMap<>();
        for (Finding known : session.findings()) {
            String workId = known.evidence().workId();
            listings.put(workId, ListProjection.of(byWork, workId));
        }
        if (finding != null) {
            String workId = finding.evidence().workId();
            listings.put(workId, ListProjection.of(byWork, workId));
        }
        return listings;
    }
}
